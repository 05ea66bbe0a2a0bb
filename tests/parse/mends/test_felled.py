"""Second fates behind "and"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The village chief was dragged from his house and shot.", "VBN"),
        ("The film was praised for its music and shot.", "NN"),
    ],
)
def test_a_fate_behind_a_house_is_no_thing(parsed: Callable[..., Parsed], text: str, tag: str) -> None:
    """ "Shot" is what became of the chief; where no passive of motion stands before it, the parser is believed."""
    shot = next(t for t in parsed(text).tokens if t.lower == "shot")
    assert shot.tag == tag
