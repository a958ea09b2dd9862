"""Every relation around a trigger by the name that the frames of the language files call it by."""

from __future__ import annotations

from collections.abc import Mapping

from aiextract.events import (
    belonging,
    bracket_roles,
    datives,
    dislocation,
    gaining,
    headlines,
    holdings,
    identities,
    main_clauses,
    merging,
    predicates,
    relaying,
    roles,
    successions,
    titles,
    verb_first,
)

RELATIONS: Mapping[str, roles.Finder] = {
    **roles.FINDERS,
    **bracket_roles.FINDERS,
    **datives.FINDERS,
    **belonging.FINDERS,
    **predicates.FINDERS,
    **holdings.FINDERS,
    **identities.FINDERS,
    **headlines.FINDERS,
    **main_clauses.FINDERS,
    **merging.FINDERS,
    **dislocation.FINDERS,
    **gaining.FINDERS,
    **successions.FINDERS,
    **verb_first.FINDERS,
    **relaying.FINDERS,
    **titles.FINDERS,
}
