"""From the parties of deals to their drafts: price, stake, date and status beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.merge import Draft
from aiextract.events.reading import Reading
from aiextract.events.sequel import dates_from, sequel
from aiextract.events.status import status
from aiextract.events.timing import deal_date
from aiextract.events.values import Stake, own_value
from aiextract.events.vendors import family, named_sellers


def drafts(
    reading: Reading,
    past: Sequence[Told],
    parties: Mapping[str, Sequence[Token]],
    share: Stake,
    paid: Token | None,
) -> list[Draft]:
    """The deals of a trigger, one a target, or one without.

    ``parties`` are the names of the slots ``acquirer``, ``target`` and ``seller``, which the reading's rules
    tell of; ``past`` is what the triggers before tell.
    """
    acquirers = [family(reading, reading.clause.tokens, token) for token in parties["acquirer"]]
    targets = parties["target"]
    sellers = named_sellers(reading, acquirers, targets, parties["seller"])
    dates = {
        one: own_value(reading, one, targets, "date")
        or deal_date(reading.clause, dates_from(reading, past), reading.reader.published)
        for one in (targets or (None,))
    }
    behind = sequel(reading, past, acquirers, targets)
    return [
        Draft(
            {
                "acquirer": [token for token in acquirers if token is not one],
                "target": [] if one is None else [one],
                "seller": sellers[:1],
            },
            {
                # One amount for several targets belongs to none of them alone.
                "price": paid if len(targets) < 2 else own_value(reading, one, targets, "money"),
                "stake": share[0],
                "date": dates[one],
            },
            {"stake_kind": share[1]},
            status(reading, dates[one]),
            [reading.evidence()],
            reading.rule("acquisition"),
            dict(reading.rules),
            replace(behind),
        )
        for one in (targets or (None,))
    ]
