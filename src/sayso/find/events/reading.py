"""What the event readers of one report share: its grammar, the tools that look at it, what was read so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.find.events.age import Age
from sayso.find.events.arguments import Arguments
from sayso.find.events.casualties import Casualties
from sayso.find.events.doubts import Doubts
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Frame, Lexicon
from sayso.find.events.parties import Parties
from sayso.find.events.senses import Senses
from sayso.find.events.status import StatusReader
from sayso.types import Certainty, EventMention, EventType, Parsed, PartyMention


@dataclass
class Reading:
    """One report being read. `event` reads one token and is set by the finder."""

    parsed: Parsed
    lexicon: Lexicon
    event: Callable[[int], EventMention | None] = field(init=False)
    read: dict[int, EventMention | None] = field(default_factory=dict)
    raw: dict[int, tuple[EventType, str | None]] = field(default_factory=dict)
    """Type and mode before an act to come or refused was given its verbal type."""
    swallowed: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    """Event nouns that a verb of blaming, denying or claiming speaks of: told even without parties."""

    def __post_init__(self) -> None:
        self.grammar = Grammar(self.parsed, self.lexicon)
        self.parties = Parties(self.grammar, self.lexicon)
        self.arguments = Arguments(self.grammar, self.parties, self.lexicon)
        self.senses = Senses(self.grammar, self.parties, self.lexicon)
        self.status = StatusReader(self.grammar, self.lexicon)
        self.age = Age(self.grammar, self.lexicon)
        self.casualties = Casualties(self.grammar, self.lexicon)
        self.doubts = Doubts(self.grammar, self.lexicon)

    def deed(self, i: int) -> EventMention | None:
        """The event at a token that somebody is blamed for or claims, bare noun or not."""
        self.asked.add(i)
        if self.read.get(i) is None:
            self.read.pop(i, None)
        return self.event(i)

    def actors(self, v: int) -> tuple[PartyMention, ...]:
        return self.parties.mentions(self.arguments.doers(v))

    def type_of(self, i: int, event: EventMention | None) -> tuple[EventType | None, str | None]:
        """Type and mode of an inner event as such, before any shift."""
        if event is None:
            return None, None
        return self.raw.get(i, (event.type, event.mode))

    def certainty(self, i: int, actor: tuple[PartyMention, ...]) -> Certainty:
        return self.doubts.certainty(i, actor)

    @staticmethod
    def sure(frame: Frame, actor: tuple[PartyMention, ...], recipient: tuple[PartyMention, ...]) -> float:
        """The frame's confidence, less where a side is missing."""
        sides = bool(actor) + (bool(recipient) or (frame.equal and len(actor) > 1))
        return round(frame.sure * (0.6, 0.9, 1.0)[sides], 3)
