"""Relations around verbs that stand second or last in their clause, and around nouns there (German, Dutch).

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.brackets import BEHIND, bare_noun, ends_clause, free_names, parties, plain
from aiextract.events.hyphens import of_goods
from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause


def _governed(*classes: str) -> Callable[[Clause], Argument | None]:
    """Who stands before the trigger behind a small word of these classes: "von Y übernommen"."""

    def find(clause: Clause) -> Argument | None:
        for i in range(clause.at - 1, clause.low - 1, -1):
            token = clause.tokens[i]
            if token.text in ENDS:
                break
            governor = clause.governor(i) if token.kind == "name" else None
            if governor is not None and governor.has(*classes):
                group = clause.group(i)
                nouns = clause.tokens[group.names[0] - 1].classes & {"organization"}
                return Argument(names=group.names, nouns=set(nouns))
        return None

    return find


def _compound(clause: Clause) -> Argument | None:
    """What is taken in a compound of its name and the trigger: "die X-Übernahme"."""
    at = clause.at
    if at - 2 < clause.low or clause.tokens[at - 1].text != "-" or clause.tokens[at - 2].kind != "name":
        return None
    return Argument(names=[at - 2])


def _compound_first(clause: Clause) -> Argument | None:
    """Who takes in a compound of both names: "die A-B-Übernahme"."""
    i = clause.at - 4
    if _compound(clause) is None or i < clause.low or clause.tokens[i + 1].text not in "-–/":
        return None
    return Argument(names=[i]) if clause.tokens[i].kind == "name" else None


def _compound_actor(clause: Clause) -> Argument | None:
    """Who acts before a compound of the name and the trigger: "Y schließt die X-Übernahme ab"."""
    if _compound(clause) is None:
        return None
    for k in range(clause.at - 3, clause.low - 1, -1):
        token = clause.tokens[k]
        if token.text in ENDS:
            return None
        if token.kind == "name" and not clause.governed(k) and not clause.is_judge(k):
            return clause.group(k)
    return None


def _actor(clause: Clause) -> Argument | None:
    """Who acts where a verb has no other argument without a small word: "Für X zahlt Y 3 Millionen"."""
    subject, object_ = parties(clause)
    return subject if subject is not None and subject.names else object_


def _genitive_object(clause: Clause) -> Argument | None:
    """What stands right behind a noun, unless that opens its clause and the verb follows it.

    "Die Übernahme der Firma X", but "Mit der Übernahme wächst X".
    """
    i, k = clause.at + 1, clause.at - 1
    while k > clause.low and (clause.tokens[k].has("determiner", "possessive") or plain(clause.tokens[k])):
        k -= 1
    opens = k == 0 and clause.tokens[k].has(*PREPOSITIONS, "for")
    if opens and i < clause.high and (plain(clause.tokens[i]) or clause.tokens[i].has("be", "have", "verb")):
        return None
    return clause.object()


def _undergone(clause: Clause) -> Argument | None:
    """Whose takeover it is that only its agent stands beside: "X wehrt sich gegen die Übernahme durch Y"."""
    tokens, i = clause.tokens, clause.at + 1
    if i >= clause.high or not tokens[i].has("by"):
        return None
    for k in range(clause.at - 1, clause.low - 1, -1):
        if tokens[k].text in ENDS:
            break
        governor = clause.governor(k) if tokens[k].kind == "name" and not clause.is_judge(k) else tokens[k]
        if governor is None or (tokens[k].kind == "name" and governor.has("of")):
            return Argument(names=[k], end=k + 1)
    agent = clause.phrase(i + 1, free=True)
    if agent is None or not agent.names or agent.end + 1 >= clause.high or clause.low:
        return None
    while agent.end + 2 < clause.high and (
        tokens[agent.end].kind == "date"
        or tokens[agent.end].has("preposition", "since")
        or _of_date(clause, agent.end)
    ):
        agent.end += 1  # "Nach der Übernahme durch Y im Jahr 2013 wächst X"
    verb = tokens[agent.end]
    # The verb stands second: "Nach der Übernahme durch Y wächst X".
    second = verb.has("be", "have", "verb", "judging") or (verb.kind == "word" and not verb.classes)
    found = clause.phrase(agent.end + 1) if second else None
    if found is None or len(found.names) != 1:
        return None
    # "… treiben die X-Aktie"
    valued = of_goods(clause, found.end)
    found.nouns.discard("goods")
    return found if valued or tokens[0].has(*PREPOSITIONS) else None


def _of_date(clause: Clause, i: int) -> bool:
    """Whether the word at ``i`` stands between a small word and a date: "im Jahr 2013"."""
    return clause.tokens[i - 1].has("preposition") and clause.tokens[i + 1].kind == "date"


def _addressee(clause: Clause) -> Argument | None:
    """Who gets an offer that only its maker stands beside: "X lehnt das Angebot von Y ab"."""
    tokens, i = clause.tokens, clause.at + 1
    if i >= clause.high or not tokens[i].has("from", "by", "of"):
        return None
    maker = clause.phrase(i + 1, free=True)
    if maker is None or not maker.names:
        return None
    for k in range(clause.at - 1, clause.low - 1, -1):
        if tokens[k].text in ENDS:
            break
        if tokens[k].kind == "name" and clause.governor(k) is None:
            return clause.group(k)
    return None


def _agreed_with(clause: Clause) -> Argument | None:
    """With whom a takeover is agreed by a verb at the end: "hat sich mit X auf die Übernahme geeinigt"."""
    tokens = clause.tokens
    if not any(token.cue is not None for token in tokens[clause.at + 1 : clause.at + 1 + BEHIND]):
        return None
    for k in range(clause.at - 1, clause.low - 1, -1):
        governor = clause.governor(k) if tokens[k].kind == "name" else None
        if (
            governor is not None
            and governor.has("into")
            and any(t.has("have") for t in tokens[clause.low : k])
        ):
            return Argument(names=[k], end=k + 1)
    return None


def _source_of_noun(clause: Clause) -> Argument | None:
    """From whom something is bought, right behind what is bought: "der Kauf von X von Y"."""
    bought = clause.of() or clause.object()
    if bought is None or not bought.names or bought.end >= clause.high:
        return None
    return clause.phrase(bought.end + 1) if clause.tokens[bought.end].has("from") else None


def _offered_to(clause: Clause) -> Argument | None:
    """Whose holders get an offer: "bietet den X-Aktionären 31 Euro je Aktie", "den Aktionären von X"."""
    tokens, found = clause.tokens, clause.object()
    if found is None or not found.names:
        return None
    at = found.names[0]
    behind = tokens[at + 1 : at + 3]
    held = len(behind) == 2 and behind[0].text == "-" and behind[1].has("holders")
    found.nouns.discard("goods")
    return found if held or any(token.has("holders") for token in tokens[clause.at : at]) else None


def _held(clause: Clause) -> Argument | None:
    """Of whom those are who decide on a sale: "Die Aktionäre von X stimmten dem Verkauf an Y zu"."""
    tokens = clause.tokens
    if clause.at + 1 >= clause.high or not tokens[clause.at + 1].has("to"):
        return None
    for k in range(clause.at - 1, clause.low - 1, -1):
        if tokens[k].kind != "name":
            continue
        if tokens[k + 1].text == "-" and tokens[k + 2].has("holders"):
            return Argument(names=[k], end=k + 1)
        if any(token.has("holders") for token in tokens[max(clause.low, k - 3) : k]):
            return Argument(names=[k], end=k + 1)
    return None


def _amid_two(clause: Clause) -> tuple[Argument, Argument] | None:
    """Two noun phrases in a row behind the verb, or between a subject and a verb at the end.

    Of these the first is deprived of the second: "Y kauft Z die Tochter X ab", "Y hat Z die Tochter X
    abgekauft".
    """
    if not ends_clause(clause):
        i, high = clause.at + 1, clause.high
        if not free_names(clause):
            subject = clause.phrase(i)
            i = subject.end if subject is not None and subject.names else high
    else:
        left = [k for k in range(clause.low, clause.at) if clause.tokens[k].kind == "name"]
        i = left[0] + 1 if left else clause.at
        high = clause.at
        while i < high and (clause.tokens[i].has("have", "be", "adverb") or clause.tokens[i].cue is not None):
            i += 1
    while i < high and clause.tokens[i].has("adverb"):
        i += 1
    first = clause.phrase(i) if i < high else None
    second = clause.phrase(first.end) if first is not None and first.names and first.end < high else None
    return (first, second) if first is not None and second is not None and second.names else None


def _depriver(clause: Clause) -> Argument | None:
    """Who takes: of three before a verb at the end the first, else the subject."""
    two = _amid_two(clause)
    if two is None or not ends_clause(clause):
        return parties(clause)[0]
    first = next((k for k in range(clause.low, clause.at) if clause.tokens[k].kind == "name"), clause.at)
    return clause.group(first) if first < two[0].names[0] else None


def _deprived(clause: Clause) -> Argument | None:
    two = _amid_two(clause)
    return two[0] if two else None


def _taken(clause: Clause) -> Argument | None:
    two = _amid_two(clause)
    return two[1] if two else None


def _genitive(clause: Clause) -> Argument | None:
    """The name right before a noun: "Ys Übernahme von X"."""
    at = clause.at - 1
    if at < clause.low or clause.tokens[at].kind != "name" or clause.governed(at):
        return None
    return Argument(names=[at])


def _amid(clause: Clause) -> Argument | None:
    """Who is bought from, between the verb and its object: "kaufte Y von Z die Firma X"."""
    for i in range(clause.at + 1, clause.past):
        governor = clause.governor(i) if clause.tokens[i].kind == "name" else None
        if governor is not None and governor.has("from"):
            return Argument(names=[i])
    return None


def _subject_of_passive(clause: Clause) -> Argument | None:
    left = free_names(clause)
    return left[0] if left else bare_noun(clause, clause.low)


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "clause_subject": lambda clause: parties(clause)[0],
    "clause_object": lambda clause: parties(clause)[1],
    "passive_subject": _subject_of_passive,
    "inner_by": _governed("by", "of"),
    "inner_to": _governed("to"),
    "inner_from": _governed("from"),
    "inner_into": _governed("into"),
    "inner_for": _governed("for"),
    "clause_actor": _actor,
    "undergone": _undergone,
    "genitive_object": _genitive_object,
    "addressee": _addressee,
    "held": _held,
    "next_from": _source_of_noun,
    "offered_to": _offered_to,
    "agreed_with": _agreed_with,
    "depriver": _depriver,
    "amid": _deprived,
    "taken_from": _taken,
    "amid_from": _amid,
    "compound": _compound,
    "compound_first": _compound_first,
    "compound_actor": _compound_actor,
    "genitive": _genitive,
}
