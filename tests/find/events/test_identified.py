"""Whom reports take unnamed doers for, read off the words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events.identified import identified, laid_on, suspects
from sayso.types import Parsed


@pytest.mark.parametrize(
    ("text", "doer", "who"),
    [
        ("Gunmen suspected to be members of the Red Front stormed the village.", "Gunmen", "Front"),
        ("Ten people were killed by men believed to be from the Red Front.", "men", "Front"),
        ("Armed men, who are thought to be cattle thieves, took the herd.", "men", "thieves"),
        ("The attackers were nomadic herders, police said.", "attackers", "herders"),
    ],
)
def test_identified_finds_doer_and_name(parsed: Callable[..., Parsed], text: str, doer: str, who: str) -> None:
    """Participles, relative clauses and plain sentences all say who somebody is."""
    report = parsed(text)
    found = identified(report)
    assert [(report.tokens[t.doer].text, report.tokens[t.head].text) for t in found] == [(doer, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The attackers were on motorcycles.",
        "The attackers were men.",
        "Police said the van was stolen.",
        "He is said to have left.",
    ],
)
def test_identified_passes_over_what_names_nobody(parsed: Callable[..., Parsed], text: str) -> None:
    """Words of thinking and being that say nothing of who it was."""
    assert identified(parsed(text)) == []


def test_laid_on_finds_the_name_behind_the_blame(parsed: Callable[..., Parsed]) -> None:
    """The noun before it need not be an event that any list knows."""
    report = parsed("It was the latest bloodshed blamed on the Red Front.")
    assert [report.tokens[head].text for _, head in laid_on(report)] == ["Front"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Members of the Red Front are the main suspects.", ["Members"]),
        ("Soldiers are suspected as the perpetrators.", ["Soldiers"]),
        ("Suspicion fell on nomadic herders.", ["herders"]),
        ("Diplomats say the guards were behind it.", ["guards"]),
        ("The men were suspects in several cases.", []),
        ("Rebels are not suspects.", []),
        ("Soldiers are suspected of smuggling.", []),
    ],
)
def test_suspects_are_found_in_a_sentence_of_their_own(
    parsed: Callable[..., Parsed], text: str, who: list[str]
) -> None:
    """Only of the deed just told, and only whom it does suspect."""
    report = parsed(text)
    assert [report.tokens[head].text for _, head in suspects(report)] == who
