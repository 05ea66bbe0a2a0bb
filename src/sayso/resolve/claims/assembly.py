"""What was found in a report, put together into claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec

from sayso.find.events.answers import answered
from sayso.find.events.listed import Lists
from sayso.resolve.claims.acled import of_one_protest, with_acled
from sayso.resolve.claims.asides import mark_asides
from sayso.resolve.claims.attach import Attached, Attacher, merge_tolls
from sayso.resolve.claims.background import (
    beside_wars,
    is_background,
    nobodys,
    of_old_attack,
    report_day,
    weeks_ago,
    with_age,
)
from sayso.resolve.claims.bystanders import bearing_arms, only_finds
from sayso.resolve.claims.circumstances import lent_time
from sayso.resolve.claims.counters import without_counters
from sayso.resolve.claims.displacement import event_of_count, event_of_homes, is_home, on_errand, toll, without_nature
from sayso.resolve.claims.distances import places_agree
from sayso.resolve.claims.doers import Doers, bears_no_such_arms, got_away, nobody
from sayso.resolve.claims.either import left_open
from sayso.resolve.claims.elapsed import with_elapsed
from sayso.resolve.claims.findings import Findings
from sayso.resolve.claims.foot import above_foot
from sayso.resolve.claims.holding import COUNTRY, PROVINCE
from sayso.resolve.claims.hurt import UNDONE, is_nobody, is_thing, of_one_kind, one_victim, only_survived, with_effect
from sayso.resolve.claims.lands import OF_PEOPLE, as_country, of_state_body, told_elsewhere
from sayso.resolve.claims.lending import lent_doers
from sayso.resolve.claims.manner import around, manner
from sayso.resolve.claims.means import in_verbs, is_deed, is_hit, means_of
from sayso.resolve.claims.members import with_members
from sayso.resolve.claims.modes import Modes, of_things
from sayso.resolve.claims.mute import by_somebody
from sayso.resolve.claims.natural import by_force, by_nobody
from sayso.resolve.claims.numbered import as_counted, with_numbered
from sayso.resolve.claims.pointers import counted, labelled
from sayso.resolve.claims.scenes import Scenes, Stage, is_certain
from sayso.resolve.claims.series import Series
from sayso.resolve.claims.sides import (
    as_attacker,
    as_ground,
    ground,
    lifeless,
    not_its_own,
    once,
    only_goods,
    two_sides,
    widened,
    with_part,
)
from sayso.resolve.claims.sources import Voices, setting_of
from sayso.resolve.claims.stories import (
    BACK_REFERENCES,
    STEM_LETTERS,
    TOLL,
    VERBAL,
    Story,
    Told,
    found_besides,
    group_stories,
    in_heading,
    main_tellings,
    told_apart,
)
from sayso.resolve.claims.talk import only_describes
from sayso.resolve.claims.tree import Tree
from sayso.resolve.claims.unhurt import with_unhurt
from sayso.resolve.claims.victims import with_victims
from sayso.resolve.claims.wheres import beside, on_land, only_speaks, only_within, onward, told_of_no_place
from sayso.resolve.dates.papers import of_paper
from sayso.resolve.dates.report_dates import in_stamp
from sayso.resolve.parties.resolver import PartyResolver
from sayso.resolve.voices import Carriers, VoiceIndex
from sayso.types import (
    Claim,
    Count,
    CountMention,
    EventMention,
    Parsed,
    Party,
    Place,
    PlaceMention,
    Span,
    Thing,
    ThingMention,
    TimeMention,
)

M = TypeVar("M", PlaceMention, TimeMention)
V = TypeVar("V")

# Kinds that nobody fights with.
NO_MEANS = frozenset(["territory", "aid", "money", "drugs", "documents"])
HARM = frozenset(["killed", "injured"])
# What a state does with others.
DEALING = frozenset(
    ["SUPPORT", "CONSULT", "AGREE", "COOPERATE", "AID", "SANCTION", "THREATEN", "REQUEST", "ACCUSE", "REJECT"]
)
# Deeds between states, which their lands do not place: "Germany pledged aid for Ukraine".
BETWEEN_LANDS = frozenset(["AID", "SANCTION", "COOPERATE"])
# What is said or judged: arms told beside it are of the deed that it is about.
WORDS = VERBAL - {"THREATEN", "SUPPORT"} | {"SANCTION"}
# What is done by force, so by somebody and not by the place where it is done.
FORCE = frozenset(["ASSAULT", "COERCE", "CONTROL"])
# Modes by which a state strikes abroad as well as at home.
FROM_THE_AIR = frozenset(["aerial", "drone"])
# What only people do with their hands.
HANDS = FORCE | {"AID"}


@dataclass
class Tools:
    """What claims are made with, opened once."""

    parties: PartyResolver
    carriers: Carriers
    modes: Modes
    scenes: Scenes = field(default_factory=Scenes.open)


def make_claims(found: Findings, tools: Tools) -> tuple[Claim, ...]:
    """The claims of one report, in the order of their triggers; ids are the report's with a number."""
    tale = read_tale(found, tools)
    if not tale.told:
        return ()
    main = main_tellings(found.parsed, tale.stories)
    story_of = {id(item): story for story in tale.stories for item in story.told}
    claims = []
    for n, item in enumerate(tale.told, 1):
        story = story_of[id(item)]
        filled = _filled(item, story, tools.modes)
        filled.time = filled.time or lent_time(found.parsed, item, tale.told)
        filled.tolls = _tolls_beside(item, story, tale.voices)
        filled.place = _place(item, story, tale, tools.scenes, mode=filled.mode)
        filled.in_verbs = in_verbs(found.parsed, item, story.told, filled.instruments, filled.mode, tools.modes)
        claims.append(_claim(found, item, filled, tale.voices, number=n, story=story.number, main=id(item) in main))
    return of_one_protest(claims)


