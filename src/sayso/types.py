"""Every data type that more than one part of Sayso uses.

The published types (Report, Claim, Incident and what they hold) follow the field names of
`docs/data.md`; `sayso schema` prints them as JSON Schema. The inner types (Parsed, Token and
the mentions) live only between two steps of the pipeline.

All character offsets are Unicode code points into `Report.text`, half open. Token indexes
(`first`, `last`, `head`) count tokens of `Parsed.tokens`; `first` and `last` are inclusive.
Unknown is None or an empty tuple, never a guess.
"""

from __future__ import annotations

from typing import Literal

import msgspec

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "DISPLACE", "CONTROL",
]  # fmt: skip
Status = Literal["happened", "ongoing", "planned", "threatened", "attempted", "hypothetical", "denied", "negated"]
Stance = Literal["asserts", "denies", "doubts", "claims-responsibility", "accuses"]
Voice = Literal[
    "official", "military", "police", "court", "rebel", "politician", "medic", "witness", "victim", "activist",
    "monitor", "media", "ngo", "international", "unknown",
]  # fmt: skip
Certainty = Literal["stated", "suspected", "claimed", "denied"]
Effect = Literal["killed", "injured", "abducted", "released", "destroyed", "damaged", "unharmed", "taken"]
PartyKind = Literal["state", "organization", "group", "person", "crowd", "facility", "vehicle", "area"]
CountWhat = Literal[
    "killed", "injured", "casualties", "affected", "missing", "trapped", "abducted", "detained", "released",
    "displaced", "evacuated", "surrendered", "seized", "deployed", "participants", "other",
]  # fmt: skip
WhenPrecision = Literal["day", "week", "month", "year", "range"]
Valence = Literal["pejorative", "honorific"]
OriginWhy = Literal["copy", "speaker", "own"]

# Sectors of the bodies of one state: another state's name rules them out, and among themselves they do not quarrel.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
# Charges, sentences, arrests: a deed told under one of them happened before.
LAW_TYPES = frozenset({"ACCUSE", "SANCTION", "COERCE"})
# Statuses of what is real.
REAL = frozenset({"happened", "ongoing"})


class Struct(msgspec.Struct, frozen=True, gc=False):
    """Base of all data: immutable, compared by value."""


# ---------------------------------------------------------------- reports in


class Report(Struct, frozen=True):
    """One news report. `published` is an ISO 8601 date or date-time, or None."""

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None


# ---------------------------------------------------------------- claims out


class Span(Struct, frozen=True):
    """Characters of a report: `report.text[start:end] == text`."""

    text: str
    start: int
    end: int


class Quantity(Struct, frozen=True):
    """How many. See the table in docs/data.md: "at least 16" is low 16, best 16, high None."""

    low: float | None
    best: float | None
    high: float | None


class Party(Struct, frozen=True, kw_only=True):
    """Who did it, or to whom or what it was done."""

    text: str
    start: int
    end: int
    name: str | None = None
    role: str | None = None
    member_of: str | None = None
    number: Quantity | None = None
    effect: Effect | None = None
    certainty: Certainty = "stated"
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: PartyKind | None = None
    mentions: tuple[Span, ...] = ()


class Speaker(Party, frozen=True, kw_only=True):
    """A party that says something; `anonymous` where neither a person nor a body is named."""

    anonymous: bool = False
    voice: Voice = "unknown"


class Place(Struct, frozen=True, kw_only=True):
    """Where. `lat`, `lon` are WGS 84 degrees; `precision` 1 exact to 6 country, as UCDP's where_prec."""

    text: str
    start: int
    end: int
    name: str | None = None
    within: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    feature: str | None = None
    precision: int | None = None
    confidence: float | None = None
    pcode: str | None = None
    """OCHA's code of the place, where a table that the user added gives one."""


class When(Struct, frozen=True, kw_only=True):
    """When, both ends inclusive, ISO dates. Ends are None where the words alone are known."""

    text: str
    start: int
    end: int
    to: str | None = None
    precision: WhenPrecision | None = None
    from_: str | None = msgspec.field(default=None, name="from")


class Count(Struct, frozen=True, kw_only=True):
    """How many people (or named things): killed, injured, displaced, ..."""

    text: str
    start: int
    end: int
    what: CountWhat
    who: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    approximate: bool = False
    party: int | None = None
    cumulative: bool = False


class Thing(Struct, frozen=True, kw_only=True):
    """A weapon or means used (in `instruments`), or something seized, given, shown (in `items`)."""

    text: str
    start: int
    end: int
    kind: str
    quantity: float | None = None
    unit: str | None = None


class PartyPointer(Struct, frozen=True):
    """The actor or recipient a label names: `claim.actor[index]` or `claim.recipient[index]`."""

    field: Literal["actor", "recipient"]
    index: int


class Label(Struct, frozen=True, kw_only=True):
    """A loaded name, with the neutral name it stands for."""

    text: str
    start: int
    end: int
    neutral: str
    party: PartyPointer | None = None
    valence: Valence = "pejorative"


