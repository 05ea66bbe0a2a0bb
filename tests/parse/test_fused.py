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
