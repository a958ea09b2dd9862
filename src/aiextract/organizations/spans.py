"""Spans that may be names: runs of name words, trimmed, or stretched over an institution's whole name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aiextract.languages.schema.organizations import HeadRule
from aiextract.organizations.lexicon import Cue, Head, Lexicon
from aiextract.organizations.names import Name, name_list
from aiextract.organizations.tokens import Token, runs
from aiextract.source import Source

_OPEN = " \u00a0\u202f\t*_\"'«»“”„‘’([-–—•"
_STEP = re.compile(r"( ?)([^\W_]+(?:-[^\W_]+)*+)('?)")
_BACK = re.compile(r"[^\W_]+(?:-[^\W_]+)*+'?|[^\w\s]")
_MAX_STEPS = 14
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
    at = start - 1
    low = max(-1, start - 8)
    while at > low and text[at] in _OPEN:
        at -= 1
    if at > low and text[at].isdigit():  # a numbered heading
        while at > low and text[at].isdigit():
            at -= 1
        return at < 0 or text[at] in "\n\r"
    return at < 0 or text[at] in ".!?:;…\n\r|。•"


def candidate_spans(source: Source, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """All spans of a region that may be names, run by run."""
    names = name_list()
    place_end = covered = 0
    for run in runs(source, start, end, lexicon):
        if len(run) == 1 and source.folded[run[0].start : run[0].end] in lexicon.idle:
            continue
        place_end = max(place_end, _place_end(source.folded, run, lexicon))
        if run[0].start < place_end:
            continue
        known = {
            (token.start, stop): name for token in run for stop, name in names.at(source, token.start, end)
        }
        inside = run[0].start < covered
        for span in _of_run(source, run, known, lexicon, end):
            if inside and span.part == "whole":
                span = span._replace(part="last")  # of the institution's name before it
            elif span.head is not None:
                covered = max(covered, span.end)
            yield span


def _place_end(folded: str, run: list[Token], lexicon: Lexicon) -> int:
    """Where a place's name ends that begins with the run and goes on after it ("Vale do …"), else 0."""
    low, end = run[0].start, run[-1].end
    phrases = lexicon.place_phrases.get(folded[low : run[0].end], ())
    ends = (low + len(phrase) for phrase in phrases if folded.startswith(phrase, low))
    return max((stop for stop in ends if stop > end), default=0)


def _of_run(
    source: Source, run: list[Token], known: dict[tuple[int, int], Name], lexicon: Lexicon, limit: int
) -> Iterator[Span]:
    first = begins_sentence(source.text, run[0].start)
    last = run[-1].end
    keep = {low for (low, stop), name in known.items() if stop >= last and not name.kind.endswith("weak")}
    skip = _trimmed(source, run, first, lexicon, keep)
    if first and skip == 0 and len(run) > 1 and run[0].start not in keep:
        name = known.get((run[1].start, last))
        if name is not None and not name.kind.endswith(("weak", "word")) and _plain(source, run[0], lexicon):
            skip = 1  # an ordinary word that begins the sentence
    if len(run) - skip > 1 and source.folded[last : last + 1] == ":":
        run = run[: -1 if source.folded[run[-1].start : last] in lexicon.ordinary else None]  # "Source:"
    kept = run[skip:]
    whole: Span | None = None
    if kept:
        whole = _whole(source, kept, first and skip == 0, lexicon, limit)
        name = known.get((whole.start, whole.end))
        if name is None and len(kept) > 1 and whole.head is not None and whole.head.rule.kind == "legal_head":
            name = known.pop((kept[1].start, whole.end), None)  # the list has it without its legal form
        yield whole._replace(name=name)
    for (low, stop), name in known.items():
        if whole is not None and (low, stop) == (whole.start, whole.end):
            continue
        before = whole is not None and low > whole.start
        beyond = whole is not None and stop < whole.end
        part = "inner" if before and beyond else "last" if before else "first" if beyond else "whole"
        count = sum(low <= token.start and token.end <= stop for token in run) or 1
        yield Span(low, stop, first and low == run[0].start, count, name, part=part)
    for at in range(1, len(kept)):  # an institution whose name begins inside the run
        head = _head(source, kept[at:], lexicon)
        if head is not None:
            yield _stretched(source, kept[at:], head, False, lexicon, limit)._replace(part="last")


