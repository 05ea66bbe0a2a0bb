"""Loaded names are found with the neutral name they stand for; plain ones are left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import SaysoError
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
        ("Enemy warplanes bombed the village.", "Enemy warplanes", "warplanes"),
        ("Soldiers shot down two enemy drones.", "enemy drones", "drones"),
        ("Zionist warplanes bombed the village.", "Zionist warplanes", "Israeli warplanes"),
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


OWN = """
plain = ["terrorist", "terrorists"]

[[head]]
words = ["wreckers"]
neutral = "strikers"
valence = "pejorative"

[[adjective]]
words = ["hill-bred"]
neutral = ""
valence = "honorific"
"""


def test_own_labels_add_to_and_take_from_the_table(parsed: Callable[..., Parsed], tmp_path: Path) -> None:
    """Which words take sides is the reader's to say."""
    own = tmp_path / "labels.toml"
    own.write_text(OWN, encoding="utf-8")
    finder = LabelFinder(own=own)
    found = finder.find(parsed("Hill-bred fighters chased wreckers and terrorists of the regime."))
    assert [(m.label.text, m.label.neutral) for m in found] == [
        ("Hill-bred fighters", "fighters"), ("wreckers", "strikers"), ("regime", "government"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["[[head]]\nwords = ['x']\n", "[[head", "[[adjective]]\nwords=[]\nneutral=''\n"])
def test_own_labels_that_cannot_be_read_say_so(tmp_path: Path, text: str) -> None:
    """One line that names the file and what it lacks."""
    own = tmp_path / "labels.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(SaysoError, match=r"labels\.toml"):
        LabelFinder(own=own)
