"""The report's text with its marks: every character once, in order."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from press import Press

from sayso.types import Count, Report
from sayso.web.marks import MOST_CHARACTERS, paragraphs, shown

SPANS = st.lists(st.tuples(st.integers(-5, 80), st.integers(0, 90)), max_size=6)


@given(st.text(max_size=70), SPANS)
def test_paragraphs_keep_every_character_in_place(text: str, spans: list[tuple[int, int]]) -> None:
    """What a person selects counts back to the report, whatever stands in it and however marks overlap."""
    press = Press()
    report = press.report("r", text, "The Post", "2031-01-01", "t")
    counts = tuple(
        Count(text="x", start=a, end=b, what="killed", who="people", best=1)
        for a, b in spans
    )  # fmt: skip
    claim = press.tell(report, "", None, None, counts=counts)
    lines = paragraphs(report, [claim])
    for line in lines:
        told = "".join(p.text for p in line.pieces)
        assert told == shown(text)[line.start : line.start + len(told)]
    left = set(range(len(text))) - {
        i for x in lines for i in range(x.start, x.start + sum(len(p.text) for p in x.pieces))
    }
    assert all(text[i].isspace() or shown(text[i]).isspace() for i in left)


def test_marks_that_overlap_are_all_shown() -> None:
    press = Press()
    report = press.report("r", "five men of Ostrey", "The Post", "2031-01-01")
    claim = press.tell(
        report, "Ostrey", None, None,
        counts=(Count(text="five men of Ostrey", start=0, end=18, what="killed", who="people"),),
    )  # fmt: skip
    pieces = paragraphs(report, [claim])[0].pieces
    assert [(p.text, p.layers) for p in pieces] == [("five men of ", ("count",)), ("Ostrey", ("trigger", "count"))]


def test_endless_reports_are_cut() -> None:
    lines = paragraphs(Report(id="r", text="word " * MOST_CHARACTERS), [])
    assert sum(len(p.text) for x in lines for p in x.pieces) == MOST_CHARACTERS
