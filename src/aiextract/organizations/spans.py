"""Spans that may be names: runs of name words, trimmed, or stretched over an institution's whole name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from aiextract.languages.schema.organizations import HeadRule
from aiextract.organizations.descriptions import describes
from aiextract.organizations.lexicon import Cue, Head, Lexicon
from aiextract.organizations.names import Name, name_list, plain_word
from aiextract.organizations.tokens import Token, runs
from aiextract.source import Source

_OPEN = " \u00a0\u202f\t*_\"'«»“”„‘’([-–—•"
_ENDS = ".!?:;…\n\r|。•"  # of a sentence
_STEP = re.compile(r"( ?)([^\W_]+(?:-[^\W_]+)*+)('?)")
_FORM = re.compile(r"[,.]{0,2}+ ([^\W_]+(?:-[^\W_]+)*+)")
_BACK = re.compile(r"[^\W_]+(?:-[^\W_]+)*+'?|[^\w\s]")
_MAX_STEPS = 14
# What a name is of a run of name words, by whether it begins behind its beginning and ends before its end.
_PARTS = {(False, False): "whole", (False, True): "first", (True, False): "last", (True, True): "inner"}
_REACH = 48  # how far before a name its head of lower case may stand


class Span(NamedTuple):
    """A possible name at ``[start, end)``: how it was made, and what its first and last words say.

    ``part`` tells a piece of a longer run from a whole one: ``whole``, ``first``, ``last`` or ``inner``.
    """

    start: int
    end: int
    first: bool  # at the beginning of a sentence
    words: int
    name: Name | None = None
    head: Head | None = None
    tail: Cue | None = None
    part: str = "whole"


def begins_sentence(text: str, start: int) -> bool:
    """Whether only quotes, brackets and spaces stand between the end of a sentence and here."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():  # mostly
        return False
    at = start - 1
    low = max(-1, start - 8)
    while at > low and text[at] in _OPEN:
        at -= 1
    if at > low and text[at].isdigit():  # a numbered heading
        while at > low and text[at].isdigit():
            at -= 1
        return at < 0 or text[at] in "\n\r"
    return at < 0 or text[at] in _ENDS


