"""What speaks for a span being an organization, and what against: kinds of evidence, each with its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aiextract.organizations.lexicon import PHRASE_WORD, Lexicon
from aiextract.organizations.spans import Span
from aiextract.organizations.tokens import WORD
from aiextract.source import Source

_HUMP = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_MILD = frozenset({"place_prep", "title", "role_before", "product_cue"})  # say less of an institution's name
_DIGIT = re.compile(r"\d")
_NEAR = 44  # characters of context on each side
_LONGEST = 4  # words in a cue
_MAX_GAP = 4
_QUOTES = frozenset("\"'*«»“”„_")

Evidence = tuple[str, str | None]  # kind, rule id (None where only the weight counts)


def neutral(name: str) -> str:
    """The id of a language-neutral rule."""
    return f"und.org.{name}"


def shape(source: Source, span: Span, lexicon: Lexicon) -> Iterator[Evidence]:
    """What the name itself says: its letters, its words, the lists."""
    text = source.text[span.start : span.end]
    folded = source.folded[span.start : span.end]
    words = [source.folded[m.start() : m.end()] for m in WORD.finditer(source.text, span.start, span.end)]
    if not words:  # a sign that is no letter, though it has a capital form
        yield "never", None
        return
    if span.name is not None:
        kind = span.name.kind
        yield kind, neutral(kind.partition("_")[0])
    if span.part != "whole":
        yield f"part_{span.part}", None
    if span.head is not None:
        if (span.words > 1 or len(words) > 1) and not all(word in lexicon.never for word in words[1:]):
            yield span.head.rule.kind, span.head.rule_id
        else:
            yield ("head_alone" if span.head.rule.alone else "head_only"), span.head.rule_id
    if span.tail is not None:
        yield span.tail.kind, span.tail.rule
    if folded in lexicon.never or all(word in lexicon.never for word in words):
        yield "never", None
    elif words[0] in lexicon.never:
        yield "never_first", None
    if folded in lexicon.products:
        yield "product_name", None
    elif words[0] in lexicon.products or words[-1] in lexicon.products:
        yield "product", None
    if folded in lexicon.places:
        yield "place", None
    elif len(words) > 1 and (words[-1] in lexicon.places or words[0] in lexicon.places):
        yield "has_place", None
    if len(words) == 1 and span.name is None and len(folded) > 5 and folded.endswith(lexicon.endings):
        yield "ending", neutral("ending")
    plain = span.name is None and span.head is None and span.tail is None
    if len(words) == 1 and plain and len(folded) > 5 and folded.endswith(lexicon.noun_endings):
        yield "noun_ending", None
    yield from _letters(text, words)
    if words[0] in lexicon.given:
        yield ("person_name" if 2 <= len(words) <= 4 else "given"), None
    elif len(words) > 1 and span.head is None and any(word in lexicon.given for word in words[1:]):
        yield "given_inside", None
    yield f"words_{min(span.words, 4)}", None


def _letters(text: str, words: list[str]) -> Iterator[Evidence]:
    single = " " not in text
    if single and len(text) > 1 and text.isupper():
        kind = "acronym" if len(text) <= 5 else "capitals"
        yield kind, neutral(kind)
    elif text.isupper() and len(text) > 8:
        yield "headline", None
    elif _HUMP.search(text):
        yield "internal_caps", neutral("internal_caps")
    if single and ("." in text or ":" in text) and text[-1].isalpha() and len(text) > 4:
        yield "domain", neutral("domain")
    if text[-1].isdigit():
        yield "number_last", None
    elif _DIGIT.search(text):
        yield "digits", None
    if "&" in text:
        yield "ampersand", neutral("ampersand")
    if len(words) == 1 and len(words[0]) == 1:
        yield "letter", None


def context(source: Source, span: Span, lexicon: Lexicon) -> Iterator[Evidence]:
    """What the words beside the name say."""
    before = _before(source, span.start)
    article = False
    while before and (before[-1] in _QUOTES or before[-1] in lexicon.articles):
        if before[-1] in lexicon.articles:
            if not article:
                yield from _found(before, lexicon, False)
            article = True
            kind = "article" if span.words > 1 else "article_word"
            name = f"{lexicon.code}.org.{kind}"
            yield kind, name if name in lexicon.shapes else None
        before.pop()
    if before:
        institution = span.head is not None or span.tail is not None
        for kind, rule in _found(before, lexicon, article):
            yield (f"{kind}_head" if institution and kind in _MILD else kind), rule
        if before[-1] == "(":
            yield "bracket", None
    after = _after(source, span.end)
    if after:
        yield from _following(after, lexicon)
        if after[0] == ",":
            yield from _apposed(after[1:], lexicon)
    if span.first:
        yield ("first_word" if span.words == 1 else "first_words"), None


def _before(source: Source, start: int) -> list[str]:
    """Words and signs before a name, in the order of the text, within its line."""
    low = max(0, start - _NEAR)
    near = source.folded[low:start]
    near = near[near.rfind("\n") + 1 :]
    return PHRASE_WORD.findall(near)[-(_LONGEST + _MAX_GAP + 3) :]


def _after(source: Source, end: int) -> list[str]:
    """Words and signs after a name, within its line."""
    near = source.folded[end : end + _NEAR]
    stop = near.find("\n")
    return PHRASE_WORD.findall(near if stop < 0 else near[:stop])[: _LONGEST + _MAX_GAP + 1]


def _found(words: list[str], lexicon: Lexicon, article: bool) -> Iterator[Evidence]:
    """Cues that end at the name, or before it with words between that do not break the bond.

    ``article`` tells that one stood between these words and the name.
    """
    for gap in range(min(_MAX_GAP, len(words) - 1) + 1):
        stop = len(words) - gap
        if gap and (words[stop] in lexicon.breakers or not words[stop][0].isalnum()):
            return
        if words[stop - 1] not in lexicon.before_ends:
            continue
        for low in range(max(0, stop - _LONGEST), stop):
            cues = lexicon.before.get(" ".join(words[low:stop]), ())
            found = [cue for cue in cues if cue.gap >= gap and not (article and cue.bare)]
            near = all(word.endswith(lexicon.adjective_endings) for word in words[stop:])
            for cue in found:
                yield (cue.kind if near else f"{cue.kind}_far"), cue.rule
            if found:
                return


def _following(words: list[str], lexicon: Lexicon) -> Iterator[Evidence]:
    """Cues that begin at the end of the name (closing quotes left out)."""
    at = 0
    while at < len(words) and words[at] in _QUOTES and words[at : at + 2] != ["'", "s"]:
        at += 1
    for gap in range(_MAX_GAP + 1):
        low = at + gap
        if low >= len(words) or (gap and words[low - 1] in lexicon.breakers):
            return
        if words[low] not in lexicon.after_starts:
            continue
        for stop in range(min(len(words), low + _LONGEST), low, -1):
            cues = [cue for cue in lexicon.after.get(" ".join(words[low:stop]), ()) if cue.gap >= gap]
            if cues:
                for cue in cues:
                    yield cue.kind, cue.rule
                return


def _apposed(words: list[str], lexicon: Lexicon) -> Iterator[Evidence]:
    """What the noun behind a comma says of the name before it ("X, a small maker of …", "X, startup")."""
    for at, word in enumerate(words[:_MAX_GAP]):
        cue = next((c for c in lexicon.before.get(word, ()) if c.kind in ("class", "role_before")), None)
        if cue is not None:
            possessed = words[at + 1 : at + 2] == ["'"]
            if cue.kind == "class" and not possessed:
                yield "apposition", cue.rule
            return
        if word in lexicon.articles and at == 0:
            continue
        if word in lexicon.breakers or word in lexicon.small or not word[0].isalnum():
            return
