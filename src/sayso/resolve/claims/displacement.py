"""Events that only a figure tells: people out of their homes, homes in ruins, bodies with the signs of force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.find.counts.fates import HARM
from sayso.find.events.flights import WANTED
from sayso.resolve.claims.attach import TYPES_OF_COUNT, Attached
from sayso.types import CountMention, EventMention, EventType, Parsed, PartyMention, ThingMention
from sayso.words import listed as listed_in

# How far back a count without an event in its sentence ("The toll rose to 23") looks for one.
LOOK_BACK_SENTENCES = 4
# And how far ahead ("Five were found dead. They had been shot").
LOOK_AHEAD_SENTENCES = 2
# A count that makes its own event, where the report tells none it could belong to.
EVENT_OF_COUNT: dict[str, tuple[EventType, str | None]] = {
    "displaced": ("DISPLACE", "flee"),
    "evacuated": ("DISPLACE", "evacuate"),
    "trapped": ("DISPLACE", "stranded"),
}
# Fewer trapped are miners or passengers, and an accident.
LEAST_STRANDED = 50.0
# Whose relative is taken to hospital tells of an illness, where no word of force stands beside it.
FALLING_ILL = frozenset(["admit", "hospitalize", "hospitalise"])
KIN = frozenset(["mother", "father", "wife", "husband", "grandmother", "grandfather", "parent"])
# Confidence of an event that only its count tells.
COUNT_CONFIDENCE = 0.45
# Verbs whose infinitive was done.
DOING = frozenset(["manage", "succeed", "go", "happen", "proceed"])
# Verbs that tell of people driven out, whatever force drove them.
DRIVING = frozenset(["displace", "uproot"])
# Tokens from "staying" to the shelter, and on either side of homes to the word of their ruin.
REFUGE_REACH, RUIN_REACH = 9, 6


def listed(table: str, name: str) -> frozenset[str]:
    """A list of `data/displacement.toml`."""
    return listed_in("displacement", table, name)


def toll(mention: CountMention, anchor: int) -> EventMention:
    """The bare attack that a count of dead or hurt stands for, told by its token `anchor`."""
    who = PartyMention(first=mention.first, last=mention.last, head=mention.head)
    return EventMention(
        first=anchor, last=anchor, head=anchor, type="ASSAULT", recipient=(who,), confidence=COUNT_CONFIDENCE
    )


def event_of_count(
    parsed: Parsed, by_sentence: dict[int, list[Attached]], mention: CountMention, number: int
) -> EventMention | None:
    """The event a count stands for: one told up to some sentences back, told again, or one of its own."""
    if mention.anchor is None:
        return None
    if parsed.tokens[mention.anchor].lemma in FALLING_ILL and parsed.tokens[mention.head].lemma in KIN:
        return None  # "after his mother was admitted to a hospital"
    if mention.count.what == "displaced" and _ran_off(parsed, mention):
        return None
    if _only_meant(parsed, mention.anchor):
        return None  # "threatened to kill him"
    if any(v.event.head == mention.anchor and v.event.type == "CONTROL" for v in by_sentence.get(number, ())):
        return None  # a town that is captured, taken for somebody's name
    base = toll(mention, mention.anchor)
    if mention.count.what == "displaced" and _goes_back(parsed, mention.anchor):
        return msgspec.structs.replace(base, type="DISPLACE", mode="return")
    for back in range(number, max(number - LOOK_BACK_SENTENCES, 0) - 1, -1):
        for values in reversed(by_sentence.get(back, [])):
            event = values.event
            if event.type in _told_again(mention.count.what) and event.status in {"happened", "ongoing", "denied"}:
                return msgspec.structs.replace(
                    base, type=event.type, mode=event.mode, historical=event.historical, contexts=event.contexts
                )
    for ahead in range(number + 1, number + 1 + LOOK_AHEAD_SENTENCES):
        for values in by_sentence.get(ahead, []):
            event = values.event
            if event.type == "ASSAULT" and event.effect == mention.count.what and event.status == "happened":
                return msgspec.structs.replace(base, mode=event.mode, historical=event.historical)
    own = EVENT_OF_COUNT.get(mention.count.what)
    if own is not None and not (mention.count.what == "trapped" and not _stranded(mention)):
        return at_refuge(parsed, msgspec.structs.replace(base, type=own[0], mode=own[1]))
    return base if mention.count.what == "killed" and _signs_of_force(parsed, mention, number) else None


def _ran_off(parsed: Parsed, mention: CountMention) -> bool:
    """Whether fighters or attackers only got away: "three gunmen fled", "the attackers, four men in a car, fled"."""
    head = parsed.tokens[mention.head]
    assert mention.anchor is not None
    flees = parsed.tokens[mention.anchor].lemma in listed_in("events", "harm", "fleeing")
    whom = [mention.head, *([head.head] if head.dep == "appos" else [])]
    armed = listed_in("events", "armed", "words") | WANTED
    return flees and (mention.count.who == "combatants" or any(parsed.tokens[i].lemma in armed for i in whom))


def _only_meant(parsed: Parsed, i: int) -> bool:
    """Whether a deed is only what somebody threatens, plans or wants."""
    token = parsed.tokens[i]
    bare = token.tag == "VB" and any(parsed.tokens[c].lower == "to" for c in parsed.children[i])
    return bare and parsed.tokens[token.head].lemma not in DOING


def on_errand(parsed: Parsed, anchor: int, people: Sequence[PartyMention | CountMention]) -> bool:
    """Whether those who come back do so for their trade: "traders returned to the market", none of them driven out."""
    if parsed.tokens[anchor].lemma not in listed("errands", "ways") or not people:
        return False
    trades, signs = listed("errands", "people"), listed("errands", "signs")
    sentence = parsed.sentence_of(anchor)
    if any(t.lemma in signs for t in parsed.tokens[sentence.first : sentence.last + 1]):
        return False
    return all(any(t.lemma in trades for t in parsed.tokens[p.first : p.last + 1]) for p in people)


def _goes_back(parsed: Parsed, i: int) -> bool:
    """ "returned", "went back", "fell by 300": those told of are out of their homes no longer."""
    after = parsed.tokens[i + 1].lower if i + 1 < len(parsed.tokens) else ""
    return parsed.tokens[i].lemma in listed("arrival", "back") or (parsed.tokens[i].pos == "VERB" and after == "back")


def _stranded(mention: CountMention) -> bool:
    count = mention.count
    return (count.best or count.high or count.low or 0.0) >= LEAST_STRANDED and count.who != "combatants"


def _told_again(what: str) -> tuple[EventType, ...]:
    """Types of an earlier event that a count may tell on: an arrest hurts nobody, and "evacuees" is no attack."""
    if what in EVENT_OF_COUNT and what != "trapped":  # a siege may be told on by whom it holds
        return tuple(t for t in TYPES_OF_COUNT[what] if t != "ASSAULT")
    if what == "affected":
        return ("ASSAULT", "DISPLACE")
    return ("ASSAULT", "PROTEST") if what in HARM else TYPES_OF_COUNT[what]


def _signs_of_force(parsed: Parsed, mention: CountMention, number: int) -> bool:
    """ "Eight bodies with bullet wounds were found": somebody killed them; victims of a flood show no such signs."""
    sentence = parsed.sentences[number]
    signs = listed("force", "signs")
    return (mention.count.best or mention.count.low or 0) > 0 and any(
        t.lower in signs for t in parsed.tokens[sentence.first : sentence.last + 1]
    )


def at_refuge(parsed: Parsed, event: EventMention, counts: Iterable[CountMention] = ()) -> EventMention:
    """With the place of refuge in the trigger: "staying in 224 temporary shelters".

    Of "the displaced people are staying in camps" that they stay there is the news. `counts` say how many they are.
    """
    if event.type != "DISPLACE":
        return event
    tokens, verbs, alone = parsed.tokens, listed("refuge", "verbs"), listed("refuge", "alone")
    if tokens[event.head].lemma in verbs:
        return _with_place(parsed, event)
    people = [*(p.head for p in event.recipient), *(c.head for c in counts if c.count.what == "displaced")]
    for staying in _verbs_of_those(parsed, event, people):
        moved = msgspec.structs.replace(event, first=staying, last=staying, head=staying)
        found = _with_place(parsed, moved) if tokens[staying].lemma in verbs else moved
        if found is not moved or tokens[staying].lemma in alone:
            mode = "evacuate" if tokens[staying].lemma in listed("refuge", "taken") else event.mode
            told = (*event.others, *range(event.first, event.last + 1))
            return msgspec.structs.replace(found, mode=mode, others=told)
    return event


def _with_place(parsed: Parsed, event: EventMention) -> EventMention:
    """The event, its trigger drawn out to the place of refuge; itself where none is told."""
    tokens = parsed.tokens
    end = min(parsed.sentence_of(event.head).last, event.last + REFUGE_REACH)
    for k in range(event.last + 1, end + 1):
        if tokens[k].lemma in listed("refuge", "places") and tokens[k].dep != "compound":
            return msgspec.structs.replace(event, last=_named_among(parsed, k))
        if tokens[k].pos in {"VERB", "AUX"} or tokens[k].text in {",", ";"}:
            break
    return event


def _named_among(parsed: Parsed, last: int) -> int:
    """ "collective sites, including a camp": the end of what is named among the places, else of the places."""
    behind = parsed.tokens[last + 1 : min(last + 7, parsed.sentence_of(last).last + 1)]
    if not any(t.lower == "including" for t in behind[:2]):
        return last
    return next((t.i for t in behind if t.lemma in listed("refuge", "places")), last)


def _verbs_of_those(parsed: Parsed, event: EventMention, people: Sequence[int]) -> list[int]:
    """The verbs whose subject are "the displaced people", "people displaced by floods", "IDPs", or those who moved.

    Not those of what will, may or did not become of them.
    """
    tokens = parsed.tokens
    word = tokens[event.head]
    noun = word if word.pos in {"NOUN", "PROPN"} else tokens[word.head]
    described = noun.i == word.i or word.dep in {"amod", "acl", "relcl"}
    nouns = [noun.i] * described + [*people]
    verbs = dict.fromkeys(tokens[n].head for n in nouns if tokens[n].dep in {"nsubj", "nsubjpass"})
    return [v for v in verbs if v != event.head and tokens[v].pos in {"VERB", "AUX"} and not _unsure(parsed, v)]


def _unsure(parsed: Parsed, verb: int) -> bool:
    parts = (parsed.tokens[c] for c in parsed.children[verb])
    return any(t.dep == "neg" or (t.dep == "aux" and (t.tag == "MD" or t.lower == "to")) for t in parts)


def natural(parsed: Parsed, event: EventMention) -> bool:
    """Whether a force of nature did it: then it is no attack."""
    forces = listed("nature", "forces")
    return event.type == "ASSAULT" and any(
        parsed.tokens[k].lemma in forces
        for m in event.actor
        for k in (m.head, *(c for c in parsed.children[m.head] if parsed.tokens[c].dep == "conj"))
    )


def is_home(parsed: Parsed, thing: ThingMention) -> bool:
    return parsed.tokens[thing.head].lemma in listed("ruin", "homes")


def event_of_homes(parsed: Parsed, thing: ThingMention) -> EventMention | None:
    """People's homes destroyed or damaged in number: DISPLACE, with the word of their ruin for its trigger."""
    if thing.thing.quantity is None or not is_home(parsed, thing):
        return None
    ruin = listed("ruin", "words")
    sentence = parsed.sentence_of(thing.head)
    near: Iterable[int] = range(
        max(thing.first - RUIN_REACH, sentence.first), min(thing.last + RUIN_REACH, sentence.last) + 1
    )
    told = [k for k in near if parsed.tokens[k].lemma in ruin and not thing.first <= k <= thing.last]
    if not told:
        return None
    i = min(told, key=lambda k: (abs(k - thing.head), k))
    return EventMention(first=i, last=i, head=i, type="DISPLACE", confidence=COUNT_CONFIDENCE)


