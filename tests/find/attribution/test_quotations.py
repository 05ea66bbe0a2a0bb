"""Quotations in every kind of marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.find.attribution.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"We left," she said.', ['"We left,"']),
        ("“They cried “help” and ran,” he said.", ["“They cried “help” and ran,”"]),
        ("He said “one two.“ Next.", ["“one two.“"]),
        ("''We're off,'' he said. ''Bye''", ["''We're off,''", "''Bye''"]),
        ("He said 'we won't go' and left the boys' home.", ["'we won't go'"]),
        ("It's a ‘word’ and ‘so’ on.", ["‘word’", "‘so’"]),
        ("«Go,» she said.", ["«Go,»"]),
        ('A 5" pipe and a 6" pipe.', []),
        ('She said: "It never closes\n\nNext.', ['"It never closes']),
        ('"', []),
    ],
)
def test_quotations_are_found_in_any_marks(text: str, quoted: list[str]) -> None:
    """Marks belong to the quotation; apostrophes and inches open none."""
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


@given(st.text(alphabet="ab .\"'“”‘’«»\n", max_size=80))
def test_quotations_never_overlap(text: str) -> None:
    """Only outermost quotations are told, in order."""
    found = find_quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
