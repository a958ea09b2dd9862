"""What the sections of event types are made of: triggers, cues, word classes, and frames of roles."""

from __future__ import annotations

from typing import ClassVar, Literal

from aiextract.languages.schema.base import Rule, Section

Status = Literal["rumoured", "planned", "announced", "completed", "terminated", "denied"]
Voice = Literal["active", "passive", "noun"]
# Where an argument stands, seen from the trigger: a relation, or the class of the small word before it.
Relation = Literal[
    "subject", "object", "marked_object", "possessor", "owner", "giver", "pair", "pair_first",
    "later_subject", "receiver", "source", "recipient", "by", "of", "to", "from", "for", "predicate",
    "predicate_for", "offer", "fronted", "pair_behind", "pair_behind_first", "identity", "meant", "holder",
    "into", "led", "joined", "worth", "beneficiary", "heading", "headline", "dropped", "listed", "partner",
    "held_in",
    # where verbs stand second or last in the clause
    "clause_subject", "clause_object", "passive_subject", "inner_by", "inner_to", "inner_from",
    "inner_into", "compound", "compound_first", "amid_from", "amid", "genitive", "inner_for",
    "clause_actor", "undergone", "since", "since_behind", "since_subject", "compound_left",
    "compound_subject", "named_behind", "pronoun_fronted", "members", "head", "taken_from", "addressee",
    "held", "depriver", "genitive_object", "agreed_with", "next_from", "offered_to", "paid_for", "payer",
    "enclitic", "since_object", "opened", "fronted_for", "bare_behind", "headline_noun", "under",
    "stake_in", "stake_holder", "dislocated", "actor_behind", "headed", "proclaimed",
    "heading_participle", "cleft", "postposed", "postposed_by", "answering", "compound_actor", "given",
    "handed", "partner_behind", "apposed_behind", "judged_bidder",
    "gainer", "gained",  # "X gets a new owner in Y"
    "disclosed",  # behind the object: "found a buyer for X: Y"
    "united", "united_first",  # of two that merge
    "titled", "titled_actor", "quoted", "judging",  # of headlines, and of share prices
    "owned_pair", "owned_pair_first",
    "relayed",  # who takes: "Z sells X, which passes to Y"
    "told_behind", "parted",  # behind a colon, behind times
    "verb_first_subject", "verb_first_object",  # both behind a verb that opens its clause
    "moved", "since_later", "stands",  # what comes, or came, into the hands of another
    "stake_of", "stake_owner",  # "the shares of Z in X"
    "beyond", "fronted_to", "successor", "announced", "trailing", "apposed_role", "sole",
]  # fmt: skip
WordClass = Literal[
    # small words, by what they do
    "determiner", "indefinite", "closing", "opening",
    "adverb", "have", "be", "by", "of", "to", "from", "for", "preposition", "accusative", "and", "relative",
    "pronoun", "possessive", "conjunction", "called", "per", "inverting", "copula", "naming",
    "hailing",  # leads from a company to where it has its seat, and not to who owns it: "X, de Peniche"
    "between", "styled", "dative", "definite", "personal", "based", "demonym", "clitic", "partitive", "under",
    "saint", "reflexive",
    # verbs: whose subject may be a buyer, and who holds something ("owned by")
    "verb", "owned", "keeping", "holders", "holding",
    # nouns, by what they name
    "organization", "business", "share", "whole", "majority", "control", "minority", "own", "goods", "topic",
    "title", "generic", "offer", "move", "earlier", "followed", "counted",
    "grouped",  # a noun behind the name of who has several firms: "the Hansen group"
    # what tells one value from another
    "valuation", "valuing", "price", "paying", "deal", "elsewhen", "since", "hypothetical", "judging",
    "judged", "giver",
    "succeeding",  # who comes where somebody leaves: "in its place Y"
    "enabling",  # verbs of what a deal does for its buyer: "the purchase of X helps Y to grow"
    # what tells how far a deal is, who says so and who sells
    "agreement", "saying", "depending", "approval", "expected", "completion", "vendor", "subsidiary",
    "with", "family", "gaining", "gained", "role",
    "means",  # small words by which a deal is what another thing is done with: "mit dem Kauf von X wächst Y"
    "bygone",  # verbs of the past that show such a deal to be over
    "moving",  # verbs by which something comes into the hands of another: "passes to", "is now"
    # of funding: what names a round, who leads and who joins it, where the money goes, what values a company
    "round", "led", "joined", "into", "worth",
]  # fmt: skip
Frames = dict[str, dict[Voice, dict[str, tuple[Relation, ...]]]]


