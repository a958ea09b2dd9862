"""ACQUISITION: who bought whom, from the triggers and roles of a clause.

Every sentence with a trigger is read as tokens; each trigger's frame says by which relation its slots are
found; what remains is checked (an organization? a majority? not a valuation?) and merged over the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from aiextract.events import EventResult
from aiextract.events.clauses import MAX_SENTENCE, Lexicon, Token
from aiextract.events.merge import Draft, Names, merge
from aiextract.events.phrases import Argument
from aiextract.events.roles import FINDERS, Clause
from aiextract.events.values import deal_date, price, stake
from aiextract.languages import NEUTRAL, get_language
from aiextract.languages.schema import Language
from aiextract.languages.schema.acquisition import TriggerRule, Voice
from aiextract.organizations import name_spans
from aiextract.scan import Candidate, Region
from aiextract.source import Source

_BEHIND_TARGET = frozenset({"to", "from"})
_TICKER = 5
_BEFORE_TICKER = (" ", " (", " <", "(", "<")
_INITIAL = frozenset({"initial"})
_PROGRESS = {"planned": 1, "announced": 2, "completed": 3}
_ENTITY = {"ORG": "name", "MONEY": "money", "PERCENT": "percent", "DATE": "date"}


@lru_cache(maxsize=64)
def _lexicon(language: Language) -> Lexicon:
    """The compiled triggers, cues and word classes of a language (with the neutral words)."""
    neutral = get_language(NEUTRAL).acquisition
    section = language.acquisition
    words: dict[str, list[str]] = {}
    for part in (neutral, section) if section is not neutral else (section,):
        for kind, members in part.words.items():
            words.setdefault(kind, []).extend(members)
    return Lexicon(section.triggers, section.cues, words)


@lru_cache(maxsize=64)
def _names(language: Language) -> Names:
    neutral = get_language(NEUTRAL).acquisition
    return Names(frozenset((*neutral.legal_forms, *language.acquisition.legal_forms)))


def find(
    source: Source,
    regions: Sequence[Region],
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mapping[str, Any]],
    published: str | None,
) -> EventResult:
    """The acquisitions of a document, one event a deal (``EventResult`` says how slots are given).

    ``mentions`` are the records found so far, as JSON-like dicts; ``published`` is not used yet by any rule
    other than those that made the dates.
    """
    reader = _Reader(source, mentions)
    drafts: list[Draft] = []
    for region in regions:
        gate = _lexicon(region.language).gate
        if gate is None:
            continue
        hits = [m.start() for m in gate.finditer(source.folded, region.start, region.end)]
        inside = [s for s in sentences if region.start <= s[0] < region.end]
        starts = [s[0] for s in inside]
        last = -1
        for hit in hits:
            k = bisect_left(starts, hit + 1) - 1
            if k < 0 or k == last or hit >= inside[k][1]:
                continue
            last = k
            before = inside[k - 1] if k else None
            after = inside[k + 1] if k + 1 < len(inside) else None
            drafts += _Sentence(reader, region.language, inside[k], before, after).drafts()
    if not drafts:
        return EventResult()
    names = _names(regions[0].language)
    merged = merge(drafts, names)
    return EventResult([draft.record() for draft in merged], _promoted(merged))


def _promoted(drafts: Sequence[Draft]) -> list[Candidate]:
    found: dict[tuple[int, int], Candidate] = {}
    for draft in drafts:
        for token in draft.cited():
            if token.mention is None and (token.start, token.end) not in found:
                found[token.start, token.end] = Candidate(
                    "ORG", token.start, token.end, draft.rule, {"name": token.text}
                )
    return list(found.values())


class _Reader:
    """Tokens of sentences: mentions first, then the names that nobody has mentioned yet."""

    def __init__(self, source: Source, mentions: Sequence[Mapping[str, Any]]) -> None:
        self.source = source
        self.mentions = sorted(
            (m for m in mentions if m["type"] in _ENTITY), key=lambda m: (m["start"], -m["end"])
        )
        self._starts = [m["start"] for m in self.mentions]

    def tokens(self, language: Language, span: tuple[int, int]) -> list[Token]:
        """The tokens of a sentence in this language."""
        lexicon = _lexicon(language)
        start, end = span[0], min(span[1], span[0] + MAX_SENTENCE)
        held = list(self._held(lexicon, start, end))
        shouted = self.source.text[start:end].isupper()  # a headline in capitals shows no names
        for first, last in sorted(
            name_spans(self.source, Region(start, end, language)), key=lambda s: (s[0] - s[1], s[0])
        ):
            token = self._name(lexicon, language, first, last, start)
            if (
                token is not None
                and not shouted
                and not any(h.start < token.end and token.start < h.end for h in held)
            ):
                held.append(token)
        held.sort(key=lambda token: token.start)
        spans = [token for k, token in enumerate(held) if not k or not self._ticker(held[k - 1], token)]
        return lexicon.read(self.source.folded, start, end, spans)

    def _ticker(self, before: Token, token: Token) -> bool:
        """Whether a name only abbreviates the one right before it: "Medco Sarana Balaraja MSB", "Adobe (ADBE)"."""
        text = self.source.text
        return (
            before.kind == token.kind == "name"
            and token.end - token.start <= _TICKER
            and text[token.start : token.end].isupper()
            and text[before.end : token.start] in _BEFORE_TICKER
        )

    def _held(self, lexicon: Lexicon, start: int, end: int) -> Iterator[Token]:
        reach = start
        for k in range(bisect_left(self._starts, start), len(self.mentions)):
            m = self.mentions[k]
            if m["start"] >= end:
                return
            word = self.source.folded[m["start"] : m["end"]]
            if m["start"] >= reach and m["end"] <= end and not lexicon.is_trigger(word):
                reach = m["end"]
                text = m.get("name") or m["surface"]
                yield Token(m["start"], m["end"], _ENTITY[m["type"]], text, mention=m)

    def _name(self, lexicon: Lexicon, language: Language, first: int, last: int, begin: int) -> Token | None:
        """A name candidate without words before it that are no part of a name; None if nothing remains."""
        folded, text = self.source.folded, self.source.text
        while first < last:
            stop = first
            while stop < last and (folded[stop].isalnum() or folded[stop] in "'.&"):
                stop += 1
            word = folded[first:stop]
            classes = lexicon.classes(word)
            if not classes & _TRIMMED or (
                stop == last and text[first:last].isupper() and "topic" not in classes
            ):
                break
            first = stop
            while first < last and not folded[first].isalnum():
                first += 1
        if first >= last or not text[first:last].strip():
            return None
        if last - first == 1 or _names(language).bare(folded[first:last]):
            return None
        kind = "place" if folded[first:last] in language.organizations.places else "name"
        # A single capitalised word that begins the sentence may be any word.
        before = folded[begin:first].rstrip(" \"'(")
        opens = (not before or before[-1] in ".!?:") and text[first:last].isalpha()
        plain = opens and text[first + 1 : last].islower()
        return Token(first, last, kind, text[first:last], _INITIAL if plain else frozenset())


_TRIMMED = frozenset((
    "determiner", "adverb", "by", "of", "to", "from", "for", "preposition", "and", "relative", "pronoun",
    "possessive", "conjunction", "topic", "be", "have", "title",
))  # fmt: skip


class _Sentence:
    """One sentence with at least one trigger."""

    def __init__(
        self,
        reader: _Reader,
        language: Language,
        span: tuple[int, int],
        before: tuple[int, int] | None,
        after: tuple[int, int] | None,
    ) -> None:
        self.reader = reader
        self.language = language
        self.span = span
        self.before = before
        self.after = after
        self.tokens = reader.tokens(language, span)
        self.at = [k for k, token in enumerate(self.tokens) if token.trigger is not None]

    def drafts(self) -> list[Draft]:
        """The events that the triggers tell, one a target."""
        made: list[Draft] = []
        for n, k in enumerate(self.at):
            low = self.at[n - 1] + 1 if n else 0
            high = self.at[n + 1] if n + 1 < len(self.at) else len(self.tokens)
            made += self._read(k, low, high)
        return made

    def _voice(self, clause: Clause) -> Voice:
        trigger: TriggerRule = clause.tokens[clause.at].trigger
        if trigger.form in ("active", "noun", "passive"):
            return trigger.form
        group = clause.tokens[clause.verb_start() : clause.at]
        if any(token.has("be") for token in group):
            return "passive"
        if any(token.has("have") for token in group):
            return "active"
        beyond = clause.tokens[clause.at + 1 : clause.at + 3]
        if any(token.has("by") for token in beyond):
            return "passive"
        return "active" if trigger.form == "past" else "passive"

    def _read(self, k: int, low: int, high: int) -> list[Draft]:
        trigger: TriggerRule = self.tokens[k].trigger
        clause = Clause(self.tokens, k, 0, high)
        voice = self._voice(clause)
        roles = self.language.acquisition.roles(trigger.frame, voice)
        found: dict[str, Argument] = {}
        rules: dict[str, str] = {}
        for slot, relations in roles.items():
            for relation in relations:
                target = found.get("target")
                clause.past = target.end if target is not None and relation in _BEHIND_TARGET else 0
                argument = FINDERS[relation](clause)
                if argument is not None and (argument.names or argument.generic):
                    if slot not in found or (argument.names and not found[slot].names):
                        found[slot], rules[slot] = argument, f"{voice}.{relation}"
                    if argument.names:
                        break
        self._adjust(clause, voice, trigger, found, rules)
        return self._events(clause, voice, trigger, found, rules, low)

    def _adjust(
        self,
        clause: Clause,
        voice: str,
        trigger: TriggerRule,
        found: dict[str, Argument],
        rules: dict[str, str],
    ) -> None:
        """What only the whole frame shows: relative objects, a noun's subject, one name in two roles."""
        target, acquirer = found.get("target"), found.get("acquirer")
        if voice == "active" and target is None and acquirer and acquirer.names:
            antecedent = clause.antecedent(acquirer.names[0])
            if antecedent is not None:
                found["target"], rules["target"] = antecedent, "active.relative"
        if voice == "noun" and trigger.frame == "buy":
            held = clause.possessor()
            if held is not None and (target is None) and rules.get("acquirer") == "noun.by":
                # "annonce son rachat par Y": what is had is bought
                subject = held if held.names else clause.subject()
                if subject is not None and subject.names:
                    found["target"], rules["target"] = subject, "noun.possessor"
            elif held is not None and held.generic and (acquirer is None or not acquirer.names):
                subject = clause.subject()
                if subject is not None and subject.names:
                    found["acquirer"], rules["acquirer"] = subject, "noun.possessor"
        target, acquirer = found.get("target"), found.get("acquirer")
        if target and acquirer and set(target.names) & set(acquirer.names):
            if rules["acquirer"].endswith("subject"):
                del found["acquirer"]
            else:
                del found["target"]

    def _events(
        self,
        clause: Clause,
        voice: str,
        trigger: TriggerRule,
        found: dict[str, Argument],
        rules: dict[str, str],
        low: int,
    ) -> list[Draft]:
        tokens = self.tokens
        target = found.get("target")
        if target is not None and "goods" in target.nouns:
            return []
        acquirers = [tokens[i] for i in found["acquirer"].names] if "acquirer" in found else []
        generic = "acquirer" in found and not acquirers and found["acquirer"].generic
        targets = [tokens[i] for i in target.names] if target is not None else []
        sellers = [tokens[i] for i in found["seller"].names] if "seller" in found else []
        share = stake(clause, target)
        if share is None:
            return []
        stake_token, stake_kind = share
        price_token = price(clause, low)
        if trigger.frame == "sell" and not acquirers:
            return []
        if generic and targets and (linked := self._linked(targets)) is not None:
            acquirers = [linked]
            rules = {**rules, "acquirer": "sentence_before"}
        targets = [t for t in targets if self._fits(t, trigger, found, acquirers, price_token)]
        if not targets and (not acquirers or target is None or target.names):
            return []
        if not targets and (
            rules.get("acquirer") == "noun.subject"
            or not self._nameless(trigger, target, acquirers, sellers, price_token)
        ):
            return []
        if not targets and target is not None and (linked := self._linked(acquirers)) is not None:
            targets = [linked]
            rules = {**rules, "target": "sentence_before"}
        status = self._status(clause, voice, trigger, low)
        if status is None:
            return []
        return [
            Draft(
                acquirers=[a for a in acquirers if a is not one],
                target=one,
                seller=next((s for s in sellers if s not in targets and s not in acquirers), None),
                # One amount for several targets belongs to none of them alone.
                price=price_token if len(targets) < 2 else None,
                stake=stake_token,
                stake_kind=stake_kind,
                date=deal_date(clause, low),
                status=status,
                evidence=[self._evidence(clause, found)],
                rule=f"{self.language.code}.acquisition.{trigger.name}",
                slot_rules=dict(rules),
            )
            for one in (targets or (None,))
        ]

    def _fits(
        self,
        token: Token,
        trigger: TriggerRule,
        found: Mapping[str, Argument],
        acquirers: Sequence[Token],
        price_token: Token | None,
    ) -> bool:
        """Whether a target looks like an organization, as far as the trigger asks for it."""
        if token.mention is not None or price_token is not None:
            return True
        phrase, buyer = found.get("target"), found.get("acquirer")
        if phrase is not None and phrase.nouns & {"organization", "share", "business", "control"}:
            return True
        if any(a.mention is not None for a in acquirers):
            return True
        if token.text.split()[0].lower() in self.language.organizations.given:
            return False
        # "The company bought X", but not "she bought X".
        return bool(acquirers) or (
            buyer is not None and buyer.generic and (bool(buyer.nouns) or not trigger.weak)
        )

    def _nameless(
        self,
        trigger: TriggerRule,
        target: Argument | None,
        acquirers: Sequence[Token],
        sellers: Sequence[Token],
        price_token: Token | None,
    ) -> bool:
        """Whether a purchase without a named target is one of an organization ("the grocer", "it")."""
        if target is None:
            return False
        if target.nouns & {"organization", "generic", "business"}:
            return target.definite or bool(sellers)
        known = not trigger.weak or any(a.mention is not None for a in acquirers)
        return target.generic and not target.nouns and (known or price_token is not None)

    def _linked(self, targets: Sequence[Token]) -> Token | None:
        """The one organization of the sentence before that a pronoun can mean."""
        if self.before is None:
            return None
        tokens = self.reader.tokens(self.language, self.before)
        clause = Clause(tokens, len(tokens), 0, len(tokens))
        named = {t.text for t in targets}
        fitting = {
            token.text: token
            for k, token in enumerate(tokens)
            if token.kind == "name" and token.text not in named and not clause.governed(k)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _status(self, clause: Clause, voice: str, trigger: TriggerRule, low: int) -> str | None:
        """How far the deal is; None where the clause speaks of a mere possibility."""
        tokens = clause.tokens
        group = clause.verb_start()
        status: str = trigger.status
        cues = [(k, tokens[k].cue) for k in range(low, clause.at) if tokens[k].cue is not None]
        behind = [
            tokens[k].cue
            for k in range(clause.at + 1, clause.high)
            if tokens[k].cue is not None and tokens[k].cue.after
        ]
        for _, cue in cues:
            if cue.status in ("denied", "terminated"):
                return str(cue.status)
        for cue in behind:
            if cue.status in ("denied", "terminated"):
                return str(cue.status)
        lowering = [c.status for k, c in cues if c.auxiliary and (k >= group or c.status == "completed")]
        if "rumoured" in [cue.status for _, cue in cues] + [cue.status for cue in behind]:
            return "rumoured"
        others = [cue.status for _, cue in cues if not cue.auxiliary] + [cue.status for cue in behind]
        if lowering:
            status = max((*lowering, *others), key=lambda s: _PROGRESS.get(s, 0))
        elif others and voice == "noun":
            status = max(others, key=lambda s: _PROGRESS.get(s, 0))
        elif others and status != "completed":
            status = max((status, *others), key=lambda s: _PROGRESS.get(s, 0))
        return status

    def _evidence(self, clause: Clause, found: Mapping[str, Argument]) -> tuple[int, int]:
        """The stretch from the first to the last token of the deal."""
        places = [clause.at]
        for argument in found.values():
            places += argument.names
        first, last = min(places), max(places)
        if len(self.at) == 1:
            start, end = self.span
            return start, min(end, start + MAX_SENTENCE)
        return self.tokens[first].start, self.tokens[last].end
