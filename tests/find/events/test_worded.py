"""Events that only a word of the reader's tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import EventMention, Parsed

Join = Callable[..., tuple[Parsed, list[EventMention]]]
TWO = "The council padlocked two newspapers and the army shelled Lena."


def told(parsed: Parsed, events: list[EventMention]) -> list[tuple[str, str, list[str], list[str]]]:
    """Word, type, heads of actors and of recipients of each event."""
    heads = parsed.tokens
    return [
        (heads[e.head].text, e.type, [heads[p.head].text for p in e.actor], [heads[p.head].text for p in e.recipient])
        for e in events
    ]


def test_a_word_the_rules_do_not_know_tells_an_event(join: Join) -> None:
    """Beside what the rules read, between its own subject and object."""
    found = told(*join(TWO, "ASSAULT", ["the army"], ["Lena"], words=[("padlocked", "COERCE", 0.9)]))
    assert ("padlocked", "COERCE", ["council"], ["newspapers"]) in found
    assert [f for f in found if f[0] == "shelled"] == [("shelled", "ASSAULT", ["army"], ["Lena"])]


def test_an_unsure_word_tells_none(join: Join) -> None:
    """Rather no claim than a wrong one."""
    found = told(*join(TWO, "ASSAULT", ["the army"], ["Lena"], words=[("padlocked", "COERCE", 0.3)]))
    assert [f[0] for f in found] == ["shelled"]


def test_a_word_that_is_an_events_already_tells_no_second(join: Join) -> None:
    """Whatever type the reader gives it."""
    words = [("shelled", "CONTROL", 0.9)]
    found = told(*join(TWO, "ASSAULT", ["the army"], ["Lena"], words=words))
    assert [f[0] for f in found] == ["shelled"]


def test_another_word_for_what_is_told_tells_no_second(join: Join) -> None:
    """One event of a type told by the rules by another word than the reader's is the same event."""
    text = "The army shelled Lena in the raid of the night."
    found = told(*join(text, "ASSAULT", ["The army"], ["Lena"], words=[("raid", "ASSAULT", 0.9)]))
    assert [f[0] for f in found] == ["shelled"]


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The ministry denied that soldiers had shelled the clinic.", "denied", "REJECT"),
        ("The mayor accused the Islamic State of taking oil.", "taking", "COERCE"),
        ("Twelve miners were trapped in Karda.", "trapped", "ASSAULT"),
        ("Storms killed 14 people in Lena.", "killed", "ASSAULT"),
        ("The army lost 600 men in Karda.", "lost", "ASSAULT"),
        ("Police found 90 telephones in the prison.", "found", "COERCE"),
        ("The families left for Lena.", "left", "DISPLACE"),
    ],
)
def test_words_that_tell_no_event_of_their_own(join: Join, text: str, word: str, kind: str) -> None:
    """A denial, what somebody is accused of, fates that nobody did, and displacement, told by its own words."""
    found = told(*join(text, kind, [], [], sure=0.01, words=[(word, kind, 0.95)]))
    assert (word, kind) not in [f[:2] for f in found]


def test_one_deed_told_by_two_joined_words_is_one(join: Join) -> None:
    """The first of them has nobody to be done to but whom the second names."""
    text = "Gunmen chased and killed four farmers."
    found = told(*join(text, "ASSAULT", ["Gunmen"], ["four farmers"], words=[("chased", "ASSAULT", 0.9)]))
    assert found == [("killed", "ASSAULT", ["Gunmen"], ["farmers"])]
