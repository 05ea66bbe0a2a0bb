"""Which place, time, count and thing of a sentence belongs to which of its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from sayso.english import ATTRIBUTES
from sayso.find.counts.fates import HARM
from sayso.find.events.casualties import OTHER_FATES
from sayso.resolve.claims.distances import places_agree
from sayso.resolve.claims.holding import BY, COUNTRY, PROVINCE, told_by
from sayso.resolve.claims.lands import Placed, is_land, is_whose, left_behind, names_place
from sayso.resolve.claims.since import beginning, seen_from
from sayso.resolve.claims.talk import (
    is_owner,
    is_part,
    of_another,
    of_main_verb,
    of_other_noun,
    of_talk,
    of_whose,
    owner,
)
from sayso.resolve.claims.tree import Tree
from sayso.resolve.claims.wheres import (
    as_government,
    bound_for,
    governs,
    meanwhile,
    of_speaker,
    overrun,
    spoken_elsewhere,
)
from sayso.resolve.dates.outlook import led_up_to
from sayso.types import (
    LAW_TYPES,
    CountMention,
    EventMention,
    EventType,
    Place,
    PlaceMention,
    ThingMention,
    TimeMention,
    Token,
)

# Costs, in edges of the dependency tree. Places and times stand after the verb they belong to in
# nine of ten clauses of news English, and seldom in another clause than their event.
CLAUSE_COST = 2.0
BEFORE_COST = 0.75
OTHER_COST = 1.0
TOKEN_COST = 0.05
# A place inside the words of a party ("the governor of Hama") says who, not where.
IN_PARTY_COST = 2.0
# One inside the words of who speaks says so even less: "the ministry in Velia said".
IN_SPEAKER_COST = 4.0
FARTHEST_COST = 9.0
# "A strike on the village of Masi".
UNKNOWN_COST = 6.0
# What is no part of a town told elsewhere in the report.
TOWNS = frozenset(["town", "village", "city"])
# How the ends of a road are told.
BETWEEN = "between"
# A finer place of the same country wins unless it is this much farther off.
FINER_MARGIN = 3.0

# What befalls a town itself.
STRUCK = frozenset(["ASSAULT", "CONTROL", "DISPLACE"])


# "anti-Damascus militants" are nowhere near Damascus.
SIDES = ("anti", "pro")

# What may have happened to people in an event of which type, the likeliest first.
TYPES_OF_COUNT: dict[str, tuple[EventType, ...]] = {
    "killed": ("ASSAULT", "PROTEST", "COERCE", "CONTROL"),
    "injured": ("ASSAULT", "PROTEST", "COERCE", "CONTROL"),
    "casualties": ("ASSAULT", "PROTEST", "COERCE", "CONTROL"),
    "missing": ("ASSAULT", "DISPLACE", "COERCE"),
    "trapped": ("ASSAULT", "DISPLACE", "CONTROL"),
    "affected": ("ASSAULT", "DISPLACE", "COERCE", "AID"),
    "abducted": ("ASSAULT", "COERCE"),
    "detained": ("COERCE", "ASSAULT"),
    "released": ("RETREAT", "AID", "CONCEDE", "COERCE"),
    "displaced": ("DISPLACE", "ASSAULT"),
    "evacuated": ("DISPLACE", "AID", "RETREAT"),
    "surrendered": ("RETREAT",),
    "seized": ("COERCE", "ASSAULT"),
    "deployed": ("MOBILIZE", "COOPERATE", "AID", "AGREE"),
    "participants": ("PROTEST", "CONSULT", "MOBILIZE", "DISPLACE", "ASSAULT"),
    "other": (),
}
HELD = frozenset(["arrest", "seize", "restrict"])
FINDING = frozenset(["find", "discover", "recover", "uncover", "unearth", "exhume", "retrieve", "locate"])
# What stands behind these was before what they tell of.
EARLIER = frozenset(["after", "following"])
# What stands under these was done by the other side.
ANSWERS = frozenset(["response", "retaliation", "reprisal", "revenge", "reaction", "vengeance"])
ATTACKS = frozenset("attack assault raid bombing blast explosion ambush strike airstrike shooting murder clash".split())
VIOLENT: tuple[EventType, ...] = ("ASSAULT", "PROTEST", "COERCE", "CONTROL", "THREATEN", "MOBILIZE")


@dataclass
class Attached:
    """One event with the values that belong to it, filled step by step while a report is resolved."""

    event: EventMention
    place: tuple[PlaceMention, Place] | None = None
    time: TimeMention | None = None
    counts: list[CountMention] = field(default_factory=list)
    instruments: list[ThingMention] = field(default_factory=list)
    items: list[ThingMention] = field(default_factory=list)
    lasting: bool = False
    """Told is what a war, a campaign or a period of more than a month has cost so far."""


# Nouns for a figure that somebody gives.
FIGURES = frozenset({"toll", "number", "figure", "count", "tally", "estimate"})


class Attacher:
    """Attaches the findings of a report to its events, sentence by sentence."""

    def __init__(
        self,
        tree: Tree,
        cue_heads: Iterable[int],
        voice: Callable[[int], object] = lambda _: None,
        setting: str | None = None,
        *,
        day: date | None = None,
    ) -> None:
        """`voice` tells in whose words a token stands; `setting` is the country the report is set in, `day` its day."""
        self._setting = setting
        self._day = day
        self._tree = tree
        self._tokens = tree.parsed.tokens
        self._cues = frozenset(cue_heads)
        self._voice = voice

    def place(self, event: EventMention, places: Sequence[Placed]) -> Placed | None:
        """The event's own place among those of its sentence."""
        costed = []
        for mention, place in places:
            cost = self.distance(event, mention.first, mention.last)
            if cost is None or not names_place(self._tokens, event, mention) or self._is_party(event, mention, place):
                continue
            if is_whose(self._tokens, (mention, place)):
                continue
            if left_behind(self._tokens, event, mention) or self._tree.days_apart(event.head, mention.first):
                continue
            if self.passes(event, mention) or spoken_elsewhere(self._tree, event, mention):
                continue
            if meanwhile(self._tree, event, mention):
                continue
            inside = any(p.first <= mention.first <= p.last for p in event.actor)
            cost += IN_PARTY_COST * inside + IN_SPEAKER_COST * self.speaks(event, mention)
            costed.append((cost, mention.first, mention, place))
        costed = sorted((c for c in costed if c[0] <= FARTHEST_COST), key=lambda c: c[:2])
        if not costed:
            return None
        best = costed[0]
        for other in costed[1:]:
            finer = (other[3].precision or 6) < (best[3].precision or 6)
            if best[2].relation == BETWEEN != other[2].relation:  # "on the Sele-Karova road in Tobar province"
                finer = (other[3].precision or 6) < COUNTRY
            elif other[2].relation == BETWEEN != best[2].relation and (best[3].precision or 6) <= PROVINCE:
                finer = False
            if finer and other[3].country == best[3].country and other[0] - best[0] <= FINER_MARGIN:
                best = other
        return self._exact(best[2:], [c[2:] for c in costed])

    def _exact(self, best: Placed, here: Sequence[Placed]) -> Placed:
        """The place that the words put in or by the one chosen: Masi of "Masi, 20 km north of Sele"."""
        mentions = [m for m, _ in here]
        for other in sorted(here, key=lambda placed: -placed[0].first):
            precision = other[1].precision or COUNTRY
            exact = precision < PROVINCE or precision <= (best[1].precision or COUNTRY) or best[0].relation in BY
            if exact and told_by(self._tokens, other[0], best[0], mentions):
                best = other
        return best

    def speaks(self, event: EventMention, mention: PlaceMention) -> bool:
        """Whether a place is told with whoever tells of the event: "the ministry in Velia said"."""
        return of_speaker(self._tree, self._cues, event, mention)

    def passes(self, event: EventMention, mention: PlaceMention) -> bool:
        """Whether a place is only where others went or came from."""
        return bound_for(self._tree, event, mention)

    def unknown(self, event: EventMention, unplaced: Sequence[PlaceMention]) -> str | None:
        """The town or village that the event's own words name and nobody knows: "near the hamlet of Masi"."""
        for mention in unplaced:
            if mention.kind in TOWNS:
                cost = self.distance(event, mention.first, mention.last)
                if cost is not None and cost <= UNKNOWN_COST:
                    return mention.text
        return None

    def placed_anew(
        self, values: Attached, places: Sequence[tuple[PlaceMention, Place]], *, means: bool = True
    ) -> None:
        """Another place of the sentence, or none, where the event's own only says whose somebody or something is.

        With `means` also where it says whose the weapons are: that tells one event from another, but not where it was.
        """
        event, tokens = values.event, self._tree.parsed.tokens
        if values.place is None or not self._whose(event, *values.place):
            return
        name = values.place[0]
        if not means and any(t.first <= tokens[name.last].head <= t.last for t in values.instruments):
            return
        sentence = tokens[event.head].sentence
        here = [(m, p) for m, p in places if tokens[m.first].sentence == sentence and not self._whose(event, m, p)]
        values.place = self.place(event, here)

    def _whose(self, event: EventMention, mention: PlaceMention, place: Place) -> bool:
        return place.country != self._setting and whose(self._tree.parsed.tokens, event, mention, place)

    def _is_party(self, event: EventMention, mention: PlaceMention, place: Place) -> bool:
        """True where the place's name stands for its government or people: "Moscow held talks", "anti-Damascus".

        A town that is shelled or taken is where that was, and so is a country that is invaded or bombed.
        """
        tokens = self._tree.parsed.tokens
        if tokens[mention.first].lower.startswith(SIDES) or (
            mention.first >= 2 and tokens[mention.first - 1].text == "-" and tokens[mention.first - 2].lower in SIDES
        ):
            return True
        named = any(mention.first <= p.head <= mention.last for p in event.recipient)
        if (
            named
            and event.type in STRUCK
            and ((place.precision or COUNTRY) < COUNTRY or overrun(tokens, event, mention))
        ):
            return False
        name = tokens[self._tree.head_of(mention.first, mention.last)]
        if name.dep == "nsubj" and (name.head in self._cues or name.head == event.head):  # "though Damascus denied it"
            return True
        if as_government(tokens, mention, place):  # "a claim Kyiv did not confirm"
            return True
        if governs(tokens, mention) and any(p.head == mention.last + 1 for p in event.actor):
            return True
        head = self._tree.head_of(mention.first, mention.last)
        if any(mention.first <= p.head <= mention.last for p in event.actor):
            return True
        return named and tokens[head].dep not in {"pobj", "conj", "appos"}

    def time(
        self, event: EventMention, times: Sequence[TimeMention], here: Sequence[EventMention] = ()
    ) -> TimeMention | None:
        """The event's own time among those of its sentence, whose events are `here`.

        A time that says when somebody spoke, or was charged with the deed, is that of the speaking or charging only.
        """
        best: tuple[float, int, TimeMention] | None = None
        law = frozenset(e.head for e in here if e.type in LAW_TYPES) if event.type == "ASSAULT" else frozenset()
        for mention in times:
            cost = self.distance(event, mention.first, mention.last) if self._is_dated(event, mention) else None
            if cost is None or cost > FARTHEST_COST:
                continue
            begin = beginning(self._tree, mention)
            if self._of_else(event, mention, here, law=law, since=begin is not None):
                continue
            seen = seen_from(self._tree, event, mention, begin, self._day)
            if seen is not None and (best is None or (cost, mention.first) < best[:2]):
                best = (cost, mention.first, seen)
        return best[2] if best else None

    def _is_dated(self, event: EventMention, mention: TimeMention) -> bool:
        """Whether a time tells days.

        A duration does where it ends at the report, for what its own clause tells: "killed in the last 24 hours".
        """
        if mention.type == "DURATION":
            path = self._tree.path(event.head, self._tree.head_of(mention.first, mention.last))
            return mention.when is not None and path is not None and path.clauses == 0
        return mention.type in {"DATE", "TIME"} and mention.value not in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}

    def _of_else(
        self,
        event: EventMention,
        mention: TimeMention,
        here: Sequence[EventMention],
        *,
        law: frozenset[int],
        since: bool,
    ) -> bool:
        """True where the time is that of something else than the event: of speaking, of another deed.

        `law` are the charges and arrests of the sentence; `since`: the time begins what has gone on from then.
        """
        if self._tree.days_apart(event.head, mention.first) or self._of_earlier(event, mention, here):
            return True
        noun = owner(self._tree, mention)
        if is_owner(self._tree, event, noun):
            return False
        if led_up_to(self._tree.parsed, mention):
            return True  # "killed ten ahead of Sunday's vote"
        if self._of_speaking(event, mention) or (law and self._of_law(event, mention, law)):
            return True
        if of_whose(self._tree, event, mention, here, since=since):
            return True
        if not since and of_other_noun(self._tree, event, mention, noun, here):
            return True
        if of_main_verb(self._tree, event, mention):
            return True
        return of_talk(self._tree, event, mention) or of_another(self._tree, event, mention, here)

    def _of_earlier(self, event: EventMention, mention: TimeMention, here: Sequence[EventMention]) -> bool:
        """True where the time is that of another deed, told as earlier: "a raid killed ten, following one in May"."""
        tokens, above = self._tree.parsed.tokens, self._tree.above(self._tree.head_of(mention.first, mention.last))
        phrase = next((k for k in above if tokens[k].dep == "prep" and tokens[k].lower in EARLIER), None)
        if phrase is None or phrase in self._tree.above(event.head) or tokens[event.head].lemma == "die":
            return False
        deeds = {e.head for e in here if e.type == event.type}
        below = above[: above.index(phrase)]
        return any(k in deeds or (event.type == "ASSAULT" and tokens[k].lemma in ATTACKS) for k in below)

    def _of_law(self, event: EventMention, mention: TimeMention, law: frozenset[int]) -> bool:
        """True where the time hangs on the charge or arrest that the deed is told under."""
        tokens, head = self._tree.parsed.tokens, self._tree.head_of(mention.first, mention.last)
        verb = next((k for k in self._tree.above(head)[1:4] if tokens[k].pos in {"VERB", "AUX"}), None)
        return verb in law and verb in self._tree.above(event.head)[1:]

    def _of_speaking(self, event: EventMention, mention: TimeMention) -> bool:
        tokens = self._tree.parsed.tokens
        head = self._tree.head_of(mention.first, mention.last)
        if (
            event.last < mention.first
            and tokens[mention.last + 1 : mention.last + 2]
            and tokens[mention.last + 1].text == ","
        ):
            behind = next((k for k in self._tree.above(head)[1:4] if k in self._cues), None)
            if behind is not None and behind > mention.last:
                return False  # "... an attack in X on Friday, the ministry said"
        for above in self._tree.above(head)[1:4]:
            if above in self._cues:
                return not event.first <= above <= event.last
            if self._tree.parsed.tokens[above].pos in {"VERB", "AUX"}:
                return False
        return False

    def count(self, mention: CountMention, events: Sequence[EventMention]) -> EventMention | None:
        """The event of the sentence in which this became of them."""
        if mention.anchor is None:
            return None
        direct = [e for e in events if e.first <= mention.anchor <= e.last or mention.anchor in e.others]
        holding = [e for e in events if any(p.first <= mention.head <= p.last for p in (*e.recipient, *e.actor))]
        fitting = TYPES_OF_COUNT[mention.count.what]
        around = fitting[:1] if mention.count.what == "displaced" else fitting  # an attack while evacuees were waiting
        beside = list(events)
        if mention.count.what == "displaced":  # whoever did it and fled was not driven out by it
            beside = [e for e in beside if all(p.head != mention.head for p in e.actor)]
            holding = [e for e in holding if any(e is b for b in beside)]
        anchor = self._tree.parsed.tokens[mention.anchor]
        if anchor.pos == "VERB" or anchor.lemma in FIGURES:  # another's words for it are another telling
            spoken = self._voice(mention.anchor)
            beside = [e for e in events if self._voice(e.head) == spoken]
        if mention.count.what in HARM:  # an arrest kills nobody, and who finds the dead did not
            beside = [e for e in beside if not (e.type == "COERCE" and e.mode in HELD) and not self._finds(e, mention)]
            holding = [e for e in holding if not self._finds(e, mention)]
            beside = [e for e in beside if not self._aside(e, mention)] or beside
        for pool in (direct, holding, beside):
            pool = [e for e in pool if e.type in (fitting if pool is not beside else around)]
            if pool:
                return min(
                    pool, key=lambda e: (fitting.index(e.type) if pool is not direct else 0, self._near(e, mention))
                )
        return direct[0] if direct and mention.count.what == "other" else None

    def _finds(self, event: EventMention, mention: CountMention) -> bool:
        """Whether the doers of a fight found the dead besides: "exchanged fire with the gang and found 72 bodies"."""
        tokens = self._tree.parsed.tokens
        if event.mode not in OTHER_FATES and any(p.head == mention.head for p in event.recipient):
            return False  # "found the body of a man shot by police"
        verb = next((k for k in self._tree.above(mention.head) if tokens[k].pos == "VERB"), None)
        return verb is not None and tokens[verb].lemma in FINDING and verb != event.head and bool(event.actor)

    def _aside(self, event: EventMention, mention: CountMention) -> bool:
        """Whether an event only says who somebody is, of whom the toll tells nothing: "the alliance fighting them"."""
        tokens = self._tree.parsed.tokens
        token = tokens[event.head]
        own = token.dep == "acl" and any(p.first <= token.head <= p.last for p in event.actor)
        return own and mention.anchor is not None and not token.left <= mention.anchor <= token.right

    def _near(self, event: EventMention, mention: CountMention) -> tuple[float, int]:
        assert mention.anchor is not None
        cost = self.distance(event, mention.anchor, mention.anchor)
        return (99.0 if cost is None else cost, event.first)

    def thing(self, mention: ThingMention, events: Sequence[EventMention]) -> EventMention | None:
        """The event in which it was used (an instrument of force) or changed hands (an item)."""
        costed, answered = [], self._answered(mention)
        for event in events:
            cost = self.distance(event, mention.first, mention.last)
            if cost is not None and not self._of_answered(event, answered):
                fits = event.type in VIOLENT or event.type in {"AID", "COOPERATE", "RETREAT", "CONTROL"}
                costed.append((cost + (0 if fits else 3), event.first, event))
        best = min(costed, key=lambda c: c[:2], default=None)
        return best[2] if best and best[0] <= FARTHEST_COST else None

    def _answered(self, mention: ThingMention) -> list[int]:
        """The words from a thing up to the answer that it stands under, "the use of mines" to "response"; else none."""
        tokens, above = self._tree.parsed.tokens, self._tree.above(mention.head)
        answer = next((n for n, k in enumerate(above) if tokens[k].lemma in ANSWERS), None)
        return [] if answer is None else above[: answer + 1]

    def _of_answered(self, event: EventMention, answered: Sequence[int]) -> bool:
        """True where a thing is of the deed that the event answers: "a raid in response to the use of mines"."""
        return bool(answered) and event.head not in answered and answered[-1] not in self._tree.above(event.head)

    def distance(self, event: EventMention, first: int, last: int) -> float | None:
        """How far a phrase is from an event; 0 inside the trigger, None in another sentence."""
        if event.first <= first and last <= event.last:
            return 0.0
        head = self._tree.head_of(first, last)
        best = self._apart(event.head, head)
        if best is None:
            return None
        if self._verbs(
            event
        ):  # other words of the same event, the "killing" of "hit a bus, killing six in X on Friday"
            beside = [d for i in self._verbs(event) if (d := self._apart(i, head)) is not None]
            best = min([best, *(d + OTHER_COST for d in beside)])
        gap = first - event.last if first > event.last else event.first - last
        return best + BEFORE_COST * (first < event.first) + TOKEN_COST * gap

    def _verbs(self, event: EventMention) -> list[int]:
        tokens = self._tree.parsed.tokens
        return [i for i in event.others if tokens[i].pos in {"VERB", "AUX"}]

    def _apart(self, a: int, b: int) -> float | None:
        path = self._tree.path(a, b)
        return None if path is None else path.up + path.down + CLAUSE_COST * path.clauses