def candidate_spans(source: Source, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """All spans of a region that may be names, run by run."""
    names = name_list()
    place_end = covered = 0
    for run in runs(source, start, end, lexicon):
        low, _, word = run[0]
        if len(run) == 1 and word in lexicon.idle:
            continue
        if word in lexicon.place_phrases:
            place_end = max(place_end, _place_end(source.folded, run, lexicon))
        if low < place_end:
            continue
        known: dict[tuple[int, int], Name] = {}
        for start_of_word, _, written in run:
            if not written.isalnum() or plain_word(written) in names.firsts:  # most words begin no name
                for stop, name in names.at(source.text, start_of_word, end):
                    known[start_of_word, stop] = name
        inside = low < covered
        for span in _of_run(source, run, known, lexicon, end):
            if inside and span.part == "whole":
                span = span._replace(part="last")  # of the institution's name before it
            elif span.head is not None:
                covered = max(covered, span.end)
            yield span


def _place_end(folded: str, run: list[Token], lexicon: Lexicon) -> int:
    """Where a place's name ends that begins with the run and goes on after it ("Vale do …"), else 0."""
    (low, _, word), end = run[0], run[-1][1]
    ends = [low + len(phrase) for phrase in lexicon.place_phrases[word] if folded.startswith(phrase, low)]
    return max([stop for stop in ends if stop > end], default=0)


def _of_run(
    source: Source, run: list[Token], known: dict[tuple[int, int], Name], lexicon: Lexicon, limit: int
) -> list[Span]:
    """The whole run, trimmed, then the names of the list in it and the institutions that begin inside it."""
    first = begins_sentence(source.text, run[0][0])
    last = run[-1][1]
    kept = run
    if known or run[0][2] in lexicon.skipped or describes(run, 0, lexicon):
        kept = run[_skipped(source, run, first, known, lexicon) :]
    if len(kept) > 1 and source.folded[last : last + 1] == ":" and run[-1][2] in lexicon.ordinary:
        kept, run = kept[:-1], run[:-1]  # "Source:"
    if not kept:
        return [
            Span(low, stop, first and low == run[0][0], _count(run, low, stop), name)
            for (low, stop), name in known.items()
        ]
    whole = _whole(source, kept, first and len(kept) == len(run), lexicon, limit)
    if known:
        whole = _named(whole, kept, known)
    spans = [whole]
    for (low, stop), name in known.items():
        if (low, stop) != (whole.start, whole.end):
            part = _PARTS[low > whole.start, stop < whole.end]
            spans.append(Span(low, stop, first and low == run[0][0], _count(run, low, stop), name, part=part))
    for at in range(1, len(kept)):
        head = _head(source, kept[at], lexicon)
        if head is not None:
            spans.append(_stretched(source, kept[at:], head, False, lexicon, limit)._replace(part="last"))
    return spans


def _count(run: list[Token], low: int, stop: int) -> int:
    """How many words of a run are in a span."""
    return sum(low <= begin and end <= stop for begin, end, _ in run) or 1


def _skipped(
    source: Source, run: list[Token], first: bool, known: dict[tuple[int, int], Name], lexicon: Lexicon
) -> int:
    """How many words at the front of a run are no part of a name."""
    start, last = run[0][0], run[-1][1]
    keep = {low for (low, stop), name in known.items() if stop >= last and not name.kind.endswith("weak")}
    skip = _trimmed(run, first, lexicon, keep)
    if known and first and skip == 0 and len(run) > 1 and start not in keep:
        name = known.get((run[1][0], last))
        if name is not None and not name.kind.endswith(("weak", "word")) and _plain(source, run[0], lexicon):
            return 1  # an ordinary word that begins the sentence
    return skip


def _plain(source: Source, token: Token, lexicon: Lexicon) -> bool:
    """Whether a capitalised word begins no name that is known of."""
    start, end, lower = token
    return source.text[start:end].istitle() and lower not in lexicon.given and lower not in lexicon.heads


def _trimmed(run: list[Token], first: bool, lexicon: Lexicon, keep: Collection[int]) -> int:
    """How many words at the front of a run are articles, titles, ordinary words."""
    for at, (start, _, word) in enumerate(run):
        skipped = word in lexicon.articles or word in lexicon.before or (first and word in lexicon.ordinary)
        if start in keep or word in lexicon.heads or not (skipped or describes(run, at, lexicon)):
            return at
    return len(run)


def _head(source: Source, token: Token, lexicon: Lexicon) -> Head | None:
    """The head that begins with a word; phrases of two or three words count first."""
    low, end, word = token
    best = lexicon.heads.get(word)
    if word not in lexicon.head_starts:
        return best
    folded = source.folded
    for _ in range(2):
        step = _STEP.match(folded, end)
        if step is None or not step[1]:
            break
        end = step.end()
        best = lexicon.heads.get(folded[low:end], best)
    return best


def _named(span: Span, run: list[Token], known: dict[tuple[int, int], Name]) -> Span:
    """The span of a whole run with its name in the list; ``known`` loses one that it has but for the head."""
    name = known.get((span.start, span.end))
    if name is None and len(run) > 1 and span.head is not None and span.head.rule.kind == "legal_head":
        name = known.pop((run[1][0], span.end), None)  # the list has it without its legal form
    return span._replace(name=name)


def _whole(source: Source, run: list[Token], first: bool, lexicon: Lexicon, limit: int) -> Span:
    """The span of a whole run, with its head or its legal form."""
    start, last = run[0][0], run[-1][1]
    head = _head(source, run[0], lexicon)
    if head is not None:
        return _stretched(source, run, head, first, lexicon, limit)
    behind = _head_behind(source, start, lexicon)
    if behind is not None:
        start, head = behind
        end = _stretch(source, last, head.rule, lexicon, limit)
        return Span(start, end, False, len(run) + 1, None, head)
    inner = _head(source, run[-1], lexicon) if len(run) > 1 else None
    if inner is not None and inner.rule.inner:  # "Northern Institute of Technology"
        end = _stretch(source, last, inner.rule, lexicon, limit)
        if end > last:
            return Span(start, end, first, len(run) + 1, None, inner)
    end, tail = _tail(source, run, lexicon, limit)
    return Span(start, end, first, len(run), None, None, tail)


def _stretched(
    source: Source, run: list[Token], head: Head, first: bool, lexicon: Lexicon, limit: int
) -> Span:
    """The span of a run that begins with a head: what its inner words bind to it is in."""
    last = run[-1][1]
    end = _stretch(source, last, head.rule, lexicon, limit)
    tail_end, tail = _tail(source, run, lexicon, limit)
    return Span(run[0][0], max(end, tail_end), first, len(run) + (end > last), None, head, tail)


def _stretch(source: Source, end: int, rule: HeadRule, lexicon: Lexicon, limit: int) -> int:
    """The end of a name with this head, which reaches at least to ``end``."""
    if not rule.inner and not rule.plain:
        return end
    folded, text = source.folded, source.text
    at, pending, plain, after_noun, last = end, 0, rule.plain, True, ""
    for _ in range(_MAX_STEPS):
        step = _STEP.match(folded, at, limit)
        if step is None or not (step[1] or folded[at - 1] == "'"):
            break
        word = step[2] + step[3]
        if word in rule.inner:
            if pending == 3 or (word in lexicon.definite and last in lexicon.conjunctions):
                break
            pending += 1
            at, last = step.end(), word
        elif text[step.start(2)].isupper():
            end, pending, after_noun = step.end(2), 0, pending > 0
            at = step.end() if step[3] else end
        elif step[3] or word in lexicon.breakers or word in lexicon.ordinary:
            break
        elif pending and plain:
            end = at = step.end(2)
            pending, plain, after_noun = 0, plain - 1, True
        elif not pending and after_noun and rule.plain and word.endswith(lexicon.adjective_endings):
            end = at = step.end(2)
        else:
            break
    return end


def _head_behind(source: Source, start: int, lexicon: Lexicon) -> tuple[int, Head] | None:
    """A head of lower case bound to a name by small words ("ministère de l'"): its place and rule."""
    if not lexicon.lower_heads or source.folded[start - 1 : start] not in (" ", "'"):
        return None
    low = max(0, start - _REACH)
    near = source.folded[low:start]
    for word in lexicon.lower_heads:  # mostly there is none
        if word in near:
            break
    else:
        return None
    before = [(m.start() + low, m[0]) for m in _BACK.finditer(near)][-5:]
    small: list[str] = []
    while before and len(small) < 3:
        place, word = before[-1]
        head = lexicon.heads.get(word)
        if head is not None and head.rule.lower and all(part in head.rule.inner for part in small):
            return place, head
        small.append(word)
        before.pop()
    return None


def _tail(source: Source, run: list[Token], lexicon: Lexicon, limit: int) -> tuple[int, Cue | None]:
    """The end of a run with the legal form that follows, and what its last word says."""
    folded = source.folded
    _, end, word = run[-1]
    tail = lexicon.tails.get(word) if len(run) > 1 else None
    for _ in range(2):  # ", Inc.", " Co., Ltd."
        following = source.text[end + 1 : end + 2]
        if following.islower() and folded[end] == " " and folded[end + 1] not in lexicon.lower_forms:
            break  # mostly
        step = _FORM.match(folded, end, limit)
        if step is None:
            break
        form = lexicon.tails.get(step[1])
        if form is None or form.kind != "legal" or not (form.lower or source.text[step.start(1)].isupper()):
            break
        end, tail = step.end(), form
        if folded[end : end + 1] == "." and folded[end + 1 : end + 2] == ",":  # "Co., Ltd."
            end += 1
    if tail is None:
        if folded.startswith(lexicon.branch_starts, end):
            for branch in lexicon.branches:
                noun, last = end + 2 + branch.rfind(" "), end + 1 + len(branch)  # of "do Norte"
                if folded.startswith(branch, end + 1) and source.text[noun].isupper() and _ends(folded, last):
                    return last, None
    elif tail.dot and _inner_stop(source.text, end):
        end += 1
    return end, tail


def _inner_stop(text: str, at: int) -> bool:
    """Whether a full stop here belongs to an abbreviation: the sentence goes on after it."""
    following = text[at + 1 : at + 3].lstrip()
    return text[at : at + 1] == "." and following != "" and not following[0].isupper()


def _ends(folded: str, at: int) -> bool:
    return not folded[at : at + 1].isalnum()
