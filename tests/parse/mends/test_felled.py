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


def test_no_shot_is_dead(parsed: Callable[..., Parsed]) -> None:
    """A protester is shot dead by police, whom the parser hung on the funeral."""
    tokens = {t.lower: t for t in parsed("Thousands attended the funeral of a protester shot dead by police.").tokens}
    assert (tokens["shot"].tag, tokens["shot"].head) == ("VBN", tokens["protester"].i)
    assert (tokens["by"].dep, tokens["by"].head) == ("agent", tokens["shot"].i)