def whose(tokens: Sequence[Token], event: EventMention, mention: PlaceMention, place: Place) -> bool:
    """True where a country's name says whose somebody or something is: "the Chad minister", "a Chad-Niger pact"."""
    if (place.precision or COUNTRY) < COUNTRY or is_land(tokens, mention):
        return False
    if mention.last + 1 < len(tokens) and tokens[mention.last + 1].text == "-":
        return True
    token = tokens[mention.last]
    return token.dep in ATTRIBUTES and not event.first <= token.head <= event.last and token.head > mention.last


def merge_tolls(
    attached: Sequence[Attached], tree: Tree, voice: Callable[[int], object] = lambda _: None
) -> list[Attached]:
    """One event where a sentence gives an attack's toll in several verbs: "killed five and wounded dozens".

    The verb that only tells a toll goes into the attack told beside it; two verbs that give the same
    kind of toll at different figures or places stay apart, and so do the tellings of two voices.
    """
    kept: list[Attached] = []
    for values in attached:
        spoken = voice(values.event.head)
        host = next((k for k in reversed(kept) if voice(k.event.head) == spoken and _one_event(k, values, tree)), None)
        if host is None:
            kept.append(values)
        elif _only_toll(values.event):
            _take(host, values)
        else:
            _take(values, host)
            kept[kept.index(host)] = values
    return kept