@dataclass
class Tale:
    """The events of a report with what belongs to each, grouped into stories."""

    told: list[Told]
    stories: list[Story]
    voices: Voices
    stage: Stage


def read_tale(found: Findings, tools: Tools) -> Tale:
    """Values to events, events to stories; what a story's tellings lend each other is not yet filled."""
    parsed = found.parsed
    found = without_counters(above_foot(replace(found, attributions=by_somebody(found, tools.carriers.words))))
    tree = Tree(parsed)
    index = VoiceIndex(parsed, found.attributions)
    cues = [a.cue_head for a in found.attributions if a.cue_head is not None]
    setting = setting_of(parsed, found.places)
    attacher = Attacher(tree, cues, index.speaking, setting, day=found.dated_on.day)
    told_at = [
        placed for placed in found.places
        if not (of_state_body(parsed.tokens, placed) or only_speaks(parsed.tokens, *placed, setting))
    ]  # fmt: skip
    attached = without_nature(
        parsed, merge_tolls(_attach(replace(found, places=told_at), attacher, tree), tree, index.speaking)
    )
    doers = Doers(tree, found)
    lists = Lists(parsed)
    series = Series(parsed, tools.parties.book, {e.head for e in found.events})
    for values in attached:
        values.event = series.fill(lists.fill(doers.clear(values)))
    attached = with_unhurt(parsed, attached)
    with_members(parsed, attached, lists)
    with_victims(parsed, attached, lists)
    with_numbered(parsed, attached)
    voices = Voices(found, tree, tools.parties, tools.carriers, [a.event for a in attached])
    told = [_told(found, values, voices, doers) for values in attached]
    for item in told:
        item.unknown = attacher.unknown(item.values.event, found.unplaced)
        attacher.placed_anew(item.values, told_at, means=False)
    found_besides(parsed, told)
    mark_asides(told, tree)
    stories = group_stories(parsed, told)
    for item in told:
        attacher.placed_anew(item.values, told_at)
    stage = Stage(parsed, told_at, found.attributions, attacher, [s.told for s in stories])
    return Tale(told, stories, voices, stage)


