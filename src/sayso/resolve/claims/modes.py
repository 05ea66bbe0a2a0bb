"""The mode of an attack where its words leave it open: from the means used, or from who did it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files

from sayso.types import Party, ThingMention


class Modes:
    """The table of `data/modes.toml`, loaded once."""

    def __init__(self) -> None:
        table = tomllib.loads((files("sayso") / "data" / "modes.toml").read_text(encoding="utf-8"))
        self._of_instrument: dict[str, str] = table["instrument"]
        self._of_doer: dict[str, str] = table["doer"]
        self._open = frozenset([None, *table["sharper"]["than"]])
        self._sharp: list[str] = table["sharper"]["modes"]
        self._usual: str = table["usual"]["mode"]
        self._armed = frozenset(table["usual"]["sectors"])
        self._executions = frozenset(table["usual"]["executions"])
        self._armies = frozenset(table["usual"]["armies"])
        self._nouns = frozenset(table["usual"]["nouns"])
        self._clashes = frozenset(table["usual"]["clashes"])
        self._harm = frozenset(table["usual"]["effects"])
        self.personal = frozenset(table["personal"]["modes"])

    def implied(self, instruments: Iterable[ThingMention], actors: Iterable[Party]) -> str | None:
        """Mode of an ASSAULT by its first telling instrument, else by its first telling doer."""
        for mention in instruments:
            if mention.thing.kind in self._of_instrument:
                return self._of_instrument[mention.thing.kind]
        return next((mode for actor in actors if (mode := self._of_one(actor))), None)

    def _of_one(self, actor: Party) -> str | None:
        words = actor.text.lower().split()
        for length in (2, 1):
            last = " ".join(words[-length:])
            found = self._of_doer.get(last) or self._of_doer.get(last.removesuffix("s"))
            if found:
                return found
        return None

    def sharper(self, mode: str | None, instruments: Iterable[ThingMention], actors: Iterable[Party]) -> str | None:
        """The mode told by an explosion's means or doer where they say more than its words: a suicide vest."""
        if mode not in self._open:
            return mode
        found = {self._of_instrument.get(m.thing.kind) for m in instruments} | {self._of_one(a) for a in actors}
        return next((m for m in self._sharp if m in found), mode)

    def usual(self, stem: str, actors: Iterable[Party], effects: Iterable[str | None]) -> str | None:
        """Mode of an execution, and of harm by armed or unidentified people or in a clash; None for any other.

        `stem` is the beginning of the trigger's lemma, `effects` what became of the victims.
        """
        actors = list(actors)
        if stem in self._executions:
            return "targeted"
        if actors and actors[0].sector in self._armies:
            return None  # they have heavier means
        armed = stem in self._clashes or any(
            a.sector in self._armed or not self._nouns.isdisjoint(a.text.lower().split()) for a in actors
        )
        return self._usual if armed and not self._harm.isdisjoint(effects) else None
