"""The tables between schemes say what the schemes' own books say, for every type there is."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.export.crosswalks import cameo, cameo_role, muc4, quad, rows_of, violence
from sayso.types import EventType

MODES = [(r["type"], r["mode"]) for r in rows_of("cameo.csv")]


@pytest.mark.parametrize("type", get_args(EventType))
def test_every_type_has_a_cameo_code_and_a_quad(type: str) -> None:
    """Also with a mode nobody has heard of."""
    assert cameo(type, "unheard-of").code and quad(type)[0] in (1, 2, 3, 4)


@pytest.mark.parametrize(("type", "mode"), MODES)
def test_cameo_quads_follow_the_root_and_scores_stay_on_the_scale(type: str, mode: str) -> None:
    """GDELT: roots 01 to 05, 06 to 08, 09 to 13, 14 to 20."""
    found = cameo(type, mode)
    root = int(found.root)
    assert found.quad == (1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4)
    assert -10 <= found.score <= 10 and (found.score > 0) == (found.quad <= 2)


def test_cameo_of_a_battle_is_conventional_force() -> None:
    """The context decides where no mode does."""
    assert cameo("ASSAULT", None, ["military"]).root == "19"
    assert cameo("ASSAULT", "abduct", ["military"]).code == "181"


@pytest.mark.parametrize(
    ("actor", "recipient", "type"),
    [
        ("armed", "state", 1),
        ("armed", "armed", 2),
        ("state", "civil", 3),
        ("civil", "state", None),
        (None, "civil", None),
    ],
)
def test_violence_is_told_by_the_two_sides(actor: str | None, recipient: str | None, type: int | None) -> None:
    """State-based, non-state, one-sided; none without an organized actor."""
    assert violence("ASSAULT", actor, recipient) == type


@pytest.mark.parametrize(
    ("type", "mode", "means", "incident"),
    [
        ("ASSAULT", "explosives", [], "BOMBING"),
        ("ASSAULT", None, ["fire"], "ARSON"),
        ("ASSAULT", "abduct", ["firearm"], "KIDNAPPING"),
        ("ASSAULT", "firearms", ["firearm"], "ATTACK"),
        ("CONSULT", "visit", [], None),
    ],
)
def test_muc4_type_of_an_event(type: str, mode: str | None, means: list[str], incident: str | None) -> None:
    """The incident types of MUC-4."""
    assert muc4(type, mode, means, ["person"]) == incident


def test_muc4_taking_of_vehicles_alone_is_hijacking() -> None:
    """With people in it, it is a kidnapping."""
    assert muc4("ASSAULT", "abduct", (), ["vehicle"]) == "HIJACKING"
    assert muc4("ASSAULT", "abduct", (), ["vehicle", "person"]) == "KIDNAPPING"


def test_every_row_has_a_source() -> None:
    """A reader can check each line."""
    for name in ("cameo.csv", "ucdp.csv", "muc4.csv", "sectors.csv"):
        assert all(r["source"] for r in rows_of(name)), name


def test_cameo_role_of_journalists_is_media() -> None:
    assert cameo_role("JRN") == "MED" and cameo_role(None) is None
