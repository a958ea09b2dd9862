"""What speaks for a span being an organization, and what against: kinds of evidence, each with its rule."""

from __future__ import annotations

import re

from aiextract.organizations.lexicon import Lexicon
from aiextract.organizations.spans import Span
from aiextract.organizations.surroundings import BREAK, Surroundings
from aiextract.organizations.tokens import WORD

_HUMP = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_MILD = frozenset({"place_prep", "title", "role_before", "product_cue"})  # say less of an institution's name
_DIGIT = re.compile(r"\d")
_APPOSED = 4  # words behind a comma in which the noun is looked for
_COUNTS = tuple(f"words_{count}" for count in range(5))
_QUOTES = frozenset("\"'*«»“”„_")

Evidence = tuple[str, str | None]  # kind, rule id (None where only the weight counts)


def neutral(name: str) -> str:
    """The id of a language-neutral rule."""
    return f"und.org.{name}"


def words_of(text: str, folded: str) -> list[str]:
    """The folded words of a name, given as it is written and folded."""
    if text.isalnum():
        return [folded]
    if text.replace(" ", "").isalnum():
        return folded.split()
    return [folded[word.start() : word.end()] for word in WORD.finditer(text)]


def shape(text: str, folded: str, words: list[str], span: Span, lexicon: Lexicon) -> list[Evidence]:
    """What the name itself says: its letters, its words, the lists.

    Given are the name as it is written and folded, and its folded words.
    """
    if not words:  # a sign that is no letter, though it has a capital form
        return [("never", None)]
    first, last, single = words[0], words[-1], len(words) == 1
    found: list[Evidence] = []
    if span.name is not None:
        kind = span.name.kind
        found.append((kind, neutral(kind.partition("_")[0])))
    if span.head is not None:
        rule = span.head.rule
        if (span.words > 1 or not single) and not all(word in lexicon.never for word in words[1:]):
            found.append((rule.kind, span.head.rule_id))
        else:
            found.append(("head_alone" if rule.alone else "head_only", span.head.rule_id))
    if span.tail is not None:
        found.append((span.tail.kind, span.tail.rule))
    never, products, places = lexicon.never, lexicon.products, lexicon.places
    if folded in never:
        found.append(("never", None))
    elif first in never:
        found.append(("never" if never.issuperset(words) else "never_first", None))
    if folded in products:
        found.append(("product_name", None))
    elif first in products or last in products:
        found.append(("product", None))
    if folded in places:
        found.append(("place", None))
    elif not single and (last in places or first in places):
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


def context(around: Surroundings, span: Span, lexicon: Lexicon) -> list[Evidence]:
    """What the words beside the name say."""
    found: list[Evidence] = []
    before, after = around.beside(span.start, span.end)
    article = False
    while before and ((last := before[-1]) in lexicon.articles or last in _QUOTES):
        if last in lexicon.articles:
            if not article:
                found += _cues_before(before, lexicon, False)
            article = True
            kind = "article" if span.words > 1 else "article_word"
            name = f"{lexicon.code}.org.{kind}"
            found.append((kind, name if name in lexicon.shapes else None))
        before.pop()
    if before:
        cues = _cues_before(before, lexicon, article)
        if not article and lexicon.is_trade(before[-1]):  # right before it: says more than others
            cues = [("trade", f"{lexicon.code}.org.class")]
        if cues and (span.head is not None or span.tail is not None):
            cues = [(f"{kind}_head" if kind in _MILD else kind, rule) for kind, rule in cues]
        found += cues
        if before[-1] == "(":
            found.append(("bracket", None))
    if after:
        found += _cues_after(after, lexicon)
        if after[0] == ",":
            found += _apposed(after[1:], lexicon)
    if span.first:
        found.append(("first_word" if span.words == 1 else "first_words", None))
    return found


def _cues_before(words: list[str], lexicon: Lexicon, article: bool) -> list[Evidence]:
    """Cues that end at the name, or before it with words between that do not break the bond.

    ``article`` tells that one stood between these words and the name.
    """
    for gap in range(min(lexicon.before_gap, len(words) - 1) + 1):
        stop = len(words) - gap
        if gap and ((passed := words[stop]) in lexicon.breakers or not passed[0].isalnum()):
            break
        reach = lexicon.before_ends.get(words[stop - 1])
        if reach is None or reach.gap < gap:
            continue
        for length in reach.lengths:
            if length > stop:
                continue
            cues = lexicon.before.get(" ".join(words[stop - length : stop]))
            if cues and (found := [cue for cue in cues if cue.gap >= gap and not (article and cue.bare)]):
                near = all(word.endswith(lexicon.adjective_endings) for word in words[stop:])
                return [(cue.kind if near else f"{cue.kind}_far", cue.rule) for cue in found]
    return []


def _cues_after(words: list[str], lexicon: Lexicon) -> list[Evidence]:
    """Cues that begin at the end of the name (closing quotes left out)."""
    at = 0
    while at < len(words) and words[at] in _QUOTES and words[at : at + 2] != ["'", "s"]:
        at += 1
    for low in range(at, min(len(words), at + lexicon.after_gap + 1)):
        if low > at and ((passed := words[low - 1]) in lexicon.breakers or passed == BREAK):
            break
        reach = lexicon.after_starts.get(words[low])
        if reach is None or reach.gap < low - at:
            continue
        for length in reach.lengths:
            cues = lexicon.after.get(" ".join(words[low : low + length]))
            if cues and (found := [cue for cue in cues if cue.gap >= low - at]):
                return [(cue.kind, cue.rule) for cue in found]
    return []


def _apposed(words: list[str], lexicon: Lexicon) -> list[Evidence]:
    """What the noun behind a comma says of the name before it ("X, a small maker of …", "X, startup")."""
    for at, word in enumerate(words[:_APPOSED]):
        cue = next((c for c in lexicon.before.get(word, ()) if c.kind in ("class", "role_before")), None)
        if cue is not None:
            possessed = words[at + 1 : at + 2] == ["'"]
            return [("apposition", cue.rule)] if cue.kind == "class" and not possessed else []
        if word in lexicon.articles and at == 0:
            continue
        if word in lexicon.breakers or word in lexicon.small or not word[0].isalnum():
            break
    return []
