"""Words of time become the right days, or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from time_tokens import bare_parsed

from sayso.find.times import TimeFinder
from sayso.find.times.words import time_words
from sayso.resolve.dates.report_dates import in_stamp, report_date_among
from sayso.resolve.dates.resolver import quotations, resolve_dates, time_lines
from sayso.types import Parsed

# Thursday.
PUBLISHED = "2024-03-07"

DAYS = [
    ("Gunmen killed five in Orlu on Wednesday.", "2024-03-06", "2024-03-06"),
    ("Later on Thursday, the army shelled Orlu.", "2024-03-07", "2024-03-07"),
    ("The leaders will meet on Saturday.", "2024-03-09", "2024-03-09"),
    ("Talks are scheduled for Monday.", "2024-03-11", "2024-03-11"),
    ("Wednesday's raid killed six.", "2024-03-06", "2024-03-06"),
    ("Men suspected to be raiders on Tuesday killed five.", "2024-03-05", "2024-03-05"),
    ("He was seen last Wednesday.", "2024-02-28", "2024-02-28"),
    ("He was hurt yesterday morning.", "2024-03-06", "2024-03-06"),
    ("He was hurt last night.", "2024-03-06", "2024-03-06"),
    ("The camp was hit the day before yesterday.", "2024-03-05", "2024-03-05"),
    ("He was shot last week.", "2024-02-26", "2024-03-03"),
    ("Ten people died over the weekend.", "2024-03-02", "2024-03-03"),
    ("The town has been besieged since June 19.", "2023-06-19", "2024-03-07"),
    ("Between June 3 and June 9 the town was shelled.", "2023-06-03", "2023-06-09"),
    ("The town was shelled on June 5-7.", "2023-06-05", "2023-06-07"),
    ("Forty died between mid-January and the close of July.", "2023-01-01", "2023-07-31"),
    ("Forty died between November and February 2020.", "2019-11-01", "2020-02-29"),
    ("The road was closed from Wednesday to Monday.", "2024-02-28", "2024-03-04"),
    ("He led the group from 2010 to 2012.", "2010-01-01", "2012-12-31"),
    ("He ruled from January to March this year.", "2024-01-01", "2024-03-31"),
    ("In the past 24 hours, 12 people were killed.", "2024-03-06", "2024-03-07"),
    ("The church was burnt on Christmas Eve.", "2023-12-24", "2023-12-24"),
    ("A truce was agreed for Eid al-Fitr, which will begin.", "2024-04-10", "2024-04-12"),
    ("They were killed in the first half of 2016.", "2016-01-01", "2016-06-30"),
    ("He was caught in May.", "2023-05-01", "2023-05-31"),
    ("The vote will be held in May.", "2024-05-01", "2024-05-31"),
    ("The ford was mined on 11.03.2014 at 14:20.", "2014-03-11", "2014-03-11"),
    ("The ford was mined on 25/12/2019.", "2019-12-25", "2019-12-25"),
    ("They left in the early hours of Monday.", "2024-03-04", "2024-03-04"),
    ("The fort fell on Thursday, 3 August.", "2023-08-03", "2023-08-03"),
    ("The envoys meet separately on Monday.", "2024-03-11", "2024-03-11"),
    ("The mayor warned on Monday that raids could do harm.", "2024-03-04", "2024-03-04"),
    ("The rebels declined to comment on Monday.", "2024-03-04", "2024-03-04"),
    ("The rebels agreed to meet on Monday.", "2024-03-11", "2024-03-11"),
    ("In the past week 12 people were killed.", "2024-02-29", "2024-03-07"),
    ("The army shelled Orlu overnight Tuesday.", "2024-03-05", "2024-03-05"),
    ("The mayor said that a Monday raid killed six.", "2024-03-04", "2024-03-04"),
    ("It will be over by year's end.", "2024-01-01", "2024-12-31"),
    ('"We were hit yesterday," the mayor said on Tuesday.', "2024-03-04", "2024-03-04"),
    ("A week ago Monday a bridge fell.", "2024-02-26", "2024-02-26"),
    ("Two weeks ago Thursday a bridge fell.", "2024-02-22", "2024-02-22"),
    ("The vote will be held a week from Saturday.", "2024-03-16", "2024-03-16"),
    ("The ford was mined in the last week of January.", "2024-01-25", "2024-01-31"),
    ("The ford was mined in the first week of March.", "2024-03-01", "2024-03-07"),
    ("Some 230 people fled in the week of 26 to 29 February.", "2024-02-26", "2024-02-29"),
    ("Gunmen killed five in Orlu on Tuesday last week.", "2024-02-27", "2024-02-27"),
    ("Gunmen killed five in Orlu on Sunday of last week.", "2024-03-03", "2024-03-03"),
    ("Gunmen killed five in Orlu on Tuesday this week.", "2024-03-05", "2024-03-05"),
    ("On 05/03/2024 gunmen killed five in Orlu.", "2024-03-05", "2024-03-05"),
    ("On 02/03/2024 gunmen killed five in Orlu.", "2024-02-03", "2024-02-03"),
    ("The vote will be held on 05/04/2024.", "2024-05-04", "2024-05-04"),
    ("Some 340 people have been killed since mid-April.", "2023-04-01", "2024-03-07"),
    ("Sales fell in the 2019 fiscal year.", "2019-01-01", "2019-12-31"),
    ("The envoys are to meet in Orlu Monday.", "2024-03-11", "2024-03-11"),
    ("Shells hit the market on Monday.", "2024-03-04", "2024-03-04"),
    ("Nurses planned a large rally in Orlu on Saturday.", "2024-03-09", "2024-03-09"),
    ("The nurses planned the attack on Saturday.", "2024-03-02", "2024-03-02"),
    ("Unions called a strike for Monday.", "2024-03-11", "2024-03-11"),
    ("The army will avenge Monday's attack.", "2024-03-04", "2024-03-04"),
    ("The council is expected to condemn the Saturday night raid.", "2024-03-02", "2024-03-02"),
    ("Fans will attend Saturday's game.", "2024-03-09", "2024-03-09"),
    ("Ten people were killed ahead of Sunday's vote.", "2024-03-10", "2024-03-10"),
    ("He was speaking ahead of talks on Monday in Orlu.", "2024-03-11", "2024-03-11"),
    ("Ten people were killed ahead of Wednesday's vote.", "2024-03-06", "2024-03-06"),
    ("He is expected to be freed on Monday.", "2024-03-11", "2024-03-11"),
    ("He is believed to have been killed on Monday.", "2024-03-04", "2024-03-04"),
    ("He could be freed on Monday.", "2024-03-11", "2024-03-11"),
    ("Residents could hear shelling on Monday.", "2024-03-04", "2024-03-04"),
    ("Neither man could be reached on Monday.", "2024-03-04", "2024-03-04"),
    ("The border has been closed until Monday.", "2024-03-11", "2024-03-11"),
    ("The siege lasted until Monday.", "2024-03-04", "2024-03-04"),
    ("The general is due in Orlu on Tuesday.", "2024-03-12", "2024-03-12"),
    ("Elections are on Sunday.", "2024-03-10", "2024-03-10"),
    ("Officials expect a reply on Monday.", "2024-03-11", "2024-03-11"),
    ("He was freed the day before last Tuesday.", "2024-03-04", "2024-03-04"),
    ("He was freed the day after Christmas.", "2023-12-26", "2023-12-26"),
    ("The court will sit in the week of March 20.", "2024-03-18", "2024-03-24"),
    ("The feast will be on the second Sunday in May.", "2024-05-12", "2024-05-12"),
    ("The ford was mined on the last Monday of January 2019.", "2019-01-28", "2019-01-28"),
]

VALUES = [
    ("He was freed two days ago.", "2024-03-05"),
    ("He was freed three months ago.", "2023-12"),
    ("Shares of Marn Motors fell. Profit rose in the latest quarter.", "2023-Q4"),
    ("They will leave at 4 in the morning.", "2024-03-07T04:00"),
    ("The mayor said that last week a truck came.", "2024-W09"),
    ("He was freed last year.", "2023"),
    ("Sales rose in the third quarter of 2019.", "2019-Q3"),
    ("The late 1980s were calm.", "198"),
    ("It took five and a half hours.", "PT5H30M"),
    ("The two-day visit ended.", "P2D"),
    ("It took half an hour.", "PT30M"),
    ("It took half a year.", "P6M"),
    ("It took half a century.", "P50Y"),
    ("He was jailed for three years and six months.", "P3Y6M"),
    ("It took two hours, 15 minutes.", "PT2H15M"),
    ("It took a half-hour.", "PT30M"),
    ("It took two-and-a-half years.", "P2Y6M"),
    ("The mid-90s were calm.", "199"),
    ("They rest on weekends.", "XXXX-WXX-WE"),
    ("They meet every Friday.", "XXXX-WXX-5"),
    ("Now they are gone.", "PRESENT_REF"),
    ("He came home on Friday night.", "2024-03-01TNI"),
    ("The guns fell silent at 9.30am.", "2024-03-07T09:30"),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_dates_resolve_against_the_report_and_the_tense(
    parsed: Callable[..., Parsed], text: str, first: str, last: str
) -> None:
    """The first time of each text is never a week or a year off."""
    report = parsed(text, PUBLISHED)
    when = resolve_dates(report, TimeFinder().find(report))[0].when
    assert when is not None
    assert (when.from_, when.to) == (first, last)
    assert report.text[when.start : when.end] == when.text


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_dates_carry_timex3_values(parsed: Callable[..., Parsed], text: str, value: str) -> None:
    """The value is what the times command prints."""
    assert [line["value"] for line in time_lines(parsed(text, PUBLISHED))] == [value]


def test_dates_take_a_quarter_from_the_day_it_ended(parsed: Callable[..., Parsed]) -> None:
    """The day says which quarter, whatever the company calls it."""
    text = "Shares and sales fell on low income. For the quarter ended Sept. 29, 2023, Marn Motors had a profit."
    document = parsed(text, PUBLISHED)
    assert resolve_dates(document, TimeFinder().find(document))[0].value == "2023-Q3"


def test_dates_count_from_a_time_told_before(parsed: Callable[..., Parsed]) -> None:
    """ "A day earlier" counts from the day told, not from the report."""
    report = parsed("A bomb went off in Orlu on 2 May 2019. A day earlier, two men had fled.", PUBLISHED)
    assert [m.value for m in resolve_dates(report, TimeFinder().find(report))] == ["2019-05-02", "2019-05-01"]


TOLD = [
    ("He was shot on 2 May 2019 and died the next day.", ["2019-05-02", "2019-05-03"]),
    ("He was shot on 2 May 2019. The next month his son fled.", ["2019-05-02", "2019-06"]),
    ("He was shot on 2 May 2019. Over the next month it will rain.", ["2019-05-02", "2024-04"]),
    ("He was shot on 2 May 2019. That summer his son fled.", ["2019-05-02", "2019-SU"]),
    ("He left in March last year, and in May of this year he will be back.", ["2023-03", "2024-05"]),
]


@pytest.mark.parametrize(("text", "values"), TOLD)
def test_dates_of_a_narrative_count_from_what_it_told(
    parsed: Callable[..., Parsed], text: str, values: list[str]
) -> None:
    """ "The next day" is the one after the deed, "over the next month" the one after the report."""
    report = parsed(text, PUBLISHED)
    assert [m.value for m in resolve_dates(report, TimeFinder().find(report))] == values


ACCOUNTS = [
    (
        "Profit of Marn Motors rose in the fourth quarter from $5 million a year earlier. In the nine months, sales "
        "were $20 million, up from $18 million a year earlier.",
        ["2023-Q4", "2022-Q4", "P9M", "2022"],
    ),
    (
        "Marn Motors said sales and profit rose in the fourth quarter. After a weak second quarter, shares fell. "
        "In the year-earlier period, the company lost money.",
        ["2023-Q4", "2023-Q2", "2022-Q4"],
    ),
    (
        "Marn Motors reported a loss for the fiscal first quarter ended Dec. 31. Sales and profit fell from "
        "$3 million a year ago, and shares fell after the quarter.",
        ["2024-Q1", "2023-12-31", "2023-Q1", "2024-Q1"],
    ),
    (
        "Sales and profit of Marn Motors fell in the fourth quarter, with a loss of $3 million, compared with a loss "
        "of $2 million last year. Income of shares fell last year.",
        ["2023-Q4", "2022-Q4", "2023"],
    ),
]


@pytest.mark.parametrize(("text", "values"), ACCOUNTS)
def test_dates_of_accounts_compare_like_with_like(parsed: Callable[..., Parsed], text: str, values: list[str]) -> None:
    """A quarter is held against the quarter a year before, nine months against those of the year before."""
    report = parsed(text, PUBLISHED)
    assert [m.value for m in resolve_dates(report, TimeFinder().find(report))] == values


@pytest.mark.parametrize(
    "text", ["It fell on Wednesday.", "It fell yesterday.", "It fell on 3 May.", "It fell last week."]
)
def test_dates_stay_open_without_a_day_of_the_report(parsed: Callable[..., Parsed], text: str) -> None:
    """Unknown is None, the words are kept."""
    report = parsed(text)
    (mention,) = resolve_dates(report, TimeFinder().find(report))
    assert mention.when is not None
    assert (mention.when.from_, mention.when.to, mention.when.precision) == (None, None, None)
    assert mention.when.text == mention.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Forty people fled between 17 October and 14 December.", "17 October and 14 December"),
        ("Forty people fled from March 3 to May 9.", "March 3 to May 9"),
        ("Forty people fled in March and May.", "March"),
    ],
)
def test_range_without_a_year_keeps_its_words(parsed: Callable[..., Parsed], text: str, words: str) -> None:
    """Both ends are told, only not of which year; two months side by side are no range."""
    document = parsed(text, None)
    when = resolve_dates(document, TimeFinder().find(document))[0].when
    assert when is not None
    assert (when.text, when.from_, when.to) == (words, None, None)


def test_dates_that_do_not_exist_stay_open(parsed: Callable[..., Parsed]) -> None:
    """31 February has words but no day."""
    report = parsed("He was held on 31 February 2020.", PUBLISHED)
    (mention,) = resolve_dates(report, TimeFinder().find(report))
    assert mention.value == "2020-02-31"
    assert mention.when is not None and mention.when.from_ is None


HEADS = [
    ("ORLU, 3 JAN 90 -- [TEXT] THE ARMY SAID TODAY THAT IT TOOK THE FORD.", None, date(1990, 1, 3), False),
    ("Fri 07 Apr 2017 at 0914 Two killed in Orlu. Two men were killed.", "2017-04-07", date(2017, 4, 7), False),
    ("ORLU (Mar. 5, 2024)\nSoldiers took the ford yesterday.", PUBLISHED, date(2024, 3, 5), False),
    ("Army says two killed in Orlu raid NWA Sunday 10 Mar 2024 Two men died.", PUBLISHED, date(2024, 3, 10), True),
    ("25-12-2023 Two killed in Orlu.", PUBLISHED, date(2023, 12, 25), True),
    ("On 5 March 2011 people marched in Orlu.", PUBLISHED, date(2024, 3, 7), False),
    ("Two men died.", "not a date", None, False),
]


def test_hour_beside_the_report_date_is_part_of_its_stamp(parsed: Callable[..., Parsed]) -> None:
    """An hour printed with the date is that of the page; one in a sentence is the event's."""
    doc = parsed("Clerk charged in Marn\nUpdated 4/11/2007 1:26 PM\nA bomb went off at 3:15 PM in Marn.", "2007-04-11")
    mentions = TimeFinder().find(doc)
    stamp = report_date_among(doc, mentions).span
    assert stamp is not None
    told = {m.text: in_stamp(doc.text, stamp, m) for m in mentions}
    assert told == {"4/11/2007": True, "1:26 PM": True, "3:15 PM": False}


