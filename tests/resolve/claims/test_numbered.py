"""Victims of whom a report tells no more than how many."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder


def hit(coder: Coder, text: str) -> list[tuple[str, str | None]]:
    """Everybody to whom something was done, and what became of them."""
    return [(p.text, p.effect) for c in code(coder, text) for p in c.recipient]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels shelled Norvale on Friday, killing seven and wounding 12.", [("seven", "killed"), ("12", "injured")]),
        ("A bomb killed 7 near a mill in Norvale.", [("7", "killed")]),
        ("The clashes in Norvale, which also left 36 wounded, went on.", [("36", "injured")]),
        ("Five farmers killed, nine injured in attack at Norvale.", [("nine", "injured")]),
        ("Six nurses were among the dead in the air strike on Norvale.", [("Six nurses", "killed")]),
        ("More than 35,000 were displaced by fighting in Norvale.", [("More than 35,000", None)]),
    ],
)
def test_figures_of_people_hit_are_recipients(coder: Coder, text: str, told: list[tuple[str, str | None]]) -> None:
    """Whoever reads who was hit misses the wounded of "killing five people and wounding nine" otherwise."""
    assert set(told) <= set(hit(coder, text))


@pytest.mark.parametrize(
    "text",
    [
        "Police in Norvale put the death toll of the bombing at 16.",
        "The bombing of Norvale caused six deaths.",
        "Gunmen killed ten people in Norvale, among them four children.",
        "No one was hurt when rebels shelled Norvale.",
    ],
)
def test_tolls_deaths_and_parts_are_no_recipients(coder: Coder, text: str) -> None:
    """A toll, a count of deaths and a part of those told are nobody besides."""
    assert not {"16", "six deaths", "four children", "No one"} & {words for words, _ in hit(coder, text)}


def test_figure_told_twice_is_one_recipient(coder: Coder) -> None:
    """A headline that runs into its report tells of the same people."""
    text = "9 dead in air raids on Norvale market. nine were killed in air raids on a market in Norvale on Monday."
    claims = code(coder, text.replace(". nine", " nine"))
    assert all(len({p.text for p in c.recipient if p.text in {"9", "nine"}}) < 2 for c in claims)


@pytest.mark.parametrize(
    ("text", "victims", "effect"),
    [
        ("A blast killed and wounded eight pupils in Norvale.", "eight pupils", None),
        ("Two judges were shot dead in Norvale by gunmen.", "Two judges", "killed"),
        ("The mayor of Norvale said that 53 people were killed and over 100 injured.", "53 people", "killed"),
    ],
)
def test_effect_is_that_of_the_count(coder: Coder, text: str, victims: str, effect: str | None) -> None:
    """Some of them dead and some hurt is neither; and what a figure says of people, their party says too."""
    assert dict(hit(coder, text))[victims] == effect


def test_count_points_to_its_own_recipient(coder: Coder) -> None:
    """The sum of several belongs to none of them, and the second victim's count not to the first."""
    (claim,) = code(coder, "A bomb killed an immigration clerk and a passing nurse in Norvale.")
    told = {k.text: k.party for k in claim.counts}
    assert [p.text for p in claim.recipient] == ["an immigration clerk", "a passing nurse"]
    assert told == {
        "an immigration clerk": 0, "an immigration clerk and a passing nurse": None, "a passing nurse": 1,
    }  # fmt: skip


def test_ground_where_a_blast_was_is_no_recipient(coder: Coder) -> None:
    """A bombing in a city is where it was; one in a hotel hit the hotel."""
    assert hit(coder, "A car bombing in the northern city of Mosul killed 24 people.") == [("24 people", "killed")]
    assert ("a hotel", None) in hit(coder, "A bomb exploded in a hotel in Mosul.")
