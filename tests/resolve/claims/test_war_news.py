"""Faults found by reading claims of war news against their text: each test is a class of them."""

from __future__ import annotations

from functools import partial

import pytest
import reports_coded

from sayso.pipeline import Coder
from sayso.types import Claim

code = partial(reports_coded.code, published="2024-05-10")


def told(coder: Coder, text: str, type_: str) -> list[Claim]:
    return [c for c in code(coder, text) if c.type == type_]


def names(parties: object) -> list[str]:
    return [p.text for p in parties]  # type: ignore[attr-defined]


OWED = [
    ("The shelling of the clinic has to be looked into by the United Nations.", [], "United Nations"),
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
        "MOSCOW (Northern Wire) Nine fighters were killed in Syria close to the town of Tabqa.",
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
    (raid,) = told(coder, "Nine shoppers died at a bazaar in an attack by the Saudi air force.", "ASSAULT")
    assert raid.mode == "aerial" and raid.place is None
    (shot,) = told(coder, "Kenyan police shot dead two men on Monday.", "ASSAULT")
    assert shot.place is not None and shot.place.country == "KEN"


def test_country_in_which_something_was_done_was_not_hit(coder: Coder) -> None:
    """ "In Velia" says where; what was struck itself is told with "on" or as an object."""
    (strikes,) = told(coder, "Russia has been carrying out strikes in Syria since 2015.", "ASSAULT")
    assert strikes.recipient == ()
    (shelled,) = told(coder, "Turkey shelled Syria on Monday.", "ASSAULT")
    assert names(shelled.recipient) == ["Syria"]


def test_ground_that_was_hit_is_ground(coder: Coder) -> None:
    """A town that the parser takes for a body, or a part of a country, is an area and nobody's government."""
    (bombed,) = told(coder, "Warplanes bombed Aleppo and Idlib on Sunday, killing 16 civilians.", "ASSAULT")
    assert [(p.text, p.kind) for p in bombed.recipient if p.effect is None] == [("Aleppo", "area"), ("Idlib", "area")]
    (shelled,) = told(coder, "Turkey shelled northern Iraq on Monday.", "ASSAULT")
    assert [(p.kind, p.sector, p.country) for p in shelled.recipient] == [("area", None, "IRQ")]


def test_arms_are_not_killed_with_those_who_bear_them(coder: Coder) -> None:
    """Nor is who attacked among those of whom the attack left many dead."""
    for claim in told(coder, "The army repelled the militants, killing many and seizing their arms.", "ASSAULT"):
        assert "their arms" not in names(claim.recipient)
    text = (
        "Army units targeted the dens of the terrorists in Daraa, leaving many of them dead and their arms destroyed."
    )
    (targeted,) = told(coder, text, "ASSAULT")
    assert [p.text for p in targeted.recipient if p.effect == "killed"] == ["the terrorists"]


def test_survivors_taken_to_hospital_are_not_counted_as_hurt(coder: Coder) -> None:
    """They lived through it; whether they are hurt is not told."""
    claims = code(coder, "The blast killed nine people. Three survivors were taken to hospital.")
    assert {(c.what, c.best) for claim in claims for c in claim.counts} == {("killed", 9.0)}
    claims = code(coder, "The blast killed nine people. Three survivors were wounded.")
    assert ("injured", 3.0) in {(c.what, c.best) for claim in claims for c in claim.counts}


def test_both_sides_fight_where_they_were_told_to(coder: Coder) -> None:
    """Not in the town of who speaks next."""
    text = (
        "Clashes between rebels and soldiers raged near Homs. Both sides shelled each other. "
        "Activists in Hama said both sides used rockets."
    )
    (shelled,) = [c for c in code(coder, text) if c.trigger.text == "shelled"]
    assert shelled.place is not None and shelled.place.admin1 == "Homs"


ERRANDS = [
    ("Hundreds of traders returned to the old market on Sunday.", False),
    ("Some 200 workers returned to work at the plant.", False),
    ("Some 200 workers returned from Libya, fleeing the war there.", True),
    ("Hundreds of residents returned to their homes on Sunday.", True),
]


@pytest.mark.parametrize(("text", "moved"), ERRANDS)
def test_who_goes_back_to_his_trade_was_not_driven_out(coder: Coder, text: str, moved: bool) -> None:
    """Unless a word of the sentence says that they were."""
    assert bool(told(coder, text, "DISPLACE")) == moved


def test_who_was_shot_on_his_way_did_what_he_came_from(coder: Coder) -> None:
    """ "Her way home after vaccinating" is the way of who was shot."""
    text = "A gunman killed a nurse on her way home after vaccinating villagers in Sela."
    (care,) = told(coder, text, "AID")
    assert names(care.actor) == ["a nurse"]


def test_cattle_do_nothing(coder: Coder) -> None:
    """Animals are hit and seized, and riot nowhere; their rustlers do."""
    assert all(not c.actor for c in code(coder, "Cattle rioted in the village."))
    (clash,) = [c for c in code(coder, "Cattle rustlers killed nine herders in Sela.") if c.type == "ASSAULT"]
    assert names(clash.actor) == ["Cattle rustlers"]


HIT_AT = [
    (
        "Terrorists fired shells on Damascus Central Prison, causing damage. In Aleppo, two people died in a raid.",
        "fired shells",
    ),
    (
        "Six people were killed when rebel shells hit the central prison in Damascus, the agency said from Aleppo.",
        "hit",
    ),
    (
        "Rebels fired mortars at a Damascus prison on Monday. Rebels in Aleppo have lost ground in recent weeks.",
        "fired mortars",
    ),
]


@pytest.mark.parametrize(("text", "trigger"), HIT_AT)
def test_site_with_a_town_in_its_name_is_in_that_town(coder: Coder, text: str, trigger: str) -> None:
    """The event's own words come first, before towns told elsewhere and where somebody spoke."""
    (claim,) = [c for c in code(coder, text) if c.trigger.text == trigger]
    assert claim.place is not None and claim.place.admin1 == "Damascus"
