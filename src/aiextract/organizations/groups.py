"""All mentions of one name in a document, judged together: the sum of what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aiextract.organizations.evidence import context, neutral, shape
from aiextract.organizations.lexicon import Lexicon
from aiextract.organizations.names import key
from aiextract.organizations.spans import Span
from aiextract.organizations.tokens import WORD
from aiextract.source import Source

_PERSON = frozenset({"person_name", "title", "says", "role_before"})
_ONLY_IF_ALL = frozenset({"first_word", "first_words", "part_first", "part_last", "part_inner"})


@dataclass(slots=True)
class Group:
    """The spans with one key, their evidence (kind -> rule id), and its sum."""

    key: str
    lexicon: Lexicon
    spans: list[Span] = field(default_factory=list)
    kinds: dict[str, str | None] = field(default_factory=dict)
    score: float = 0.0

    def add(self, kind: str, rule: str | None = None) -> None:
        """Note a kind of evidence; the first rule that gave it stays."""
        if self.kinds.get(kind) is None:
            self.kinds[kind] = rule

    def weigh(self, bonus: float = 0.0) -> float:
        """Sum up the weights of the kinds of evidence (each counts once)."""
        weights = self.lexicon.weights
        self.score = weights.get("bias", 0.0) + bonus + sum(weights.get(kind, 0.0) for kind in self.kinds)
        return self.score

    def rule(self) -> str:
        """The rule that speaks most for the name."""
        rules = [(self.lexicon.weight(kind), rule) for kind, rule in self.kinds.items() if rule is not None]
        return max(rules, default=(0.0, neutral("context")))[1]


def gather(source: Source, spans: Iterable[tuple[Span, Lexicon]]) -> dict[str, Group]:
    """The groups of a document by key, with the evidence of each span."""
    groups: dict[str, Group] = {}
    weak: dict[str, dict[str, int]] = {}
    for span, lexicon in spans:
        name = key(source.text[span.start : span.end])
        group = groups.get(name)
        if group is None:
            group = groups[name] = Group(name, lexicon)
        for kind, rule in shape(source, span, lexicon):
            if kind in _ONLY_IF_ALL:
                weak.setdefault(name, {})[kind] = weak.get(name, {}).get(kind, 0) + 1
            else:
                group.add(kind, rule)
        for kind, rule in context(source, span, lexicon):
            if kind in _ONLY_IF_ALL:
                weak.setdefault(name, {})[kind] = weak.get(name, {}).get(kind, 0) + 1
            else:
                group.add(kind, rule)
        group.spans.append(span)
    for name, counted in weak.items():
        for kind, count in counted.items():
            if count >= len(groups[name].spans):
                groups[name].add(kind)
    _document(source, groups)
    return groups


def _document(source: Source, groups: Mapping[str, Group]) -> None:
    """Evidence from the whole document: family names, words that also stand in lower case."""
    single = [group for name, group in groups.items() if " " not in name]
    families = {
        name.rsplit(" ", 1)[-1] for name, group in groups.items() if " " in name and "person_name" in group.kinds
    }
    lower = {word for word in WORD.findall(source.text) if word.islower()} if single else set()
    for group in single:
        if group.key in families:
            group.add("surname")
        if group.key in lower:
            group.add("lower_seen")
