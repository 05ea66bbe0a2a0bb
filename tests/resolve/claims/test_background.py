"""What a report only looks back on is marked, and is never what it is about."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Claim

DAY = "A rocket killed six villagers in Orvane on Friday, the army said. "


def parts(claims: tuple[Claim, ...], text: str) -> tuple[list[Claim], list[Claim]]:
    """The claims of the day's sentence, and those of the sentences behind it."""
    day = [c for c in claims if "Orvane" in c.evidence.text and c.type == "ASSAULT"]
    return day, [c for c in claims if c.evidence.text in text]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 40 people in Tessel on 3 May 2029.",
        "A bomb killed 40 people in Tessel in early January.",
        "Rebels attacked Tessel on 3 May 2029. At least 40 people were killed and 12 others abducted.",
        "The war killed more than 60,000 people.",
    ],
)
def test_old_tolls_and_events_are_background(coder: Coder, text: str) -> None:
    """Last year's bomb is historical and no part of the day's incident."""
    claims = code(coder, DAY + text)
    day, back = parts(claims, text)
    assert back and all(c.historical and not c.main for c in back)
    assert any(c.main and not c.historical for c in day)
    assert not {c.incident for c in day} & {c.incident for c in back}


@pytest.mark.parametrize(
    "text",
    [
        "The conflict has since grown into a war that has killed more than 60,000 people.",
        "Since then, it is thought, thousands have been killed.",
        "The war has left 70,000 people dead and millions displaced.",
        "Some 40,000 people have been killed since the war broke out in March 2026.",
        "Some 900 people have been killed since the start of 2030.",
    ],
)
def test_running_tolls_are_not_over_and_not_the_day_s(coder: Coder, text: str) -> None:
    """What a war has cost so far has not ended, and is no part of the day's incident."""
    claims = code(coder, DAY + text)
    day, back = parts(claims, text)
    assert back and not any(c.historical or c.main for c in back)
    assert any(c.main for c in day)
    assert not {c.incident for c in day} & {c.incident for c in back}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            "Some 40,000 people have been killed since the war broke out in March 2026.",
            ("2026-03-01", "2031-03-15"),
        ),
        ("Thousands of people have fled Orvane since the invasion of Lumia in 2027.", ("2027-01-01", "2031-03-15")),
        ("Since Thursday rockets have killed 44 people in Orvane.", ("2031-03-13", "2031-03-15")),
        ("Since Feb. 19, when the army broke the truce, rockets have killed 60 people.", ("2031-02-19", "2031-03-15")),
        ("A bomb killed 40 people in the deadliest attack since the war began in 2027.", None),
    ],
)
def test_what_goes_on_since_a_beginning_runs_until_the_report(
    coder: Coder, text: str, times: tuple[str, str] | None
) -> None:
    """The month in which a war began is not when all its dead died, and dates no attack held against it."""
    told = [c for c in code(coder, text) if c.counts or c.type == "DISPLACE"]
    assert told and {(c.when.from_, c.when.to) if c.when else None for c in told} == {times}


def test_day_since_which_nothing_was_worse_is_that_day(coder: Coder) -> None:
    """ "Since May 10, 2026, when 110 died" dates those deaths, and makes today's no look back."""
    claims = code(coder, DAY + "It was the deadliest day since May 10, 2026, when 110 people were killed in Rovena.")
    (old,) = [c for c in claims if any(k.best == 110 for k in c.counts)]
    assert old.historical and old.when is not None
    assert (old.when.from_, old.when.to) == ("2026-05-10", "2026-05-10")
    assert not any(c.historical for c in claims if c is not old and c.type == "ASSAULT")


def test_years_of_shelling_are_not_the_day_s_shelling(coder: Coder) -> None:
    """What goes on since long before is no telling of the day's event."""
    claims = code(coder, DAY + "Orvane has been shelled since 2026.")
    lasting = [c for c in claims if c.trigger.text == "shelled"]
    assert lasting and not {c.incident for c in lasting} & {c.incident for c in claims if c.counts}