class Source(Struct, frozen=True, kw_only=True):
    """On whose say-so. `speakers` outermost first; empty where the outlet speaks itself."""

    outlet: str | None
    speakers: tuple[Speaker, ...] = ()
    cue: Span | None = None
    stance: Stance = "asserts"
    quote: Span | None = None


class Acled(Struct, frozen=True):
    event_type: str
    sub_event_type: str


class Claim(Struct, frozen=True, kw_only=True):
    """One report says that one event happened, or will, may, did not."""

    id: str
    report: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...] = ()
    main: bool
    incident: int
    trigger: Span
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    place: Place | None = None
    when: When | None = None
    counts: tuple[Count, ...] = ()
    instruments: tuple[Thing, ...] = ()
    items: tuple[Thing, ...] = ()
    source: Source
    status: Status
    historical: bool = False
    labels: tuple[Label, ...] = ()
    evidence: Span
    acled: Acled | None = None
    confidence: float


# ---------------------------------------------------------------- incidents out


class IncidentParty(Struct, frozen=True, kw_only=True):
    """A party as all reports together tell it: a Party without its span."""

    name: str | None = None
    text: str | None = None
    role: str | None = None
    member_of: str | None = None
    number: Quantity | None = None
    effect: Effect | None = None
    certainty: Certainty = "stated"
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    kind: PartyKind | None = None


class IncidentPlace(Struct, frozen=True, kw_only=True):
    """A Place without its span."""

    name: str | None = None
    within: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    feature: str | None = None
    precision: int | None = None
    confidence: float | None = None
    pcode: str | None = None


class IncidentWhen(Struct, frozen=True, kw_only=True):
    """A When without its span."""

    to: str | None = None
    precision: WhenPrecision | None = None
    from_: str | None = msgspec.field(default=None, name="from")


class Figure(Struct, frozen=True, kw_only=True):
    """One figure and who gave it. `speakers` are names; an outlet that speaks itself stands under its own name."""

    low: float | None = None
    best: float | None = None
    high: float | None = None
    claims: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


class IncidentCount(Struct, frozen=True, kw_only=True):
    """All figures for one `what` and `who`, and the range they span."""

    what: CountWhat
    who: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    values: tuple[Figure, ...] = ()


class Origin(Struct, frozen=True):
    """Claims that go back to one origin: one text, or one quoted voice."""

    why: OriginWhy
    claims: tuple[str, ...]


class Variant(Struct, frozen=True, kw_only=True):
    """One of several values that voices give for a field; `value` is plain JSON."""

    value: str | int | float | bool | list[float | None] | dict[str, float | int | str | None] | None
    claims: tuple[str, ...]
    speakers: tuple[str, ...]


class Disagreement(Struct, frozen=True):
    """A field on which voices differ beyond rounding and precision."""

    field: str
    values: tuple[Variant, ...]


class Incident(Struct, frozen=True, kw_only=True):
    """One real-world event as all reports together tell it."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...] = ()
    actor: tuple[IncidentParty, ...] = ()
    recipient: tuple[IncidentParty, ...] = ()
    place: IncidentPlace | None = None
    when: IncidentWhen | None = None
    status: Status
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    counts: tuple[IncidentCount, ...] = ()
    origins: tuple[Origin, ...] = ()
    independent: int
    copies: int
    disagreements: tuple[Disagreement, ...] = ()
    confidence: float


# ---------------------------------------------------------------- between the steps


class Token(Struct, frozen=True):
    """One word as parsed. `text` is the form the parser saw (recased where the report is all capitals)."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    """Universal part of speech: VERB, NOUN, PROPN, ..."""
    tag: str
    """Penn Treebank tag: VBD, VBN, NNS, ..."""
    dep: str
    """Dependency label of the English spaCy pipelines: nsubj, nsubjpass, dobj, agent, pobj, ..."""
    head: int
    """Index of the head; a root is its own head."""
    sentence: int
    """Index of the sentence."""
    left: int
    """First token of the subtree."""
    right: int
    """Last token of the subtree (inclusive)."""


class Sentence(Struct, frozen=True):
    """Tokens `first` to `last`, characters `start` to `end`."""

    i: int
    first: int
    last: int
    start: int
    end: int
    root: int


class Name(Struct, frozen=True):
    """A named entity as the parser saw it: PERSON, ORG, GPE, LOC, NORP, FAC, DATE, ..."""

    first: int
    last: int
    start: int
    end: int
    label: str


class Parsed(Struct, frozen=True):
    """A report with its tokens, sentences, names and dependency tree."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]
    """Per token, the indexes of its dependents in order of the text."""
    furniture: tuple[tuple[int, int], ...] = ()
    """What the page prints around its report: first character of each piece and the one behind it, in order."""

    @property
    def text(self) -> str:
        return self.report.text

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens first to last."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(self.report.text[start:end], start, end)

    def subtree(self, i: int) -> range:
        """Token indexes from the leftmost to the rightmost descendant of token i, i included."""
        token = self.tokens[i]
        return range(token.left, token.right + 1)

    def sentence_of(self, i: int) -> Sentence:
        return self.sentences[self.tokens[i].sentence]

    def above(self, i: int) -> list[int]:
        """Token i, its head, the head's head, up to the root."""
        chain = [i]
        while self.tokens[chain[-1]].head != chain[-1]:
            chain.append(self.tokens[chain[-1]].head)
        return chain

    def first_joined(self, i: int) -> int:
        """The first of the row of words that token i is joined to by "and"; i itself where it is joined to none."""
        while self.tokens[i].dep == "conj" and self.tokens[i].head < i:
            i = self.tokens[i].head
        return i

    def labels(self) -> dict[int, str]:
        """The labels of names, by each of their tokens."""
        return {i: name.label for name in self.names for i in range(name.first, name.last + 1)}

    def is_quoted(self, i: int) -> bool:
        """Whether a quotation that opens in the sentence of token i is still open there."""
        before = self.text[self.sentence_of(i).start : self.tokens[i].start]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1


