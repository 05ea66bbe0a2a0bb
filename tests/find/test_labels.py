"""Loaded names are found with the neutral name they stand for; plain ones are left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.labels import LabelFinder
from sayso.types import Parsed


@pytest.fixture(scope="module")
def finder() -> LabelFinder:
    return LabelFinder()


@pytest.mark.parametrize(
    ("text", "label", "neutral"),
    [
        ("The Tel Aviv regime sent more tanks.", "Tel Aviv regime", "Israel's government"),
        ("The Syrian regime shelled the town.", "Syrian regime", "Syria's government"),
        ("The Assad regime shelled the town.", "Assad regime", "Syria's government"),
        ("Foreign-backed terrorists held the hill.", "Foreign-backed terrorists", "rebel fighters"),
        ("Terrorists held the hill.", "Terrorists", "fighters"),
        ("Two Daesh terrorists held the hill.", "Daesh terrorists", "Islamic State"),
        ("The Zionist entity sent tanks.", "Zionist entity", "Israel"),
        ("Israeli occupation forces raided the camp.", "Israeli occupation forces", "Israeli forces"),
        ("The terror group fled.", "terror group", "armed group"),
        ("The so-called Islamic State fled.", "so-called Islamic State", "Islamic State"),
        ("They buried the martyrs at noon.", "martyrs", "dead"),
        ("The enemy shelled the town.", "enemy", "opposing side"),
    ],
)
def test_label_has_its_neutral_name(
    parsed: Callable[..., Parsed], finder: LabelFinder, text: str, label: str, neutral: str
) -> None:
    """The name where one is meant, a class word where not."""
    found = finder.find(parsed(text))
    assert [(m.label.text, m.label.neutral) for m in found] == [(label, neutral)]
    for mention in found:
        assert text[mention.label.start : mention.label.end] == mention.label.text


@pytest.mark.parametrize(
    "text",
    [
        "Daesh held the hill.",
        "The militants fled.",
        "He was held on terrorism charges after a terrorist attack.",
        "The al-Aqsa Martyrs' Brigades claimed it.",
        "A gang robbed a bank in the town.",
        "The government sent troops.",
        "",
    ],
)
def test_plain_names_are_no_labels(parsed: Callable[..., Parsed], finder: LabelFinder, text: str) -> None:
    """Names, deeds and crime stay unmarked."""
    assert finder.find(parsed(text)) == []


def test_martyrs_are_honoured(parsed: Callable[..., Parsed], finder: LabelFinder) -> None:
    """Loaded may mean praised."""
    assert finder.find(parsed("They buried the martyrs."))[0].label.valence == "honorific"