@pytest.mark.parametrize(("text", "published", "day", "conflict"), HEADS)
def test_report_date_weighs_dateline_and_published(
    parsed: Callable[..., Parsed], text: str, published: str | None, day: date | None, conflict: bool
) -> None:
    """A dateline is evidence against a wrong day of publication; a sentence of the past is not."""
    doc = parsed(text, published)
    found = report_date_among(doc, TimeFinder().find(doc))
    assert (found.day, found.conflict) == (day, conflict)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2024-03-07", {"states_day": "2024-03-06"}),
        ("2021-01-01", {"states_day": "2024-03-06", "published": "2021-01-01"}),
    ],
)
def test_time_layer_reports_a_wrong_day_of_publication(
    parsed: Callable[..., Parsed], published: str, told: dict[str, str]
) -> None:
    """The dateline overrules a day it does not agree with, and the row says so."""
    row = time_lines(parsed("MARN, March 6, 2024 (Agency) - Five men were shot on Monday.", published))[0]
    assert {k: v for k, v in row.items() if k in ("states_day", "published")} == told


def test_dates_of_a_quoted_today_are_the_day_spoken_of(parsed: Callable[..., Parsed]) -> None:
    """The statement is of the day it tells, the report of the day after."""
    text = 'Two soldiers were killed on Wednesday, the army said. "Jets struck the ford today," it said.'
    report = parsed(text, PUBLISHED)
    assert [m.value for m in resolve_dates(report, TimeFinder().find(report))] == ["2024-03-06", "2024-03-06"]


def test_quotations_pair_marks_within_a_paragraph() -> None:
    """A mark left open ends with its paragraph."""
    text = '"one" and “two”\n\n"open\n\n"three"'
    assert [text[a:b] for a, b in quotations(text)] == ["one", "two", "three"]


WORDS = st.sampled_from(
    [*sorted(time_words().starters), *"1990 31 0 9999 1000 31/12/1999 until since of on ago".split()]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=12), st.sampled_from([None, "0001-01-01", "9999-12-31", "2024-02-29", "x"]))
def test_dates_hold_at_the_ends_of_the_calendar(words: list[str], published: str | None) -> None:
    """No year out of range and no missing day raises; ends are in order."""
    report = bare_parsed(words, published)
    for mention in resolve_dates(report, TimeFinder().find(report)):
        when = mention.when
        if when is not None and when.from_ and when.to:
            assert date.fromisoformat(when.from_) <= date.fromisoformat(when.to)