class PartyMention(Struct, frozen=True, kw_only=True):
    """A noun phrase that may be a party; `head` is its head noun."""

    first: int
    last: int
    head: int
    effect: Effect | None = None
    """What became of this recipient where the event hit several in different ways: five killed, ten injured."""
    wider: tuple[int, int] | None = None
    """First and last token of a longer phrase that names the same party: "a convoy of the police near X"."""


class EventMention(Struct, frozen=True, kw_only=True):
    """An event told in one clause, before anything in it is resolved."""

    first: int
    last: int
    head: int
    """The trigger's tokens and its head token."""
    type: EventType
    mode: str | None = None
    actor: tuple[PartyMention, ...] = ()
    recipient: tuple[PartyMention, ...] = ()
    status: Status = "happened"
    historical: bool = False
    contexts: tuple[str, ...] = ()
    certainty: Certainty = "stated"
    """Of the actors' part in it: "suspected jihadists", "allegedly"."""
    stance: Stance | None = None
    """Where the construction itself sets it: accuse X of V-ing, deny V-ing, claim responsibility for."""
    effect: Effect | None = None
    """What became of the recipients by the trigger's own meaning: killed, injured, abducted, ..."""
    confidence: float = 0.5
    """What rules and reader make of its clause."""
    sure: float | None = None
    """Probability, counted on judged claims, that type and parties are right; None before it is judged."""
    others: tuple[int, ...] = ()
    """Other tokens that tell the same event: the "killing" of "bombed a market, killing 12". Counts anchored
    there belong to this event."""


class PlaceMention(Struct, frozen=True, kw_only=True):
    """A place named in the text. `name` is what to look up: Idlib in "northern Idlib"."""

    first: int
    last: int
    start: int
    end: int
    text: str
    name: str
    kind: str | None = None
    """What the words say it is: province, city, village, river, camp, ... or None."""
    relation: str | None = None
    """near, direction (northern X), displaced (20 km south of X), between, outskirts, or None."""
    distance_km: float | None = None
    bearing_deg: float | None = None
    demonym: bool = False
    """True for "Syrian", "Iraqis": people of a place, not the place."""
    within_body: bool = False
    """True where the name is part of a longer name of a body, person, work or event: "Idlib Health Directorate"."""


class TimeMention(Struct, frozen=True, kw_only=True):
    """A time expression of the report, normalised as in TIMEX3."""

    first: int
    last: int
    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    """TIMEX3 value: 2013-03-22, 2013-W12, P2D, PAST_REF, XXXX-XX-XX."""
    when: When | None = None
    """The stretch of days it stands for; None for durations and sets."""
    since: bool = False
    """"since June 19": opens a range up to the day of the report."""


class CountMention(Struct, frozen=True, kw_only=True):
    """A number of people or things, with what became of them. `anchor` is the word that says what
    became of them (the "killed" of "five people were killed"), the event to which it belongs."""

    first: int
    last: int
    head: int
    anchor: int | None
    count: Count
    whole: int | None = None
    """Place in the list of the total of which this is a part ("20 people, including five children")."""


class ThingMention(Struct, frozen=True, kw_only=True):
    """A weapon, vehicle, aid, money, ... mentioned; `head` is its head noun."""

    first: int
    last: int
    head: int
    thing: Thing
    use: Literal["instrument", "item"] | None = None
    """Whether the words make it a means ("with rifles") or an object of taking, giving, showing."""


class Attribution(Struct, frozen=True, kw_only=True):
    """Somebody says or believes something. Spans as in the report; content may be broken."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quote: Span | None = None
    stance: Stance = "asserts"
    source_head: int | None = None
    """Head token of the source phrase."""
    cue_head: int | None = None
    kind: Literal["speech", "belief", "attitude"] = "speech"
    """Words told, a state of mind, or a stand taken towards something."""
    nested: bool = False
    """True for a cue inside of somebody's quotation."""
    confidence: float = 0.5


class LabelMention(Struct, frozen=True, kw_only=True):
    """A loaded name in the text; `head` is the noun it names somebody by."""

    first: int
    last: int
    head: int
    label: Label
