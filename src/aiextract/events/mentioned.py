"""Mentions as tokens of a sentence: a value whole, an organization without what is no part of its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aiextract.events.clauses import Token
from aiextract.events.lexicon import Lexicon
from aiextract.organizations.model import ORG_RULE
from aiextract.organizations.names import name_list
from aiextract.source import Source

_WORD = 40  # characters looked back at for a word
_MARKS = '.,;:!?"»)'
_TICKER = 5  # letters of an abbreviation behind a name
_BEFORE_TICKER = (" ", " (", " <", "(", "<")
_LINE = " - "
_LISTED = ".known"  # the rule of a name that a list has
ENTITIES = {"ORG": "name", "MONEY": "money", "PERCENT": "percent", "DATE": "date"}


def mention_tokens(
    source: Source, lexicon: Lexicon, mentions: Iterable[Mapping[str, Any]], end: int, capital_nouns: bool
) -> Iterator[Token]:
    """The tokens of the mentions that begin in a sentence (sorted), none over another nor past its ``end``.

    What a model has marked there though it is no name is left out; two names in one mention are two tokens.
    """
    reach = 0
    for m in mentions:
        word = source.folded[m["start"] : m["end"]]
        listed = (m.get("rule") or "").endswith(_LISTED) and " " not in word  # "Grab", but not "Série A"
        if m["start"] >= reach and m["end"] <= end and (listed or not lexicon.is_trigger(word)):
            reach = stop = m["end"]
            text = m.get("name") or m["surface"]
            if m["type"] == "ORG" and (lexicon.is_verb(word) or "business" in lexicon.classes(word)):
                continue
            if capital_nouns and m["type"] == "ORG":
                if lexicon.classes(word) and not m["surface"].isupper():
                    continue  # a common noun, which some model takes for a name
                head, mark, noun = word.rpartition("-")
                if mark and head and lexicon.is_trigger(noun):  # "die X-Übernahme"
                    stop = m["start"] + len(head)
                    text = text[: len(head)]
                first, _, rest = word.partition(" ")
                guessed = (m.get("rule") or "").startswith(ORG_RULE)
                if guessed and says_kind(source, lexicon, m["start"], m["end"]):
                    continue
                kind = lexicon.compound(rest)
                of_town = "topic" in lexicon.classes(first) and (
                    guessed or ("organization" in kind and not _listed(m))
                )
                if of_town and kind and "styled" not in kind:
                    continue  # "Berliner Fintech"
            begin = m["start"]
            if m["type"] == "ORG" and _LINE in word:  # what an article begins with: "Maine - X"
                begin += word.rfind(_LINE) + len(_LINE)
                text = source.text[begin:stop]
            token = Token(begin, stop, ENTITIES[m["type"]], text, mention=m)
            names = pair(source, lexicon, token) if token.kind == "name" else [token]
            yield from names if len(names) > 1 else [token]


def _listed(mention: Mapping[str, Any]) -> bool:
    """Whether a list has the name as it stands."""
    return (mention.get("rule") or "").endswith((_LISTED, ".listed"))


def says_kind(source: Source, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a word only says what the name right behind it is: "Uhrenhersteller X"."""
    named = source.text[end : end + 1] == " " and source.text[end + 1 : end + 2].isupper()
    return named and "organization" in lexicon.compound(source.folded[start:end])


def pair(source: Source, lexicon: Lexicon, token: Token) -> list[Token]:
    """The two names of "the A-B merger", else the one name."""
    folded, text = source.folded, source.text
    cut = folded.find("-", token.start, token.end)
    letter = cut == token.start + 1 and text[token.start - 1 : token.start] != "&"
    if cut < 0 or letter or not text[cut + 1 : cut + 2].isupper():  # "S-Bahn" is one
        return [token]
    if lexicon.compound(folded[cut + 1 : token.end]) & {"organization", "generic"}:
        return [token]  # "the X-Group"
    if name_list().whole(text, token.start, token.end, len(text)):
        return [token]  # "Coca-Cola"
    before = folded[max(0, token.start - _WORD) : token.start].split()[-1:]
    behind = folded[token.end : token.end + _WORD].split()[:1]
    if not any(lexicon.is_noun_trigger(word.rpartition("'")[2].strip(_MARKS)) for word in (*before, *behind)):
        return [token]
    start = token.start
    while start > 1 and folded[start - 1] == "&" and folded[start - 2].isalnum():  # "AT&T"
        start -= 2
        while start and folded[start - 1].isalnum():
            start -= 1
    spans = ((start, cut), (cut + 1, token.end))
    return [Token(start, end, "name", text[start:end]) for start, end in spans]


def is_ticker(text: str, before: Token, token: Token) -> bool:
    """Whether a name only abbreviates the one right before it: "Medco Energi ME", "Adobe (ADBE)"."""
    return (
        before.kind == token.kind == "name"
        and token.start - before.end < 3
        and token.end - token.start <= _TICKER
        and text[token.start : token.end].isupper()
        and text[before.end : token.start] in _BEFORE_TICKER
    )
