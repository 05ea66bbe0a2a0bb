"""Past tense taken for a participle."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.types import Parsed


@pytest.mark.parametrize(
    ("text", "verb", "tag", "subject"),
    [
        ("Militia elements killed at least eleven citizens during attacks on villages.", "killed", "VBD", "elements"),
        (
            "At least eight persons were left dead in Bami village in Orva LGA of Borno province when armed Taliban "
            "militants attacked at dawn on Sunday.",
            "attacked", "VBD", "militants",
        ),
        ("Nine civilians killed in Tavna.", "killed", "VBN", None),
    ],
)  # fmt: skip
def test_a_deed_with_an_object_has_a_subject(
    parsed: Callable[..., Parsed], text: str, verb: str, tag: str, subject: str | None
) -> None:
    """What was done to somebody has no object, and a clause that "when" opens has a verb of its own."""
    tokens = parsed(text).tokens
    found = next(t for t in tokens if t.lower == verb)
    own = [t.lower for t in tokens if t.head == found.i and t.dep == "nsubj"]
    assert (found.tag, own) == (tag, [subject] if subject else [])
