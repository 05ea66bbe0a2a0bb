"""Which events of one report are the same event told again, and which one the report is about."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from sayso.find.counts.numbers import read_quantity
from sayso.find.events.answers import answers_new
from sayso.resolve.claims.attach import ATTACKS, FINDING, TOWNS, Attached
from sayso.resolve.claims.background import LOOK_BACK, is_background, other_weekdays, running
from sayso.resolve.claims.distances import places_agree
from sayso.resolve.claims.equal_tolls import same_toll, tolls_differ
from sayso.resolve.dates.report_dates import published_day
from sayso.types import Count, CountMention, Parsed, Party

# "bomb", "bombed" and "bombing" begin alike; a stemmer does no better on event words.
STEM_LETTERS = 5

# Verbs that name the same deed; an event told again seldom keeps its words.
VIOLENT = frozenset(["ASSAULT", "CONTROL"])
# Events made of words: told twice only where the same party does the same again.
VERBAL = frozenset(["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])

# Modes that another may specify: a drone strike is an air strike, a suicide attack an explosion.
KINDRED_MODES = (
    frozenset(["aerial", "drone", "heavy-weapons", "explosives", "unconventional"]),
    frozenset(["explosives", "suicide-attack"]),
    frozenset(["firearms", "targeted"]),
    frozenset(["explosives", "targeted"]),
    frozenset(["firearms", "heavy-weapons"]),
)

# Who fights, told before.
BOTH = frozenset(["both sides", "the two sides", "both parties", "the sides", "each side"])
# A telling this many sentences on may still mean the event just told; one farther off must name it.
NEAR_SENTENCES = 3

# A story is known by its first tellings and by its last; a book may tell of one a thousand times.
FIRST_TELLINGS, LAST_TELLINGS = 10, 20
FIRST_STORIES, LAST_STORIES = 20, 60

# Sectors that do not do what a mode takes; a telling's own words are believed all the same.
LACKING = {
    "aerial": frozenset("REB CRM UAF PAR CVL CIV MED JRN NGO HLH REF EDU BUS LAB AGR ELI REL".split()),
    "suicide-attack": frozenset(["GOV", "MIL", "COP"]),
}

# An event told with one of these before it is not the one just told.
OTHERS = frozenset(
    ["another", "second", "third", "separate", "separately", "similar", "other", "previous", "elsewhere", "different"]
)
# "In a similar manner" tells how.
MANNERS = frozenset(["manner", "way", "fashion", "vein", "move", "case"])

# Stems of "offensive" and the like: no strike told of just before, but what that is part of.
CAMPAIGNS = frozenset(["campa", "offen", "opera", "onsla", "war"])

# The stem of a bare figure.
TOLL = "toll"
# What happens to a person once in a report.
ONCE = frozenset(["killed", "abducted"])

BACK_REFERENCES = frozenset(["the", "this", "that", "these", "those", "such"])

# The first sentences of a report say what it is about; a sentence later weighs this much less.
SENTENCE_DECAY = 0.94
# So many sentences lead, and weigh this much more.
LEAD_SENTENCES, LEAD_WEIGHT = 2, 1.3
# What the headline names is mostly what the report is about.
TITLE_WEIGHT = 2.0
# The event whose toll the headline gives is that one, however many more died in others.
TITLE_FIGURE = 4.0
LONGEST_TITLE = 60
# A text repeats its title in its first sentences, if anywhere.
LAST_HEADING = 3
# News leads with its dead, then with whoever else was hurt or driven out.
TOLL_WEIGHT = {"killed": 3.0, "injured": 1.5, "casualties": 1.5, "displaced": 1.6, "evacuated": 1.5, "abducted": 1.4}
# Beginnings of the words by which a headline counts the hurt; whom it counts without one is mostly dead.
HURT = frozenset(["injur", "wound", "hurt", "maime"])
# Figures told on top of others: what the report is about stands before them.
FURTHER = frozenset(["additional", "further", "extra"])
FURTHER_WEIGHT = 0.25
# Who returns was driven out before, and where both are told that is the news.
RETURN_WEIGHT = 0.5
# Powers of ten after which more dead weigh no more: a hundred and beyond is often a war's toll.
MOST_WEIGHT = 2.0


STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY"})
OPPOSED_SECTORS = frozenset({"REB", "OPP"})


@dataclass
class Told:
    """One event with what it was resolved to, as the grouping needs it."""

    values: Attached
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    sentence: int
    lemma: str
    definite: bool
    other: bool = False
    """Told as another event than those before: "a second blast", "a separate raid"."""
    own_word: bool = False
    """Told by its doer, who is no state's: "the Front said it had struck"."""
    voice: str | None = None
    """Whose word it is, by name or in the report's words; None where the outlet itself tells it."""
    aside: bool = False
    """Told only to say who its doer is: "the coalition fighting the Front"."""
    describes: bool = False
    """Told by a participle to say who or what somebody is: "a town held by rebels", "a man accused of theft"."""
    tolled: bool = False
    """Beside a figure told as a toll: "confirmed the attack but put the toll at seven"."""
    answered: bool = False
    """What another deed is done for: "in retaliation for the killing"."""
    time_apart: range | None = None
    """The words of "two days after a raid" that it stands in."""
    around: tuple[str, ...] = ()
    """Beginnings of the nouns of its sentence: "killed in clashes"."""
    unknown: str | None = None
    """The town that its own words name and no gazetteer has."""
    pointed: bool = False
    """Told before by words that mean the one just told: "that attack"."""
    weeks_ago: bool = False
    """Told of a day or month, over a week before the report, with which its sentence opens: "In March"."""
    left_open: bool = False
    """Known to have happened, by one or another of its doers: "unclear whether X or Y carried out the raid"."""
    heading: bool = False
    """Told in the report's own title, which its text repeats."""
    bygone: bool = False
    """Told only to date or describe others: "days after a raid", "a base for raids", "an area often raided"."""
    unclear: bool = False
    """Told near by to be of a doer whom nobody knows: "it was not clear who fired"."""