class TriggerRule(Rule):
    """Words that tell of an event.

    ``words`` are words or phrases of the folded text; braces hold alternatives (``rachet{é,ée}``). ``form``
    says how their arguments are found: an ``active`` verb, a ``past`` form that is active unless something
    makes it passive (English "bought"), a ``participle`` that is passive unless an auxiliary of the class
    ``have`` stands before it ("racheté"), a ``passive`` form of its own ("diakuisisi"), a ``noun``, or
    ``either`` a noun or an active verb, by what stands before it (Portuguese "compra"). Where verbs end the
    clause, an ``infinitive`` is active, and a ``final`` participle is what its auxiliary far before it, or
    right behind it, makes it (German "übernommen"), and a ``double`` one is that or a present that stands
    second in its clause ("verkauft"). ``frame`` names the roles. ``status`` holds where no cue says
    otherwise. A ``weak`` word also tells of other things ("buy"): its arguments must look the part. A
    ``light`` one ("pays") counts only beside an amount of money, in a sentence that holds no other
    trigger; a ``spare`` one only where no other is. ``implies`` are classes of nouns that the trigger
    itself holds ("takes a stake": ``share``). ``particles`` are the second parts of a separable verb
    ("neemt … over"): the words count only where one of them closes a phrase behind them. They do not
    count where one of ``without`` does ("kaufte … ab" tells of goods).
    """

    words: tuple[str, ...]
    form: Literal[
        "active", "past", "participle", "passive", "noun", "either", "infinitive", "final", "double"
    ]
    frame: str
    status: Status = "completed"
    weak: bool = False
    light: bool = False
    spare: bool = False
    implies: tuple[WordClass, ...] = ()
    particles: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class CueRule(Rule):
    """Words beside a trigger that say how far the event is.

    An ``auxiliary`` cue stands in the verb group itself ("will", "va"), and lowers what the form of the
    trigger says; other cues stand anywhere before the trigger in its clause (``after`` = also behind it).
    """

    words: tuple[str, ...]
    status: Status
    auxiliary: bool = False
    after: bool = False


class EventsSection(Section):
    """What the language says of events of all types (all words folded, braces hold alternatives).

    ``words`` sorts the small words and common nouns that roles are read by (``*hersteller``: all compounds
    that end so); ``cues`` say how far an event is. ``legal_forms`` are no part of a name
    when names are compared. ``drops_subjects``: a verb may do without its subject (Spanish "compró").
    ``noun_endings`` are how common nouns end that may stand without a determiner, where all nouns have a
    capital: what ends otherwise can be a name there ("kauft Getränke", but "kauft Fitbit").
    ``name_links`` are small words that make one name of two words with a capital that nobody knows as names
    ("Aceites de Jaén"). ``name_leads`` are articles with adjectives of origin that lead to a company's name
    where all nouns have a capital ("der dänischen Norvalt"). ``plural_endings`` are how plurals of common
    nouns end, ``plural_oblique_endings`` how they do behind "of": before a verb that is no plural itself
    (``plural_verb_endings``) what ends so is a name ("Bristone kauft").
    """

    words: dict[WordClass, tuple[str, ...]] = {}
    cues: tuple[CueRule, ...] = ()
    legal_forms: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    plural_oblique_endings: tuple[str, ...] = ()
    plural_verb_endings: tuple[str, ...] = ()
    name_links: tuple[str, ...] = ()
    name_leads: tuple[str, ...] = ()
    drops_subjects: bool = False


class EventSection(Section):
    """What the language says of one type of event.

    ``words`` and ``cues`` join those of all types. ``frames`` say where each slot of a trigger stands (slot
    -> relations, the first that gives a name wins); they are laid over the type's own, voice by voice.
    """

    default_frames: ClassVar[Frames] = {}

    triggers: tuple[TriggerRule, ...] = ()
    cues: tuple[CueRule, ...] = ()
    words: dict[WordClass, tuple[str, ...]] = {}
    frames: Frames = {}

    def classes(self) -> dict[str, tuple[str, ...]]:
        """The words by class."""
        return {str(kind): words for kind, words in self.words.items()}

    def roles(self, frame: str, voice: Voice) -> dict[str, tuple[Relation, ...]]:
        """Where the slots of a frame stand in a voice; empty where the frame has no such voice."""
        own = self.frames.get(frame, {}).get(voice)
        return self.default_frames.get(frame, {}).get(voice, {}) if own is None else own