def _only_toll(event: EventMention) -> bool:
    return event.type == "ASSAULT" and not event.actor and event.mode is None and event.effect in {"killed", "injured"}


def _one_event(a: Attached, b: Attached, tree: Tree) -> bool:
    one, two = a.event, b.event
    if one.type != "ASSAULT" or two.type != "ASSAULT" or not (_only_toll(one) or _only_toll(two)):
        return False
    path = tree.path(one.head, two.head)
    if tree.days_apart(one.head, two.head):
        return False
    if {one.mode, two.mode} & OTHER_FATES and _others(one, two, tree):
        return False  # "one was killed and another abducted"
    if _of_its_own(one, two, tree) or _of_its_own(two, one, tree) or is_part(tree, one) or is_part(tree, two):
        return False
    if a.lasting != b.lasting:
        return False
    if path is None or one.status != two.status or one.historical != two.historical or one.stance != two.stance:
        return False
    if a.place and b.place and not places_agree(a.place[1], b.place[1]):
        return False
    told = {(c.count.what, c.count.who) for c in a.counts}
    return not any((c.count.what, c.count.who) in told for c in b.counts)


def _of_its_own(told: EventMention, deed: EventMention, tree: Tree) -> bool:
    """Whether a toll is that of a deed which only says who somebody is: "shot the man responsible for the killing"."""
    tokens, hit = tree.parsed.tokens, {p.head for p in deed.recipient}
    if tokens[told.head].pos != "NOUN" or deed.head not in tree.above(told.head):
        return False
    for k in tree.above(told.head)[1:]:
        if tokens[k].lower == "responsible" or k in hit:
            return True
        if tokens[k].pos in {"VERB", "AUX"}:
            break
    return False