@dataclass
class Story:
    """Events of a report that are one and the same, in order of the text."""

    number: int
    told: list[Told] = field(default_factory=list)


def told_apart(parsed: Parsed, head: int) -> bool:
    """Whether an event is told as another than those before: "a second blast", "in a separate incident two died"."""
    tokens, children = parsed.tokens, parsed.children
    named = [head]
    if tokens[head].dep == "appos":  # "two other raids, one a shooting"
        named.append(tokens[head].head)
    elif tokens[head].pos == "VERB":  # "a second attack left 30 dead"
        named += [c for c in children[head] if tokens[c].dep == "nsubj" and tokens[c].lemma in ATTACKS]
    if any(tokens[c].lower in OTHERS for n in named for c in children[n]) or answers_new(parsed, head):
        return True
    behind = (n for c in children[head] if c < head and tokens[c].lower == "in" for n in children[c])
    return any(
        tokens[w].lower in OTHERS for n in behind if tokens[n].lemma not in MANNERS for w in children[n] if w < n
    )


def in_heading(parsed: Parsed, head: int) -> bool:
    """Whether a token stands in the report's title, where the text has it as a sentence of its own."""
    title, sentence = _folded(parsed.report.title or ""), parsed.sentence_of(head)
    return bool(title) and sentence.i <= LAST_HEADING and title == _folded(parsed.text[sentence.start : sentence.end])


def _folded(text: str) -> list[str]:
    return [w.strip(".").casefold() for w in text.split()]


