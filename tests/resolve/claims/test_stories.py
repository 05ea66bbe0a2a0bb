"""Which events of a report are one, and which one it is about."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.parse import Parser
from sayso.pipeline import Coder
from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.distances import distance_km, places_agree
from sayso.resolve.claims.stories import Story, Told, group_stories, main_tellings, told_apart
from sayso.types import (
    Count,
    CountMention,
    Effect,
    EventMention,
    Parsed,
    Party,
    Place,
    PlaceMention,
    Report,
    TimeMention,
    When,
)

PARSED = Parsed(report=Report(id="r", text=""), tokens=(), sentences=(), names=(), children=())


def place(name: str, lat: float, lon: float, **more: Any) -> Place:
    return Place(text=name, start=0, end=1, name=name, lat=lat, lon=lon, country="AAA", **{"precision": 1, **more})


ALTA, SUBURB, FAR = place("Alta", 10.0, 10.0), place("Alta West", 10.1, 10.1), place("Bera", 12.0, 10.0)


def told(sentence: int, lemma: str = "attac", **given: Any) -> Told:
    """A telling; `at`, `on` and `dead` make its place, day and toll, the rest is the event's."""
    at, on, dead = given.pop("at", None), given.pop("on", None), given.pop("dead", None)
    actor, recipient = given.pop("actor", ()), given.pop("recipient", ())
    definite, other = given.pop("definite", False), given.pop("other", False)
    values = Attached(EventMention(first=0, last=0, head=0, **{"type": "ASSAULT", "confidence": 0.9, **given}))
    if at is not None:
        values.place = (PlaceMention(first=0, last=0, start=0, end=1, text=at.text, name=at.text), at)
    if on is not None:
        when = When(text="x", start=0, end=1, from_=on, to=on, precision="day")
        values.time = TimeMention(first=0, last=0, start=0, end=1, text="x", type="DATE", value=on, when=when)
    if dead is not None:
        count = Count(text="x", start=0, end=1, what="killed", who="people", low=dead, best=dead, high=dead)
        values.counts.append(CountMention(first=0, last=0, head=0, anchor=0, count=count))
    return Told(values, actor, recipient, sentence, lemma, definite, other)


def party(name: str, id: str | None = None, country: str | None = None, **more: Any) -> Party:
    return Party(text=name, start=0, end=1, name=name, id=id, country=country, **more)


def numbers(*tellings: Told) -> list[int]:
    stories = group_stories(PARSED, tellings)
    return [next(s.number for s in stories if t in s.told) for t in tellings]


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (told(1, "kill", dead=4), True),
        (told(1, "blast", at=SUBURB), True),
        (told(1, "blast", at=FAR), False),
        (told(1, "blast", on="2031-03-12"), False),
        (told(1, "raid", mode="abduct"), False),
        (told(1, "raid", mode="drone"), True),
        (told(1, "blast", other=True), False),
        (told(1, "kill", dead=90), False),
        (told(1, "attac", historical=True), False),
        (told(1, "attac", status="threatened"), False),
        (told(1, "attac", status="denied"), True),
        (told(1, "march", type="PROTEST"), False),
        (told(1, "raid", actor=(party("Bera", "b", "BBB"),)), False),
        (told(9, "raid"), False),
        (told(9, "raid", definite=True), True),
        (told(9, "attac"), True),
    ],
)
def test_event_joins_the_one_told_before_unless_something_speaks_against_it(second: Told, joined: bool) -> None:
    """Place, day, mode, doer, toll, history and status keep events apart, and so does distance."""
    first = told(0, at=ALTA, on="2031-03-14", mode="aerial", dead=5, actor=(party("Alta", "a", "AAA"),))
    assert (numbers(first, second) == [1, 1]) is joined


@pytest.mark.parametrize(
    ("sector", "certainty", "joined"), [("REB", "stated", False), ("REB", "suspected", True), ("MIL", "stated", True)]
)
def test_shelling_by_the_army_and_by_the_rebels_are_two(sector: str, certainty: Any, joined: bool) -> None:
    """What a state's own and its opponents are said to have done is not one deed; who is only suspected may have."""
    army = told(0, "shell", actor=(party("army", sector="MIL", country="AAA"),))
    other = told(1, "fire", actor=(party("others", sector=sector, country="AAA", certainty=certainty),))
    assert (numbers(army, other) == [1, 1]) is joined


