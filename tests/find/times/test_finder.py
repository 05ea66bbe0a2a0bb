"""Which words are times, and which only look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_tokens import bare_parsed

from sayso.find.times import TimeFinder
from sayso.find.times.words import time_words
from sayso.parse import Parser
from sayso.resolve.dates import resolve_dates
from sayso.types import Parsed, Report

FOUND = [
    ("The bridge at Orlu fell on Wednesday.", [("Wednesday", "DATE")]),
    ("The raid began at 10:30 p.m. on Tuesday, March 5.", [("10:30 p.m. on Tuesday, March 5", "TIME")]),
    ("Shells hit Tarna at dawn on Friday.", [("dawn on Friday", "TIME")]),
    ("He held the post for nearly three years.", [("nearly three years", "DURATION")]),
    ("They march every Friday.", [("every Friday", "SET")]),
    ("Prices rose twice a week.", [("a week", "SET")]),
    ("The mid-1990s were calm in Tarna.", [("The mid-1990s", "DATE")]),
    ("She fled in the last two weeks.", [("the last two weeks", "DURATION")]),
    ("It was built in nineteen ninety-six.", [("nineteen ninety-six", "DATE")]),
    ("Its Friday meeting in Orlu was moved.", [("Friday", "DATE")]),
    ("They met at a day-long council.", [("day-long", "DURATION")]),
    ("A months-long siege of Orlu ended.", [("months-long", "DURATION")]),
    ("Toll and loss of the same quarter in 2024 were less.", [("the same quarter in 2024", "DATE")]),
    ("The mayor said that a Saturday raid failed.", [("Saturday", "DATE")]),
    ("The valley will one day be free.", [("one day", "DATE")]),
    ("Envoys prepared the March summit.", [("March", "DATE")]),
    ("The 2011 protests were put down.", [("2011", "DATE")]),
    ("The envoy will leave soon.", [("soon", "DATE")]),
    ("The shops are shut on weekends.", [("weekends", "SET")]),
    ("Trains run on Monday and Tuesday nights.", [("Monday", "SET"), ("Tuesday nights", "SET")]),
    ("They slept in the early morning hours of Sunday.", [("the early morning hours of Sunday", "TIME")]),
    ("He was the mayor in the years 1990 to 1995.", [("1990", "DATE"), ("1995", "DATE")]),
    ("Profit is due in Q1 2025.", [("Q1 2025", "DATE")]),
    ("The vote was moved to a later date.", [("a later date", "DATE")]),
    ("He fled on Monday evening, May 3, 2021.", [("Monday evening, May 3, 2021", "TIME")]),
    ("He fled on Friday night, 20 men did not.", [("Friday night", "TIME")]),
    ("She fell at 12:13 a.m. Thursday morning.", [("12:13 a.m. Thursday morning", "TIME")]),
    ("Marn Today and the Orlu Daily Post wrote of daily raids.", [("daily", "SET")]),
    ("Marn Motors sold less than in the same period last year.", [("the same period last year", "DATE")]),
]

NOT_TIMES = [
    "A 45-year-old teacher and a 12-year-old boy were hurt.",
    "He is 30 years old.",
    "They fired 120 mm mortars at house number 1987.",
    "The home side won 3-2 and 6-4.",
    "Some 2000 people left the valley.",
    "He may march on the capital.",
    "The council passed Resolution 1559.",
    "Rooms cost 40 dollars a night.",
    "The fall of the city shook them.",
    "Fighters of the 19 April Movement left.",
    "Notice 2011-01-S-228 was hung up.",
    "He lives in the old quarter of Orlu.",
    "They import three-quarters of their food.",
    "It was high noon for the party.",
    "He left as soon as it was safe.",
    "The feud soon became a war.",
    "They fear for the future of Orlu.",
    "The 2000 marchers went home.",
    "He is a tall man in his mid-20s.",
    "They mourned the dead of Bloody Sunday.",
    "Call the station at 504-555-1911.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_times_are_found_with_their_type(
    parsed: Callable[..., Parsed], text: str, expected: list[tuple[str, str]]
) -> None:
    """Spans and types follow TIMEX3."""
    assert [(m.text, m.type) for m in TimeFinder().find(parsed(text))] == expected


@pytest.mark.parametrize("text", NOT_TIMES)
def test_times_leave_out_lookalikes(parsed: Callable[..., Parsed], text: str) -> None:
    """Ages, calibres, scores, prices and counts are no times of an event."""
    assert TimeFinder().find(parsed(text)) == []


def test_times_read_over_a_line_end(parsed: Callable[..., Parsed]) -> None:
    """Wrapped lines fall inside dates."""
    (mention,) = TimeFinder().find(parsed("The ford was mined on 12\nMarch 2019."))
    assert mention.text == "12\nMarch 2019"


NUMBERS = "1990 31 0 99 2019-02-31 31/12/1999 9999 '80s ’ ' 10:30 0300 1,200 ½ 1/2 mid-x mid-1990s 3am ²"
SMALL = "- – , . ( of on to GMT before ago later old half and May Sunday"
WORDS = st.sampled_from(
    [*sorted(time_words().starters), *NUMBERS.split(), *SMALL.split()]
)  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "\u202e1990\u200f", "٣ ٤ ٢٠١٩", "1" * 500 + " years ago", "²³ days"]
)
def test_times_survive_hostile_text(text: str) -> None:
    """Whatever the characters, no error leaves the finder."""
    assert isinstance(TimeFinder().find(bare_parsed(text.split(" "))), list)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=14))
def test_times_spans_are_slices_in_order(words: list[str]) -> None:
    """Every mention is a slice of the text, after the one before it."""
    bare = bare_parsed(words)
    end = 0
    for mention in TimeFinder().find(bare):
        assert mention.start >= end
        assert bare.text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize("row", ["last", "the first", "two hundred", '" yesterday " said Monday ,', "-", "1 to"])
def test_times_of_endless_rows_are_read_in_linear_time(row: str) -> None:
    """Ten thousand words of one kind take well under a second, not minutes."""
    report = bare_parsed(row.split() * 10_000)
    assert len(resolve_dates(report, TimeFinder().find(report))) <= len(report.tokens)


def test_times_of_the_parser_and_bare_tokens_agree(parser: Parser) -> None:
    """The bare tokens of these tests stand for parsed ones where no tree is needed."""
    text = "They left 12 March 2019 ."
    real = TimeFinder().find(parser.parse(Report(id="r1", text=text)))
    assert [m.text for m in real] == [m.text for m in TimeFinder().find(bare_parsed(text.split()))] == ["12 March 2019"]