def group_stories(parsed: Parsed, told: Sequence[Told]) -> list[Story]:
    """Every event in exactly one story; stories numbered from 1 in order of their first event."""
    stories: list[Story] = []
    for item in told:
        known = (*stories[:FIRST_STORIES], *stories[FIRST_STORIES:][-LAST_STORIES:])
        meant = _just_told(item, known)
        fitting = [] if _between_foes(item, known) else [s for s in known if _joins(item, s)]
        if meant is not None:
            old = meant.told[-1].values.event.historical
            item.values.event = msgspec.structs.replace(item.values.event, historical=old)
            meant.told.append(item)
        elif fitting:
            # Of the same toll, else the one told last: "the attack" means the attack just spoken of, not the capture.
            max(
                fitting,
                key=lambda s: (_of_toll(item, s), item.definite and _of_type(item, s), s.told[-1].sentence),
            ).told.append(item)
        else:
            stories.append(Story(len(stories) + 1, [item]))
    return stories


def found_besides(parsed: Parsed, told: Sequence[Told]) -> None:
    """Marks as other events the dead that are found by those who fight in the same sentence."""
    fights = {t.sentence for t in told if t.values.event.type == "ASSAULT" and t.actor}
    for item in told:
        event, tokens = item.values.event, parsed.tokens
        if event.type != "ASSAULT" or item.actor or item.sentence not in fights or tokens[event.head].pos != "NOUN":
            continue
        above = tokens[tokens[event.head].head]
        item.other = item.other or (above.pos == "VERB" and above.lemma in FINDING and above.dep == "conj")


def _between_foes(item: Told, stories: Sequence[Story]) -> bool:
    """A bare toll behind a sentence that tells attacks of two foes: whose dead they are is not told."""
    values = item.values
    if values.event.type != "ASSAULT" or values.event.effect is None or item.actor or values.place or values.time:
        return False
    before = [
        o for s in stories for o in s.told[-LAST_TELLINGS:]
        if o.sentence == item.sentence - 1 and o.values.event.type == "ASSAULT" and o.actor and _real(o)
    ]  # fmt: skip
    return any(_strangers(a.actor, b.actor) for n, a in enumerate(before) for b in before[n + 1 :])


def _just_told(item: Told, stories: Sequence[Story]) -> Story | None:
    """The story told last, for "that attack" or "both sides" behind it without a day, place or toll of its own."""
    values = item.values
    if (fight := _of_both(item, stories)) is not None:
        return fight
    if not item.pointed or values.event.type != "ASSAULT" or values.time or values.place or values.counts:
        return None
    attacks = [s for s in stories if _of_type(item, s)]
    last = max(attacks, key=lambda s: (s.told[-1].sentence, s.told[-1].values.event.head), default=None)
    return last if last is not None and item.sentence - last.told[-1].sentence <= 1 else None


def _of_both(item: Told, stories: Sequence[Story]) -> Story | None:
    """The fight of two sides told just before, for what "both sides" of it did where no other place is named."""
    values = item.values
    if values.event.type != "ASSAULT" or values.place or all(p.text.lower() not in BOTH for p in item.actor):
        return None
    fights = [
        (o.sentence, s.number, s) for s in stories for o in s.told[-LAST_TELLINGS:]
        if o.values.event.type in VIOLENT and len(o.actor) + len(o.recipient) > 1 and o.actor
        and 0 <= item.sentence - o.sentence <= NEAR_SENTENCES
    ]  # fmt: skip
    return max(fights, key=lambda f: f[:2])[2] if fights else None


def main_story(parsed: Parsed, stories: Sequence[Story]) -> Story | None:
    """The story the report is about: told early, often, in the headline, and with a toll."""
    words = [word.strip(".,:;'\"“”‘’").lower() for word in (parsed.report.title or "").split()]
    title, figures = {word[:STEM_LETTERS] for word in words}, _figures(words)
    return max(stories, key=lambda s: (_weight(parsed, s, title, figures), -s.number), default=None)


def _figures(words: Sequence[str]) -> frozenset[float]:
    """How many the headline counts; a lone one may be anything."""
    found = [read_quantity(words, i) for i in range(min(len(words), LONGEST_TITLE))]
    return frozenset(n for f in found if f is not None for n in (f[0].best,) if n is not None and n > 1)


