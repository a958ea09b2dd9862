"""What a trained model says of a text, as one more kind of evidence: it adds names, and doubts others.

Rules judge a name by the whole document, the model each mention by the words around it. Their scores are
added: ``model_same`` where the model marks the very span, ``model_only`` where no rule proposes it,
``model_over`` where it marks another stretch of it, ``model_other`` and ``model_inside`` where it holds the
span, or something that overlaps it, for a name of another kind, ``model_none`` where it sees nothing. The
last three gain ``model_elsewhere`` where the model marks the same name in another place of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aiextract.organizations.groups import Group
from aiextract.organizations.lexicon import Lexicon
from aiextract.organizations.names import name_list
from aiextract.organizations.spans import Span, begins_sentence
from aiextract.organizations.tokens import WORD
from aiextract.scan import Region
from aiextract.source import Source

ORG_RULE = "model:org"
_LONGEST_HEAD = 3  # words
_SILENT = frozenset(("model_none", "model_other", "model_inside"))


class NameSpan(NamedTuple):
    """A name found by another source, a trained model say.

    ``rule`` names its kind and, unless it is the shipped model, the source: ``model:org``,
    ``model:per:spacy:fr_core_news_lg``. ``score`` is the source's own, None where it gives none.
    """

    start: int
    end: int
    rule: str
    score: float | None = None

    @property
    def is_organization(self) -> bool:
        """Whether the source takes it for an organization."""
        return self.rule == ORG_RULE or self.rule.startswith(f"{ORG_RULE}:")


class Opinion:
    """The names that a model sees in a text, none of which overlaps another.

    ``rule`` is that of a name which stands by the model.
    """

    def __init__(self, names: Sequence[NameSpan]) -> None:
        self.names = sorted(names)
        self._starts = [name.start for name in self.names]
        self._organizations = {(n.start, n.end): n for n in names if n.is_organization}
        source = self.names[0].rule.split(":", 2)[2:] if self.names else []
        self.rule = ":".join((ORG_RULE, *source))

    def proposals(
        self, source: Source, region: Region, known: Sequence[Span], lexicon: Lexicon
    ) -> Iterator[Span]:
        """The model's organizations in a region that no rule proposes, with what their words say."""
        have = {(span.start, span.end) for span in known}
        for name in self.names[bisect_right(self._starts, region.start - 1) :]:
            if name.start >= region.end:
                break
            words = list(WORD.finditer(source.text, name.start, name.end))
            if not name.is_organization or (name.start, name.end) in have or not words:
                continue
            ends = [word.end() for word in words[:_LONGEST_HEAD]]
            heads = (lexicon.heads.get(source.folded[words[0].start() : end]) for end in reversed(ends))
            listed = (n for stop, n in name_list().at(source, name.start, region.end) if stop == name.end)
            yield Span(
                name.start,
                name.end,
                begins_sentence(source.text, name.start),
                len(words),
                next(listed, None),
                next((head for head in heads if head), None),
            )

    def added(self, group: Group, proposed: set[tuple[int, int]]) -> list[float]:
        """What the model adds to the score of each span of a group (the order is that of the spans)."""
        kinds = [self._kind(span, proposed) for span in group.spans]
        marked = sum(kind in ("model_same", "model_only") for kind in kinds)
        weight = group.lexicon.weight
        elsewhere = weight("model_elsewhere") if marked else 0.0
        return [weight(kind) + (0.0 if kind in ("model_same", "model_only") else elsewhere) for kind in kinds]

    def score(self, span: Span) -> float | None:
        """The source's own score of a span that it marks; None of any other, or where it gives none."""
        name = self._organizations.get((span.start, span.end))
        return None if name is None else name.score

    def _kind(self, span: Span, proposed: set[tuple[int, int]]) -> str:
        place = (span.start, span.end)
        if place in self._organizations:
            return "model_only" if place in proposed else "model_same"
        at = bisect_right(self._starts, span.start) - 1
        kind = "model_none"
        for name in self.names[max(0, at) :]:
            if name.start >= span.end:
                break
            if name.end <= span.start:
                continue
            if (name.start, name.end) == place:
                return "model_other"
            kind = "model_over" if name.is_organization else "model_inside"
        return kind
