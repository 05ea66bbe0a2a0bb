"""Rules and tagger together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.attribution import AttributionFinder
from sayso.find.attribution.tagged import Tag
from sayso.types import Parsed

TEXT = "The guard said the gate was open. Orla mused on the old road."


def test_tagger_raises_what_it_sees_and_lowers_what_it_misses(parsed: Callable[..., Parsed]) -> None:
    """Two witnesses of a cue are surer than one."""
    report, finder = parsed(TEXT), AttributionFinder()
    plain = next(a for a in finder.find(report) if a.cue is not None and a.cue.text == "said")
    seen = [[Tag("cue", 10, 14, 0.9), Tag("content", 15, 32, 0.9)], []]
    up = next(a for a in finder.find(report, seen) if a.cue == plain.cue)
    down = next(a for a in finder.find(report, [[], []]) if a.cue == plain.cue)
    assert down.confidence < plain.confidence < up.confidence


def test_tagger_alone_makes_an_attribution(parsed: Callable[..., Parsed]) -> None:
    """A cue that no rule knows is joined with the speaker and words marked beside it."""
    report = parsed(TEXT)
    start = report.sentences[1].start
    marks = [Tag("source", 0, 4, 0.9), Tag("cue", 5, 13, 0.9), Tag("content", 14, 26, 0.9)]
    found = AttributionFinder().find(report, [[], marks])
    alone = next(a for a in found if a.cue is not None and a.cue.text == "mused on")
    assert alone.source is not None and (alone.source.text, alone.source.start) == ("Orla", start)
    assert [c.text for c in alone.content] == ["the old road"]


def test_tags_outside_the_three_kinds_are_left_out(parsed: Callable[..., Parsed]) -> None:
    """The reader's other spans (actor, recipient) are no attributions."""
    report, finder = parsed(TEXT), AttributionFinder()
    assert finder.find(report, [[Tag("actor", 0, 9, 0.9)], []]) == finder.find(report, [[], []])


@pytest.mark.parametrize(
    ("text", "marked", "source"),
    [
        ("About 30 people died in a raid officials said.", "officials", "officials"),
        ("Ten men were held in the oil town of Dorna, a senior guard said.", "senior guard", "a senior guard"),
        ("The mayor and his guard said the gate was open.", "his guard", "The mayor and his guard"),
        ("Ana Sol, the mayor of Dorna, said the gate was open.", "the mayor of Dorna", "Ana Sol, the mayor of Dorna,"),
    ],
)
def test_tagger_parts_a_speaker_from_what_the_parse_joined(
    parsed: Callable[..., Parsed], text: str, marked: str, source: str
) -> None:
    """Where commas are lost, the last words of a source may be another speaker than those before; never half of one."""
    at = text.index(marked)
    tags = [[Tag("source", at, at + len(marked), 0.9), Tag("cue", text.index("said"), text.index("said") + 4, 0.9)]]
    [found] = [a for a in AttributionFinder().find(parsed(text), tags) if a.cue is not None and a.cue.text == "said"]
    assert found.source is not None and found.source.text == source
