"""On whose say-so each claim is told."""

from __future__ import annotations

import pytest
from reports_coded import code

from sayso.pipeline import Coder
from sayso.types import Claim, Report


def told(coder: Coder, text: str, number: float) -> Claim:
    """The claim that gives this many dead."""
    return next(c for c in code(coder, text) if any(n.what == "killed" and n.best == number for n in c.counts))


# text, dead, the words for each speaker from the outermost on
VOICES = [
    ("Rebels shelled Orvane, killing 16 people.", 16, []),
    ("Tarvik police put the death toll at 16.", 16, ["Tarvik police"]),
    ("Five people were killed and nine were hurt by shells, according to a source at the police.", 5,
     ["a source at the police"]),
    ("Two pilots were killed when rebels shot down a helicopter, the Tarvik military was quoted as saying by AFP.", 2,
     ["AFP", "the Tarvik military"]),
    ("The agency's director Alan Berg said that six nurses also died in the raids while the Tarvik Monitor said "
     "that 35 people in total had died.", 35, ["the Tarvik Monitor"]),
    ("The agency's director Alan Berg said that six nurses also died in the raids while the Tarvik Monitor said "
     "that 35 people in total had died.", 6, ["The agency's director Alan Berg"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "speakers"), VOICES)
def test_source_of_a_toll_is_who_gives_it(coder: Coder, text: str, number: float, speakers: list[str]) -> None:
    """Two voices in one sentence stay two, and who gives a figure speaks it."""
    assert [s.text for s in told(coder, text, number).source.speakers] == speakers


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Al-Shabaab said it killed nine guards in Orvane.", "claims-responsibility"),
        ("A rebel group said it killed nine guards in Orvane.", "claims-responsibility"),
        ("Al-Shabaab said the army killed nine guards in Orvane.", "asserts"),
        ("The army said it killed nine guards in Orvane.", "asserts"),
    ],
)
def test_source_of_its_own_attack_claims_it(coder: Coder, text: str, stance: str) -> None:
    """An armed group that tells of an attack as its own takes responsibility; a state's army reports."""
    assert told(coder, text, 9).source.stance == stance


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("''The inquiry so far has shown that guards killed nine men,'' police said.", ["police"]),
        ("Footage showed guards killing nine men.", ["Footage"]),
        ("Tarvik intelligence said guards killed nine men.", ["Tarvik intelligence"]),
        ("The Network for Fair Courts (NFC) said guards killed nine men.", ["The Network for Fair Courts (NFC)"]),
        ("The minister did not comment on the killing of nine men.", []),
        ("Q: The mayor says guards killed nine men.", ["The mayor"]),
    ],
)
def test_source_is_somebody_who_speaks(coder: Coder, text: str, speakers: list[str]) -> None:
    """A record that somebody tells of is no voice beside his, nor is who says nothing, nor a printed question."""
    assert [s.text for s in told(coder, text, 9).source.speakers] == speakers


def test_source_who_gives_a_figure_has_not_done_it(coder: Coder) -> None:
    """ "Police put the toll at 16" tells of the dead, not of police who killed."""
    assert told(coder, "Rebels shelled Orvane. Tarvik police put the death toll at 16.", 16).actor[0].text != "police"


def test_source_is_taken_up_by_a_definite_noun(coder: Coder) -> None:
    """ "The source" is the military source of the sentence before."""
    text = "A military source said army units took Orvane. The source added that the units killed 48 fighters."
    (speaker,) = told(coder, text, 48).source.speakers
    assert (speaker.text, speaker.voice, speaker.anonymous) == ("The source", "military", True)
    assert "A military source" in [m.text for m in speaker.mentions]


def test_source_it_is_the_body_that_spoke_last(coder: Coder) -> None:
    """A place or a raid does not speak."""
    text = (
        "Raids killed 22 people on Monday, the United Nations said. The highest toll was in Tarvik, the largest town "
        "of the valley, where raids killed 16 people, it said."
    )
    assert [s.name for s in told(coder, text, 16).source.speakers] == ["United Nations"]


NAMED = [
    ("The head of the agency, Ana Bor, said that police had killed five men.", "Ana Bor"),
    ("The newspaper El Mundo reported that gunmen killed the mayor.", "El Mundo"),
    ("As reported by El Tiempo, police killed two men.", "El Tiempo"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_source_has_the_name_beside_its_office(coder: Coder, text: str, name: str) -> None:
    """An office or a word for a medium is not anonymous where a name stands behind it."""
    claim = next(c for c in coder.code(Report(id="r", text=text, outlet="The Valley Courier")) if c.type == "ASSAULT")
    assert [(s.name, s.anonymous) for s in claim.source.speakers] == [(name, False)]


def test_source_told_the_outlet_itself_is_who_told_it(coder: Coder) -> None:
    """ "Told The Valley Courier" in the Courier's own report names no further voice."""
    text = "Residents told The Valley Courier that soldiers had burned their houses."
    claims = coder.code(Report(id="r", text=text, outlet="The Valley Courier"))
    assert {tuple(s.text for s in c.source.speakers) for c in claims} == {("Residents",)}


def test_source_of_what_is_negated_in_passing_denies_nothing(coder: Coder) -> None:
    """ "Suspects who have not been convicted" is no denial of whoever says it."""
    text = "Suspects who have not been convicted can be deported, according to Ana Bor."
    assert {c.source.stance for c in coder.code(Report(id="r", text=text))} == {"asserts"}


def test_source_of_what_will_not_be_done_denies_nothing(coder: Coder) -> None:
    """An intention says nothing of what was done."""
    report = Report(id="r", outlet="The Hill Post", text="The general said the army would not attack the town.")
    assert [c.status for c in coder.code(report) if c.type == "ASSAULT"] == ["negated"]


@pytest.mark.parametrize(
    "text",
    [
        "Lahore: Two people were shot dead over a land dispute on Monday.",
        "SOMALIA: Twin car bombs kill 100 in Mogadishu",
    ],
)
def test_place_before_a_colon_says_nothing(coder: Coder, text: str) -> None:
    """It is where the report comes from, or what it is about."""
    (claim,) = code(coder, text)
    assert claim.source.speakers == ()
