"""The spaCy factories: one component a type, each usable alone in anybody's pipeline.

``spacy.blank("fr").add_pipe("aiextract_money")`` works after installation, since the factories are entry
points. A component reads the characters of the Doc and writes ``doc.spans["aiextract"]``, ``doc.ents`` and,
as records, ``doc._.aiextract``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from aiextract.annotation import annotate, article_of, document, held, state
from aiextract.documents import Article
from aiextract.org_sources import DEFAULT_MODEL, name_source
from aiextract.organizations import NameSpan
from aiextract.scanning import Task, events, scan
from aiextract.source import Source, source_of

# The language of ``spacy.blank("xx")``, which says nothing of the text.
MULTILINGUAL = "xx"

if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
if not Doc.has_extension("aiextract"):
    Doc.set_extension("aiextract", getter=document)


class Component(ABC):
    """What the components share: their language, how they write to ``doc.ents``, and no state beyond that."""

    label: str

    def __init__(self, nlp: Language, name: str, *, lang: str | None, overwrite_ents: bool) -> None:
        self.name = name
        self.lang = lang or (nlp.lang if nlp.lang != MULTILINGUAL else None)
        self.overwrite_ents = overwrite_ents

    def __call__(self, doc: Doc) -> Doc:
        """Add this component's mentions or events to the Doc."""
        article = article_of(doc, self.lang)
        self.extract(doc, source_of(doc), article)
        state(doc)["pipeline"].append(self.name)
        return doc

    @abstractmethod
    def extract(self, doc: Doc, source: Source, article: Article) -> None:
        """Read the article, and write what was found to the Doc."""

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of ``doc.ents`` with this component's label (spaCy's ``score_spans``)."""
        scores = Scorer.score_spans(examples, "ents", **kwargs)
        found = (scores.get("ents_per_type") or {}).get(self.label, {"p": None, "r": None, "f": None})
        return {f"{self.label.lower()}_{key}": value for key, value in found.items()}


class MentionComponent(Component):
    """The mentions of one type, by a scanner over the characters."""

    rules = True

    def __init__(
        self, nlp: Language, name: str, *, label: str, lang: str | None, overwrite_ents: bool
    ) -> None:
        super().__init__(nlp, name, lang=lang, overwrite_ents=overwrite_ents)
        self.label = label

    def extract(self, doc: Doc, source: Source, article: Article) -> None:
        """Scan, let the candidates compete, and add the winners."""
        reading = scan(self.label, Task(source, article, held(doc), self.names(doc), self.rules))
        annotate(doc, reading.winners, overwrite_ents=self.overwrite_ents)

    def names(self, doc: Doc) -> Sequence[NameSpan] | None:
        """The names that a model finds in the Doc; None in a component of rules."""
        return None


class OrganizationComponent(MentionComponent):
    """Organizations by rules and name lists, and by a trained model where there is one."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        lang: str | None,
        overwrite_ents: bool,
        model: str | None,
        rules: bool,
    ) -> None:
        super().__init__(nlp, name, label="ORG", lang=lang, overwrite_ents=overwrite_ents)
        self.model = name_source(model)
        self.rules = rules

    def names(self, doc: Doc) -> Sequence[NameSpan] | None:
        """The names of all kinds that the model finds in the Doc, which keeps them for the events."""
        if self.model is None:
            return None
        names = self.model.names(source_of(doc).text)
        state(doc)["names"] = [tuple(name) for name in names]
        return names


class EventComponent(Component):
    """Events of one type over the mentions that are there, with the names that only the event tells."""

    def __init__(
        self, nlp: Language, name: str, *, label: str, lang: str | None, overwrite_ents: bool
    ) -> None:
        super().__init__(nlp, name, lang=lang, overwrite_ents=overwrite_ents)
        self.label = label

    def extract(self, doc: Doc, source: Source, article: Article) -> None:
        """Find the events, and add the names that they promote to ORG."""
        kept = state(doc)
        names = [NameSpan(*name) for name in kept.get("names", ())]
        promoted, found = events(self.label, source, article, kept["mentions"], names=names)
        annotate(doc, promoted, overwrite_ents=self.overwrite_ents)
        kept["events"] += found

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Events are no spans: ``aiextract.evaluate`` scores them."""
        return {}


def _register(factory: str, label: str) -> Callable[..., Component]:
    key = label.lower()

    @Language.factory(
        factory,
        assigns=["doc.ents", "doc.spans", "doc.user_data"],
        default_config={"lang": None, "overwrite_ents": False},
        default_score_weights={f"{key}_f": 1.0, f"{key}_p": 0.0, f"{key}_r": 0.0},
    )
    def make(nlp: Language, name: str, lang: str | None, overwrite_ents: bool) -> Component:
        return MentionComponent(nlp, name, label=label, lang=lang, overwrite_ents=overwrite_ents)

    registered: Callable[..., Component] = make
    return registered


make_money = _register("aiextract_money", "MONEY")
make_percent = _register("aiextract_percent", "PERCENT")
make_date = _register("aiextract_date", "DATE")
make_quantity = _register("aiextract_quantity", "QUANTITY")


@Language.factory(
    "aiextract_org",
    assigns=["doc.ents", "doc.spans", "doc.user_data"],
    default_config={"lang": None, "overwrite_ents": False, "model": DEFAULT_MODEL, "rules": True},
    default_score_weights={"org_f": 1.0, "org_p": 0.0, "org_r": 0.0},
)
def make_org(
    nlp: Language, name: str, lang: str | None, overwrite_ents: bool, model: str | None, rules: bool
) -> OrganizationComponent:
    """Organizations; ``model`` and ``rules`` as ``org_model`` and ``org_rules`` of ``aiextract.load``."""
    return OrganizationComponent(
        nlp, name, lang=lang, overwrite_ents=overwrite_ents, model=model, rules=rules
    )


def _register_events(factory: str, label: str) -> Callable[..., EventComponent]:
    """The factory of an event type; its component wants those of the mentions before it."""

    @Language.factory(
        factory,
        assigns=["doc.ents", "doc.spans", "doc.user_data"],
        requires=["doc.user_data"],
        default_config={"lang": None, "overwrite_ents": False},
    )
    def make(nlp: Language, name: str, lang: str | None, overwrite_ents: bool) -> EventComponent:
        return EventComponent(nlp, name, label=label, lang=lang, overwrite_ents=overwrite_ents)

    registered: Callable[..., EventComponent] = make
    return registered


make_acquisition = _register_events("aiextract_acquisition", "ACQUISITION")
make_funding = _register_events("aiextract_funding", "FUNDING")
