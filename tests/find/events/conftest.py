"""The events of one text, by the rules alone and weighed against what a reader might see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from sayso.find.events import EventFinder, Weigher
from sayso.learned.reader import Reading
from sayso.learned.spans import EventWord, TaggedSpan
from sayso.parse import Parser
from sayso.types import EventMention, Parsed, Report

Read = Callable[[str], tuple[Parsed, list[EventMention]]]
Join = Callable[..., tuple[Parsed, list[EventMention]]]


@pytest.fixture(scope="session")
def read(parser: Parser) -> Read:
    finder = EventFinder()

    def events(text: str) -> tuple[Parsed, list[EventMention]]:
        parsed = parser.parse(Report(id="r", text=text, published="2024-03-07"))
        return parsed, finder.find(parsed)

    return events


@pytest.fixture(scope="session")
def join(parser: Parser) -> Join:
    finder, weigher = EventFinder(), Weigher()

    def joined(
        text: str,
        type_: str,
        actors: Sequence[str],
        recipients: Sequence[str],
        *,
        sure: float = 0.95,
        words: Sequence[tuple[str, str, float]] = (),
    ) -> tuple[Parsed, list[EventMention]]:
        parsed = parser.parse(Report(id="r", text=text, published="2024-03-07"))
        reading = Reading(
            actors=tuple(_span("actor", text, name) for name in actors),
            recipients=tuple(_span("recipient", text, name) for name in recipients),
            types={type_: sure},
            none=0.01,
            words=tuple(_word(text, *word) for word in words),
        )
        return parsed, weigher.join(parsed, finder.find(parsed), [reading])

    return joined


def _span(kind: str, text: str, words: str) -> TaggedSpan:
    start = text.index(words)
    return TaggedSpan(kind=kind, start=start, end=start + len(words), score=0.9)


def _word(text: str, word: str, type_: str, score: float) -> EventWord:
    start = text.index(word)
    return EventWord(start, start + len(word), type_, score)
