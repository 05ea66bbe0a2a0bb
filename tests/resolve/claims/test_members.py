"""Victims named among those who are counted."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A bomber attacked a market in Norvale, killing nine people, including the union leader Farid Ahmadi.",
         {"a market": None, "nine people": "killed", "the union leader Farid Ahmadi": "killed"}),
        ("Gunmen killed 10 people, among them opposition leader Maria Lopez, in Norvale on Monday.",
         {"10 people": "killed", "opposition leader Maria Lopez": "killed"}),
        ("The blast killed at least six, including a policeman.", {"at least six": "killed", "a policeman": "killed"}),
        ("Soldiers shot dead two journalists: Roberto Navas, a photographer, and Karel Lagrow, a Dutch correspondent.",
         {"two journalists": "killed", "Roberto Navas": "killed", "Karel Lagrow": "killed"}),
        ("A foreigner named Erika Suleman was killed in the attack.", {"Erika Suleman": "killed"}),
    ],
)  # fmt: skip
def test_those_named_among_the_victims_are_parties(coder: Coder, text: str, told: dict[str, str | None]) -> None:
    """Who was killed is told by name where the report names him."""
    claim = next(c for c in code(coder, text) if c.type == "ASSAULT")
    assert {p.text: p.effect for p in claim.recipient} == told


def test_towns_among_towns_are_no_victims(coder: Coder) -> None:
    """ "Including" behind places goes on with places."""
    claim = next(c for c in code(coder, "Militants killed 12 people in several towns, including Norvale and Orla."))
    assert [p.text for p in claim.recipient] == ["12 people"]


@pytest.mark.parametrize(("text", "size"), [
    ("The rebels shot down a helicopter, killing its five-man crew.", 5),
    ("A three-member family was killed in the shelling.", 3),
])  # fmt: skip
def test_crews_are_counted_by_their_size(coder: Coder, text: str, size: int) -> None:
    """A crew of five is five dead."""
    counts = [c for claim in code(coder, text) for c in claim.counts if c.what == "killed"]
    assert [c.best for c in counts] == [size]
