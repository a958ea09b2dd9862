"""Arguments in languages whose verbs stand second or last in the clause (German, Dutch).

"Y hat X übernommen", "Y will X übernehmen", "X wurde von Y übernommen": auxiliary and verb embrace the
arguments, which all stand before the trigger. In "2014 übernahm Y die Firma X" both stand behind it. Nothing
here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause
from aiextract.languages.schema.events import Voice

BRACKETED = frozenset({"final", "infinitive"})
_BEHIND = 3  # tokens behind a participle in which its auxiliary may stand ("übernommen worden ist")


def voice(clause: Clause) -> Voice:
    """The voice of a participle at the end of its clause, by its auxiliary: right behind it or before it."""
    double = getattr(clause.tokens[clause.at].trigger, "form", "") == "double"
    if double and not _last(clause):
        return "active"
    behind = clause.tokens[clause.at + 1 : clause.at + 1 + _BEHIND]
    for token in behind:
        if token.has("be", "have"):
            return "passive" if token.has("be") else "active"
        if token.cue is None:
            break
    for token in reversed(clause.tokens[clause.low : clause.at]):
        if token.has("be", "have"):
            return "passive" if token.has("be") else "active"
        if token.text in ENDS or token.trigger is not None:
            break
    return "active" if double else "passive"


def _free(clause: Clause) -> list[Argument]:
    """The names before the trigger that nothing governs, the nearest first, at most two groups."""
    found: list[Argument] = []
    i = clause.at - 1
    while i >= clause.low and len(found) < 2:
        token = clause.tokens[i]
        free = token.kind == "name" and not _modifies(clause, i)
        if free and clause.governor(i) is None and not clause.is_judge(i):
            group = clause.group(i)
            found.append(group)
            i = group.names[0]
        elif token.text == ")":
            i = clause.bracket_start(i)
        elif token.text in ENDS:
            break
        i -= 1
    return found


def _modifies(clause: Clause, i: int) -> bool:
    """Whether the name at ``i`` only says whose the named company is: "die Y-Tochter X"."""
    behind = clause.tokens[i + 1 : i + 4]
    joined = len(behind) == 3 and behind[0].text == "-" and behind[1].has("organization")
    return joined and behind[2].kind == "name"


def _last(clause: Clause) -> bool:
    """Whether the trigger ends its clause."""
    form = getattr(clause.tokens[clause.at].trigger, "form", "")
    following = clause.tokens[clause.at + 1] if clause.at + 1 < len(clause.tokens) else None
    if form in BRACKETED:  # "X und Y kaufen [gemeinsam] Z": a present
        behind = next((token for token in clause.tokens[clause.at + 1 :] if not token.has("adverb")), None)
        return (
            form == "final"
            or behind is None
            or not (behind.kind == "name" or behind.has("determiner", "organization"))
        )
    return (
        following is None
        or following.kind == "mark"
        or following.cue is not None
        or following.has("be", "have", "conjunction", "and")
    )


def _parties(clause: Clause) -> tuple[Argument | None, Argument | None]:
    """Subject and object of an active verb, read once for both."""
    if clause.parties is None:
        clause.parties = _new_parties(clause)
    return clause.parties


def _new_parties(clause: Clause) -> tuple[Argument | None, Argument | None]:
    subject, object_ = _read(clause)
    if subject is not None and subject.names and _of_people(clause, subject.names[-1] + 1):
        subject = None
    if object_ is not None and object_.names and _of_goods(clause, object_.names[-1] + 1):
        object_.nouns.add("goods")
    if object_ is not None and object_.names and object_.names[0] < clause.at:
        _part(clause, object_)
    return subject, object_


def _part(clause: Clause, held: Argument) -> None:
    """Add what part of the company is meant before a verb at the end: "hat 51 Prozent der Anteile an X"."""
    i = held.names[0] - 1
    while i > clause.low and (
        clause.tokens[i].has("determiner", "organization", "topic", "to", "of")
        and not clause.tokens[i].has("share", "majority", "control", "minority")
    ):
        held.nouns |= clause.tokens[i].classes & {"organization"}
        i -= 1
    if clause.tokens[i].has("goods") and clause.tokens[i + 1].has("determiner"):
        held.nouns.add("goods")  # "hat den Sitz der Zeitung X übernommen"
    nouns = clause.tokens[i].classes & {"share", "majority", "control", "minority"}
    percent = i if clause.tokens[i].kind == "percent" else None
    for k in range(i - 1, max(clause.low, i - 4) - 1, -1):
        if not nouns or not clause.tokens[k].has("determiner", "whole", "share") | (
            clause.tokens[k].kind == "percent"
        ):
            break
        nouns |= clause.tokens[k].classes & {"whole"}
        percent = k if clause.tokens[k].kind == "percent" else percent
    held.nouns |= nouns
    if percent is not None:
        held.values.append(percent)


def _of_people(clause: Clause, i: int) -> bool:
    """Whether the name before ``i`` only says whose somebody is: "X-Kunden", but not "X-Gruppe"."""
    behind = clause.tokens[i : i + 2]
    joined = len(behind) == 2 and behind[0].text == "-" and behind[0].start == clause.tokens[i - 1].end
    return joined and not behind[1].has("organization", "generic", "title", "business")


def _of_goods(clause: Clause, i: int) -> bool:
    """Whether the name before ``i`` only says of whom a thing is: "X-Aktien"."""
    behind = clause.tokens[i : i + 2]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].has("goods", "share")


def _read(clause: Clause) -> tuple[Argument | None, Argument | None]:
    left = _free(clause)
    if not _last(clause):
        before = clause.tokens[clause.at - 1].text if clause.at > clause.low else ""
        if left and (before != "," or _apposed(clause, left[0].end)):
            return left[0], _object(clause)
        if clause.at and clause.tokens[clause.at - 1].has("organization", "generic", "pronoun"):
            return _noun(clause, clause.low), clause.object()
        subject, object_ = _inverted(clause)
        if clause.at > clause.low and clause.tokens[clause.at - 1].has("goods"):  # "Die Kosten übernimmt Y"
            return subject or object_, Argument(nouns={"goods"}, generic=True)
        return subject, object_
    if not left:
        return _noun(clause, clause.low), None
    behind = left[0].end
    if (noun := _noun(clause, behind)) is not None:
        return left[0], noun
    if len(left) == 2:
        between = clause.tokens[left[1].end : left[0].names[0]]
        infinitive = getattr(clause.tokens[clause.at].trigger, "form", "") == "infinitive"
        # "X, den Y übernahm", but "Y plant, den Anbieter X zu übernehmen"
        inverted = not infinitive and _relative_object(between)
        return (left[0], left[1]) if inverted else (left[1], left[0])
    if behind < clause.at and (clause.tokens[behind].has("have", "be") or clause.tokens[behind].cue):
        return left[0], None
    parted = any(token.text == "," for token in clause.tokens[behind : clause.at])
    if parted and (_plain(clause.tokens[behind]) or clause.tokens[behind].has("verb", "hypothetical")):
        return left[0], None  # "X empfiehlt, Aktien zu kaufen"
    if behind < clause.at and clause.tokens[behind].has("relative"):
        return None, None  # "X, das 2014 … übernommen hatte": who took whom does not show
    return _noun(clause, clause.low), left[0]


def _apposed(clause: Clause, i: int) -> bool:
    """Whether nothing but an apposition stands between the name before ``i`` and the verb."""
    between = clause.tokens[i : clause.at]
    return between[0].text == "," and not any(
        token.has("have", "be", "verb", "relative", "conjunction", "pronoun") or token.cue is not None
        for token in between
    )


def _object(clause: Clause) -> Argument | None:
    """What stands right behind the verb, or behind those with whom: "kauft mit dem Fonds Z den Verlag X"."""
    found = _behind(clause)
    if found is not None and found.names and _thing_of(clause, found.names[0]):
        found.nouns.add("goods")
    return found


def _thing_of(clause: Clause, name: int) -> bool:
    """Whether the name at ``name`` is in the genitive of a thing: "übernimmt die Argumente der Partei X"."""
    i = name - 1
    while i > clause.at and clause.tokens[i].has("organization", "topic"):
        i -= 1
    tokens = clause.tokens[clause.at + 1 : i + 1]
    genitive = len(tokens) > 2 and tokens[-1].has("determiner") and not tokens[-1].has("of")
    return genitive and tokens[0].has("determiner", "possessive") and _plain(tokens[-2])


def _behind(clause: Clause) -> Argument | None:
    i = clause.at + 1
    while i < clause.high and clause.tokens[i].has("adverb"):
        i += 1
    if (
        i < clause.high
        and clause.tokens[i].has("preposition")
        and not clause.tokens[i].has("by", "for", "to")
    ):
        company = clause.phrase(i + 1)
        behind = (
            None if company is None or not company.names else clause.tokens[company.end : company.end + 1]
        )
        if company is not None and behind and behind[0].has("determiner", "possessive", "organization"):
            taken = clause.phrase(company.end)
            counted = taken is None or (not taken.names and "organization" in taken.nouns)
            return company if counted and behind[0].has("indefinite") else taken  # "mit A und B zwei Z"
    return clause.object()


def _relative_object(between: list[Token]) -> bool:
    """Whether a relative word of the object stands between two names, in no clause of its own."""
    if between and between[-1].has("accusative"):
        return True  # "X, das Y 2014 gekauft hatte", but "Y, das 2014 X gekauft hatte"
    for token in between:
        if token.has("inverting"):
            return True
        if token.has("have", "be", "conjunction") or token.cue is not None or token.text == ",":
            return False
    return False


def _inverted(clause: Clause) -> tuple[Argument | None, Argument | None]:
    """Both behind the verb, the subject first: "2014 übernahm Y die Firma X"; else the object alone."""
    i = clause.at + 1
    first = clause.phrase(i)
    if first is None:
        return None, None
    i = max(first.end, i + 1)
    while i < clause.high and (_aside(clause, i) or clause.tokens[i].has("from")):
        source = clause.phrase(i + 1, free=True) if clause.tokens[i].has("from") else None
        i = source.end if source is not None and source.names else i + 1
    second = clause.phrase(i) if i < clause.high else None
    if second is not None and (second.names or second.nouns):
        return first, second
    return None, first


def _aside(clause: Clause, i: int) -> bool:
    """Whether the token at ``i`` is no part of a noun phrase: a time, what leads to one, an adverb."""
    token = clause.tokens[i]
    following = clause.tokens[i + 1] if i + 1 < len(clause.tokens) else None
    before_time = following is not None and following.kind == "date"
    return token.kind == "date" or token.has("adverb") or (token.has("preposition") and before_time)


def _noun(clause: Clause, low: int) -> Argument | None:
    """A pronoun or an organization's noun with its determiner between ``low`` and the trigger."""
    for i in range(clause.at - 1, low - 1, -1):
        token = clause.tokens[i]
        if token.has("pronoun"):
            return Argument(generic=True, definite=True) if low == clause.low else None
        if not token.has("organization", "generic", "business"):
            continue
        k = _determiner(clause, i, low)
        if clause.tokens[k].has("determiner", "possessive"):
            owned = clause.tokens[k].has("possessive")
            return Argument(nouns=set(token.classes), generic=True, definite=True, possessed=owned)
    return None


