"""Which events are not a report's news: those long over, and the tolls of wars and campaigns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from sayso.english import PERFECT, PRESENT, WEEKDAYS
from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.tree import Tree
from sayso.resolve.dates.report_dates import published_day
from sayso.types import CountMention, EventMention, Parsed
from sayso.words import listed

# An event that ended longer before the report than this is a look back.
LOOK_BACK = timedelta(days=30)
# What was over so long before the report is not its news, if another thing is told without a day.
NEWS = timedelta(days=7)
# A feast or day named without its year, put nearly a year back, may as well be the one at hand.
NEARLY_A_YEAR = timedelta(days=300)
# What happened; things to come, wished for or said to be are no look back.
TOLD = frozenset(["happened", "ongoing", "denied", "negated", "attempted"])
# What a toll counts.
TOLLS = frozenset(["killed", "injured", "casualties", "displaced"])
HARMED = frozenset(["killed", "injured", "abducted"])
# A running toll of so many is a war's, of which the report does not tell anew.
OF_WAR = 2000.0
# "Bringing the total to 71,000 since the fighting began".
GROWING = frozenset(["bring", "take", "raise", "push"])
WARS = frozenset(["war", "conflict", "uprising", "insurgency", "rebellion", "revolt", "crisis", "violence"])


def report_day(published: str | None, stated: date | None) -> date | None:
    """The day a report is from, as it was given, else as it says."""
    return published_day(published) or stated


def looks_back(tree: Tree, values: Attached, day: date | None) -> bool:
    """True where the event's own date, or the end of a war whose toll it tells, is more than a month back."""
    when = values.time.when if values.time else None
    if values.event.status not in TOLD or (values.time is not None and values.time.since):
        return False
    if of_war(values) and not _until_now(tree, values):
        return True
    if day is None or when is None:
        return False
    if when.precision in {"day", "range"} and not any(c.isdigit() for c in when.text) and _about_a_year(when.to, day):
        return False
    return _before(when.to, day)


def is_background(values: Attached) -> bool:
    """Whether an event is long over, or is what a war or a campaign of months has cost so far."""
    return values.event.historical or values.lasting


def of_war(values: Attached) -> bool:
    """True where it tells a toll so high that it is a war's."""
    return running(values) and _size(values) >= OF_WAR


def _lasts(parsed: Parsed, values: Attached, day: date | None) -> bool:
    """Whether it tells a toll that has run for more than a month, or since a war began that nobody dates."""
    when = values.time.when if values.time else None
    if not running(values) or of_war(values):
        return running(values)
    if when is None:
        told = parsed.sentence_of(values.event.head)
        return any(t.lower == "since" for t in parsed.tokens[told.first : told.last + 1])
    return day is not None and _before(when.from_, day)


def _until_now(tree: Tree, values: Attached) -> bool:
    """Whether a toll is told as one that still grows: "has killed", "have been killed", "stands at"."""
    tokens = tree.parsed.tokens
    for k in tree.above(values.event.head):
        told = [tokens[c] for c in tree.parsed.children[k] if tokens[c].dep in {"aux", "auxpass"}] or [tokens[k]]
        if any(t.lower in PERFECT or t.tag in PRESENT or (t.tag == "VBG" and t.lemma in GROWING) for t in told):
            return True
        joined = tokens[k].dep == "conj" and told == [tokens[k]]  # "has killed 4,000 and driven out millions"
        if not joined and any(t.tag in {"VBD", "MD"} for t in told):
            return False
    return False


def running(values: Attached) -> bool:
    """True where all that the event tells of dead and hurt is the toll of a war, a campaign or a period."""
    tolls = [c.count.cumulative for c in values.counts if c.count.what in TOLLS]
    return bool(tolls) and all(tolls)


def weeks_ago(parsed: Parsed, values: Attached, day: date | None) -> bool:
    """True where its sentence opens with a date that puts the event more than a week before the report."""
    time = values.time
    when = time.when if time is not None else None
    if time is None or when is None or day is None or running(values):
        return False
    if time.first > parsed.sentence_of(values.event.head).first + 1:
        return False
    dated = when.precision in {"month", "year"} or any(c.isdigit() for c in when.text)  # "Monday" is that before it
    ended = published_day(when.to)
    return dated and ended is not None and ended < day - NEWS


