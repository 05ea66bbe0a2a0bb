"""What was found in a report, put together into claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from sayso.resolve.claims.acled import acled_of
from sayso.resolve.claims.attach import TYPES_OF_COUNT, Attached, Attacher, merge_tolls
from sayso.resolve.claims.modes import Modes
from sayso.resolve.claims.stories import BACK_REFERENCES, VERBAL, Story, Told, group_stories, main_story
from sayso.resolve.claims.tree import Tree
from sayso.resolve.dates.resolver import report_date
from sayso.resolve.parties.resolver import PartyResolver
from sayso.resolve.voices import Carriers, VoiceIndex, denies, speaker_mention
from sayso.types import (
    Attribution,
    Claim,
    Count,
    CountMention,
    Effect,
    EventMention,
    EventType,
    Label,
    LabelMention,
    Parsed,
    Party,
    PartyMention,
    PartyPointer,
    Place,
    PlaceMention,
    Source,
    Span,
    Speaker,
    Stance,
    Status,
    ThingMention,
    TimeMention,
)

M = TypeVar("M", PlaceMention, TimeMention)
V = TypeVar("V")

# How far back a count without an event in its sentence ("The toll rose to 23") looks for one.
LOOK_BACK_SENTENCES = 4

# "bomb", "bombed" and "bombing" begin alike; a stemmer does no better on event words.
STEM_LETTERS = 5

# A count that makes its own event, where the report tells none it could belong to.
EVENT_OF_COUNT: dict[str, tuple[EventType, str | None]] = {
    "displaced": ("DISPLACE", "flee"),
    "evacuated": ("DISPLACE", "evacuate"),
}
# A place told this many sentences before still holds for an event told without one.
PLACE_SENTENCES = 2
# Confidence of an event that only its count tells.
COUNT_CONFIDENCE = 0.45


@dataclass
class Findings:
    """All that the finders say of one report; places resolved, times dated."""

    parsed: Parsed
    events: Sequence[EventMention]
    places: Sequence[tuple[PlaceMention, Place]]
    times: Sequence[TimeMention]
    counts: Sequence[CountMention]
    things: Sequence[ThingMention]
    attributions: Sequence[Attribution]
    labels: Sequence[LabelMention]


@dataclass
class Tools:
    """What claims are made with, opened once."""

    parties: PartyResolver
    carriers: Carriers
    modes: Modes


def make_claims(found: Findings, tools: Tools) -> tuple[Claim, ...]:
    """The claims of one report, in the order of their triggers; ids are the report's with a number."""
    parsed = found.parsed
    tree = Tree(parsed)
    attached = merge_tolls(_attach(found, tree), tree)
    if not attached:
        return ()
    voices = _Voices(found, tools.parties, tools.carriers, [a.event for a in attached])
    told = [_told(parsed, values, voices) for values in attached]
    stories = group_stories(parsed, told)
    main = main_story(parsed, stories)
    number_of = {id(item): story for story in stories for item in story.told}
    claims = []
    for n, item in enumerate(told, 1):
        story = number_of[id(item)]
        filled = _filled(item, story, tools.modes)
        if filled.place is None:
            filled.place = _place_nearby(found, item, told)
        claims.append(_claim(found, item, filled, voices, number=n, story=story.number, main=story is main))
    return tuple(claims)


# ---------------------------------------------------------------- values to events


def _attach(found: Findings, tree: Tree) -> list[Attached]:
    parsed = found.parsed
    attacher = Attacher(tree, [a.cue_head for a in found.attributions if a.cue_head is not None])
    attached = [Attached(event) for event in sorted(found.events, key=lambda e: (e.head, e.first, e.type))]
    by_sentence: dict[int, list[Attached]] = {}
    for values in attached:
        by_sentence.setdefault(parsed.tokens[values.event.head].sentence, []).append(values)
    for mention in found.counts:
        _attach_count(found, attacher, by_sentence, mention)
    for thing in found.things:
        here = by_sentence.get(parsed.tokens[thing.head].sentence, [])
        event = attacher.thing(thing, [v.event for v in here])
        if event is not None:
            values = next(v for v in here if v.event is event)
            (values.instruments if _is_instrument(thing, event) else values.items).append(thing)
    stamp = report_date(parsed).span  # the day of the report is not that of its events
    dated = [(t, t) for t in found.times if stamp is None or t.end <= stamp.start or stamp.end <= t.start]
    places, times = _by_sentence(parsed, found.places), _by_sentence(parsed, dated)
    for number, here in by_sentence.items():
        for values in here:
            values.place = attacher.place(values.event, places.get(number, []))
            values.time = attacher.time(values.event, [t for t, _ in times.get(number, [])])
    return sorted(
        (v for here in by_sentence.values() for v in here), key=lambda v: (v.event.head, v.event.first, v.event.type)
    )


