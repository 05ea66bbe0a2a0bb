"""Careless quotation marks, transcripts and bylines: nobody's words swallow another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.attribution.finder import LIKELY, AttributionFinder
from sayso.types import Parsed

SHELLED = "The army shelled Orvane and killed five people. "

# text, (speaker, first words told) of each likely attribution
TEXTS = {
    "a quotation that never closes": (
        'The mayor said: "Nobody came.\n\nRebels took the town of Tarvik. Police said five people died.',
        [("The mayor", '"Nobody came.'), ("Police", "five people died")],
    ),
    "marks of two kinds": (
        '“We left at dawn," Orla said.\n\n‘Planes bombed the market,” said Tam Reke.',
        [("Orla", '“We left at dawn,"'), ("Tam Reke", "‘Planes bombed the market,”")],
    ),
    "quotations in a quotation": (
        '"They cried \'the army is shelling us\' and ran," said Orla, "then “nobody” came."',
        [("Orla", "\"They cried 'the army is shelling us' and ran,\"")],
    ),
    "apostrophes as marks": (
        "'The rebels' fighters shelled the boys' school in Orvane,' the mayor's spokesman said. 'We can't stay.'",
        [("the mayor's spokesman", "'The rebels' fighters shelled the boys' school in Orvane,'")],
    ),
    "a report that is one long quotation": ('"' + SHELLED * 30 + '"', []),
    "one that is never closed": ('"' + SHELLED * 30, []),
    "a byline in the middle": (
        'Rebels shelled Orvane on Monday.\n\nBy Tam Reke, Valley News Agency\n\n"We left at dawn," a resident said.',
        [("a resident", '"We left at dawn,"')],
    ),
    "no paragraphs": (
        'Rebels shelled Orvane, police said. "We left at dawn," said Orla. "Nobody came." The army denied shelling it.',
        [("police", "Rebels shelled Orvane"), ("Orla", '"We left at dawn,"'), ("The army", "shelling it")],
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_attribution_keeps_voices_apart(parsed: Callable[..., Parsed], name: str) -> None:
    """Each speaker has his own words, and an open quotation ends at its paragraph."""
    text, wanted = TEXTS[name]
    found = [a for a in AttributionFinder().find(parsed(text)) if a.confidence >= LIKELY and not a.nested]
    assert [(a.source.text, a.content[0].text) for a in found if a.source is not None] == wanted


def test_attribution_of_a_transcript_is_by_speaker(parsed: Callable[..., Parsed]) -> None:
    """Each paragraph belongs to the name before its colon."""
    text = "ORLA: The army shelled Orvane on Monday.\n\nREKE: Did anybody come?\n\nORLA: Nobody. We left at dawn."
    found = [a for a in AttributionFinder().find(parsed(text)) if a.cue is not None and a.cue.text == ":"]
    assert [(a.source.text if a.source else None, a.content[0].text[:9]) for a in found] == [
        ("ORLA", "The army "), ("REKE", "Did anybo"), ("ORLA", "Nobody. W"),
    ]  # fmt: skip
