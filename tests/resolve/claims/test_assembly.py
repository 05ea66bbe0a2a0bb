"""Whole short reports about invented places, coded and held against what a careful reader writes down."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Claim


def telling(claims: tuple[Claim, ...], word: str) -> Claim:
    """The claim whose evidence holds a word and that counts or hits somebody, else the first that holds it."""
    held = [c for c in claims if word in c.evidence.text]
    assert held, [c.evidence.text for c in claims]
    return max(held, key=lambda c: (len(c.counts), c.type == "ASSAULT"))


def test_later_toll_is_of_the_same_incident(coder: Coder) -> None:
    """A toll told a sentence on belongs to the attack just told, also in somebody else's words."""
    claims = code(
        coder,
        "Gunmen attacked a market in Mosul on Friday, killing nine people. "
        "A hospital official said another 14 people were wounded in the attack.",
    )
    assert telling(claims, "market").incident == telling(claims, "wounded").incident


def test_attacks_in_two_towns_are_two_incidents(coder: Coder) -> None:
    """Two attacks of one report far apart stay apart."""
    claims = code(
        coder,
        "A car bomb killed seven people in Mosul on Friday. "
        "A separate roadside bomb killed two soldiers in Basra on Saturday.",
    )
    assert telling(claims, "Mosul").incident != telling(claims, "Basra").incident


def test_report_of_a_denial_alone_has_a_main_claim(coder: Coder) -> None:
    """Whatever a report is about, one of its claims says so."""
    claims = code(coder, "The army denied on Friday that it had shelled a hospital in Aleppo.")
    assert any(c.main for c in claims)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Militants killed six villagers near Maiduguri on Friday, police said.", "firearms"),
        ("A drone killed six villagers near Maiduguri on Friday, police said.", "drone"),
    ],
)
def test_mode_comes_from_the_doer_where_no_means_is_told(coder: Coder, text: str, mode: str) -> None:
    """Armed people who kill without a told means do so with firearms; a doer that is a weapon has its own mode."""
    killing = telling(code(coder, text), "killed")
    assert killing.type == "ASSAULT" and killing.mode == mode


def test_place_is_the_town_and_not_where_someone_speaks(coder: Coder) -> None:
    """The event is in the finest place of its telling; the country and the speaker's town are not its place."""
    claims = code(
        coder,
        "A bomb killed eight people in northern Iraq on Friday. The blast hit a bus station in Kirkuk, "
        "a ministry spokesman said in Baghdad.",
    )
    place = telling(claims, "eight").place
    assert place is not None and place.name == "Kirkuk" and place.country == "IRQ"


def test_claim_of_responsibility_lends_its_doer_as_claimed(coder: Coder) -> None:
    """Who claims a deed is its actor with that certainty, also in the claim that tells the deed without one."""
    claims = code(
        coder,
        "A suicide bomber killed 12 people at a checkpoint in Mogadishu on Friday. "
        "Al-Shabaab claimed responsibility for the attack.",
    )
    deed = telling(claims, "12 people")
    lent = [p for p in deed.actor if p.name and "Shabaab" in p.name]
    assert lent and lent[0].certainty == "claimed"


def test_same_report_gives_the_same_claims(coder: Coder) -> None:
    """No chance is involved."""
    text = "Gunmen killed nine people in Mosul on Friday. The attack was condemned by the government."
    assert code(coder, text) == code(coder, text)


def test_toll_told_in_two_sentences_stands_in_one_claim(coder: Coder) -> None:
    """Dead and hurt told one after the other by one voice are one toll, and both sentences its evidence."""
    claims = code(coder, "Gunmen killed nine people at a market in Mosul on Friday. Another 14 people were wounded.")
    deed = next(c for c in claims if any(n.what == "killed" for n in c.counts))
    assert {(n.what, n.best) for n in deed.counts} >= {("killed", 9), ("injured", 14)}
    assert "nine" in deed.evidence.text and "wounded" in deed.evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "A bomb ripped through a bus, killing seven and wounding 17 in southern Mosul on Friday, officials said.",
        "Nine people were killed in an attack by raiders on a camp in Mosul Friday, the health ministry said.",
    ],
)
def test_day_before_a_trailing_speaker_is_the_event_s(coder: Coder, text: str) -> None:
    """The parse may hang the day on "said"; the comma behind it says whose it is."""
    when = next(c for c in code(coder, text) if c.type == "ASSAULT").when
    assert when is not None and when.from_ == "2031-03-14"


def test_same_large_toll_is_the_same_incident(coder: Coder) -> None:
    """Thirty dead told twice are one event, although its places are told apart."""
    claims = code(
        coder,
        "Raids killed 30 people in Raqqa on Thursday. At least 30 people were killed by airstrikes near Deir ez-Zor, "
        "the ministry said. Six people were hurt in a clash in Aleppo.",
    )
    killings = [c for c in claims if any(n.what == "killed" and n.best == 30 for n in c.counts)]
    assert len(killings) == 2 and len({c.incident for c in killings}) == 1 and all(c.main for c in killings)


@pytest.mark.parametrize(
    ("text", "earlier", "doer"),
    [
        ("Two days after an air strike by the army, gunmen killed four farmers near Velsk.", "strike", ["gunmen"]),
        ("A week after a rebel raid on the port, three soldiers were killed in Velsk on Saturday.", "raid", []),
    ],
)
def test_what_was_days_before_is_another_deed(coder: Coder, text: str, earlier: str, doer: list[str]) -> None:
    """Whoever struck two days before neither killed nor was killed today, and the dead are not his."""
    claims = code(coder, text)
    before = next(c for c in claims if earlier in c.trigger.text)
    killing = next(c for c in claims if c.trigger.text == "killed")
    assert not before.counts and killing.counts
    assert [p.text for p in killing.actor] == doer
    assert before.incident != killing.incident


def test_a_death_days_after_an_attack_is_of_that_attack(coder: Coder) -> None:
    claims = code(coder, "Three people died two days after the blast that hit a bus in Velsk.")
    assert len({c.incident for c in claims}) == 1
