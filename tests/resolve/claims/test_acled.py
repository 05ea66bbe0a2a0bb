"""Claims to ACLED types."""

from __future__ import annotations

import msgspec
import pytest

from sayso.resolve.claims.acled import acled_of, of_one_protest
from sayso.types import Acled, Claim, EventType, Party, Source, Span, Status


def claim(
    type_: EventType, mode: str | None, actor: str, recipient: str, text: str, status: Status = "happened"
) -> Claim:
    def parties(words: str, sector: str | None = None) -> tuple[Party, ...]:
        return (Party(text=words, start=0, end=len(words), sector=sector),) if words else ()

    return Claim(
        id="c", report="r", type=type_, mode=mode, main=True, incident=1, trigger=Span(text.split()[0], 0, 1),
        actor=parties(actor), recipient=parties(recipient), source=Source(outlet=None), status=status,
        evidence=Span(text, 0, len(text)), confidence=0.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "mode", "actor", "recipient", "text", "sub"),
    [
        ("ASSAULT", "aerial", "warplanes", "the town", "bombed the town", "Air/drone strike"),
        ("ASSAULT", "heavy-weapons", "the army", "the town", "shelled the town", "Shelling/artillery/missile attack"),
        ("ASSAULT", "suicide-attack", "a bomber", "the gate", "blew himself up", "Suicide bomb"),
        ("ASSAULT", "explosives", "", "a bus", "exploded under a bus", "Remote explosive/landmine/IED"),
        ("ASSAULT", "explosives", "", "a bus", "threw a grenade at a bus", "Grenade"),
        ("ASSAULT", "abduct", "gunmen", "a teacher", "abducted a teacher", "Abduction/forced disappearance"),
        ("ASSAULT", None, "rebels", "soldiers", "attacked soldiers", "Armed clash"),
        ("ASSAULT", None, "gunmen", "villagers", "attacked villagers", "Attack"),
        ("ASSAULT", "firearms", "police", "protesters", "shot protesters", "Excessive force against protesters"),
        ("ASSAULT", "beat", "a mob", "a man", "beat a man", "Mob violence"),
        ("PROTEST", "demo", "students", "", "marched to the square", "Peaceful protest"),
        ("PROTEST", "riot", "youths", "", "rioted in the streets", "Violent demonstration"),
        ("CONTROL", "capture", "the army", "rebels", "captured the town", "Government regains territory"),
        ("CONTROL", "capture", "rebels", "the army", "captured the town", "Non-state actor overtakes territory"),
        ("COERCE", "arrest", "police", "two men", "arrested two men", "Arrests"),
        ("COERCE", "seize", "police", "", "seized weapons", "Disrupted weapons use"),
        ("AGREE", None, "the army", "", "agreed to a ceasefire", "Agreement"),
    ],
)
def test_acled_sub_event_type(
    type_: EventType, mode: str | None, actor: str, recipient: str, text: str, sub: str
) -> None:
    """One claim for each class that the crosswalk can tell."""
    found = acled_of(claim(type_, mode, actor, recipient, text))
    assert found is not None
    assert found.sub_event_type == sub


def test_acled_has_no_row_for_what_did_not_happen() -> None:
    """A threat or plan is no event there."""
    assert acled_of(claim("ASSAULT", "aerial", "the army", "the town", "bomb the town", "hypothetical")) is None


@pytest.mark.parametrize(
    ("type_", "mode", "actor", "recipient", "text"),
    [
        ("SUPPORT", None, "the coach", "his players", "praised his players after the win"),
        ("COERCE", "deport", "officers", "130 migrants", "deported 130 migrants on Friday"),
        ("COERCE", None, "the minister", "the inspectors", "barred the inspectors from entering the plant"),
    ],
)
def test_acled_types_of_which_no_word_is_told_are_not_given(
    type_: EventType, mode: str | None, actor: str, recipient: str, text: str
) -> None:
    """No agreement without a deal, no broken-up protest without one, no arms seized without arms."""
    found = acled_of(claim(type_, mode, actor, recipient, text))
    unhinted = {"Agreement", "Protest with intervention", "Disrupted weapons use"}
    assert found is None or found.sub_event_type not in unhinted


def test_acled_knows_sectors_before_words() -> None:
    """A resolved party's sector decides over the words of its phrase."""
    party = Party(text="the group", start=0, end=9, sector="MIL")
    known = claim("CONTROL", "capture", "", "", "captured the town")
    import msgspec

    found = acled_of(msgspec.structs.replace(known, actor=(party,)))
    assert found is not None
    assert found.sub_event_type == "Government regains territory"


def test_a_protest_that_was_broken_up_is_so_in_all_its_claims() -> None:
    """One telling has the police in it, the other only the march: one protest."""
    march = claim("PROTEST", "demo", "marchers", "", "marched to the square")
    march = msgspec.structs.replace(march, acled=Acled("Protests", "Peaceful protest"))
    police = msgspec.structs.replace(march, acled=Acled("Protests", "Protest with intervention"))
    other = msgspec.structs.replace(march, incident=2)
    assert [c.acled.sub_event_type for c in of_one_protest([march, police, other]) if c.acled] == [
        "Protest with intervention",
        "Protest with intervention",
        "Peaceful protest",
    ]
