"""All mentions of one name in a document, judged together: the sum of what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aiextract.organizations.evidence import Evidence, context, shape, words_of
from aiextract.organizations.lexicon import Lexicon
from aiextract.organizations.names import key
from aiextract.organizations.spans import Span
from aiextract.organizations.surroundings import Surroundings
from aiextract.source import Source

# They speak for a name, and explain little: named as its rule only where there is no other.
_FAINT = frozenset({"article", "article_word", "near_organization", "acronym", "capitals"})
_HOPELESS = -3.0  # weight of a name's own evidence that no context makes good
_PIECE = 3.0  # most that a name can bring along to a place where it is a piece of a longer one
_ENOUGH = 40  # mentions of one name whose context is read
_ONLY_IF_ALL = frozenset({"first_word", "first_words", "part_first", "part_last", "part_inner"})


@dataclass(slots=True)
class Group:
    """The spans with one key, their evidence (kind -> rule id), and its sum."""

    key: str
    lexicon: Lexicon
    spans: list[Span] = field(default_factory=list)
    kinds: dict[str, str | None] = field(default_factory=dict)
    score: float = 0.0
    always: dict[str, int] = field(default_factory=dict)  # evidence that counts only if every span has it
    read: int = 0  # spans whose context was read

    def add(self, kind: str, rule: str | None = None) -> None:
        """Note a kind of evidence; the first rule that gave it stays."""
        if self.kinds.get(kind) is None:
            self.kinds[kind] = rule

    def note(self, evidence: Iterable[Evidence]) -> None:
        """Add the evidence of a span; what counts only if every span has it is counted."""
        kinds = self.kinds
        for kind, rule in evidence:
            if kind in _ONLY_IF_ALL:
                self.always[kind] = self.always.get(kind, 0) + 1
            elif kinds.get(kind) is None:
                kinds[kind] = rule

    def weigh(self) -> None:
        """Sum up the weights of the kinds of evidence (each counts once)."""
        weights = self.lexicon.weights
        self.score = weights.get("bias", 0.0) + sum([weights.get(kind, 0.0) for kind in self.kinds])

    def score_of(self, span: Span) -> float:
        """How sure a mention is: a piece of a longer run of name words is less so than its name elsewhere."""
        if span.part == "whole" or f"part_{span.part}" in self.kinds:
            return self.score
        return min(self.score, _PIECE) + self.lexicon.weight(f"part_{span.part}")

    def scores(self) -> list[float]:
        """How sure each mention is, in the order of ``spans``."""
        return [self.score if span.part == "whole" else self.score_of(span) for span in self.spans]

    def rule(self) -> str:
        """The rule that speaks most for the name (only where ``stands`` holds)."""
        return max(self._rules())[2]

    def _rules(self) -> list[tuple[bool, float, str]]:
        """The rules that speak for the name, with their weights; the faint ones sort first."""
        return [
            (kind not in _FAINT, weight, rule)
            for kind, rule in self.kinds.items()
            if rule is not None and (weight := self.lexicon.weight(kind)) > 0
        ]

    def stands(self) -> bool:
        """Whether an organization's name: more speaks for it than against it, a rule among that."""
        weight = self.lexicon.weight
        return self.score > 0 and any(rule and weight(kind) > 0 for kind, rule in self.kinds.items())


class _Form(NamedTuple):
    """A name as it is written somewhere: its group, and what its own letters and words say."""

    group: Group
    part: list[Evidence]  # that it is a piece of a longer run: counts only if every span is
    hopeless: bool


def gather(source: Source, spans: Iterable[tuple[Span, Lexicon]]) -> dict[str, Group]:
    """The groups of a document by key, with the evidence of each span."""
    spans = list(spans)
    if not spans:
        return {}
    text, around = source.text, Surroundings(source.folded)
    groups: dict[str, Group] = {}
    forms: dict[tuple[str, str], _Form] = {}
    for span, lexicon in spans:
        written = (text[span.start : span.end], span.part)
        form = forms.get(written)
        if form is None:
            form = forms[written] = _form(source, span, lexicon, groups)
        group = form.group
        group.spans.append(span)
        if group.read < _ENOUGH:
            group.read += 1
            if form.part:
                group.note(form.part)
            if not form.hopeless:
                group.note(context(around, span, lexicon))
    for group in groups.values():
        for kind, count in group.always.items():
            if count >= group.read:
                group.add(kind)
    _document(source, around, groups)
    return groups


def _form(source: Source, span: Span, lexicon: Lexicon, groups: dict[str, Group]) -> _Form:
    """A name as it is written, with its group; what its letters and words say is noted there."""
    surface, folded = source.text[span.start : span.end], source.folded[span.start : span.end]
    words = words_of(surface, folded)
    name = " ".join(words) if surface.isascii() else key(surface)
    group = groups.get(name)
    if group is None:
        group = groups[name] = Group(name, lexicon)
    made = shape(surface, folded, words, span, lexicon)
    group.note(made)
    part: list[Evidence] = [] if span.part == "whole" else [(f"part_{span.part}", None)]
    weight = lexicon.weight("bias")
    for kind, _ in made + part if part else made:
        weight += lexicon.weights.get(kind, 0.0)
    return _Form(group, part, weight < _HOPELESS)


def _document(source: Source, around: Surroundings, groups: Mapping[str, Group]) -> None:
    """Evidence from the whole document: family names, words that also stand in lower case."""
    single = [group for name, group in groups.items() if " " not in name]
    families = {
        name.rsplit(" ", 1)[-1]
        for name, group in groups.items()
        if "person_name" in group.kinds and " " in name
    }
    seen = around.written({group.key for group in single}, source.text)  # as keys are: in lower case
    for group in single:
        if group.key in families:
            group.add("surname")
        if group.key in seen and group.key.isalpha():
            group.add("lower_seen")
