"""What speaks for a span being an organization, and what against: kinds of evidence, each with its rule."""

from __future__ import annotations

import re

from aiextract.organizations.lexicon import PHRASE_WORD, Lexicon
from aiextract.organizations.spans import Span
from aiextract.organizations.tokens import WORD
from aiextract.source import Source

_HUMP = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_MILD = frozenset({"place_prep", "title", "role_before", "product_cue"})  # say less of an institution's name
_DIGIT = re.compile(r"\d")
_NEAR = 44  # characters of context on each side
_BEFORE, _AFTER = 11, 9  # words and signs of it, at most
_MAX_GAP = 4  # words between a cue and a name
_NO_REACH = (0, -1)  # of a word that no cue ends or begins with
_COUNTS = tuple(f"words_{count}" for count in range(5))
_QUOTES = frozenset("\"'*«»“”„_")

Evidence = tuple[str, str | None]  # kind, rule id (None where only the weight counts)


def neutral(name: str) -> str:
    """The id of a language-neutral rule."""
    return f"und.org.{name}"


def shape(source: Source, span: Span, lexicon: Lexicon) -> list[Evidence]:
    """What the name itself says: its letters, its words, the lists."""
    text = source.text[span.start : span.end]
    folded = source.folded[span.start : span.end]
    words = _words(text, folded)
    if not words:  # a sign that is no letter, though it has a capital form
        return [("never", None)]
    first, last, single = words[0], words[-1], len(words) == 1
    found: list[Evidence] = []
    if span.name is not None:
        kind = span.name.kind
        found.append((kind, neutral(kind.partition("_")[0])))
    if span.part != "whole":
        found.append((f"part_{span.part}", None))
    if span.head is not None:
        rule = span.head.rule
        if (span.words > 1 or not single) and not all(word in lexicon.never for word in words[1:]):
            found.append((rule.kind, span.head.rule_id))
        else:
            found.append(("head_alone" if rule.alone else "head_only", span.head.rule_id))
    if span.tail is not None:
        found.append((span.tail.kind, span.tail.rule))
    if folded in lexicon.never or lexicon.never.issuperset(words):
        found.append(("never", None))
    elif first in lexicon.never:
        found.append(("never_first", None))
    if folded in lexicon.products:
        found.append(("product_name", None))
    elif first in lexicon.products or last in lexicon.products:
        found.append(("product", None))
    if folded in lexicon.places:
        found.append(("place", None))
    elif not single and (last in lexicon.places or first in lexicon.places):
        found.append(("has_place", None))
    if single and span.name is None and len(folded) > 5:
        if folded.endswith(lexicon.endings):
            found.append(("ending", neutral("ending")))
        if span.head is None and span.tail is None and folded.endswith(lexicon.noun_endings):
            found.append(("noun_ending", None))
    if not (text.isalpha() and text[1:].islower()):  # most are a word with one capital
        found += _letters(text, words)
    if first in lexicon.given:
        found.append(("person_name" if 2 <= len(words) <= 4 else "given", None))
    elif not single and span.head is None and not lexicon.given.isdisjoint(words):
        found.append(("given_inside", None))
    found.append((_COUNTS[min(span.words, 4)], None))
    return found


def _words(text: str, folded: str) -> list[str]:
    """The folded words of a name."""
    if text.isalnum():
        return [folded]
    return [folded[word.start() : word.end()] for word in WORD.finditer(text)]


def _letters(text: str, words: list[str]) -> list[Evidence]:
    found: list[Evidence] = []
    single, upper = " " not in text, text.isupper()
    if upper and single and len(text) > 1:
        kind = "acronym" if len(text) <= 5 else "capitals"
        found.append((kind, neutral(kind)))
    elif upper and len(text) > 8:
        found.append(("headline", None))
    elif _HUMP.search(text):
        found.append(("internal_caps", neutral("internal_caps")))
    if single and ("." in text or ":" in text) and text[-1].isalpha() and len(text) > 4:
        found.append(("domain", neutral("domain")))
    if text[-1].isdigit():
        found.append(("number_last", None))
    elif _DIGIT.search(text):
        found.append(("digits", None))
    if "&" in text:
        found.append(("ampersand", neutral("ampersand")))
    if len(words) == 1 and len(words[0]) == 1:
        found.append(("letter", None))
    return found


