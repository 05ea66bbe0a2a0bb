"""What the learned reader says of a sentence, held to what its grammar tells."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def told(coder: Coder, text: str, kind: str) -> list[Claim]:
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    return [c for c in claims if c.type == kind]


FIGHTS = [
    "The army will fight the rebels.",
    "The rebels will keep fighting.",
    "The president said his troops would keep fighting the insurgents.",
    "Rebels vowed to keep fighting the army.",
]


@pytest.mark.parametrize("text", FIGHTS)
def test_violence_to_come_is_no_promise(coder: Coder, text: str) -> None:
    """Future tense alone speaks for AGREE in the sentences that the reader learned from."""
    assert not told(coder, text, "AGREE")


def test_fight_to_come_is_a_threat(coder: Coder) -> None:
    (threat,) = told(coder, "The army will fight the rebels.", "THREATEN")
    assert (threat.mode, threat.status) == ("violence", "threatened")


def test_charge_is_no_party(coder: Coder) -> None:
    """Neither what somebody is charged with nor where."""
    (charge,) = told(coder, "Five men were charged with fraud in Lagos.", "ACCUSE")
    assert [p.text for p in charge.recipient] == ["Five men"]


def test_people_ordered_to_leave_are_displaced(coder: Coder) -> None:
    text = "Some 188,000 residents were ordered to evacuate on Sunday because the dam above the town showed cracks."
    (order,) = told(coder, text, "DISPLACE")
    assert (order.mode, order.status) == ("evacuate", "planned")
    assert {(c.what, c.best) for c in order.counts} >= {("evacuated", 188000.0)}
    assert not told(coder, text, "REQUEST")


def test_owner_of_what_is_hit_did_not_hit(coder: Coder) -> None:
    """ "Rebel" belongs to what was shelled."""
    for attack in told(coder, "Shelling of rebel bastion near the capital killed 19 people on Tuesday.", "ASSAULT"):
        assert not any("rebel" in p.text.lower() for p in attack.actor)


def test_evacuated_displaced_are_one_event(coder: Coder) -> None:
    """Told by one word, counted once for each fate."""
    (claim,) = told(coder, "Some 640 people displaced by floods were evacuated to a school by the army.", "DISPLACE")
    assert [p.text for p in claim.actor] == ["the army"]
    assert {c.what for c in claim.counts} == {"displaced", "evacuated"}


def test_mine_that_overturns_a_truck_is_an_attack(coder: Coder) -> None:
    """An accident word in the clause that names the mine is no accident."""
    text = "Five soldiers were killed when their truck overturned after it hit a landmine near Kidal."
    (attack,) = told(coder, text, "ASSAULT")
    assert attack.mode == "explosives"


def test_blame_laid_by_saying_so_has_who_says_it(coder: Coder) -> None:
    (charge,) = told(coder, "The minister said the army was to blame.", "ACCUSE")
    assert [p.text for p in charge.actor] == ["The minister"]