# ---------------------------------------------------------------- values to events


def _attach(found: Findings, attacher: Attacher, tree: Tree) -> list[Attached]:
    parsed = found.parsed
    events = [
        e for e in found.events
        if not (bearing_arms(parsed, e) or only_finds(parsed, e) or by_nobody(parsed, e))
        and not (e.type == "DISPLACE" and any(on_errand(parsed, e.head, who) for who in (e.recipient, e.actor)))
    ]  # fmt: skip
    attached = [Attached(event) for event in sorted(events, key=lambda e: (e.head, e.first, e.type))]
    by_sentence: dict[int, list[Attached]] = {}
    for values in attached:
        by_sentence.setdefault(parsed.tokens[values.event.head].sentence, []).append(values)
    for mention in by_force(parsed, found.counts, events):
        _attach_count(found, attacher, by_sentence, mention)
    for thing in found.things:
        here = by_sentence.get(parsed.tokens[thing.head].sentence, [])
        event = attacher.thing(thing, [v.event for v in here])
        if event is not None:
            values = next(v for v in here if v.event is event)
            if is_deed(parsed, thing) and event.type != "ASSAULT":
                continue
            if thing.use == "instrument" and event.type in WORDS:
                continue
            if not _is_instrument(parsed, thing, event):
                values.items.append(thing)
            elif not is_hit(parsed, thing):
                values.instruments.append(thing)
        elif (made := event_of_homes(parsed, thing)) is not None:
            by_sentence.setdefault(parsed.tokens[thing.head].sentence, []).append(Attached(made, items=[thing]))
    stamp = found.dated_on.span  # the day of the report is not that of its events
    dated = [
        (t, t) for t in found.times
        if not ((stamp is not None and in_stamp(parsed.text, stamp, t)) or of_paper(parsed, t))
    ]  # fmt: skip
    places, times = _by_sentence(parsed, found.places), _by_sentence(parsed, dated)
    for number, here in by_sentence.items():
        for values in here:
            values.place = attacher.place(values.event, places.get(number, []))
            told = [t for t, _ in times.get(number, [])]
            values.time = attacher.time(values.event, told, [v.event for v in here])
    day = report_day(parsed.report.published, found.dated_on.day)
    for number, here in by_sentence.items():
        for values in here:
            with_elapsed(tree, values, [t for t, _ in times.get(number, [])], day)
            with_age(tree, values, day)
        beside_wars(here)
    of_old_attack(parsed, by_sentence)
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
    parsed = found.parsed
    number = parsed.tokens[mention.head].sentence
    here = by_sentence.get(number, [])
    event = attacher.count(mention, [v.event for v in here])
    if event is not None and mention.anchor is not None and nobodys(parsed, event, mention):
        here.append(Attached(toll(mention, mention.anchor), counts=[mention]))
        return
    if event is not None:
        if event.status in UNDONE and _only_meant(parsed, event, mention.anchor):
            return  # nobody is killed by what was only tried
        values = next(v for v in here if v.event is event)
        if not _other_people(values, mention):
            values.counts.append(mention)
            return
    if mention.count.what in HARM and mention.anchor and only_survived(parsed, mention.anchor, mention):
        return
    if mention.count.what == "displaced" and mention.anchor and on_errand(parsed, mention.anchor, [mention]):
        return
    if mention.count.what == "displaced" and any(got_away(found.parsed, v.event, mention.head) for v in here):
        return
    made = event_of_count(found.parsed, {} if event is not None else by_sentence, mention, number)
    if made is not None:
        by_sentence.setdefault(number, []).append(Attached(made, counts=[mention]))


def _only_meant(parsed: Parsed, event: EventMention, anchor: int | None) -> bool:
    """Whether a fate is what an event undone would have brought: "an attempt on the life of"."""
    if anchor is None or anchor == event.head:
        return anchor is not None
    return parsed.tokens[anchor].pos in ("NOUN", "PROPN") and anchor in parsed.subtree(event.head)


