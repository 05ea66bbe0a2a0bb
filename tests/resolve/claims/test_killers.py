"""Doers of a killing that the rest of its clause tells."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def deadly(coder: Coder, text: str) -> Claim:
    """The one attack that counts the dead."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2024-05-10"))
    (claim,) = [c for c in claims if c.type == "ASSAULT" and any(n.what == "killed" for n in c.counts)]
    return claim


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Nine people died at the hands of the army in Norvik.", [("the army", "MIL")]),
        ("Nine people were killed during an army operation in Norvik.", [("army", "MIL")]),
        ("50 Tavna Terrorists Killed in Syrian Army Anti-Terrorism Operations in Homs.", [("Syrian Army", "MIL")]),
        ("Nine soldiers were killed during an army operation in Norvik.", []),
        (
            "About 300 people were killed on Monday in the border town, Norvik, when well armed Tavna rebels drove "
            "into the town in trucks.",
            [("well armed Tavna rebels", "REB")],
        ),
        ("Nine people were killed in Norvik when men drove into the town.", []),
        (
            "Seven young men were killed and 13 others injured when soldiers raided a building in Norvik.",
            [("soldiers", "MIL")],
        ),
        ("Nine people were killed in clan-related violence in Norvik.", [("clan", "CVL")]),
        ("Nine people were killed in a cult clash in Norvik.", [("cult", "CRM")]),
        (
            "Police opened fire on workers outside a factory and a spokesman for the union said five people were "
            "killed.",
            [("Police", "COP")],
        ),
        (
            "The army attacked mines near Norvik and killed 12 civilians, accusing them of being spies.",
            [("The army", "MIL")],
        ),
        ("The Tavna Front beheaded eleven of its fighters who wanted to surrender.", [("The Tavna Front", None)]),
        ("A girl carried out a suicide attack at a bus station in Norvik, killing seven.", [("A girl", "UAF")]),
        ("A bomb killed four people in Norvik, while another killed three people in Sele.", []),
    ],
)  # fmt: skip
def test_who_killed_is_read_off_the_clause(coder: Coder, text: str, doers: list[tuple[str, str | None]]) -> None:
    """Who came, in whose hands people died, whose operation it was; and nobody where no word tells."""
    assert [(p.text, p.sector) for p in deadly(coder, text).actor] == doers


@pytest.mark.parametrize(
    "owning",
    ["The Taliban took responsibility for the attack.", "The attack bore the hallmarks of the Taliban."],
)
def test_a_sentence_of_its_own_names_the_doer(coder: Coder, owning: str) -> None:
    """Owning up in other words, and what a deed looks like, lend their party to the deed told before."""
    claim = deadly(coder, f"38 civilians died in an attack at a market on Tuesday, officials said. {owning}")
    assert [(p.id, p.certainty != "stated") for p in claim.actor] == [("taliban", True)]


@pytest.mark.parametrize(
    ("text", "suspected"),
    [
        ("Bandits claiming to belong to the Seleka coalition killed nine farmers.", ["seleka"]),
        (
            "A bomber detonated his vest, killing nine traders, in fresh bloodshed blamed on the Boko Haram sect, the "
            "mayor said.",
            ["boko-haram"],
        ),
    ],
)  # fmt: skip
def test_whom_doers_are_taken_for_stands_behind_them(coder: Coder, text: str, suspected: list[str]) -> None:
    """A participle before the name is part of it, and whom a deed is laid on was not hit by it."""
    claim = deadly(coder, text)
    assert [p.id for p in claim.actor if p.certainty == "suspected"] == suspected
    assert not {p.id for p in claim.recipient} & set(suspected)


def test_who_finds_the_dead_coerces_nobody(coder: Coder) -> None:
    """ "Discovered" is what the police did, and no deed of force."""
    text = (
        "Police discovered the bodies of two missing nurses in a ditch near Norvik. The pair, who had been shot at "
        "close range, lay with bound wrists and covered eyes."
    )
    claims = coder.code(Report(id="r", text=text, published="2024-05-10"))
    assert claims and not [c for c in claims if c.type == "COERCE" or c.actor]


def test_a_body_that_changed_sides_is_what_it_was_on_the_day(coder: Coder) -> None:
    """Sudan's Rapid Support Forces were the state's until they turned on it in April 2023."""
    sectors = []
    for day in ("2014-05-01", "2023-06-01", None):
        text = "The Rapid Support Forces killed nine people near Nyala."
        (claim,) = coder.code(Report(id="r", text=text, published=day))
        sectors += [(p.id, p.sector) for p in claim.actor]
    assert sectors == [("rsf", "PRM"), ("rsf", "REB"), ("rsf", "REB")]
