"""Names of a list, in the tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The African Union, the UN and Turkey condemned the bombings.", "conj"),
        ("The Velian Union, the VU of Sele and Karm, condemned the bombings.", "appos"),
    ],
)
def test_name_before_the_verb_is_one_of_a_list(parsed: Callable[..., Parsed], text: str, label: str) -> None:
    """What a comma closes is the first by another name."""
    tokens = {t.text: t for t in parsed(text).tokens}
    second = tokens.get("UN") or tokens["VU"]
    assert (second.dep, second.head) == (label, tokens["Union"].i)