def _other_people(values: Attached, mention: CountMention) -> bool:
    """Displaced people counted by another word than those the event already counts: they are told apart."""
    event, count = values.event, mention.count
    if event.type != "DISPLACE" or count.what != "displaced" or mention.whole is not None or mention.anchor is None:
        return False
    if event.first <= mention.anchor <= event.last or mention.anchor in event.others:
        return False
    told = [c for c in values.counts if c.count.what == "displaced"]
    return bool(told) and all(c.anchor != mention.anchor for c in told)


def _is_instrument(parsed: Parsed, thing: ThingMention, event: EventMention) -> bool:
    """Force is done with a thing; everything else is done to it."""
    if thing.thing.kind in NO_MEANS or is_home(parsed, thing):
        return False
    if thing.use is not None:
        return thing.use == "instrument"
    return event.type in {"ASSAULT", "PROTEST", "THREATEN"}


# ---------------------------------------------------------------- one telling


def _told(found: Findings, values: Attached, voices: Voices, doers: Doers) -> Told:
    parsed, event = found.parsed, values.event
    named = [m for m, _ in found.places if not m.demonym]
    before, told = parsed.tokens[max(parsed.tokens[event.head].left, 0)], parsed.sentence_of(event.head)
    actor = once(
        as_attacker(with_part(widened(parsed, party, p), "suspected" if doers.thought(p) else event.certainty), event)
        for p in event.actor
        for party in voices.parties(p)
        if not (event.type in FORCE and (voices.is_where(p) or onward(parsed.tokens, event, p)))
        and not (event.type == "ASSAULT" and (lifeless(party) or nobody(parsed, p, party, named)))
        and not (event.type == "ASSAULT" and bears_no_such_arms(parsed, event, p, party))
        and not (event.type in HANDS and ground(party))
    )
    recipient = once(
        of_one_kind(
            parsed,
            (
                (p, as_counted(with_effect(widened(parsed, voices.party(p), p), p, parsed, event), p, values))
                for p in event.recipient
                if not (is_nobody(parsed, p, values.counts) or is_thing(parsed, event, p, found.things))
                and not beside(parsed, p, voices.party(p))
                and not (voices.is_place(p) and only_within(parsed.tokens, event, p))
                and not on_land(parsed.tokens, event, p, voices.party(p))
                and p not in only_goods(event, values.items)
            ),
        )
    )
    if event.type == "ASSAULT" and event.mode != "suicide-attack":  # "killed in an attack they had launched"
        actor = voices.said_once(actor, [r for r in recipient if r.effect])
    if event.type not in VERBAL:
        recipient = voices.said_once(recipient, actor)
    if event.type in DEALING:
        recipient = not_its_own(actor, recipient)
    if event.mode == "withdraw":
        recipient = tuple(as_ground(p) for p in recipient)
    actor, recipient = two_sides(
        actor, recipient, parsed.tokens[told.first : told.last + 1], hit=event.type == "ASSAULT"
    )
    return Told(
        values=values,
        actor=actor,
        recipient=recipient,
        sentence=parsed.tokens[event.head].sentence,
        lemma=parsed.tokens[event.head].lemma[:STEM_LETTERS],
        definite=parsed.tokens[event.head].pos == "NOUN" and before.lower in BACK_REFERENCES,
        pointed=parsed.tokens[event.head].pos == "NOUN" and before.lower == "that",
        around=around(parsed, event),
        other=told_apart(parsed, event.head),
        heading=in_heading(parsed, event.head),
        left_open=left_open(parsed, event),
        weeks_ago=weeks_ago(parsed, values, report_day(parsed.report.published, found.dated_on.day)),
        own_word=voices.own_word(event, actor),
        voice=voices.innermost(event),
        tolled=any(c.anchor is not None and parsed.tokens[c.anchor].lemma == TOLL for c in values.counts),
        answered=answered(parsed, event.head),
        time_apart=voices.tree.time_apart(event.head),
        describes=only_describes(voices.tree, event),
        aside=parsed.tokens[event.head].dep == "acl"
        and any(p.first <= parsed.tokens[event.head].head <= p.last for p in event.actor),
    )