def _by_sentence(parsed: Parsed, pairs: Sequence[tuple[M, V]]) -> dict[int, list[tuple[M, V]]]:
    found: dict[int, list[tuple[M, V]]] = {}
    for mention, value in pairs:
        found.setdefault(parsed.tokens[mention.first].sentence, []).append((mention, value))
    return found


def _attach_count(
    found: Findings, attacher: Attacher, by_sentence: dict[int, list[Attached]], mention: CountMention
) -> None:
    """To the event of its sentence, else to one a few sentences back, told again by the count."""
    number = found.parsed.tokens[mention.head].sentence
    here = by_sentence.get(number, [])
    event = attacher.count(mention, [v.event for v in here])
    if event is not None:
        next(v for v in here if v.event is event).counts.append(mention)
        return
    made = _event_of_count(found.parsed, by_sentence, mention, number)
    if made is not None:
        by_sentence.setdefault(number, []).append(Attached(made, counts=[mention]))


def _event_of_count(
    parsed: Parsed, by_sentence: dict[int, list[Attached]], mention: CountMention, number: int
) -> EventMention | None:
    if mention.anchor is None:
        return None
    who = PartyMention(first=mention.first, last=mention.last, head=mention.head)
    base = EventMention(
        first=mention.anchor, last=mention.anchor, head=mention.anchor, type="ASSAULT", recipient=(who,),
        confidence=COUNT_CONFIDENCE,
    )  # fmt: skip
    for back in range(number, max(number - LOOK_BACK_SENTENCES, 0) - 1, -1):
        for values in reversed(by_sentence.get(back, [])):
            event = values.event
            if event.type in TYPES_OF_COUNT[mention.count.what] and event.status in {"happened", "ongoing", "denied"}:
                return msgspec.structs.replace(
                    base, type=event.type, mode=event.mode, historical=event.historical, contexts=event.contexts
                )
    own = EVENT_OF_COUNT.get(mention.count.what)
    return msgspec.structs.replace(base, type=own[0], mode=own[1]) if own else None


def _is_instrument(thing: ThingMention, event: EventMention) -> bool:
    """Force is done with a thing; everything else is done to it."""
    if thing.use is not None:
        return thing.use == "instrument"
    return event.type in {"ASSAULT", "PROTEST", "THREATEN"}


# ---------------------------------------------------------------- parties and voices


class _Voices:
    """Parties of the whole report resolved together, and the source of each event."""

    def __init__(
        self, found: Findings, resolver: PartyResolver, carriers: Carriers, events: Sequence[EventMention]
    ) -> None:
        parsed = found.parsed
        self._outlet = parsed.report.outlet
        self._setting = _setting(found.places)
        index = VoiceIndex(parsed, found.attributions)
        self._chains = {_key(event): self._chain(index, found.attributions, event) for event in events}
        self._parties = self._resolved(parsed, resolver, [p for e in events for p in (*e.actor, *e.recipient)])
        self._said_by: dict[tuple[int, str], list[PartyMention]] = {}
        for key, chain in self._chains.items():
            self._said_by[key] = [p for a in chain for p in _sources(parsed, carriers, a)]
        mentions = _in_order(p for said in self._said_by.values() for p in said)
        speakers = resolver.speakers(parsed, mentions, setting=self._setting)
        self._speakers = {(m.first, m.last): s for m, s in zip(mentions, speakers, strict=True)}

    @staticmethod
    def _chain(index: VoiceIndex, attributions: Sequence[Attribution], event: EventMention) -> list[Attribution]:
        """The voices that cover the event; whoever does it by speaking is the innermost one."""
        own = [a for a in attributions if a.cue_head is not None and event.first <= a.cue_head <= event.last]
        return [*index.chain(event.head), *(own[:1] if event.type in VERBAL else [])]

    def _resolved(
        self, parsed: Parsed, resolver: PartyResolver, mentions: Sequence[PartyMention]
    ) -> dict[tuple[int, int], Party]:
        ordered = _in_order(mentions)
        resolved = resolver.resolve(parsed, ordered, setting=self._setting)
        return {(m.first, m.last): p for m, p in zip(ordered, resolved, strict=True)}

    def party(self, mention: PartyMention) -> Party:
        return self._parties[mention.first, mention.last]

    def status(self, event: EventMention) -> Status:
        """The event's own, but denied where somebody says that the deed was not done."""
        return "denied" if denies(event, self._chains[_key(event)]) else event.status

    def source(self, event: EventMention) -> Source:
        """Outlet, then the voices in whose words the event is told, outermost first."""
        chain = self._chains[_key(event)]
        speakers: list[Speaker] = []
        for mention in self._said_by[_key(event)]:
            speaker = self._speakers[mention.first, mention.last]
            if speaker not in speakers and speaker.name != self._outlet:
                speakers.append(speaker)
        inner = chain[-1] if chain else None
        return Source(
            outlet=self._outlet,
            speakers=tuple(speakers),
            cue=inner.cue if inner else None,
            stance=event.stance or (_stance(self.status(event), inner) if inner else "asserts"),
            quote=inner.quote if inner else None,
        )