def test_words_spoken_are_told_twice_only_by_the_same_speaker() -> None:
    """Two demands of two parties are two, however near they stand."""
    one = told(0, "deman", type="REQUEST", actor=(party("Alta", "a"),), recipient=(party("Bera", "b"),))
    again = told(1, "deman", type="REQUEST", actor=(party("Alta", "a"),), recipient=(party("Bera", "b"),))
    other = told(1, "deman", type="REQUEST", actor=(party("Cora", "c"),), recipient=(party("Bera", "b"),))
    assert numbers(one, again, other) == [1, 1, 2]


def test_one_person_dies_once_wherever_it_is_told_to_be() -> None:
    """A murder told again with another place is the same murder; a namesake's kidnapping is not."""

    def victim(name: str, effect: Effect) -> tuple[Party, ...]:
        return (Party(text=name, start=0, end=1, name=name, kind="person", effect=effect),)

    first = told(0, at=ALTA, recipient=victim("Ana Castell", "killed"))
    again = told(6, lemma="murde", at=FAR, recipient=victim("Castell", "killed"))
    other = told(9, lemma="kidna", at=FAR, recipient=victim("Bruno Castell", "abducted"))
    assert numbers(first, again, other) == [1, 1, 2]


def test_two_who_were_chosen_and_killed_are_two_murders() -> None:
    """An editor's assassination told behind a judge's is another, unless both are told in one breath."""

    def slain(at: int, *names: str) -> Told:
        people = tuple(Party(text=n, start=0, end=1, name=n, kind="person", effect="killed") for n in names)
        return told(at, lemma="assas", mode="targeted", recipient=people)

    assert numbers(slain(0, "Ana Castell"), slain(1, "Bruno Dalmar")) == [1, 2]
    assert numbers(slain(0, "Ana Castell"), slain(0, "Bruno Dalmar")) == [1, 1]
    assert numbers(slain(0, "Ana Castell", "Bruno Dalmar"), slain(1, "Bruno Dalmar")) == [1, 1]


def test_main_event_is_told_early_and_with_a_toll() -> None:
    """A killing told in the first sentence is what the report is about, not the history after it."""
    first, later = told(0, dead=5, at=ALTA), told(6, "siege", historical=True)
    stories = group_stories(PARSED, [first, later])
    assert main_tellings(PARSED, stories) == {id(first)}


def test_what_only_might_happen_is_main_where_nothing_else_is_told() -> None:
    """A report with one hypothetical event is about that; beside a real one it never is."""
    might, real = told(0, status="hypothetical"), told(5, "raid")
    assert main_tellings(PARSED, [Story(1, [might])]) == {id(might)}
    assert main_tellings(PARSED, [Story(1, [might]), Story(2, [real])]) == {id(real)}


def test_places_agree_where_one_may_hold_the_other() -> None:
    """A country holds all its towns, a province its own; towns must be near."""
    country = place("A", 9.0, 9.0, precision=6)
    north = place("North", 10.5, 10.0, precision=4, admin1="North")
    assert places_agree(ALTA, SUBURB) and not places_agree(ALTA, FAR)
    assert places_agree(country, FAR) and places_agree(north, ALTA)
    assert not places_agree(north, place("Cora", 10.0, 10.0, admin1="South"))


def test_distance_is_that_of_the_sphere() -> None:
    """One degree of a meridian is 111 km."""
    assert distance_km(0, 0, 1, 0) == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize(
    ("text", "head", "apart"),
    [
        ("In a separate incident two soldiers were hurt by a mine.", "hurt", True),
        ("Elsewhere, gunmen shot a trader.", "shot", True),
        ("A second blast hit the market.", "blast", True),
        ("In a similar way, the police shot a trader.", "shot", False),
        ("In the same village gunmen shot a trader.", "shot", False),
    ],
)
def test_event_told_apart_is_another(parser: Parser, text: str, head: str, apart: bool) -> None:
    """What happens "in a separate incident" has neither doer nor day nor place of the one before."""
    parsed = parser.parse(Report(id="r", text=text))
    assert told_apart(parsed, next(t.i for t in parsed.tokens if t.text == head)) is apart


def test_headline_figures_of_the_dead_are_not_those_of_the_hurt() -> None:
    """A title that tells of 22 dead is about the raid that killed them, not about the one that hurt as many."""
    text = (
        "Air strikes killed 22 people near Lena on Monday. The highest toll was in Sele, where raids killed "
        "nine people and wounded 22. Nine more were killed in Dorr, where raids went on all day."
    )
    claims = Coder(every=True).code(
        Report(id="r", text=text, outlet="O", published="2031-03-15", title="Air strikes kill 22 near Lena")
    )
    assert {c.best for claim in claims if claim.main for c in claim.counts if c.what == "killed"} >= {22.0}