def _determiner(clause: Clause, i: int, low: int) -> int:
    """Where the determiner of the noun at ``i`` stands, with adjectives only where it is of a subject."""
    tokens, k = clause.tokens, i - 1
    while k > low and (tokens[k].has("topic") or _plain(tokens[k])):
        k -= 1  # "die bayerische Gruppe"
    before = tokens[k - 1] if k > low else None
    definite = tokens[k].has("determiner") and not tokens[k].has("indefinite")
    opens = before is None or before.kind == "mark" or before.has("be", "have", "conjunction")
    return k if definite and opens else max(0, i - 1)


def _plain(token: Token) -> bool:
    """Whether a token is a word of no class, an adjective say."""
    return token.kind == "word" and not token.classes and token.cue is None and token.trigger is None


def _governed(*classes: str) -> Callable[[Clause], Argument | None]:
    """Who stands before the trigger behind a small word of these classes: "von Y übernommen"."""

    def find(clause: Clause) -> Argument | None:
        for i in range(clause.at - 1, clause.low - 1, -1):
            token = clause.tokens[i]
            if token.text in ENDS:
                break
            governor = clause.governor(i) if token.kind == "name" else None
            if governor is not None and governor.has(*classes):
                return Argument(names=clause.group(i).names)
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


def _actor(clause: Clause) -> Argument | None:
    """Who acts where a verb has no other argument without a small word: "Für X zahlt Y 3 Millionen"."""
    subject, object_ = _parties(clause)
    return subject if subject is not None and subject.names else object_


