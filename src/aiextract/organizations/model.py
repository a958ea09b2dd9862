"""What a trained model says of a text, as one more kind of evidence: it adds names, and doubts others.

Rules judge a name by the whole document, the model each mention by the words around it. A span that the
model marks is weighed by ``model_same``, or ``model_only`` where no rule proposes it; one that it does not by
``model_over`` where it marks another stretch of it, ``model_other`` and ``model_inside`` where it holds the
span, or something that overlaps it, for a name of another kind, ``model_none`` where it sees nothing. How
sure it is (log-odds) counts for the first two (``model_sure``) and against the next three
(``model_against``), and there what the rules say counts ``model_rules`` times. A span that it does not mark
gains ``model_elsewhere`` where it marks the same name in another place.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
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
_NONE = "model_none", 0.0
_MARKED = frozenset(("model_same", "model_only"))
# What is on these lists is no organization, however sure a model is: there the rules decide alone.
_VETOES = frozenset(("never", "product_name"))
# The probability of a name whose source gives none.
_UNSCORED = 0.95
# Digits of a score that are told, and how much those beyond depend on what was read beside the text.
_DIGITS, _NOISE = 3, 5e-6
_STEP = 0.1**_DIGITS
# Beyond these, how sure the model is and what the rules say make no difference any more.
_LEAST, _MOST = 0.05, 0.98
_RULES_LEAST, _RULES_MOST = -4.0, 5.0


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
        self._ends = [name.end for name in self.names]
        self._organizations = {(n.start, n.end): n for n in names if n.is_organization}
        source = self.names[0].rule.split(":", 2)[2:] if self.names else []
        self.rule = ":".join((ORG_RULE, *source))

    def proposals(
        self, source: Source, region: Region, known: Sequence[Span], lexicon: Lexicon
    ) -> Iterator[Span]:
        """The model's organizations in a region that no rule proposes, with what their words say."""
        have = {(span.start, span.end) for span in known}
        low, high = bisect_left(self._starts, region.start), bisect_left(self._starts, region.end)
        for name in self.names[low:high]:
            place = (name.start, name.end)
            if place not in self._organizations or place in have:
                continue
            words = list(WORD.finditer(source.text, *place))
            if not words:
                continue
            ends = [word.end() for word in words[:_LONGEST_HEAD]]
            heads = (lexicon.heads.get(source.folded[words[0].start() : end]) for end in reversed(ends))
            yield Span(
                name.start,
                name.end,
                begins_sentence(source.text, name.start),
                len(words),
                name_list().whole(source.text, *place, region.end),
                next((head for head in heads if head), None),
            )

    def scores(self, group: Group, proposed: Collection[tuple[int, int]]) -> list[float]:
        """The score of each span of a group, in their order, by the rules and the model together.

        ``proposed`` are the spans that no rule proposes.
        """
        own = group.scores()
        if not _VETOES.isdisjoint(group.kinds):
            return own
        weight = group.lexicon.weight
        seen = [self.read(span, proposed) for span in group.spans]
        elsewhere = 0.0
        for kind, _ in seen:
            if kind in _MARKED:
                elsewhere = weight("model_elsewhere")
        scores = []
        for rules, (kind, sure) in zip(own, seen, strict=True):
            rules = min(max(rules, _RULES_LEAST), _RULES_MOST)
            if kind == "model_none":
                scores.append(weight(kind) + elsewhere + rules)
                continue
            if kind in _MARKED:
                score = weight(kind) + weight("model_sure") * _log_odds(sure)
            else:
                score = weight(kind) + elsewhere
                score -= weight("model_against") * _log_odds(sure)
            scores.append(score + rules * weight("model_rules"))
        return scores

    def score(self, span: Span) -> float | None:
        """The source's own score of a span that it marks, rounded; else None, and where it gives none."""
        name = self._organizations.get((span.start, span.end))
        return None if name is None or name.score is None else round(name.score, _DIGITS)

    def read(self, span: Span, proposed: Collection[tuple[int, int]]) -> tuple[str, float]:
        """What the model says of a span, and how sure it is of the name that says so."""
        start, end = span.start, span.end
        first, stop = bisect_right(self._ends, start), bisect_left(self._starts, end)
        kind, sure = _NONE
        for name in self.names[first:stop]:
            if name.start == start and name.end == end:
                if not name.is_organization:
                    return "model_other", _sure(name)
                return "model_only" if (start, end) in proposed else "model_same", _sure(name)
            kind, sure = "model_over" if name.is_organization else "model_inside", max(sure, _sure(name))
        return kind, sure


def rounds_either_way(score: float) -> bool:
    """Whether what was read beside the text may decide about the last digit of a score that is told."""
    return abs(score % _STEP - _STEP / 2) < _NOISE


def _sure(name: NameSpan) -> float:
    return _UNSCORED if name.score is None else name.score


def _log_odds(probability: float) -> float:
    probability = min(max(probability, _LEAST), _MOST)
    return math.log(probability / (1 - probability))