def main_tellings(parsed: Parsed, stories: Sequence[Story]) -> frozenset[int]:
    """`id` of each telling of the event the report is about.

    What did not happen or only might tells of no event, unless the report has nothing else.
    """
    live = [s for s in stories if any(map(_real, s.told))]
    main = main_story(parsed, live or stories)
    if main is None:
        return frozenset()
    told = [item for item in main.told if _real(item) or not live]
    counted = [item for item in told if _counted(item)]
    return frozenset(id(item) for item in told if not (counted and _only_vague(item)))


def _counted(item: Told) -> bool:
    """Whether a telling says how many are out of their homes, if only at most."""
    told = (c.count for c in item.values.counts if c.count.what == "displaced" and not c.count.cumulative)
    return item.values.event.type == "DISPLACE" and any(c.best is not None or c.high is not None for c in told)


def _only_vague(item: Told) -> bool:
    """Whether "several hundred" are all that a telling counts: beside counted people they are no news."""
    told = [c.count for c in item.values.counts]
    return item.values.event.type == "DISPLACE" and bool(told) and all(c.best is None and c.high is None for c in told)


def _real(item: Told) -> bool:
    return item.values.event.status not in {"negated", "hypothetical"}


def _weight(parsed: Parsed, story: Story, title: set[str], figures: frozenset[float]) -> float:
    """How much of the report is a story's: a sentence counts once, whatever number of its deeds it tells."""
    sentences: dict[int, float] = {}
    for item in story.told:
        event = item.values.event
        share = SENTENCE_DECAY**item.sentence * event.confidence
        if item.sentence < LEAD_SENTENCES:
            share *= LEAD_WEIGHT
        if (
            is_background(item.values)
            or item.bygone
            or running(item.values)
            or event.status in {"hypothetical", "negated"}
        ):
            share *= 0.2
        if event.type in VERBAL:
            share *= 0.6
        if item.other:
            share *= 0.5
        if event.mode == "return":
            share *= RETURN_WEIGHT
        share *= TITLE_WEIGHT if item.lemma in title else 1.0
        sentences[item.sentence] = max(share, sentences.get(item.sentence, 0.0))
    weight = sum(sentences.values())
    mentions = [c for item in story.told for c in item.values.counts if not c.count.cumulative]
    if mentions and all(_further(parsed, c) for c in mentions):
        weight *= FURTHER_WEIGHT
    told = [c.count for c in mentions]
    if any(c.best in figures and _fate_named(c.what, title) for c in told):
        weight *= TITLE_FIGURE
    return weight * max((_toll_weight(count) for count in told), default=1.0)


def _fate_named(what: str, title: set[str]) -> bool:
    """Whether a figure of the headline can be that of those who met this fate."""
    return what in TOLL_WEIGHT and (what != "injured" or not title.isdisjoint(HURT))


def _further(parsed: Parsed, mention: CountMention) -> bool:
    """True for "an additional 4,000 people": they come on top of those the report is about."""
    return any(t.lower in FURTHER for t in parsed.tokens[max(mention.first - 1, 0) : mention.head])


def _toll_weight(count: Count) -> float:
    """What a toll adds to a story: one victim half of what ten do, a hundred half as much again."""
    full, size = TOLL_WEIGHT.get(count.what, 1.0), count.best or count.low or count.high or 1
    return 1 + (full - 1) * (0.5 + 0.5 * min(math.log10(max(size, 1)), MOST_WEIGHT))