def _genitive_object(clause: Clause) -> Argument | None:
    """What stands right behind a noun, unless that opens its clause and the verb follows it.

    "Die Übernahme der Firma X", but "Mit der Übernahme wächst X".
    """
    i, k = clause.at + 1, clause.at - 1
    while k > clause.low and (clause.tokens[k].has("determiner", "possessive") or _plain(clause.tokens[k])):
        k -= 1
    opens = k == 0 and clause.tokens[k].has(*PREPOSITIONS, "for")
    if opens and i < clause.high and (_plain(clause.tokens[i]) or clause.tokens[i].has("be", "have", "verb")):
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
    verb = tokens[agent.end]
    # The verb stands second: "Nach der Übernahme durch Y wächst X".
    second = verb.has("be", "have", "verb") or (verb.kind == "word" and not verb.classes)
    found = clause.phrase(agent.end + 1) if second else None
    if found is None or len(found.names) != 1:
        return None
    # "… treiben die X-Aktie"
    valued = _of_goods(clause, found.end)
    found.nouns.discard("goods")
    return found if valued or tokens[0].has(*PREPOSITIONS) else None


def _addressee(clause: Clause) -> Argument | None:
    """Who gets an offer that only its maker stands beside: "X lehnt das Angebot von Y ab"."""
    tokens, i = clause.tokens, clause.at + 1
    if i >= clause.high or not tokens[i].has("from", "by"):
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
    if not any(token.cue is not None for token in tokens[clause.at + 1 : clause.at + 1 + _BEHIND]):
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