def _others(one: EventMention, two: EventMention, tree: Tree) -> bool:
    """Whether two deeds befell others: both tell whom, and nobody twice."""
    whom = [{p.head for p in e.recipient if tree.parsed.tokens[p.head].pos != "PRON"} for e in (one, two)]
    return all(whom) and whom[0].isdisjoint(whom[1])


def _take(host: Attached, toll: Attached) -> None:
    """The toll's victims, counts and circumstances become the host's."""
    event = toll.event
    victims = tuple(
        p if p.effect else msgspec.structs.replace(p, effect=event.effect)
        for p in event.recipient
        if all(p.first != q.first for q in host.event.recipient)
    )
    # "Boys hit by bullets died."
    same = {p.first: p.effect or event.effect for p in event.recipient} if event.effect in HARM else {}
    own = tuple(p if p.effect else msgspec.structs.replace(p, effect=same.get(p.first)) for p in host.event.recipient)
    words = (*range(event.first, event.last + 1), *event.others)
    host.event = msgspec.structs.replace(host.event, recipient=(*own, *victims), others=(*host.event.others, *words))
    host.counts += toll.counts
    host.instruments += [t for t in toll.instruments if t not in host.instruments]
    host.items += [t for t in toll.items if t not in host.items]
    host.place = host.place or toll.place
    host.time = host.time or toll.time
