"""One phrase, several states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.knowledge.actors import ActorBase
from sayso.resolve.parties import PartyResolver
from sayso.types import Parsed, PartyMention


@pytest.mark.parametrize(
    ("text", "noun", "countries"),
    [
        ("The foreign ministers of Chad and Niger met on Monday.", "ministers", ["TCD", "NER"]),
        ("The presidents of Kenya, Uganda and Rwanda met on Monday.", "presidents", ["KEN", "UGA", "RWA"]),
        ("Syrian and Russian warplanes bombed the market.", "warplanes", ["SYR", "RUS"]),
        ("Syrian warplanes bombed the market.", "warplanes", []),
        ("The foreign minister of Chad left on Monday.", "minister", []),
    ],
)
def test_several_states_are_several_parties(
    parsed: Callable[..., Parsed], text: str, noun: str, countries: list[str]
) -> None:
    """Each minister is the minister of a state; a phrase of one state stays one party."""
    report = parsed(text, published="2015-03-04")
    head = next(t.i for t in report.tokens if t.lower == noun)
    mention = PartyMention(first=0, last=report.tokens[head].right, head=head)
    found = PartyResolver(ActorBase.open()).several(report, mention)
    assert [p.country for p in found] == countries
