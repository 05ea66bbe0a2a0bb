"""Faults found by reading claims of war news against their text: each test is a class of them."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(every=True)


def code(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))


def told(coder: Coder, text: str, type_: str) -> list[Claim]:
    return [c for c in code(coder, text) if c.type == type_]


def names(parties: object) -> list[str]:
    return [p.text for p in parties]  # type: ignore[attr-defined]


OWED = [
    ("This is something that has to be looked into by the United Nations.", [], "United Nations"),
    ("The deaths need to be investigated by the police, the lawyer said.", ["the lawyer"], "police"),
    ("The police have to investigate the murder, the mayor said.", ["the mayor"], "police"),
    (
        '"This massacre must be investigated by the United Nations," Anna Berg told reporters.',
        ["Anna Berg"],
        "United Nations",
    ),
]


@pytest.mark.parametrize(("text", "asker", "asked"), OWED)
def test_inquiry_that_has_still_to_be_made_is_a_call_for_it(
    coder: Coder, text: str, asker: list[str], asked: str
) -> None:
    """Nobody looks into it yet: whoever says so asks, and who is to do it is asked."""
    (call,) = told(coder, text, "REQUEST")
    assert names(call.actor) == asker
    assert asked in " ".join(names(call.recipient))
    assert not told(coder, text, "ACCUSE")


def test_what_somebody_has_to_do_has_not_happened(coder: Coder) -> None:
    """ "Have to leave" is to come; "had to bomb it" was done."""
    (claim,) = code(coder, "The rebels have to withdraw from the town.")
    assert claim.status == "hypothetical"
    (claim,) = code(coder, "The army had to bomb the bridge.")
    assert claim.status == "happened"


BLAMED = [
    (
        '"The samples tested positive" Ambassador Paul Reed told the council pinning the blame on the rebels.',
        "Ambassador Paul Reed",
        "the rebels",
    ),
    (
        "The general told reporters on Monday, laying the blame for the blast on the rebels.",
        "The general",
        "the rebels",
    ),
    (
        "The spokesman told the agency that ten people died in the strike, blaming the army.",
        "The spokesman",
        "the army",
    ),
    (
        "The governor said on Sunday the shelling killed four, putting the blame on insurgents.",
        "The governor",
        "insurgents",
    ),
    ("The envoy told the council the army was to blame.", "The envoy", "the army"),
]


@pytest.mark.parametrize(("text", "who", "whom"), BLAMED)
def test_blame_laid_on_somebody_while_telling_is_a_charge(coder: Coder, text: str, who: str, whom: str) -> None:
    """Who is told of it is asked for nothing and blames nobody, and the dead blame nobody either."""
    (charge,) = told(coder, text, "ACCUSE")
    assert (names(charge.actor), names(charge.recipient)) == ([who], [whom])
    assert not told(coder, text, "REQUEST")


GROUND = [
    "The border town captured two years ago from the militants saw new fighting.",
    "The city captured last week has been shelled since.",
    "The village, seized on Friday, had been a base of the militants.",
]


@pytest.mark.parametrize("text", GROUND)
def test_town_that_was_taken_took_nothing(coder: Coder, text: str) -> None:
    """A participle behind a town is passive, whatever the parser makes of it."""
    (taken,) = told(coder, text, "CONTROL")
    assert taken.actor == ()


SEATS = [
    (
        "The strike killed 18 fighters south of Tabqa in Syria. It was the second this week. "
        "Hundreds have died in such strikes, the Pentagon admitted.",
        "SYR",
    ),
    (
        "MOSCOW (Sputnik) A total of 24 militants were killed in Syria near the cities of Deir ez-Zor and Raqqa.",
        "SYR",
    ),
    (
        "The Kremlin said jets had struck a depot near Palmyra in Syria. The raid brought criticism of both Moscow and "
        "its allies. The strike killed ten people.",
        "SYR",
    ),
]


@pytest.mark.parametrize(("text", "country"), SEATS)
def test_seat_of_who_speaks_is_not_the_place_of_what_he_tells(coder: Coder, text: str, country: str) -> None:
    """A ministry's house, a capital abroad and the town of a dateline stand for who governs or writes there."""
    for claim in told(coder, text, "ASSAULT"):
        assert claim.place is not None and claim.place.country == country, claim.trigger.text


def test_seat_is_the_place_of_what_was_done_there(coder: Coder) -> None:
    """The same names behind a word for where."""
    (shot,) = told(coder, "A gunman opened fire near the Kremlin in Moscow, killing an officer.", "ASSAULT")
    assert shot.place is not None and shot.place.country == "RUS"


def test_home_of_jets_is_not_where_they_struck(coder: Coder) -> None:
    """A strike from the air whose place nobody tells was nowhere we know; police at home are at home."""
    (strike,) = told(coder, "The Pentagon said an American airstrike killed four militants.", "ASSAULT")
    assert strike.place is None
    (shot,) = told(coder, "Kenyan police shot dead two men on Monday.", "ASSAULT")
    assert shot.place is not None and shot.place.country == "KEN"