# ---------------------------------------------------------------- one claim


@dataclass
class _Filled:
    """Values of a claim that its own words leave open, taken from the same event told beside it."""

    place: Place | None
    time: TimeMention | None
    mode: str | None
    actor: tuple[Party, ...]
    instruments: list[ThingMention]
    tolls: list[CountMention] = field(default_factory=list)
    """Counts told in a sentence beside its own, which is then evidence too."""
    in_verbs: tuple[Thing, ...] = ()
    """The means that only a verb tells: "beheaded"."""


def _filled(item: Told, story: Story, modes: Modes) -> _Filled:
    """Own values first, then those of the telling nearest in the text."""
    own = item.values
    others = sorted(
        (o for o in story.told if o is not item),
        key=lambda o: (abs(o.sentence - item.sentence), o.sentence, abs(o.values.event.head - own.event.head)),
    )
    lenders = [] if item.describes else [o.values for o in others]
    timed = next((v.time for v in [own, *lenders] if v.time), None)
    if timed is not None and timed.since and own.time is None and own.event.mode is not None:
        timed = None  # what lasts "since 2015" lends its years to no raid of that war
    mode, actor, instruments = of_things(own.event.mode, item.recipient), item.actor, own.instruments
    if own.event.type == "ASSAULT":
        actor = lent_doers(item, others)
        instruments = instruments or next((o.values.instruments for o in others if o.values.instruments), [])
        mode = manner(item, others, actor, instruments, modes)
    return _Filled(None, timed, mode, actor, instruments)


def _place(item: Told, story: Story, tale: Tale, scenes: Scenes, *, mode: str | None) -> Place | None:
    """Where the telling's event was.

    What was only said, may happen or is history is placed by its own words and those of its story alone; a habit,
    or what was done in other places, by its own;
    an event that happened, by all places near. Where no place is named, the country of the people it hit
    may stand for one, at lower confidence.
    """
    event = item.values.event
    others = sorted((o for o in story.told if o is not item), key=lambda o: abs(o.sentence - item.sentence))
    told_at = [o.values.place for o in (item, *others) if o.values.place]
    own = told_at[0] if told_at else None
    moved = event.type == "DISPLACE"
    told = event.status in {"happened", "ongoing", "denied"} and event.type not in VERBAL
    past = is_background(item.values)
    if not told or past or event.type in BETWEEN_LANDS:
        picked = own
    elif told_of_no_place(tale.voices.tree, event):
        picked = item.values.place
    elif moved and item.values.place is not None:
        picked = tale.stage.moved(item.values.place, scenes.pick(item, story.told, tale.stage))
    else:
        picked = scenes.pick(item, story.told, tale.stage) or own
        if picked is not None and told_elsewhere(tale.stage.tokens, event, item.values.place, picked):
            picked = item.values.place
        if picked is not None and _anothers(item, story, tale, picked):
            picked = item.values.place
        certain = next((p for p in told_at if is_certain(p[1])), None)
        if certain is not None and picked is not None and picked[1].country != certain[1].country:
            picked = certain  # no land that another telling of the event does not lie in
    if picked is not None:
        return tale.stage.at_home(tale.stage.whole(picked))
    if not told or (past and not moved) or event.type in BETWEEN_LANDS:
        return None
    here = tale.stage.peoples(item)
    afar = mode in FROM_THE_AIR  # whose jets they are tells not where they struck
    owners = item.recipient if afar else (*item.recipient, *item.actor)
    of_people = [(m, p) for m, p in here if any(o.start <= m.start < o.end for o in owners)]
    if moved:
        of_people = of_people or here  # whoever drove them out
    if of_people and len({p.country for _, p in here}) == 1:
        return as_country(of_people[0], OF_PEOPLE)
    return tale.stage.country(item, besides=item.actor if afar else ())


