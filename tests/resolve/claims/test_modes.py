"""Modes that the means, the doer or plain custom imply."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.resolve.claims.modes import Modes
from sayso.types import Party, Report, Thing, ThingMention


@pytest.fixture(scope="module")
def modes() -> Modes:
    return Modes()


def party(text: str, sector: str | None = None) -> Party:
    return Party(text=text, start=0, end=len(text), sector=sector)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("car-bomb", "explosives"), ("mortar", "heavy-weapons"), ("suicide-vest", "suicide-attack"), ("vehicle", None)],
)
def test_mode_follows_the_instrument(modes: Modes, kind: str, mode: str | None) -> None:
    """A weapon says how; a vehicle alone does not."""
    thing = ThingMention(first=0, last=0, head=0, thing=Thing(text="x", start=0, end=1, kind=kind))
    assert modes.implied([thing], []) == mode


@pytest.mark.parametrize(
    ("doer", "mode"),
    [
        ("Masked gunmen", "firearms"),
        ("two suicide bombers", "suicide-attack"),
        ("the villagers", None),
        ("two arsonists", "primitive"),
    ],
)
def test_mode_follows_the_doer(modes: Modes, doer: str, mode: str | None) -> None:
    """Some doers are named after their weapon."""
    assert modes.implied([], [party(doer)]) == mode


@pytest.mark.parametrize(
    ("mode", "doer", "sharper"),
    [
        ("explosives", "a suicide bomber", "suicide-attack"),
        ("explosives", "a suicide truck bomber", "suicide-attack"),
        ("explosives", "the air force", "aerial"),
        ("explosives", "gunmen", "explosives"),
        ("firearms", "a suicide bomber", "firearms"),
    ],
)
def test_doer_sharpens_the_mode_of_an_explosion(modes: Modes, mode: str, doer: str, sharper: str) -> None:
    """A blast set off by a suicide bomber is a suicide attack; shots fired by one are shots."""
    assert modes.sharper(mode, [], [party(doer)], ()) == sharper


@pytest.mark.parametrize(
    ("stem", "sector", "effect", "mode"),
    [
        ("kill", "REB", "killed", "firearms"),
        ("kill", "CVL", "killed", None),
        ("clash", None, "injured", "firearms"),
        ("kill", "REB", None, None),
        ("kill", "MIL", "killed", None),
        ("ambus", "MIL", "killed", None),
    ],
)
def test_usual_mode_needs_armed_doers_and_harm(
    modes: Modes, stem: str, sector: str | None, effect: str | None, mode: str | None
) -> None:
    """Armed people without an army's other means, or a clash, and somebody hurt; else it stays unknown."""
    assert modes.usual([stem], [party("x", sector)], harmed=effect in modes.harm) == mode


@pytest.mark.parametrize("effect", ["killed", None])
def test_word_for_putting_to_death_tells_its_mode_by_itself(modes: Modes, effect: str | None) -> None:
    """Who is executed was chosen, however it was done; so what armed people usually do is not asked."""
    assert modes.by_word("execu", harmed=effect in modes.harm) == "targeted"


def test_unidentified_people_who_kill_do_so_like_gunmen(modes: Modes) -> None:
    """ "Men" and "unidentified people" without a sector are gunmen nobody has named."""
    assert modes.usual(["kill"], [party("Unidentified people", "CVL")], harmed="killed" in modes.harm) == "firearms"


@pytest.mark.parametrize(
    ("stems", "text", "sector", "mode"),
    [
        (["murde"], "x", "CRM", None),
        (["murde"], "unknown assailants", "UAF", "firearms"),
        (["kill", "poiso"], "x", "REB", None),
        (["kill", "arson"], "x", "UAF", None),
        (["kill", "beat"], "the gang", "CRM", None),
        (["fight"], "the republic", "GOV", None),
    ],
)
def test_no_guns_are_assumed_where_other_means_or_none_are_told(
    modes: Modes, stems: list[str], text: str, sector: str, mode: str | None
) -> None:
    """Poison, fire and fists are no guns, a court's word for a killing tells nothing, and a state has heavier means."""
    assert modes.usual(stems, [party(text, sector)], harmed="killed" in modes.harm) == mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A Velia man killed his brother.", None),
        ("A gang beat and killed four farmers in Velia.", "beat"),
        ("Unknown men killed a farmer in Velia.", "firearms"),
        ("Masked gunmen beheaded the mayor of Velia.", "targeted"),
        ("Rebels may kill the villagers of Velia.", None),
    ],
)
def test_mode_of_a_killing_is_no_guess_at_neighbours_or_deeds_undone(coder: Coder, text: str, mode: str | None) -> None:
    """One man among others may have used anything, a blade is no gun, and what was not done was done with nothing."""
    assert [c.mode for c in coder.code(Report(id="r", text=text)) if c.type == "ASSAULT"] == [mode]


def test_what_was_done_to_one_victim_is_personal(modes: Modes) -> None:
    """An abduction beside a killing does not make the killing one."""
    assert "abduct" in modes.personal and "firearms" not in modes.personal


