"""Words run together where the end of a line was lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.parse.fused import Fused
from sayso.types import Parsed


@pytest.fixture(scope="module")
def fused() -> Fused:
    return Fused()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("damageto", ("damage", "to")),
        ("ofrenewed", ("of", "renewed")),
        ("beenforced", ("been", "forced")),
        ("relativesor", ("relatives", "or")),
        ("Darfurbetween", ("Darfur", "between")),
        ("Marralocality", ("Marra", "locality")),
        ("IDPcamp", ("IDP", "camp")),
        ("than12,000", ("than", "12,000")),
        ("12,000people", ("12,000", "people")),
        ("9,300IDPs", ("9,300", "IDPs")),
        ("toMosul", ("to", "Mosul")),
        ("newlydisplaced", ("newly", "displaced")),
        ("displacing3,000", ("displacing", "3,000")),
        ("families(about", ("families", "(about")),
        ("3,000people/600", ("3,000people", "/600")),
        ("~3,000", ("~", "3,000")),
    ],
)
def test_fused_words_are_cut(fused: Fused, word: str, parts: tuple[str, str]) -> None:
    """Text taken from printed pages loses the space at a line's end."""
    cut = fused.cut(word)
    assert cut is not None and (word[:cut], word[cut:]) == parts


@pytest.mark.parametrize(
    "word",
    ["withstood", "habitat", "processor", "beloved", "schoolgirls", "NGOs", "mosquito", "x" * 500, ""],
)
def test_fused_leaves_words_whole(fused: Fused, word: str) -> None:
    """A word that only begins or ends like a small one is one word."""
    assert fused.cut(word) is None


def test_fused_words_are_tokens_with_their_own_places(parsed: Callable[..., Parsed]) -> None:
    """Offsets count in the report's own text, and nothing stands between the two words."""
    report = parsed("The storm did damageto 61,000 homes in Karova.")
    assert [t.text for t in report.tokens][3:5] == ["damage", "to"]
    assert all(report.text[t.start : t.end] == t.text for t in report.tokens)


@pytest.mark.parametrize(
    "word", ["13th", "5pm", "covid19", "1980s", "mh17", "therapists", "McGarva", "eBay", "euro110", "and/or"]
)
def test_fused_leaves_numbers_and_names_whole(fused: Fused, word: str) -> None:
    """Ordinals, clock times and names of things have letters and digits of their own."""
    assert fused.cut(word) is None


def test_words_of_content_are_cut_only_where_a_text_has_lost_its_spaces(parsed: Callable[..., Parsed]) -> None:
    """ "Stormdestroyed" might be a name; behind "homes.Many" it is none."""
    lost = parsed("A stormdestroyed 40 homes.Many people fled Tavna.")
    assert [t.text for t in lost.tokens[1:3]] == ["storm", "destroyed"]
    kept = parsed("A stormdestroyed 40 homes. Many people fled Tavna.")
    assert kept.tokens[1].text == "stormdestroyed"


def test_a_word_is_cut_twice(parsed: Callable[..., Parsed]) -> None:
    """A figure, what it counts and where stand in one."""
    found = parsed("About 12,000peoplein Tavna fled.")
    assert [t.text for t in found.tokens[1:4]] == ["12,000", "people", "in"]
