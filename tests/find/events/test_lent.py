"""Whose deed a clause without a subject of its own tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events import EventFinder
from sayso.parse import Parser
from sayso.types import Report


@pytest.fixture(scope="module")
def doers(parser: Parser) -> Callable[[str], set[str]]:
    finder = EventFinder()

    def read(text: str) -> set[str]:
        parsed = parser.parse(Report(id="r", text=text, published="2024-03-07"))
        attacks = [e for e in finder.find(parsed) if e.type == "ASSAULT"]
        assert attacks
        return {parsed.span(p.first, p.last).text for e in attacks for p in e.actor}

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A survey team was ambushed in the north, killing two engineers.", set()),
        ("The post was attacked by rebels at dawn, killing two guards.", {"rebels"}),
        ("Police were on Friday investigating a fire in a bus the day before that killed two and hurt nine.", set()),
        ("Officials say a gang beat and killed two foresters near the lake.", {"gang"}),
        ("Velian troops retake town of Orst kill over 20 guerrillas.", {"Velian troops"}),
        ("Army Captures Village of Senta, Kills 12 Militants.", {"Army"}),
        ("Two girls were killed by mortar fire of Maoist guerrillas near the bridge.", {"Maoist guerrillas"}),
        ("Nine villagers died in the bombardment of the Chadian warplanes on Friday.", {"the Chadian warplanes"}),
        ("Six tenants were killed by the shelling of flats in the port by Chadian artillery.", {"Chadian artillery"}),
        ("Two died when suspected rebels clashed with the army.", {"suspected rebels", "the army"}),
    ],
)
def test_doer_of_a_clause_without_a_subject(doers: Callable[[str], set[str]], text: str, expected: set[str]) -> None:
    """Whom grammar alone would name did not do it, or nobody is told to have done it."""
    assert doers(text) == expected
