"""Reading bare sentences."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.learned.reader import AttributionTagger, EventReader, Reading
from sayso.types import Parsed


@pytest.fixture(scope="module")
def reader() -> EventReader:
    return EventReader.open()


def spans(text: str, found: tuple) -> list[str]:
    return [text[s.start : s.end] for s in found]


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Police arrested 30 demonstrators on Monday.", "Police", "30 demonstrators", "COERCE"),
        ("The rebels shelled the village of Arun.", "The rebels", "the village of Arun", "ASSAULT"),
        ("Kenya's president met the king of Jordan.", "Kenya's president", "the king of Jordan", "CONSULT"),
        ("Norway condemned the rebels.", "Norway", "the rebels", "ACCUSE"),
    ],
)  # fmt: skip
def test_reader_reads_plain_sentences(reader: EventReader, text: str, actor: str, recipient: str, kind: str) -> None:
    """Who, to whom and what of sentences nobody should get wrong."""
    (reading,) = reader.read([text])
    assert actor in spans(text, reading.actors)
    assert recipient in spans(text, reading.recipients)
    assert reading.type == kind


def test_reader_capitals_read_as_well(reader: EventReader) -> None:
    """Wire copy in capitals gives the same reading."""
    text = "Gunmen kidnapped two engineers near the dam."
    assert reader.read([text.upper()]) == reader.read([text])


def test_reader_sees_no_event(reader: EventReader) -> None:
    """Scenery and business hold no event."""
    for text in ("The river is wide and slow.", "Net income rose to 12 million dollars."):
        (reading,) = reader.read([text])
        assert reading.type is None


def test_reader_probabilities_sum_to_one(reader: EventReader) -> None:
    """Types and none share the whole."""
    (reading,) = reader.read(["The army shelled the town."])
    assert sum(reading.types.values()) + reading.none == pytest.approx(1.0, abs=0.005)


def test_reader_report_offsets_count_from_its_start(reader: EventReader, parsed: Callable[..., Parsed]) -> None:
    """Spans of a report's second sentence lie in the report; an unwanted sentence is not read."""
    report = parsed("The river is wide. Police arrested 30 demonstrators.")
    first, second = reader.read_report(report)
    assert not first.actors
    assert [report.text[s.start : s.end] for s in second.actors] == ["Police"]
    assert reader.read_report(report, wanted={0})[1] == Reading()


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "\ud800 bombed \udfff", "word " * 3000, "تفجير في دمشق", "𝔄 " * 40, "and " + "Ali Omar, " * 200],
)
def test_reader_survives_odd_text(reader: EventReader, text: str) -> None:
    """One reading a sentence, whatever it is."""
    readings = reader.read([text, "Police arrested a man."])
    assert len(readings) == 2
    assert all(0 <= s.start < s.end <= len(text) for s in (*readings[0].actors, *readings[0].tags))


def test_reader_empty_text_is_no_event(reader: EventReader) -> None:
    """Nothing there, nothing read."""
    assert reader.read([""]) == [Reading()]
    assert reader.read([]) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_reader_spans_lie_in_their_sentence(sentences: list[str]) -> None:
    """A law for any text."""
    reader = _reader()
    for text, reading in zip(sentences, reader.read(sentences), strict=True):
        for span in (*reading.actors, *reading.recipients, *reading.tags):
            assert 0 <= span.start < span.end <= len(text)


_kept: list[EventReader] = []


def _reader() -> EventReader:
    if not _kept:
        _kept.append(EventReader.open())
    return _kept[0]


def test_tagger_finds_who_said_what(reader: EventReader) -> None:
    """Source, cue and content of a plain report of speech."""
    text = "The mayor said the bridge would be closed for a month."
    (tags,) = AttributionTagger(reader).tag([text])
    found = {tag.kind: text[tag.start : tag.end] for tag in tags}
    assert found["source"] == "The mayor"
    assert found["cue"] == "said"
    assert "the bridge would be closed" in found["content"]


def test_passages_without_a_wanted_sentence_are_left_out(reader: EventReader) -> None:
    """What is read reads as it does without leaving anything out."""
    market = "Shares closed a little lower in light trading, and prices for paper were flat through the whole week."
    sentences = ["Rebels attacked the army base near Norvik.", *[market] * 12, "Police arrested two men on Monday."]
    whole, part = reader.read(sentences), reader.read(sentences, {0})
    assert part[0] == whole[0] and whole[-1].types and not part[-1].types