def _joins(item: Told, story: Story) -> bool:
    """True where the event can be the story's, and is told near it or in words that point back."""
    event, first = item.values.event, story.told[0].values.event
    if event.type != first.type and not {event.type, first.type} <= VIOLENT:
        return False
    if item.other and event.type not in VERBAL:
        return False
    known = _known(story)
    if _of_toll(item, story) or any(_same_fate(item, other) for other in known):
        return True
    if any(_conflict(item, other) for other in known):
        return False
    if event.type in VERBAL:
        return any(
            item.lemma == o.lemma and _shared(item.actor, o.actor) and _shared(item.recipient, o.recipient)
            for o in known
        )
    if item.lemma in CAMPAIGNS and not any(o.lemma in CAMPAIGNS for o in known):
        of_nobody = not item.definite and not any(o.actor for o in known)  # "bodies of those killed in the offensive"
        return of_nobody or _same_parties(item, known)
    if event.type == first.type and item.sentence - story.told[-1].sentence <= NEAR_SENTENCES:
        return True  # news tells on of the event it was telling of, unless something speaks against it
    return item.definite or any(item.lemma == o.lemma for o in known) or _same_parties(item, known)


def _known(story: Story) -> tuple[Told, ...]:
    """The tellings by which a story is known, however long it is."""
    return (*story.told[:FIRST_TELLINGS], *story.told[FIRST_TELLINGS:][-LAST_TELLINGS:])


def _of_toll(item: Told, story: Story) -> bool:
    """Whether the story has told the same exact toll."""
    return any(same_toll(item.values, o.values) for o in _known(story))


def _of_type(item: Told, story: Story) -> bool:
    return any(o.values.event.type == item.values.event.type for o in story.told[:FIRST_TELLINGS])


def _same_fate(a: Told, b: Told) -> bool:
    """One and the same person killed or carried off: that happens once, wherever and by whomever it is told to be."""
    if not {a.values.event.status, b.values.event.status} <= {"happened", "ongoing"}:
        return False
    one, two = (
        [(p.effect, p.id, frozenset((p.name or "").lower().split())) for p in t.recipient
         if p.kind == "person" and p.name and p.effect in ONCE]
        for t in (a, b)
    )  # fmt: skip
    return any(
        x[0] == y[0] and (x[1] == y[1] if x[1] and y[1] else x[2] <= y[2] or y[2] <= x[2]) for x in one for y in two
    )


def _same_parties(item: Told, others: Iterable[Told]) -> bool:
    return any(_shared(item.recipient, o.recipient) or _shared(item.actor, o.actor) for o in others)


def _conflict(a: Told, b: Told) -> bool:
    one, two = a.values, b.values
    if is_background(one) != is_background(two) or running(one) != running(two):
        return True
    if ("planned" in {one.event.status, two.event.status} or "threatened" in {one.event.status, two.event.status}) and (
        one.event.status != two.event.status
    ):
        return True
    if a.sentence == b.sentence and a.answered != b.answered:
        return True
    if a.sentence == b.sentence and a.time_apart != b.time_apart and "die" not in (a.lemma, b.lemma):
        return True
    if same_toll(one, two) and not a.other:
        return False
    if a.bygone != b.bygone:
        return True
    if "return" in {one.event.mode, two.event.mode} and one.event.mode != two.event.mode:
        return True
    if one.event.type == two.event.type and not modes_agree(one.event.mode, two.event.mode):
        return True
    if _other_victim(a, b):
        return True
    if _before_that(a, b) or _before_that(b, a) or _elsewhere(a, b) or _elsewhere(b, a) or _lasts(one) != _lasts(two):
        return True
    if one.place and two.place and not (_of_doer(one) or _of_doer(two) or places_agree(one.place[1], two.place[1])):
        return True
    if one.time and two.time and one.time.when and two.time.when:
        x, y = one.time.when, two.time.when
        if x.from_ is None and y.from_ is None and other_weekdays(x.text, y.text):
            return True
        if x.from_ and x.to and y.from_ and y.to and (x.to < y.from_ or y.to < x.from_):
            return True
    if lacks_means(one.event.mode, b.actor) or lacks_means(two.event.mode, a.actor):
        return True
    return _strangers(a.actor, b.actor) or (tolls_differ(one, two) and not (_the_toll(a) or _the_toll(b)))


