"""Arguments in languages whose verbs stand second or last in the clause (German, Dutch).

"Y hat X übernommen", "Y will X übernehmen", "X wurde von Y übernommen": auxiliary and verb embrace the
arguments, which all stand before the trigger. In "2014 übernahm Y die Firma X" both stand behind it. Nothing
here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.datives import is_given
from aiextract.events.hyphens import modifies, of_goods, of_people
from aiextract.events.inner_clauses import apposed_from, of_other, opens_clause, other_clause, without_seller
from aiextract.events.phrases import ENDS, NOUNS, PREPOSITIONS, Argument
from aiextract.events.prepositions import INSERTION
from aiextract.events.roles import Clause

BRACKETED = frozenset({"final", "infinitive"})
_FRONTED = frozenset({"goods", "business", "share", "majority", "control"})
BEHIND = 3  # tokens behind a participle in which its auxiliary may stand ("übernommen worden ist")


def free_names(clause: Clause) -> list[Argument]:
    """The names before the trigger that nothing governs, the nearest first, at most two groups."""
    found: list[Argument] = []
    i = clause.at - 1
    while i >= clause.low and len(found) < 2:
        token = clause.tokens[i]
        free = token.kind == "name" and not modifies(clause, i) and not is_given(clause, i)
        if free and clause.governor(i) is None and not clause.is_judge(i):
            group = clause.group(i)
            found.append(group)
            i = group.names[0]
        elif token.text == ")":
            i = clause.bracket_start(i)
        elif token.text == "," and (outer := apposed_from(clause, i)) is not None:
            i = outer
        elif token.text in ENDS or other_clause(clause, i):
            break
        i -= 1
    return found


def ends_clause(clause: Clause) -> bool:
    """Whether the trigger ends its clause."""
    form = clause.form
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


def parties(clause: Clause) -> tuple[Argument | None, Argument | None]:
    """Subject and object of an active verb, read once for both."""
    if clause.parties is None:
        clause.parties = _new_parties(clause)
    return clause.parties


def _new_parties(clause: Clause) -> tuple[Argument | None, Argument | None]:
    subject, object_ = _read(clause)
    object_ = without_seller(clause, object_)
    if subject is not None and subject.names and of_people(clause, subject.names[-1] + 1):
        subject = None
    if object_ is not None and object_.names and of_goods(clause, object_.names[-1] + 1):
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


def _read(clause: Clause) -> tuple[Argument | None, Argument | None]:
    left = free_names(clause)
    if not ends_clause(clause):
        before = clause.tokens[clause.at - 1].text if clause.at > clause.low else ""
        if left and (before != "," or _apposed(clause, left[0].end)):
            return left[0], _object(clause)
        if clause.at and clause.tokens[clause.at - 1].has("organization", "generic", "pronoun"):
            return bare_noun(clause, clause.low), clause.object()
        subject, object_ = _inverted(clause)
        fronted = clause.tokens[clause.at - 1].classes & _FRONTED if clause.at > clause.low else None
        if fronted:  # "Die Kosten übernimmt Y", "Den Rest kaufte Y"
            return subject or object_, Argument(nouns=set(fronted), generic=True, definite=True)
        return subject, object_
    if not left:
        return bare_noun(clause, clause.low), None
    behind = left[0].end
    if clause.form == "active" and behind == clause.at and opens_clause(clause, left[0].names[0]):
        return left[0], None  # "X: Y übernimmt", "X, den der Konzern Y übernimmt"
    if (noun := bare_noun(clause, behind)) is not None:
        return left[0], noun
    if any(token.has("offer") for token in clause.tokens[behind : clause.at]):
        return left[0], Argument(nouns={"goods"}, generic=True)  # "soll Y ein Gebot abgegeben haben"
    if len(left) == 2:
        between = clause.tokens[left[1].end : left[0].names[0]]
        # "X, den Y übernahm", but "Y plant, den Anbieter X zu übernehmen"
        inverted = clause.form != "infinitive" and _relative_object(between)
        return (left[0], left[1]) if inverted else (left[1], left[0])
    if behind < clause.at and (clause.tokens[behind].has("have", "be") or clause.tokens[behind].cue):
        return left[0], None
    parted = any(token.text == "," for token in clause.tokens[behind : clause.at])
    if parted and (plain(clause.tokens[behind]) or clause.tokens[behind].has("verb", "hypothetical")):
        return left[0], None  # "X empfiehlt, Aktien zu kaufen"
    if of_other(clause, behind):
        return None, None
    if (thing := _thing(clause, behind)) is not None:
        return left[0], thing
    if behind < clause.at and clause.tokens[behind].has("relative"):
        return None, None  # "X, das 2014 … übernommen hatte": who took whom does not show
    return bare_noun(clause, clause.low), left[0]


def _thing(clause: Clause, i: int) -> Argument | None:
    """A noun phrase without a name from ``i`` on before a verb at the end: "hat Y drei Anteile verkauft"."""
    tokens = clause.tokens
    for k in range(i, clause.at - 1):
        governed = tokens[k - 1].has(*PREPOSITIONS, "called") or tokens[k - 1].text == "-"
        counted = tokens[k].kind == "number" and tokens[k + 1].kind == "word"  # "412 Wohnungen"
        determined = tokens[k].has("determiner", "possessive") and not tokens[k].has("of", "dative")
        if (determined or counted) and not governed:
            nouns = {kind for token in tokens[k : clause.at] for kind in token.classes} & NOUNS
            return Argument(nouns=nouns or {"goods"}, generic=True)
        if tokens[k].text == "," or tokens[k].has("relative"):
            return None
    return None


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
    return genitive and tokens[0].has("determiner", "possessive") and plain(tokens[-2])


def _behind(clause: Clause) -> Argument | None:
    i = clause.at + 1
    while i < clause.high and clause.tokens[i].has("adverb"):
        i += 1
    if i < clause.high and clause.tokens[i].has("from") and clause.source() is None:
        return None
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
    return clause.object() or _described(clause)


def _described(clause: Clause) -> Argument | None:
    """An object with words of its own before its noun: "kauft die bei vielen Firmen gut bekannte Kette X"."""
    tokens, i = clause.tokens, clause.at + 1
    if i + 1 >= clause.high or not tokens[i].has("determiner") or not tokens[i + 1].has("preposition"):
        return None
    for k in range(i + 2, min(i + INSERTION, clause.high - 1)):
        if tokens[k].kind != "word":
            return None
        if tokens[k].has("organization") and tokens[k + 1].kind == "name":
            return clause.phrase(k)
    return None


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
    while i < clause.high and (_aside(clause, i) or clause.tokens[i].has("from") or _paid(clause, i)):
        source = clause.phrase(i + 1, free=True) if clause.tokens[i].has("from") else None
        i = source.end if source is not None and source.names else i + 1
    second = clause.phrase(i) if i < clause.high else None
    if second is None and i < clause.high and clause.tokens[i].kind == "percent":
        return first, Argument(nouns={"share"}, values=[i], generic=True)  # "erwarb Y von Z 70 Prozent"
    if second is not None and (second.names or second.nouns):
        return first, second
    return None, first


def _paid(clause: Clause, i: int) -> bool:
    """Whether an amount stands at ``i``, or a small word and one: "kaufte Y für 3 Millionen Euro den X"."""
    following = clause.tokens[i + 1] if i + 1 < len(clause.tokens) else None
    leads = clause.tokens[i].has("for", "price") and following is not None and following.kind == "money"
    return clause.tokens[i].kind == "money" or leads


def _aside(clause: Clause, i: int) -> bool:
    """Whether the token at ``i`` is no part of a noun phrase: a time, what leads to one, an adverb."""
    token = clause.tokens[i]
    following = clause.tokens[i + 1] if i + 1 < len(clause.tokens) else None
    before_time = following is not None and following.kind == "date"
    return token.kind == "date" or token.has("adverb") or (token.has("preposition") and before_time)


def bare_noun(clause: Clause, low: int) -> Argument | None:
    """A pronoun or an organization's noun with its determiner between ``low`` and the trigger."""
    for i in range(clause.at - 1, low - 1, -1):
        token = clause.tokens[i]
        if token.has("pronoun"):
            return Argument(generic=True, definite=True) if low == clause.low else None
        if not token.has("organization", "generic", "business"):
            continue
        k = _determiner(clause, i, low)
        if k and clause.tokens[k - 1].has("goods"):
            return None  # "412 Wohnungen einer Versicherung"
        if clause.tokens[k].has("determiner", "possessive"):
            owned = clause.tokens[k].has("possessive")
            return Argument(nouns=set(token.classes), generic=True, definite=True, possessed=owned)
    return None


def _determiner(clause: Clause, i: int, low: int) -> int:
    """Where the determiner of the noun at ``i`` stands, with adjectives only where it is of a subject."""
    tokens, k = clause.tokens, i - 1
    while k > low and (tokens[k].has("topic") or plain(tokens[k])):
        k -= 1  # "die bayerische Gruppe"
    before = tokens[k - 1] if k > low else None
    definite = tokens[k].has("determiner") and not tokens[k].has("indefinite")
    opens = before is None or before.kind == "mark" or before.has("be", "have", "conjunction")
    return k if definite and opens else max(0, i - 1)


def plain(token: Token) -> bool:
    """Whether a token is a word of no class, an adjective say."""
    return token.kind == "word" and not token.classes and token.cue is None and token.trigger is None