def test_soldiers_on_foot_use_rifles_but_not_in_battle(modes: Modes) -> None:
    """Who kills unarmed people as a soldier shoots them; what an army fights with is open."""
    soldiers = [party("Three soldiers", "MIL")]
    assert modes.usual(["kill"], soldiers, harmed="killed" in modes.harm) == "firearms"
    assert modes.usual(["kill", "clash"], soldiers, harmed="killed" in modes.harm) is None


def test_words_beside_a_blast_may_say_that_it_was_suicide(modes: Modes) -> None:
    """ "Twin blasts, one set off by a suicide bomber"; a suicide beside shots is something else."""
    assert modes.sharper("explosives", [], [], ["blast", "suici"]) == "suicide-attack"
    assert modes.sharper(None, [], [], ["suici"]) is None


def test_fire_bombs_are_primitive_and_phosphorus_stays_open(modes: Modes) -> None:
    """A kind may hold means of two modes; the words tell them apart."""
    for text, mode in (("petrol bombs", "primitive"), ("white phosphorus", None)):
        thing = ThingMention(first=0, last=0, head=0, thing=Thing(text=text, start=0, end=1, kind="incendiary"))
        assert modes.implied([thing], []) == mode


def test_strikes_of_a_state_come_from_the_air(modes: Modes) -> None:
    """A bare "strike" or "bombing" by a state's forces is an air raid; by others it stays what it was."""
    assert modes.of_forces(None, "strik", [party("the coalition", "MIL")], []) == "aerial"
    assert modes.of_forces("explosives", "bombi", [party("Alta", "GOV")], []) == "aerial"
    assert modes.of_forces("explosives", "bombi", [party("the Front", "REB")], []) == "explosives"
    assert modes.of_forces("firearms", "strik", [party("the army", "MIL")], []) == "firearms"


def test_irregulars_lay_what_they_bomb_with(modes: Modes) -> None:
    """ "The Front bombed a bank" tells of no air raid, unless it is told to have aircraft or drones."""
    front = [party("the Front", "REB")]
    drone = ThingMention(first=0, last=0, head=0, thing=Thing(text="drones", start=0, end=6, kind="drone"))
    assert modes.of_forces("aerial", "bomb", front, []) == "explosives"
    assert modes.of_forces("aerial", "bomb", front, [drone]) == "aerial"
    assert modes.of_forces("aerial", "bomb", [party("a warplane", "REB")], []) == "aerial"
    assert modes.of_forces("aerial", "bomb", [], []) == "aerial"


def test_who_burns_needs_no_gun(modes: Modes) -> None:
    """A verb of burning tells the means, whatever arms its doer bears; burned houses are destroyed."""
    told = [modes.by_fire(m, "burn") for m in (None, "firearms", "destroy", "aerial")]
    assert told == ["primitive", "primitive", "destroy", "aerial"]
    assert modes.by_fire("firearms", "kill") == "firearms"


@pytest.mark.parametrize(("sector", "mode"), [("REB", None), ("UAF", "firearms"), ("COP", "firearms")])
def test_nothing_is_assumed_between_fighters(modes: Modes, sector: str, mode: str | None) -> None:
    """Rebels at war with an army use any arms there are; gunmen and police use theirs."""
    assert modes.usual(["kill"], [party("x", sector)], harmed="killed" in modes.harm, fighters=True) == mode


def test_blades_and_mobs_are_no_firearms(modes: Modes) -> None:
    """Words for cutting say how people died, whoever did it; of a mob nobody can assume rifles."""
    assert modes.usual(["kill", "decap"], [party("the Front", "REB")], harmed="killed" in modes.harm) == "primitive"
    assert modes.usual(["attac"], [party("an angry mob", "UAF")], harmed="killed" in modes.harm) is None


def test_ramming_by_a_suicide_bomber_is_a_suicide_attack(modes: Modes) -> None:
    """A car driven into people is a primitive weapon, unless its driver means to burst with it."""
    assert modes.sharper("primitive", [], [party("a suicide bomber", "UAF")], []) == "suicide-attack"
    assert modes.sharper("primitive", [], [party("a driver", "CVL")], []) == "primitive"


@pytest.mark.parametrize(
    ("text", "aerial"),
    [
        ("Dozens of barrel bombs hit two quarters of Aleppo, killing ten civilians.", True),
        ("Glide bombs hit a market in Kharkiv, killing three people.", True),
        ("Rebels shot down an army helicopter near Lashio, killing its crew of four.", False),
        ("Two pilots were killed when their helicopter was shot down near Lashio.", False),
    ],
)
def test_mode_is_of_what_was_used_and_not_of_what_was_hit(coder: Coder, text: str, aerial: bool) -> None:
    """Barrel bombs are dropped from the air; a helicopter that is shot down makes no air raid."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    assert ("aerial" in {c.mode for c in claims if any(n.what == "killed" for n in c.counts)}) == aerial
