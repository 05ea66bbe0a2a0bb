"""Chains of voices around an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.attribution import AttributionFinder
from sayso.resolve.voices import Carriers, VoiceIndex, speaker_mention
from sayso.types import Parsed


def chain(report: Parsed, trigger: str) -> list[str | None]:
    """Speakers around the first token with this text."""
    index = VoiceIndex(report, AttributionFinder().find(report))
    token = next(t.i for t in report.tokens if t.text == trigger)
    return [a.source.text if a.source else None for a in index.chain(token)]


@pytest.mark.parametrize(
    ("text", "trigger", "speakers"),
    [
        ("Rebels shelled Karsa on Monday.", "shelled", []),
        ("Rebels shelled Karsa, police said.", "shelled", ["police"]),
        ("The governor condemned the shelling of Karsa.", "condemned", []),
        ("The governor condemned the shelling of Karsa.", "shelling", []),
        ("The army accused rebels of shelling Karsa.", "shelling", ["The army"]),
        ("The minister said residents reported that rebels shelled Karsa.", "shelled", ["The minister", "residents"]),
        ('"I think they shelled Karsa," a guard told Reuters.', "shelled", ["a guard"]),
    ],
)
def test_chain_runs_from_the_outermost_voice(
    parsed: Callable[..., Parsed], text: str, trigger: str, speakers: list[str | None]
) -> None:
    """Containment alone decides; a cue that is an event itself belongs to whoever reports it."""
    assert chain(parsed(text), trigger) == speakers


def test_carrier_is_the_medium_told(parsed: Callable[..., Parsed]) -> None:
    """ "X told AFP" has AFP as an outer voice elsewhere."""
    report = parsed("The mayor told AFP that two men were killed.")
    found = AttributionFinder().find(report)[0]
    carrier = Carriers().carrier(report, found)
    assert carrier is not None and carrier.text == "AFP"


def test_carrier_of_a_statement_is_found(parsed: Callable[..., Parsed]) -> None:
    """A statement that an agency carried reached the report through it."""
    report = parsed("The army said in a statement carried by SANA that the town was calm.")
    found = next(a for a in AttributionFinder().find(report) if a.cue_head is not None)
    carrier = Carriers().carrier(report, found)
    assert carrier is not None and carrier.text == "SANA"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KARSA (Reuters) - Two men left.", "Reuters"),
        ("Two men left.\n\nSource: The Courier and agencies", "agencies"),
        ("Two men left. --Reuters", "Reuters"),
        ("Two men left.\n\nAFP", "AFP"),
        ("Two men left, Reuters said.", None),
    ],
)
def test_credited_agency_reads_head_and_foot(parsed: Callable[..., Parsed], text: str, agency: str | None) -> None:
    """Only a credit counts, not an agency that is a voice in the text."""
    found = Carriers().credited_agency(parsed(text))
    assert (found.text if found else None) == agency


def test_speaker_mention_follows_a_relative_pronoun(parsed: Callable[..., Parsed]) -> None:
    """ "who" names nobody; the party is the noun before it."""
    report = parsed("The guard, who said the gate was locked, left.")
    found = next(a for a in AttributionFinder().find(report) if a.cue is not None and a.cue.text == "said")
    mention = speaker_mention(report, found)
    assert mention is not None and report.tokens[mention.head].text == "guard"
