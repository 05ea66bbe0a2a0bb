"""Deeds told by what brought them about, by who is behind them, and again by their toll."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def attacks(coder: Coder, text: str) -> list[Claim]:
    return [c for c in coder.code(Report(id="r", text=text)) if c.type == "ASSAULT"]


BROUGHT_ABOUT = [
    ("Ten people were killed due to an air strike on the town.", "aerial", 10),
    ("Six men died as a result of shelling by the army.", "heavy-weapons", 6),
    ("Nine villagers were killed in the wake of an artillery barrage.", "heavy-weapons", 9),
    ("Seven people were killed because of shelling.", "heavy-weapons", 7),
    ("Four men died following a drone strike by the army.", "drone", 4),
]


@pytest.mark.parametrize(("text", "mode", "dead"), BROUGHT_ABOUT)
def test_longer_words_for_a_cause_join_the_dead_to_the_deed(coder: Coder, text: str, mode: str, dead: int) -> None:
    """Else deaths of no known cause stand beside an attack that hurt nobody."""
    (told,) = attacks(coder, text)
    assert told.mode == mode and [c.best for c in told.counts] == [dead]


DOERS = [
    ("Russian warplanes were confirmed as behind the raid that killed ten villagers.", ["Russian warplanes"]),
    ("Officials named the Red Front as behind the bombing of the station.", ["the Red Front"]),
    ("A Red Front car bomb killed six soldiers at a checkpoint.", ["Red Front"]),
    ("3-1-2014 50 Front Fighters Killed in Karm in 24 Hours.", []),
    ("A bomb blast hit a convoy, killing 20, after a deal between the warring sides collapsed.", []),
]


@pytest.mark.parametrize(("text", "doers"), DOERS)
def test_doer_is_who_is_behind_it_and_no_party_of_another_noun(coder: Coder, text: str, doers: list[str]) -> None:
    (told,) = attacks(coder, text)
    assert [p.text for p in told.actor] == doers


def test_front_of_a_house_is_nobody_that_was_hit(coder: Coder) -> None:
    """In capitals the words for where pass for a name."""
    (told,) = attacks(coder, "A CAR BOMB EXPLODED IN FRONT OF THE EMBASSY IN THE DISTRICT OF SAN ISIDRO.")
    assert all("FRONT" not in p.text for p in told.recipient)


def test_only_attack_of_a_sentence_takes_what_the_reader_saw_hit(coder: Coder) -> None:
    """A noun of an attack has no object of its own."""
    (told,) = attacks(coder, "The first bomb attack occurred at dawn in front of the Planning Ministry.")
    assert [p.text.removeprefix("the ") for p in told.recipient] == ["Planning Ministry"]


def test_range_of_a_shot_was_not_hit(coder: Coder) -> None:
    (told,) = attacks(coder, "Two men shot Carvalho at point blank range on Friday, his brother said.")
    assert [p.text for p in told.recipient] == ["Carvalho"]


def test_forces_are_named_to_the_end_of_the_body_they_come_from(coder: Coder) -> None:
    """The parser takes "advance" for the noun behind "from"."""
    text = "Ten insurgents were killed as forces from the Northern Protection Units advance in the town."
    (told,) = attacks(coder, text)
    assert [p.text.removeprefix("forces from ") for p in told.actor] == ["the Northern Protection Units"]


BETWEEN = (
    "Residents fled to the hills. A priest spoke of fear. Shops stayed shut. Schools were empty. Roads were quiet. "
)


def test_who_tells_the_same_toll_tells_of_the_same_attack(coder: Coder) -> None:
    """However far on: with its incident go the manner and the doer."""
    first = "Rebels from the Red Front executed 40 villagers in Karm on Friday. "
    one, two = attacks(coder, f"{first}{BETWEEN}In all 40 villagers were killed, the mayor said.")
    assert one.incident == two.incident and two.mode == one.mode == "targeted"
    one, two = attacks(
        coder, f"Army jets killed 25 rebels in Karm. {BETWEEN}Twenty-five rebels were killed, a medic said."
    )
    assert one.incident == two.incident and [p.text for p in two.actor] == ["Army jets"]


def test_another_toll_far_on_is_not_joined(coder: Coder) -> None:
    """A different number of dead so far on says nothing of whose deed it was."""
    text = f"Army jets struck a camp in Karm, killing 25 rebels. {BETWEEN}Seven policemen died, a medic said."
    one, two = attacks(coder, text)
    assert one.incident != two.incident and not two.actor
