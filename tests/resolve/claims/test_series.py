"""Things and people that a sentence lists."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Report


def hit(coder: Coder, text: str) -> list[str]:
    """Whom and what the first attack hit."""
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))
    return [p.text for p in next(c for c in claims if c.type == "ASSAULT").recipient]


@pytest.mark.parametrize(
    ("text", "all_of_them"),
    [
        ("Attackers blew up a pylon, two bridges and a fuel truck near Norvale.",
         ["a pylon", "two bridges", "a fuel truck"]),
        ("Rebels attacked the palace, the governor's home, the home of the speaker, and the offices of the council.",
         ["the palace", "the governor's home", "the home of the speaker", "the offices of the council"]),
        ("Gunmen kidnapped a nurse, two doctors and their driver.", ["a nurse", "two doctors", "their driver"]),
    ],
)  # fmt: skip
def test_list_gives_all_its_members(coder: Coder, text: str, all_of_them: list[str]) -> None:
    """The parser takes the second for another name of the first and loses the rest."""
    assert hit(coder, text) == all_of_them


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Gunmen killed a farmer, a father of two and a deacon of the church.", "a farmer"),
        ("Rebels attacked a bus, a vehicle of the army, and fled.", "a bus"),
        ("The drone hit the bridge, said a witness, and the road was closed.", "the bridge"),
        ("The clan is blamed for the murder of a miller in Norvale and the killing of his two sons.", "a miller"),
    ],
)
def test_what_is_no_list_stays_one(coder: Coder, text: str, one: str) -> None:
    """A person told with what else he is, another name for a thing, and what somebody says are no members."""
    assert hit(coder, text) == [one]