def _since(clause: Clause) -> Argument | None:
    """What belongs to somebody since a time that the clause tells: "X ist seit 2017 Teil von Y"."""
    left = _free(clause) if _dated(clause) else []
    return left[0] if left else None


def _since_subject(clause: Clause) -> Argument | None:
    """The same where the subject stands before its verb: "X has been part of Y since 2017"."""
    return clause.subject() if _dated(clause) else None


def _since_behind(clause: Clause) -> Argument | None:
    """The same behind the verb: "Seit 2017 gehört X zu Y"."""
    return clause.phrase(clause.at + 1) if _dated(clause) and not _free(clause) else None


def _dated(clause: Clause) -> bool:
    """Whether the clause tells since when something holds, or that it will: "wird künftig zu Y gehören"."""
    tokens = clause.tokens
    if _last(clause) and any(token.cue is not None for token in tokens[clause.low : clause.at]):
        return True
    return any(
        tokens[k].has("since") and any(token.kind == "date" for token in tokens[k + 1 : k + 3])
        for k in range(clause.low, min(clause.high, len(tokens)))
    )


def _amid_two(clause: Clause) -> tuple[Argument, Argument] | None:
    """Two noun phrases in a row behind the verb, or between a subject and a verb at the end.

    Of these the first is deprived of the second: "Y kauft Z die Tochter X ab", "Y hat Z die Tochter X
    abgekauft".
    """
    if not _last(clause):
        i, high = clause.at + 1, clause.high
        if not _free(clause):
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
    if two is None or not _last(clause):
        return _parties(clause)[0]
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
    left = _free(clause)
    return left[0] if left else _noun(clause, clause.low)


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "clause_subject": lambda clause: _parties(clause)[0],
    "clause_object": lambda clause: _parties(clause)[1],
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
    "agreed_with": _agreed_with,
    "since": _since,
    "since_behind": _since_behind,
    "since_subject": _since_subject,
    "depriver": _depriver,
    "amid": _deprived,
    "taken_from": _taken,
    "amid_from": _amid,
    "compound": _compound,
    "compound_first": _compound_first,
    "genitive": _genitive,
}
