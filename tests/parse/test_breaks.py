"""Where a sentence must begin, whatever the words say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.furniture import furniture
from sayso.parse.breaks import sentence_starts
from sayso.types import Parsed

BEGUN = [
    ("For Release\n\nOSLO, Norway (May 3, 2031) - Police arrested two men.", ["OSLO", "Police"]),
    ("Camp Karm\u2028In the same area a patrol was hit.", ["In"]),
    ("Two killed in Sele\nPolice blamed a gang.", ["Police"]),
    ("OSLO (Agency) \u2014 Police arrested two men.", ["Police"]),
    ("Two died in Sele. OSLO (Reuters) Police arrested two men.", ["OSLO", "Police"]),
    ("OSLO, May 3 - Police arrested two men.", ["Police"]),
    ("OSLO, May 3 (Agency).- Police arrested two men.", ["Police"]),
    ("Oslo, May 3 (Agency) Police arrested two men.", ["Police"]),
    ("Oslo (Norway) \u2014 Police arrested two men.", ["Police"]),
    ("Oslo \u2014 Police arrested two men on Monday, a spokesman for the ministry said.", ["Police"]),
    ("Port Sele \u2013 Police arrested two men on Monday, a spokesman for the ministry said.", ["Police"]),
    ("OSLO, 24 MAR 88 -- Police arrested two men.", ["Police"]),
    ("OSLO: Police arrested two men.", ["Police"]),
]
WHOLE = [
    "The patrol went on\nto the village of Karm, where it\nwas fired upon.",
    "Police arrested two men in Karm (Sele).",
    "Men of the LWP (Lena Party) Central Bureau fled.",
    "The NATO - led force left.",
    "A man - he was armed - fled.",
    "Lena Front \u2014 Velia's largest group \u2014 fled.",
    "On May 3 (Agency) Police arrested two men.",
    "Lena Front \u2013 Velian rebels \u2013 fled.",
]


@pytest.mark.parametrize(("text", "words"), BEGUN)
def test_sentence_begins_behind_headings_and_datelines(text: str, words: list[str]) -> None:
    """Else the heading is read as the subject of what follows."""
    assert [text[start:].split()[0].rstrip(",") for start in sentence_starts(text, furniture(text))] == words


@pytest.mark.parametrize("text", WHOLE)
def test_sentence_goes_on_over_page_lines(text: str) -> None:
    """Lines broken by the width of a page, and dashes inside a sentence, begin none."""
    assert sentence_starts(text, furniture(text)) == []


@given(st.text(alphabet="AB \n.,(\u2028-:a1", max_size=60))
def test_sentence_starts_lie_inside_the_text_in_order(text: str) -> None:
    """Whatever the text, each start is a character behind the first, once."""
    found = sentence_starts(text, furniture(text))
    assert found == sorted(set(found))
    assert all(0 < start < len(text) for start in found)


def test_parser_keeps_a_heading_apart(parsed: Callable[..., Parsed]) -> None:
    """The parser itself would read the three lines as one sentence."""
    report = parsed("Joint Command - Norway\nFor Immediate Release\n\nA patrol detained two men in Karm.")
    assert report.text[report.sentences[-1].start :] == "A patrol detained two men in Karm."