def _plain(source: Source, token: Token, lexicon: Lexicon) -> bool:
    """Whether a capitalised word begins no name that is known of."""
    word = source.text[token.start : token.end]
    lower = source.folded[token.start : token.end]
    return word.istitle() and lower not in lexicon.given and lower not in lexicon.heads


def _trimmed(source: Source, run: list[Token], first: bool, lexicon: Lexicon, keep: set[int]) -> int:
    """How many words at the front of a run are no part of a name: articles, titles, ordinary words."""
    for at, token in enumerate(run):
        word = source.folded[token.start : token.end]
        if token.start in keep or word in lexicon.heads:
            return at
        if not (word in lexicon.articles or word in lexicon.before or (first and word in lexicon.ordinary)):
            return at
    return len(run)


def _head(source: Source, run: list[Token], lexicon: Lexicon) -> Head | None:
    """The head that begins with the first word of the run; phrases of two or three words count first."""
    folded, low, end = source.folded, run[0].start, run[0].end
    word = folded[low:end]
    best = lexicon.heads.get(word)
    if word not in lexicon.head_starts:
        return best
    for _ in range(2):
        step = _STEP.match(folded, end)
        if step is None or not step[1]:
            break
        end = step.end()
        best = lexicon.heads.get(folded[low:end], best)
    return best


def _whole(source: Source, run: list[Token], first: bool, lexicon: Lexicon, limit: int) -> Span:
    """The span of a whole run, with its head or its legal form."""
    head = _head(source, run, lexicon)
    if head is not None:
        return _stretched(source, run, head, first, lexicon, limit)
    behind = _head_behind(source, run[0].start, lexicon)
    if behind is not None:
        start, head = behind
        end = _stretch(source, run[-1].end, head.rule, lexicon, limit)
        return Span(start, end, False, len(run) + 1, None, head)
    last = _head(source, run[-1:], lexicon) if len(run) > 1 else None
    if last is not None and last.rule.inner:  # "Northern Institute of Technology"
        end = _stretch(source, run[-1].end, last.rule, lexicon, limit)
        if end > run[-1].end:
            return Span(run[0].start, end, first, len(run) + 1, None, last)
    end, tail = _tail(source, run, lexicon, limit)
    return Span(run[0].start, end, first, len(run), None, None, tail)


def _stretched(
    source: Source, run: list[Token], head: Head, first: bool, lexicon: Lexicon, limit: int
) -> Span:
    """The span of a run that begins with a head: what its inner words bind to it is in."""
    end = _stretch(source, run[-1].end, head.rule, lexicon, limit)
    words = len(run) + (end > run[-1].end)
    tail_end, tail = _tail(source, run, lexicon, limit)
    return Span(run[0].start, max(end, tail_end), first, words, None, head, tail)


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
    low = max(0, start - _REACH)
    near = source.folded[low:start]
    if near[-1:] not in (" ", "'") or not any(word in near for word in lexicon.lower_heads):
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
    end = run[-1].end
    tail = lexicon.tails.get(folded[run[-1].start : end]) if len(run) > 1 else None
    for _ in range(2):  # ", Inc.", " Co., Ltd."
        if folded[end : end + 1] not in (",", ".", " "):
            break
        at = end + len(folded[end : end + 2]) - len(folded[end : end + 2].lstrip(".,"))
        if folded[at : at + 1] != " ":
            break
        step = _STEP.match(folded, at, limit)
        form = lexicon.tails.get(step[2]) if step is not None else None
        if step is None or form is None or form.kind != "legal":
            break
        if not (form.lower or source.text[step.start(2)].isupper()):
            break
        end, tail = step.end(2), form
        if folded[end : end + 1] == "." and folded[end + 1 : end + 2] == ",":  # "Co., Ltd."
            end += 1
    if tail is not None and tail.dot and _inner_stop(source.text, end):
        end += 1
    if tail is None and folded[end : end + 1] == " ":
        for branch in lexicon.branches:
            if folded.startswith(branch, end + 1) and _ends(folded, end + 1 + len(branch)):
                return end + 1 + len(branch), None
    return end, tail


def _inner_stop(text: str, at: int) -> bool:
    """Whether a full stop here belongs to an abbreviation: the sentence goes on after it."""
    following = text[at + 1 : at + 3].lstrip()
    return text[at : at + 1] == "." and following != "" and not following[0].isupper()


def _ends(folded: str, at: int) -> bool:
    return not folded[at : at + 1].isalnum()