def without_nature(parsed: Parsed, attached: Iterable[Attached]) -> list[Attached]:
    """What a flood or an earthquake did is no attack; where it ruined homes in number, people are displaced."""
    kept = []
    for values in attached:
        if natural(parsed, values.event):
            homes = next((e for t in values.items if (e := event_of_homes(parsed, t)) is not None), None)
            if homes is None:
                continue
            values.event = msgspec.structs.replace(
                values.event, type="DISPLACE", mode=None, actor=(), effect=None, confidence=COUNT_CONFIDENCE
            )
        event = values.event
        if event.type == "ASSAULT" and parsed.tokens[event.head].lemma in DRIVING and event.effect is None:
            values.event = event = msgspec.structs.replace(event, type="DISPLACE", mode="flee")
        values.event = at_refuge(parsed, event, values.counts)
        kept.append(values)
    kept = [v for v in kept if not _takes_shelter(v, kept)]
    return [v for v in kept if not _told_by_another(v, kept)]


def _told_by_another(values: Attached, told: Sequence[Attached]) -> bool:
    """Whether the displaced of one event are those of another told by the same word, which takes their counts over:
    "people displaced by floods were evacuated by the army"."""
    event = values.event
    if event.type != "DISPLACE" or event.actor:
        return False
    same = (o for o in told if o is not values and o.event.type == "DISPLACE" and o.event.head == event.head)
    other = next((o for o in same if o.event.actor), None)
    if other is not None:
        other.counts.extend(c for c in values.counts if c not in other.counts)
    return other is not None


def _takes_shelter(values: Attached, told: Sequence[Attached]) -> bool:
    """Whether what is told as help is only where displaced people are: "IDPs were sheltering in Karova"."""
    event = values.event
    doers = {p.head for p in event.actor}
    return event.type == "AID" and any(
        o.event.type == "DISPLACE"
        and o.event.first <= event.head <= o.event.last
        and (doers <= {p.head for p in o.event.recipient})
        and (bool(doers) or not values.counts)
        for o in told
    )