def _the_toll(item: Told) -> bool:
    """Told by nothing but its figure, which is another's of what was just told: "put the death toll at 21"."""
    return item.definite and (item.lemma == TOLL or item.tolled)


def _other_victim(a: Told, b: Told) -> bool:
    """Whether two people of different names were each chosen and killed, in sentences of their own."""
    if a.sentence == b.sentence or "targeted" not in (a.values.event.mode, b.values.event.mode):
        return False
    return bool(_slain(a) and _slain(b)) and not _shared(a.recipient, b.recipient)


def _slain(item: Told) -> bool:
    """Whether all that an event befell are people told by name to have been killed."""
    return bool(item.recipient) and all(p.kind == "person" and p.name and p.effect == "killed" for p in item.recipient)


def _before_that(news: Told, past: Told) -> bool:
    """Whether what is told first as the day's news is followed by what is told of weeks before it."""
    if not past.weeks_ago or past.definite or news.definite or news.heading:
        return False
    return news.values.time is None and news.sentence < past.sentence


def _of_doer(values: Attached) -> bool:
    """Whether the place only says whose the doers are: "two US destroyers"."""
    at = values.place[0] if values.place is not None else None
    return at is not None and any(p.first <= at.first and at.last <= p.last for p in values.event.actor)


def _lasts(values: Attached) -> bool:
    """Going on for longer than a month: "has been shelled since 2012" is no single shelling."""
    when = values.time.when if values.time is not None and values.time.since else None
    first, last = (published_day(day) for day in (when.from_, when.to)) if when is not None else (None, None)
    return first is not None and last is not None and last - first > LOOK_BACK


def _elsewhere(a: Told, b: Told) -> bool:
    """In a village that nobody knows, and the other in another, or where something else than taking it was done."""
    if a.unknown is None or a.unknown == b.unknown:
        return False
    taken = a.values.event.type == "CONTROL" != b.values.event.type and a.sentence != b.sentence
    return b.unknown is not None or (b.values.place is not None and (taken or b.values.place[0].kind in TOWNS))


def lacks_means(mode: str | None, doers: Sequence[Party]) -> bool:
    """True where none of the doers has what the mode takes: rebels fly no warplanes, armies send no suicides."""
    without = LACKING.get(mode or "")
    return without is not None and bool(doers) and all(p.sector in without for p in doers)


def _strangers(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Named doers on both sides, none of them the same; or a state's own here and its opponents there."""
    if _opposed(a, b) or _opposed(b, a):
        return True
    named_a, named_b = {p.id for p in a if p.id}, {p.id for p in b if p.id}
    if named_a and named_b and not named_a & named_b:
        return not ({p.country for p in a if p.country} & {p.country for p in b if p.country})
    return False


def _opposed(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """True where all of one side are said to be a state's, and all of the other its opponents."""
    state, others = (frozenset(p.sector for p in side if p.certainty == "stated") for side in (a, b))
    return bool(state) and bool(others) and state <= STATE_SECTORS and others <= OPPOSED_SECTORS


def modes_agree(a: str | None, b: str | None) -> bool:
    """True where one deed can be told with both modes.

    >>> modes_agree("drone", "aerial"), modes_agree("abduct", "aerial")
    (True, False)
    """
    return a == b or a is None or b is None or any({a, b} <= kindred for kindred in KINDRED_MODES)


def _shared(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """True where a party stands on both sides, by its id, its name or part of it ("Castell" for "Ana Castell")."""
    keys = [{p.id or (p.name or p.text).lower() for p in parties} for parties in (a, b)]
    if keys[0] & keys[1]:
        return True
    names = [[frozenset(p.name.lower().split()) for p in parties if p.name and p.id is None] for parties in (a, b)]
    return any(x <= y or y <= x for x in names[0] for y in names[1])
