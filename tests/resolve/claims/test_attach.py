"""Which values of a sentence go to which of its events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs

from sayso.resolve.claims.attach import Attached, Attacher, merge_tolls
from sayso.resolve.claims.tree import Tree
from sayso.types import Count, CountMention, EventMention, Parsed, Place, PlaceMention, TimeMention

Parse = Callable[..., Parsed]
TEXT = "Gunmen killed nine people in Alta on Friday and wounded 12 others, officials said on Sunday."


def at(parsed: Parsed, word: str) -> int:
    return next(t.i for t in parsed.tokens if t.text == word)


def event(parsed: Parsed, word: str, **more: object) -> EventMention:
    i = at(parsed, word)
    return EventMention(first=i, last=i, head=i, type="ASSAULT", **more)  # type: ignore[arg-type]


def count(parsed: Parsed, word: str, anchor: str, what: str, best: int) -> CountMention:
    i, token = at(parsed, word), parsed.tokens[at(parsed, word)]
    made = Count(text=word, start=token.start, end=token.end, what=what, who="people", best=best)  # type: ignore[arg-type]
    return CountMention(first=i, last=i, head=i, anchor=at(parsed, anchor), count=made)


@pytest.mark.parametrize(("word", "anchor"), [("people", "killed"), ("others", "wounded")])
def test_count_goes_to_the_verb_that_says_what_became_of_them(parsed: Parse, word: str, anchor: str) -> None:
    """The dead belong to "killed", the hurt to "wounded"."""
    doc = parsed(TEXT)
    events = [event(doc, "killed"), event(doc, "wounded")]
    what = "killed" if anchor == "killed" else "injured"
    found = Attacher(Tree(doc), []).count(count(doc, word, anchor, what, 9), events)
    assert found is not None and doc.tokens[found.head].text == anchor


def test_day_of_speaking_is_not_the_days_of_the_deed(parsed: Parse) -> None:
    """ "Officials said on Sunday" dates the saying."""
    doc = parsed(TEXT)
    days = [
        TimeMention(first=i, last=i, start=t.start, end=t.end, text=t.text, type="DATE", value="2031-03-14")
        for i, t in enumerate(doc.tokens)
        if t.text in {"Friday", "Sunday"}
    ]
    found = Attacher(Tree(doc), [at(doc, "said")]).time(event(doc, "killed"), days)
    assert found is not None and found.text == "Friday"


def test_day_of_a_charge_is_not_that_of_the_deed(parsed: Parse) -> None:
    """Who was charged on Wednesday did it before; nothing tells when."""
    doc = parsed("A clerk accused of killing two managers was arraigned Wednesday.")
    deed = event(doc, "killing")
    charge = structs.replace(event(doc, "arraigned"), type="ACCUSE")
    t = doc.tokens[at(doc, "Wednesday")]
    day = TimeMention(first=t.i, last=t.i, start=t.start, end=t.end, text=t.text, type="DATE", value="")
    attacher = Attacher(Tree(doc), [])
    assert attacher.time(deed, [day], [deed, charge]) is None
    assert attacher.time(charge, [day], [deed, charge]) is day


def test_place_of_people_is_not_the_place_of_their_deed(parsed: Parse) -> None:
    """A demonym is nowhere, a town after "in" is where."""
    doc = parsed("Syrian gunmen killed nine people in Damascus on Friday.")
    places = []
    for word, demonym in (("Syrian", True), ("Damascus", False)):
        token = doc.tokens[at(doc, word)]
        mention = PlaceMention(
            first=token.i, last=token.i, start=token.start, end=token.end, text=word, name=word, demonym=demonym
        )
        places.append((mention, Place(text=word, start=token.start, end=token.end, country="SYR", precision=1)))
    found = Attacher(Tree(doc), []).place(event(doc, "killed"), places)
    assert found is not None and found[0].text == "Damascus"


def test_tolls_of_one_attack_come_together(parsed: Parse) -> None:
    """ "Killed nine and wounded 12" is one event with two counts, "wounded" being only its toll."""
    doc = parsed(TEXT)
    killing = Attached(event(doc, "killed", effect="killed", mode="firearms"))
    wounding = Attached(event(doc, "wounded", effect="injured"))
    killing.counts.append(count(doc, "people", "killed", "killed", 9))
    wounding.counts.append(count(doc, "others", "wounded", "injured", 12))
    (merged,) = merge_tolls([killing, wounding], Tree(doc))
    assert [c.count.what for c in merged.counts] == ["killed", "injured"]


def test_two_death_tolls_stay_two_events(parsed: Parse) -> None:
    """The same kind of toll twice is not one event's."""
    doc = parsed("A bomb killed nine people and a mine killed two soldiers.")
    first, second = (
        Attached(EventMention(first=t.i, last=t.i, head=t.i, type="ASSAULT", effect="killed"))
        for t in doc.tokens
        if t.text == "killed"
    )
    first.counts.append(count(doc, "people", "killed", "killed", 9))
    second.counts.append(count(doc, "soldiers", "killed", "killed", 2))
    assert len(merge_tolls([first, second], Tree(doc))) == 2