def other_weekdays(one: str, other: str) -> bool:
    """Whether two times without a date are told by other days of the week: "on Monday", "Thursday night"."""
    days = [{w for w in text.lower().split() if w in WEEKDAYS} for text in (one, other)]
    return all(days) and days[0].isdisjoint(days[1])


def with_age(tree: Tree, values: Attached, day: date | None) -> None:
    """Marked as a look back where it is one, and as a toll that runs since long before."""
    values.lasting = values.event.status in TOLD and _lasts(tree.parsed, values, day)
    if not values.event.historical and looks_back(tree, values, day):
        values.event = msgspec.structs.replace(values.event, historical=True)


def beside_wars(here: Sequence[Attached]) -> None:
    """The other tolls of a sentence that gives a war's: "40,000 have been killed and millions driven out"."""
    wars = [v for v in here if v.lasting and of_war(v)]
    if not wars:
        return
    over = all(v.event.historical for v in wars)
    for values in here:
        dated = values.time is not None and not values.time.since and not running(values)  # "4,300 fled on Monday"
        if values.event.status in TOLD and _size(values) >= OF_WAR and not values.event.historical and not dated:
            values.lasting = True
            values.event = msgspec.structs.replace(values.event, historical=over)


def of_old_attack(parsed: Parsed, by_sentence: Mapping[int, Sequence[Attached]]) -> None:
    """The bare toll behind an attack of a day long past: "X attacked Y on October 7. Some 1,200 people were killed"."""
    for number, here in sorted(by_sentence.items()):
        before = [v for v in by_sentence.get(number - 1, ()) if v.event.type == "ASSAULT"]
        dated = any(v.time and v.time.when and v.time.when.precision in {"day", "range"} for v in before)
        if not dated or not all(v.event.historical for v in before):
            continue
        for values in here:
            if _bare_toll(parsed, values):
                values.event = msgspec.structs.replace(values.event, historical=True)


def nobodys(parsed: Parsed, event: EventMention, mention: CountMention) -> bool:
    """Whether a toll is nobody's single deed, though somebody's stands beside it.

    That of "the violence of militants has killed 20,000" is theirs.
    """
    token = parsed.tokens[event.head]
    strife = token.pos == "NOUN" and token.lemma in listed("events", "strife", "words")
    return bool(event.actor) and not strife and _a_wars(parsed, mention)


def _a_wars(parsed: Parsed, mention: CountMention) -> bool:
    """Whether a toll is told to be that of a war: "a war that has claimed 40,000 lives"."""
    count, anchor = mention.count, mention.anchor
    if anchor is None or count.what not in TOLLS or (count.best or count.low or 0.0) < OF_WAR:
        return False
    tokens = parsed.tokens
    anchor = tokens[anchor].head if tokens[anchor].pos == "NOUN" else anchor  # "claimed the lives of"
    subjects = [tokens[c] for c in parsed.children[anchor] if tokens[c].dep == "nsubj"]
    subjects += [tokens[tokens[anchor].head]] if tokens[anchor].dep in {"relcl", "acl"} else []
    return any(t.lemma in WARS for t in subjects)


def _bare_toll(parsed: Parsed, values: Attached) -> bool:
    """A toll without doer, place and time, told as over: "were killed", not "have been killed"."""
    event = values.event
    if event.type != "ASSAULT" or event.status not in TOLD or event.actor or values.place or values.time:
        return False
    words = {parsed.tokens[c].lower for c in parsed.children[event.head]}
    return event.effect in HARMED and not words & PERFECT


def _size(values: Attached) -> float:
    return max((c.count.best or c.count.low or 0.0 for c in values.counts if c.count.what in TOLLS), default=0.0)


def _about_a_year(end: str | None, day: date) -> bool:
    ended = published_day(end)
    return ended is not None and NEARLY_A_YEAR < day - ended < timedelta(days=365) + LOOK_BACK


def _before(end: str | None, day: date) -> bool:
    ended = published_day(end)
    return ended is not None and ended < day - LOOK_BACK