def _setting(places: Sequence[tuple[PlaceMention, Place]]) -> str | None:
    """The country most of the report's places lie in; None where none has the half of them."""
    countries = Counter(place.country for mention, place in places if place.country and not mention.demonym)
    if not countries:
        return None
    country, times = max(sorted(countries.items()), key=lambda pair: pair[1])
    return country if 2 * times >= countries.total() else None


def _key(event: EventMention) -> tuple[int, str]:
    """One word may tell two events of different types."""
    return event.head, event.type


def _in_order(mentions: Iterable[PartyMention]) -> list[PartyMention]:
    """Each phrase once, in order of the text."""
    by_place = {(p.first, p.last): p for p in mentions}
    return [by_place[key] for key in sorted(by_place)]


def _sources(parsed: Parsed, carriers: Carriers, attribution: Attribution) -> list[PartyMention]:
    """The medium that carries the words, then whoever says them."""
    found = []
    carrier = carriers.carrier(parsed, attribution)
    if carrier is not None:
        touched = Tree(parsed).tokens_of(carrier)
        if touched is not None:
            found.append(PartyMention(first=touched[0], last=touched[1], head=touched[1]))
    speaker = speaker_mention(parsed, attribution)
    return [*found, speaker] if speaker is not None else found


def _stance(status: Status, inner: Attribution) -> Stance:
    """A denial of something else ("he denied the report of the attack") does not deny what stands beside it."""
    return "denies" if status == "denied" else inner.stance


def _told(parsed: Parsed, values: Attached, voices: _Voices) -> Told:
    event = values.event
    before = parsed.tokens[max(parsed.tokens[event.head].left, 0)]
    return Told(
        values=values,
        actor=tuple(_with_part(_widened(parsed, voices.party(p), p), event) for p in event.actor),
        recipient=tuple(
            _with_effect(_widened(parsed, voices.party(p), p), p.effect or event.effect) for p in event.recipient
        ),
        sentence=parsed.tokens[event.head].sentence,
        lemma=parsed.tokens[event.head].lemma[:STEM_LETTERS],
        definite=parsed.tokens[event.head].pos == "NOUN" and before.lower in BACK_REFERENCES,
    )


def _widened(parsed: Parsed, party: Party, mention: PartyMention) -> Party:
    """With the longer phrase among the spans that name it."""
    if mention.wider is None:
        return party
    span = parsed.span(*mention.wider)
    if (span.start, span.end) in {(party.start, party.end), *((m.start, m.end) for m in party.mentions)}:
        return party
    return msgspec.structs.replace(
        party, mentions=tuple(sorted((*party.mentions, span), key=lambda m: (m.start, m.end)))
    )


def _with_part(party: Party, event: EventMention) -> Party:
    return msgspec.structs.replace(party, certainty=event.certainty) if event.certainty != "stated" else party


def _with_effect(party: Party, effect: Effect | None) -> Party:
    return msgspec.structs.replace(party, effect=effect) if effect else party


# ---------------------------------------------------------------- one claim


@dataclass
class _Filled:
    """Values of a claim that its own words leave open, taken from the same event told beside it."""

    place: Place | None
    time: TimeMention | None
    mode: str | None
    actor: tuple[Party, ...]
    instruments: list[ThingMention]


def _filled(item: Told, story: Story, modes: Modes) -> _Filled:
    """Own values first, then those of the telling nearest in the text."""
    own = item.values
    others = sorted(
        (o for o in story.told if o is not item), key=lambda o: (abs(o.sentence - item.sentence), o.sentence)
    )
    placed = next((v.place for v in [own, *(o.values for o in others)] if v.place), None)
    timed = next((v.time for v in [own, *(o.values for o in others)] if v.time), None)
    mode, actor, instruments = own.event.mode, item.actor, own.instruments
    if own.event.type == "ASSAULT":
        actor = actor or next((o.actor for o in others if o.actor and _told_plainly(o.values.event)), ())
        instruments = instruments or next((o.values.instruments for o in others if o.values.instruments), [])
        told_modes = (o.values.event.mode for o in others if o.values.event.type == "ASSAULT" and o.values.event.mode)
        mode = mode or modes.implied(own.instruments, item.actor) or next(told_modes, None)
        mode = mode or modes.implied(instruments, actor)
    return _Filled(placed[1] if placed else None, timed, mode, actor, instruments)


