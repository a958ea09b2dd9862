"""Which way a share moved, from the words of its clause: increase, decrease or nothing.

Going back from the number: qualifiers and fillers are skipped. A word of change right there decides
("chuté de 30 %", "down 3%"). Where a word of measure or level stands there ("de", "by", "to"), a word of
change may stand further back in the clause ("a diminué sur un an de 8 %"), before what is put between
commas, or at the end of the clause ("um 5 % auf 12 Millionen gestiegen"); over the few words of an object
it is also seen from a bare number ("raised its fares 5%").
Members of a list inherit the direction of the member before, unless they are levels ("rose 5% to 12%");
both ends of a way have that of the way ("fell from 5% to 4%"), and what a change is compared with has
that of the change ("grew 3%, after 2%"), but not what a level is ("fell to 5%, against 6%").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language
from aiextract.scan.cues import After
from aiextract.scan.phrases import Phrases
from aiextract.source import Source

_TOKEN = re.compile(r"\d[\d.,]*%?|[^\W\d_]+'?(?:-[^\W\d_]+)*|[^\w\s]|\n")
_LETTER = re.compile(r"[^\W\d_]")
_BOUNDARIES = frozenset('.;:!?\n()–%|•"')
_OPENERS = frozenset("(:;,\n")
_CLOSERS = _BOUNDARIES | {","}
_SIGNS = {"+": "increase", "-": "decrease", "–": "decrease"}
_WINDOW, _BEHIND, _REACH, _SKIPS, _ASIDE = 120, 72, 9, 8, 14


class Told(NamedTuple):
    """Where a share ends, its direction and value, and what it is.

    ``kind`` is ``change``, ``level`` or ``origin`` (of a way); ``way``: it ends the way of the share before.
    """

    end: int
    direction: str | None
    kind: str = "change"
    value: Decimal | None = None
    way: bool = False


NOTHING_TOLD = Told(-1, None)


def _sign(text: str, start: int, floor: int) -> str | None:
    """A sign that is written to the number: "+3 %"; with a space between only where it opens: "(- 0,2 %)"."""
    at = start - 1
    if text[at : at + 1] == " " and text[at - 1 : at] in _SIGNS:
        opened = text[max(floor, at - 3) : at - 1].rstrip(" ")
        if at - 1 > floor and (not opened or opened[-1] not in _OPENERS):
            return None
        at -= 1
    label = _SIGNS.get(text[at : at + 1]) if at >= floor else None
    return None if label is None or text[at - 1 : at].isalnum() else label


class Directions:
    """The words of change of a language."""

    def __init__(self, language: Language) -> None:
        percent, numbers = language.percent, language.numbers
        self._changes = Phrases((w, label) for label, words in percent.changes.items() for w in words)
        self._near = Phrases(
            (w, label)
            for table in (percent.changes, percent.changes_near)
            for label, words in table.items()
            for w in words
        )
        skipped = (*percent.fillers, *(w for words in numbers.qualifiers.values() for w in words))
        measures = dict.fromkeys((*percent.measures, *numbers.between))
        origins = frozenset(percent.origins)
        self._glue = Phrases(
            # Of two readings of one phrase the first wins: "hingga" measures, and it qualifies.
            [(w, "measured way" if w in origins else "measure") for w in measures]
            + [(w, "way") for w in percent.origins]
            + [(w, "level") for w in percent.levels]
            + [(w, "compare") for w in percent.comparisons]
            + [(w, "list") for w in (*percent.lists, ",")]
            + [(w, "skip") for w in skipped]
        )
        self._stops = frozenset(w for w in percent.stops if w[-1] != "*")
        self._stop_stems = tuple(w[:-1] for w in percent.stops if w[-1] == "*")
        self._objects = percent.objects
        self._closed = frozenset(language.text.function_words) - frozenset(percent.bridges)
        self._whole = After([("whole", percent.partitives)])
        self._parts = {w: After([("part", behind)]) for w, behind in percent.parts.items()}
        self._parted = Phrases((w, w) for w in self._parts if w != "*")
        after = {w: label for label, words in percent.changes_after.items() for w in words}
        ordered = sorted(map(re.escape, after), key=len, reverse=True)
        self._after_labels = after
        self._closing = Phrases((w, label) for label, words in percent.changes_closing.items() for w in words)
        either = f"({'|'.join(ordered)})"
        if language.numbers.spacing == "words":  # one word may stand between
            either = rf"(?: [^\W\d_]{{3,16}}(?:-[^\W\d_]{{2,16}})?)?? {either}(?!\w)"
        else:
            either = f" ?{either}"
        self._after = re.compile(either) if after else None

    def find(
        self,
        source: Source,
        start: int,
        end: int,
        floor: int,
        before: Told = NOTHING_TOLD,
        value: Decimal | None = None,
    ) -> Told:
        """The direction of the share at ``[start, end)``; ``before`` is the last share of the region.

        ``value``: what it says, where that is one number.
        """
        text = source.folded
        after = self._after.match(text, end) if self._after else None
        if after:
            return Told(end, self._after_labels[after.group(1)], value=value)
        sign = _sign(text, start, floor)
        if sign is not None:
            return Told(end, sign, value=value)
        begin = max(floor, before.end, start - _WINDOW)
        tokens = _TOKEN.findall(text, begin, start)
        at, glue = self._skip(tokens)
        kind = next((kind for kind in ("level", "origin") if kind in glue), "change")
        if "*" in self._parts and self._parts["*"].find(text, end):
            return Told(end, None, kind, value)
        reached = kind == "level" and before.end == begin  # "um 5 % auf 12 % gestiegen"
        told = Told(end, self._told(tokens, at, glue, text, end, closes=not reached), kind, value)
        return self._inherited(text[begin:start], glue, told, before) if before.end == begin else told

    def begins_way(self, source: Source, start: int, floor: int) -> bool:
        """Whether a change is told to begin at the share at ``start``: "accelerated from 2% to 5%"."""
        tokens = _TOKEN.findall(source.folded, max(floor, start - _WINDOW), start)
        at, glue = self._skip(tokens)
        return "origin" in glue and "measure" not in glue and self._changes.ending(tokens, at) is not None

    def _told(
        self, tokens: list[str], at: int, glue: set[str], text: str, end: int, *, closes: bool
    ) -> str | None:
        """The direction that the words before a number give it, and those behind it do not take back."""
        led = not glue.isdisjoint(("measure", "level", "origin"))
        # "raising it is backed by 55% of voters": a share of a whole changes only right behind a change.
        held = "level" not in glue and self._whole.find(text, end) is not None
        if not held and at < len(tokens) and tokens[at] == "," and (opened := self._aside(tokens, at)):
            label = self._further(tokens, opened, text, end)
            if label is not None:
                return label
        if at and glue.isdisjoint(("list", "compare")):
            near = self._near.ending(tokens, at)
            if near is not None:
                return None if self._is_part(tokens, at, text, end) else near[1]
            if not led and not held:
                return self._over(tokens, at)
        if held:
            return None
        label = self._further(tokens, at, text, end) if led else None
        return self._closed_by(text, end) if label is None and led and closes else label

    def _skip(self, tokens: list[str]) -> tuple[int, set[str]]:
        """Where the words that lead to the number begin, and what kinds of them there are."""
        at, glue = len(tokens), set[str]()
        for _ in range(_SKIPS):
            if at == 0:
                break
            found = self._glue.ending(tokens, at)
            if found is None:
                break
            # A cue that ends in the same words wins: "une baisse de", "up".
            near = self._near.ending(tokens, at)
            if near is not None and near[0] >= found[0]:
                break
            at -= found[0]
            glue.update(_KINDS.get(found[1], (found[1],)))
        return at, glue

    @staticmethod
    def _aside(tokens: list[str], at: int) -> int | None:
        """Where what stands between commas begins that ends at ``at``: "rose, after a weak year, by 4%"."""
        for place in range(at - 1, max(0, at - _ASIDE), -1):
            if tokens[place] in _BOUNDARIES or tokens[place][-1] == "%":
                return None
            if tokens[place] == ",":
                return place
        return None

    def _is_part(self, tokens: list[str], at: int, text: str, end: int) -> bool:
        """Whether a word of change that ends at ``at`` hands over a part: "cède 30 % de Nerval"."""
        verb = self._parted.ending(tokens, at)
        return verb is not None and self._parts[verb[1]].find(text, end) is not None

    def _is_stop(self, token: str) -> bool:
        return token in _BOUNDARIES or token in self._stops or token.startswith(self._stop_stems)

    def _further(self, tokens: list[str], at: int, text: str, end: int) -> str | None:
        for place in range(at, max(0, at - _REACH), -1):
            token = tokens[place - 1]
            if token == "." and place > 1 and _LETTER.fullmatch(tokens[place - 2]):
                continue  # "w 2015 r. o 6%"
            found = self._changes.ending(tokens, place)
            if found is None and (self._is_stop(token) or token[-1] == "%"):
                return None
            if found is not None:
                return None if self._is_part(tokens, place, text, end) else found[1]
        return None

    def _closed_by(self, text: str, end: int) -> str | None:
        """The change that the clause ends with: "um 5 % auf 12 Millionen gestiegen"."""
        if self._closing.empty:
            return None
        tokens = _TOKEN.findall(text, end, end + _BEHIND)
        for place, token in enumerate(tokens):
            found = self._closing.ending(tokens, place + 1)
            if found is not None:
                return found[1]
            if token in _CLOSERS or token[-1] == "%":
                return None
        return None

    def _over(self, tokens: list[str], at: int) -> str | None:
        """The change of an object that stands before a bare number: "memangkas biaya produksi 10 persen"."""
        for place in range(at - 1, max(0, at - 1 - self._objects), -1):
            token = tokens[place]
            if not token[0].isalpha() or self._is_stop(token) or token in self._closed:
                return None
            found = self._changes.ending(tokens, place)
            if found is not None:
                return found[1]
        return None

    @staticmethod
    def _inherited(gap: str, glue: set[str], told: Told, before: Told) -> Told:
        """What a share has from the share before it, where the words between make both of one kind."""
        tokens = _TOKEN.findall(gap)
        if len(tokens) > _REACH + 3 or any(t in ".;:!?\n" for t in tokens):
            return told
        if {told.kind, before.kind} == {"level", "origin"} and "," not in tokens:
            label = _way(told, before) if told.kind == "level" else _way(before, told)
            if label and told.direction in (None, label) and before.direction in (None, label):
                return told._replace(direction=label, way=True)
        if (
            told.direction is not None
            or told.kind == "level"
            or (told.kind == "origin" and "measure" not in glue)
        ):
            return told
        inherits = before.kind != "level" if "compare" in glue else "list" in glue
        return told._replace(direction=before.direction) if inherits else told


def _way(level: Told, origin: Told) -> str | None:
    """Which way leads from an origin to a level."""
    if level.value is None or origin.value is None or level.value == origin.value:
        return None
    return "increase" if level.value > origin.value else "decrease"


# What a word says that leads to a number: "von" measures a change and begins a way.
_KINDS = {"measured way": ("measure", "origin"), "way": ("origin",)}


@lru_cache(maxsize=64)
def directions(language: Language) -> Directions:
    """The compiled words of change of a language (one a Language object)."""
    return Directions(language)