def context(source: Source, span: Span, lexicon: Lexicon) -> list[Evidence]:
    """What the words beside the name say."""
    found: list[Evidence] = []
    before = _before(source, span.start)
    article = False
    while before and (before[-1] in _QUOTES or before[-1] in lexicon.articles):
        if before[-1] in lexicon.articles:
            if not article:
                found += _cues_before(before, lexicon, False)
            article = True
            kind = "article" if span.words > 1 else "article_word"
            name = f"{lexicon.code}.org.{kind}"
            found.append((kind, name if name in lexicon.shapes else None))
        before.pop()
    if before:
        institution = span.head is not None or span.tail is not None
        for kind, rule in _cues_before(before, lexicon, article):
            found.append((f"{kind}_head" if institution and kind in _MILD else kind, rule))
        if before[-1] == "(":
            found.append(("bracket", None))
    after = _after(source, span.end)
    if after:
        found += _cues_after(after, lexicon)
        if after[0] == ",":
            found += _apposed(after[1:], lexicon)
    if span.first:
        found.append(("first_word" if span.words == 1 else "first_words", None))
    return found


def _before(source: Source, start: int) -> list[str]:
    """Words and signs before a name, in the order of the text, within its line."""
    low = max(0, start - _NEAR)
    near = source.folded[low:start]
    near = near[near.rfind("\n") + 1 :]
    return PHRASE_WORD.findall(near)[-_BEFORE:]


def _after(source: Source, end: int) -> list[str]:
    """Words and signs after a name, within its line."""
    near = source.folded[end : end + _NEAR]
    stop = near.find("\n")
    return PHRASE_WORD.findall(near if stop < 0 else near[:stop])[:_AFTER]


def _cues_before(words: list[str], lexicon: Lexicon, article: bool) -> list[Evidence]:
    """Cues that end at the name, or before it with words between that do not break the bond.

    ``article`` tells that one stood between these words and the name.
    """
    for gap in range(min(_MAX_GAP, len(words) - 1) + 1):
        stop = len(words) - gap
        if gap and (words[stop] in lexicon.breakers or not words[stop][0].isalnum()):
            break
        longest, widest = lexicon.before_ends.get(words[stop - 1], _NO_REACH)
        if widest < gap:
            continue
        for low in range(max(0, stop - longest), stop):
            cues = lexicon.before.get(" ".join(words[low:stop]), ())
            if found := [cue for cue in cues if cue.gap >= gap and not (article and cue.bare)]:
                near = all(word.endswith(lexicon.adjective_endings) for word in words[stop:])
                return [(cue.kind if near else f"{cue.kind}_far", cue.rule) for cue in found]
    return []


def _cues_after(words: list[str], lexicon: Lexicon) -> list[Evidence]:
    """Cues that begin at the end of the name (closing quotes left out)."""
    at = 0
    while at < len(words) and words[at] in _QUOTES and words[at : at + 2] != ["'", "s"]:
        at += 1
    for gap in range(min(_MAX_GAP, len(words) - at - 1) + 1):
        low = at + gap
        if gap and words[low - 1] in lexicon.breakers:
            break
        longest, widest = lexicon.after_starts.get(words[low], _NO_REACH)
        if widest < gap:
            continue
        for stop in range(min(len(words), low + longest), low, -1):
            cues = lexicon.after.get(" ".join(words[low:stop]), ())
            if found := [cue for cue in cues if cue.gap >= gap]:
                return [(cue.kind, cue.rule) for cue in found]
    return []


def _apposed(words: list[str], lexicon: Lexicon) -> list[Evidence]:
    """What the noun behind a comma says of the name before it ("X, a small maker of …", "X, startup")."""
    for at, word in enumerate(words[:_MAX_GAP]):
        cue = next((c for c in lexicon.before.get(word, ()) if c.kind in ("class", "role_before")), None)
        if cue is not None:
            possessed = words[at + 1 : at + 2] == ["'"]
            return [("apposition", cue.rule)] if cue.kind == "class" and not possessed else []
        if word in lexicon.articles and at == 0:
            continue
        if word in lexicon.breakers or word in lexicon.small or not word[0].isalnum():
            break
    return []