def _anothers(item: Told, story: Story, tale: Tale, picked: tuple[PlaceMention, Place]) -> bool:
    """Whether a place is that of another event, where this one's words name its own.

    "Jets hit targets in northern Chad after a bombing in Tobar": the jets did not strike Tobar.
    """
    own = item.values.place
    if own is None or own[1].country is None:
        return False
    abroad = own[1].country != picked[1].country
    if not abroad and ((own[1].precision or COUNTRY) > PROVINCE or places_agree(own[1], picked[1])):
        return False
    others = (t for s in tale.stories if s is not story for t in s.told if not abroad or t.sentence == item.sentence)
    return any(t.values.place is not None and t.values.place[0] == picked[0] for t in others)


def _tolls_beside(item: Told, story: Story, voices: Voices) -> list[CountMention]:
    """The other half of a toll, told by the same voice in a sentence beside ("Ten more were hurt")."""
    own = {c.count.what for c in item.values.counts if not c.count.cumulative}
    if item.values.event.type != "ASSAULT" or not own & HARM:
        return []
    speakers = _names(voices, item)
    found: list[CountMention] = []
    for other in story.told:
        event = other.values.event
        bare = event.type == "ASSAULT" and not own & {c.count.what for c in other.values.counts}
        if other is item or not bare or abs(other.sentence - item.sentence) > 1:
            continue
        voice = _names(voices, other)
        if voice != speakers and (voice or other.sentence < item.sentence):
            continue  # a bare sentence behind goes on in the voice before it
        kinds = own | {c.count.what for c in found}
        found += [c for c in other.values.counts if c.count.what in HARM - kinds and not c.count.cumulative]
    return found


def _names(voices: Voices, item: Told) -> list[str]:
    return [(s.name or s.text).lower() for s in voices.speakers(item.values.event)]


def _claim(
    found: Findings, item: Told, filled: _Filled, voices: Voices, *, number: int, story: int, main: bool
) -> Claim:
    parsed, values, event = found.parsed, item.values, item.values.event
    read = [parsed.sentence_of(event.head), *(parsed.sentence_of(c.head) for c in filled.tolls)]
    start, end = min(s.start for s in read), max(s.end for s in read)
    evidence = Span(parsed.text[start:end], start, end)
    claim = Claim(
        id=f"{parsed.report.id}:{number}",
        report=parsed.report.id,
        type=event.type,
        mode=filled.mode,
        contexts=tuple(sorted(set(event.contexts))),
        main=main,
        incident=story,
        trigger=parsed.span(event.first, event.last),
        actor=filled.actor,
        recipient=item.recipient,
        place=filled.place,
        when=filled.time.when if filled.time else None,
        counts=_counts(item, filled.tolls),
        instruments=(*means_of(parsed, filled.instruments), *filled.in_verbs),
        items=tuple(t.thing for t in values.items),
        source=voices.source(event, own_word=item.own_word),
        status=voices.status(event),
        historical=event.historical,
        labels=labelled(found.labels, filled.actor, item.recipient, evidence),
        evidence=evidence,
        confidence=event.confidence if event.sure is None else event.sure,
    )
    return with_acled(claim if event.type in VERBAL else _in_words(claim, voices))


def _in_words(claim: Claim, voices: Voices) -> Claim:
    """With "they" and "him" in words; whoever only speaks is told so as the source."""
    return msgspec.structs.replace(
        claim,
        actor=tuple(voices.in_words(p) for p in claim.actor),
        recipient=tuple(voices.in_words(p) for p in claim.recipient),
    )


def _counts(item: Told, tolls: Sequence[CountMention]) -> tuple[Count, ...]:
    kind = item.values.event.type
    told = tuple(counted(c, item.recipient, kind) for c in (*item.values.counts, *tolls))
    return (*told, *one_victim(item.recipient, told)) if kind == "ASSAULT" else told
