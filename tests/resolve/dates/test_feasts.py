"""Feasts named without their year fall where the clause and the calendar put them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.times import TimeFinder
from sayso.resolve.dates import resolve_dates
from sayso.types import Parsed

FEASTS = [
    ("2016-07-03", "A bomb killed shoppers ahead of the Eid al-Fitr holiday.", "2016-07-06", "2016-07-08"),
    ("2016-07-03", "People shopping for Eid were killed.", "2016-07-06", "2016-07-08"),
    ("2016-09-20", "The truce began on Eid.", "2016-09-11", "2016-09-13"),
    ("2013-08-12", "Attacks rose during Ramadan.", "2013-07-09", "2013-08-07"),
    ("2013-03-01", "Forty people were killed in Ramadan.", "2012-07-20", "2012-08-18"),
    ("2013-07-15", "A bomber struck on the fifth day of Ramadan.", "2013-07-13", "2013-07-13"),
    ("2024-04-12", "Raiders killed six on the first day of Eid al-Fitr.", "2024-04-10", "2024-04-10"),
    ("2014-04-10", "A church was burned last Easter.", "2013-03-31", "2013-03-31"),
    ("2014-04-10", "Police will guard churches at Easter.", "2014-04-20", "2014-04-20"),
    ("2020-02-24", "The Easter Sunday bombings killed hundreds.", "2019-04-21", "2019-04-21"),
    ("2023-10-10", "The raid on Simchat Torah killed hundreds.", "2023-10-07", "2023-10-07"),
    ("2013-07-15", "A bomber struck on Eid al-Fitr in 2011.", "2011-08-30", "2011-09-01"),
]


@pytest.mark.parametrize(("published", "text", "first", "last"), FEASTS)
def test_feasts_fall_in_the_year_meant(
    parsed: Callable[..., Parsed], published: str, text: str, first: str, last: str
) -> None:
    """A past verb looks back, "ahead of" and "for" look forward, the nearest feast of the kind is meant."""
    report = parsed(text, published=published)
    (time,) = resolve_dates(report, TimeFinder().find(report))
    assert time.when is not None and (time.when.from_, time.when.to) == (first, last)


def test_feasts_of_no_known_year_stay_open(parsed: Callable[..., Parsed]) -> None:
    """Without a day of the report nothing says which year."""
    report = parsed("Forty people were killed in Ramadan.")
    (time,) = resolve_dates(report, TimeFinder().find(report))
    assert time.when is not None and time.when.from_ is None


def test_feasts_are_no_part_of_a_persons_name(parsed: Callable[..., Parsed]) -> None:
    """Eid is a surname too."""
    assert not TimeFinder().find(parsed("The editor Karim Eid was freed."))