def _place_nearby(found: Findings, item: Told, told: Sequence[Told]) -> Place | None:
    """Where no telling of the event names its place: that of the event told just before it, else a place
    its own sentence names anywhere, else the country whose people or buildings it hit. The farther the
    guess, the lower its confidence; none for what only may happen and for words spoken."""
    event = item.values.event
    if event.type in VERBAL or event.status not in {"happened", "ongoing", "denied"} or event.historical:
        return None
    before = [
        o for o in told
        if o.values.place and 0 <= item.sentence - o.sentence <= PLACE_SENTENCES and not o.values.event.historical
        and o.values.event.type not in VERBAL
    ]  # fmt: skip
    if before:
        return _unsure(max(before, key=lambda o: (o.sentence, o.values.event.head)).values.place, 0.6)
    sentence = found.parsed.sentence_of(event.head)
    here = [(m, p) for m, p in found.places if sentence.start <= m.start < sentence.end]
    named = [pair for pair in here if not pair[0].demonym]
    if named:
        return _unsure(min(named, key=lambda pair: (pair[1].precision or 6, pair[0].first)), 0.5)
    owners = (*item.recipient, *item.actor)
    of_people = [pair for pair in here if any(p.start <= pair[0].start < p.end for p in owners)]
    countries = {p.country for _, p in here}
    return _unsure(of_people[0], 0.4) if of_people and len(countries) == 1 else None


def _unsure(placed: tuple[PlaceMention, Place] | None, factor: float) -> Place | None:
    if placed is None:
        return None
    sure = placed[1].confidence
    return msgspec.structs.replace(placed[1], confidence=None if sure is None else round(sure * factor, 3))


def _told_plainly(event: EventMention) -> bool:
    """True where the doer is not somebody's accusation, claim, rumour or denial: those stay with their voice."""
    told = event.stance in (None, "asserts") and event.certainty == "stated"
    return event.type == "ASSAULT" and told and event.status in {"happened", "ongoing"}


def _claim(
    found: Findings, item: Told, filled: _Filled, voices: _Voices, *, number: int, story: int, main: bool
) -> Claim:
    parsed, values, event = found.parsed, item.values, item.values.event
    sentence = parsed.sentence_of(event.head)
    evidence = Span(parsed.text[sentence.start : sentence.end], sentence.start, sentence.end)
    claim = Claim(
        id=f"{parsed.report.id}:{number}",
        report=parsed.report.id,
        type=event.type,
        mode=filled.mode,
        contexts=tuple(sorted(set(event.contexts))),
        main=main and event.status not in {"negated", "hypothetical"},
        incident=story,
        trigger=parsed.span(event.first, event.last),
        actor=filled.actor,
        recipient=item.recipient,
        place=filled.place,
        when=filled.time.when if filled.time else None,
        counts=tuple(_count(c, item.recipient) for c in values.counts),
        instruments=tuple(t.thing for t in filled.instruments),
        items=tuple(t.thing for t in values.items),
        source=voices.source(event),
        status=voices.status(event),
        historical=event.historical,
        labels=_labels(found.labels, filled.actor, item.recipient, evidence),
        evidence=evidence,
        confidence=round(event.confidence, 3),
    )
    return msgspec.structs.replace(claim, acled=acled_of(claim))


def _count(mention: CountMention, recipient: tuple[Party, ...]) -> Count:
    """With the recipient whose people it counts."""
    c = mention.count
    party = next((n for n, p in enumerate(recipient) if p.start < c.end and c.start < p.end), None)
    return msgspec.structs.replace(c, party=party)


def _labels(
    labels: Sequence[LabelMention], actor: tuple[Party, ...], recipient: tuple[Party, ...], evidence: Span
) -> tuple[Label, ...]:
    """Labels of the claim's parties, and those of its sentence that name somebody else."""
    found = []
    for mention in labels:
        label = mention.label
        pointer = _pointer(label, actor, recipient)
        if pointer is not None or evidence.start <= label.start < evidence.end:
            found.append(msgspec.structs.replace(label, party=pointer))
    return tuple(found)


def _pointer(label: Label, actor: tuple[Party, ...], recipient: tuple[Party, ...]) -> PartyPointer | None:
    for index, party in enumerate(actor):
        if party.start < label.end and label.start < party.end:
            return PartyPointer("actor", index)
    for index, party in enumerate(recipient):
        if party.start < label.end and label.start < party.end:
            return PartyPointer("recipient", index)
    return None