def test_toll_of_the_deadliest_day_is_the_day_s(coder: Coder) -> None:
    """ "The deadliest day since they entered the war" compares, and counts nothing else."""
    claims = code(
        coder, "A mine killed all nine soldiers in the deadliest incident for Lumia since it entered the war."
    )
    assert [n.cumulative for c in claims for n in c.counts if n.what == "killed"] == [False]


def test_illness_is_no_harm_done(coder: Coder) -> None:
    """Whoever falls ill after an arrest was not hurt by it."""
    claims = code(
        coder, "Police arrested the banker Odo Brann in Tessel on Friday. His mother was admitted to a hospital later."
    )
    assert not [n for c in claims for n in c.counts if n.what == "injured"]


def test_evacuees_are_no_attack(coder: Coder) -> None:
    """People who were waiting when a bomb went off were not driven out by it."""
    claims = code(
        coder,
        "A bomb exploded in Tessel on Friday as thousands of evacuees waited for buses. "
        "Around 2,200 evacuees were held up at a bridge.",
    )
    assert not [n for c in claims if c.type == "ASSAULT" for n in c.counts if n.what == "displaced"]


def test_country_before_a_title_is_no_place(coder: Coder) -> None:
    """ "Chad defence minister" says whose minister he is."""
    claims = code(
        coder, "Gunmen attacked a bus in Kano on Friday. Chad defence minister Odo Brann said an attack was planned."
    )
    assert not [c for c in claims if c.place is not None and c.place.country == "TCD"]


def test_siege_since_years_is_not_over(coder: Coder) -> None:
    """What has gone on "since 2029" has not ended."""
    claims = code(coder, "Orvane is regularly shelled by the army and has been under siege since 2029.")
    assert claims and not any(c.historical for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died in a blast near the Turkish border on Friday.",
        "The dead were guards at the site of the bombing outside the city of Mosul.",
    ],
)
def test_what_a_blast_was_near_is_not_hit(coder: Coder, text: str) -> None:
    """A border or town that a bomb went off near says where, and is no recipient."""
    claims = code(coder, text)
    assert claims and not [p for c in claims for p in c.recipient if p.kind == "area"]


def test_deed_says_nothing(coder: Coder) -> None:
    """An attack is no voice, whatever clause hangs on it."""
    text = "Some 80 people died in a gas attack near Tessel on Tuesday, the raid proving that no truce was kept."
    assert not [s.text for c in code(coder, text) for s in c.source.speakers if "attack" in s.text or "raid" in s.text]


def test_feast_without_its_year_is_not_last_year_s(coder: Coder) -> None:
    """A feast just ahead may be dated to the one before; that makes no look back."""
    claims = code(coder, "The attack, which wounded dozens of people, came in Orvane ahead of the Easter holiday.")
    assert claims and not any(c.historical for c in claims)


def test_growing_total_makes_no_look_back(coder: Coder) -> None:
    """Those who came on Monday are news, though the total that they bring is that of months."""
    text = "The agency said 4,300 people fled on Monday, bringing the total to 71,000 since the fighting erupted."
    told = {count.best: (count.cumulative, c.historical) for c in code(coder, text) for count in c.counts}
    assert told == {4300: (False, False), 71000: (True, False)}


def test_all_of_them_are_not_one(coder: Coder) -> None:
    """Words for several tell of no single victim."""
    text = "The strike hit a house where 23 people were sheltering, killing all of them."
    assert not [count for c in code(coder, text) for count in c.counts if count.what == "killed"]


def test_violence_that_has_gone_on_for_years_is_told_once(coder: Coder) -> None:
    """With its doers, its toll and the land, and not in the capital that the report was filed from."""
    text = (
        "OUAGADOUGOU, March 14 (Reuters) - Gunmen killed nine people in a raid on a village in northern Burkina Faso.\n"
        "Violence linked to Islamist militants has killed more than 20,000 people in Burkina Faso since 2015."
    )
    (war,) = [c for c in code(coder, text) if any(n.cumulative for n in c.counts)]
    assert (war.trigger.text, [p.text for p in war.actor]) == ("Violence", ["Islamist militants"])
    assert war.place is not None and war.place.name == "Burkina Faso"
    assert sum("20,000" in c.evidence.text for c in code(coder, text)) == 1
