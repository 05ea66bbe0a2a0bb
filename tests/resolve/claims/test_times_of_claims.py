"""Which of a sentence's times is that of which of its events, and which of none."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Claim


def times(claims: tuple[Claim, ...]) -> dict[str, str | None]:
    """The words of each event's time by those of its trigger."""
    return {c.trigger.text.split()[0]: c.when.text if c.when else None for c in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor condemned Tuesday's attack on a church in Orvane.", {"condemned": None, "attack": "Tuesday"}),
        ("Thousands protested against Friday's killing of a student.", {"protested": None, "killing": "Friday"}),
        (
            "A court on Monday convicted a miner charged in an April 2027 shooting in Tessel.",
            {"convicted": "Monday", "charged": None, "shooting": "April 2027"},
        ),
        ("Tuesday's attack displaced hundreds of families in Orvane.", {"attack": "Tuesday", "displaced": "Tuesday"}),
        ("He escaped from the court during his murder trial on Tuesday.", {"escaped": "Tuesday"}),
        (
            "Rebels who attacked Orvane on 3 April released two hostages.",
            {"attacked": "3 April", "released": None},
        ),
        (
            "Gunmen who killed nine people in Orvane last year attacked a bank in Tessel.",
            {"killed": "last year", "attacked": None},
        ),
        ("The blast, which happened on Monday, killed nine people.", {"blast": "Monday"}),
        (
            "The council is to hold an emergency meeting on Monday to discuss the attack on the bridge.",
            {"attack": None},
        ),
        ("Hundreds fled Orvane after clashes on Tuesday.", {"fled": "Tuesday"}),
    ],
)
def test_time_beside_a_noun_is_that_of_the_noun_s_deed(
    coder: Coder, text: str, expected: dict[str, str | None]
) -> None:
    """Whoever speaks of Tuesday's attack may do so on Thursday; only what the attack brought about was then."""
    assert times(code(coder, text)).items() >= expected.items()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("An overnight airstrike hit a town held by rebels in Lumia, killing ten people.", "held"),
        ("A clerk accused of stealing bread was arraigned on Wednesday.", "accused"),
    ],
)
def test_time_of_the_main_verb_is_none_of_what_only_describes(coder: Coder, text: str, word: str) -> None:
    """The town was held before the airstrike, and for longer."""
    assert times(code(coder, text))[word] is None


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("A rocket hit Orvane on Friday. Rebels regularly fire rockets into Orvane.", True),
        ("A rocket hit Orvane on Friday. Orvane has been frequently attacked by rebels.", True),
        ("A rocket hit Orvane on Friday. Rebels fired rockets into Orvane.", False),
    ],
)
def test_habit_is_no_part_of_the_day_s_event(coder: Coder, text: str, habit: bool) -> None:
    """What is done again and again has no one day."""
    last = max(code(coder, text), key=lambda c: c.trigger.start)
    assert (last.when is None) == habit


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Some 45 traders have been killed in Orvane in the last 24 hours.", ("2031-03-14", "2031-03-15")),
        ("Rebels have attacked four villages over the past three weeks.", ("2031-02-22", "2031-03-15")),
    ],
)
def test_stretch_that_ends_at_the_report_dates_what_happened_in_it(
    coder: Coder, text: str, span: tuple[str, str]
) -> None:
    """ "The last 24 hours" are days as good as any."""
    (claim,) = code(coder, text)
    assert claim.when is not None and (claim.when.from_, claim.when.to) == span


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Some 800 people were evacuated from Orvane after floods (Red Crescent update, 5 January 2031).", None),
        ("Last updated at Mar 3 2031 A gas attack in Orvane killed dozens of civilians on Tuesday.", "Tuesday"),
        ("Some 800 people were evacuated from Orvane (Sele district, 5 January 2031).", "5 January 2031"),
    ],
)
def test_date_of_a_paper_is_not_that_of_the_event(coder: Coder, text: str, told: str | None) -> None:
    """When a report was written or a page changed says nothing of when people fled."""
    claims = code(coder, text)
    assert claims and {c.when.text if c.when else None for c in claims} == {told}


def test_year_of_an_old_deed_makes_no_verdict_a_look_back(coder: Coder) -> None:
    """The year dates the deed, not what the court did on Monday."""
    text = "A court on Monday convicted a miner charged in an April 2027 shooting in Tessel."
    assert {c.type: c.historical for c in code(coder, text)} == {"SANCTION": False, "ACCUSE": False, "ASSAULT": True}


def test_whatever_somebody_did_last_year_puts_back_that_alone(coder: Coder) -> None:
    """What he does now is news."""
    claims = code(coder, "Gunmen who killed nine people in Orvane last year attacked a bank in Tessel.")
    assert {c.trigger.text: c.historical for c in claims} == {"killed": True, "attacked": False}


ELAPSED = [
    ("Five years after soldiers massacred 300 people in Orvane, survivors wait.", "massacred", "2026-01-01", True),
    ("Saturday marks ten years since militants abducted 76 girls in Orvane.", "abducted", "2021-01-01", True),
    ("Thousands marked the 30th anniversary of the massacre of 800 men in Orvane.", "massacre", "2001-01-01", True),
    ("Families marked the anniversary of the 2004 massacre of nine men in Orvane.", "massacre", "2004-01-01", True),
    ("Rebels freed nine miners on Friday, two weeks after abducting them in Orvane.", "abducting", "2031-02-24", False),
    ("The attack comes a week after gunmen killed nine students in Orvane.", "killed", "2031-03-03", False),
]


def test_attack_that_came_after_another_is_not_it(coder: Coder) -> None:
    """What the attack just told came a day after is another one."""
    text = "A strike hit a clinic in Orvane late on Tuesday. The attack comes a day after a convoy was halted"
    claims = code(coder, text + " when an air strike killed 12 drivers.")
    assert len({c.incident for c in claims if c.type == "ASSAULT"}) == 2
    assert [c.when for c in claims if c.counts] == [None]


@pytest.mark.parametrize(("text", "trigger", "first", "over"), ELAPSED)
def test_deed_that_another_is_dated_by_was_so_long_before(
    coder: Coder, text: str, trigger: str, first: str, over: bool
) -> None:
    """What an anniversary is of, and what something else came years after, is history."""
    (old,) = [c for c in code(coder, text) if c.trigger.text.split()[0] == trigger]
    assert old.when is not None
    assert (old.when.from_, old.historical) == (first, over)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed nine people in Orvane ahead of Friday's vote.", None),
        ("Gunmen killed nine people in Orvane on Tuesday, in the run-up to Sunday's vote.", "Tuesday"),
    ],
)
def test_day_that_a_deed_led_up_to_is_not_its_own(coder: Coder, text: str, expected: str | None) -> None:
    """Whoever was killed ahead of Friday's vote was not killed on Friday."""
    assert times(code(coder, text))["killed"] == expected


@pytest.mark.parametrize(
    ("since", "last", "precision"),
    [("2029", "2029-12-31", "year"), ("May 2029", "2029-05-31", "month"), ("10 May 2029", "2029-05-10", "day")],
)
def test_time_since_which_nothing_was_worse_is_as_long_as_told(
    coder: Coder, since: str, last: str, precision: str
) -> None:
    """ "The deadliest raid since 2029, when gunmen killed 66" is of that year, and not of its first day."""
    claims = code(coder, f"It was the deadliest raid in Orvane since {since}, when gunmen killed 66 people.")
    (old,) = [c for c in claims if c.counts]
    assert old.when is not None
    assert (old.when.to, old.when.precision) == (last, precision)
