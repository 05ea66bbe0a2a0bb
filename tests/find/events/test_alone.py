"""Events that only the learned reader sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events import Weigher
from sayso.learned.reader import Reading
from sayso.learned.spans import TaggedSpan
from sayso.parse import Parser
from sayso.types import EventMention, Parsed, Report

Join = Callable[..., tuple[Parsed, list[EventMention]]]


@pytest.fixture(scope="module")
def join(parser: Parser) -> Join:
    weigher = Weigher()

    def joined(text: str, type_: str, actor: str, recipient: str | None) -> tuple[Parsed, list[EventMention]]:
        parsed = parser.parse(Report(id="r", text=text, published="2024-03-07"))
        reading = Reading(
            actors=(_span("actor", text, actor),),
            recipients=(_span("recipient", text, recipient),) if recipient else (),
            types={type_: 0.9},
            none=0.1,
        )
        return parsed, weigher.join(parsed, [], [reading])

    return joined


def _span(kind: str, text: str, words: str) -> TaggedSpan:
    start = text.index(words)
    return TaggedSpan(kind=kind, start=start, end=start + len(words), score=0.9)


NOT_TOLD = [
    ("The army said that the mayor had been ill.", "ASSAULT", "The army", "the mayor"),
    ("Tol is a brother of the mayor.", "ASSAULT", "Tol", "the mayor"),
    ("The car approached the buses.", "ASSAULT", "The car", "the buses"),
    ("The soldiers located the tunnel.", "CONTROL", "The soldiers", "the tunnel"),
    ("The mayor was held in Lena.", "COERCE", "Lena", "The mayor"),
]


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), NOT_TOLD)
def test_a_word_that_cannot_tell_the_deed_tells_none(
    join: Join, text: str, type_: str, actor: str, recipient: str
) -> None:
    """The reader knows a passage's parties; what joins them here must be able to tell such a deed."""
    assert join(text, type_, actor, recipient)[1] == []


def test_what_somebody_says_of_himself_is_told_by_its_own_verb(join: Join) -> None:
    """Not by "said": status and trigger are those of the deed."""
    parsed, events = join("The army said it would evict the traders.", "COERCE", "The army", "the traders")
    assert [(parsed.tokens[e.head].text, e.status) for e in events] == [("evict", "planned")]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Donors warned of the risks of more fighting in Lena.", "THREATEN", "Donors", "Lena"),
        ("The service did not say how it traced the caller.", "ACCUSE", "The service", "the caller"),
        ("The army lost 62 men near the river.", "ASSAULT", "The army", "62 men"),
        ("The guard recovered the bodies of five hostages.", "ASSAULT", "The guard", "five hostages"),
    ],
)
def test_warnings_losses_and_silence_are_no_deeds(
    join: Join, text: str, type_: str, actor: str, recipient: str
) -> None:
    """What may come, what one suffers and what one does not say was done by nobody."""
    assert join(text, type_, actor, recipient)[1] == []


def test_what_somebody_announces_is_told_by_its_noun(join: Join) -> None:
    """The help that a state announces is its own."""
    parsed, (event,) = join("Norway announced more help for the victims in Lena.", "AID", "Norway", "the victims")
    assert parsed.tokens[event.head].text == "help"


def test_who_takes_the_displaced_in_drove_nobody_out(join: Join) -> None:
    text = "Most of the families walked to Lena, where local officials have opened two schools."
    _, events = join(text, "DISPLACE", "local officials", "the families")
    assert [(e.type, e.actor) for e in events] == [("DISPLACE", ())]
