"""The mode of an attack where its words leave it open: from the means used, or from who did it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.resolve.claims.stories import STEM_LETTERS
from sayso.types import Party, ThingMention
from sayso.words import table

# Who or what is held without being arrested.
HELD_THINGS = frozenset(["vehicle", "facility"])
ARTICLES = frozenset(["a", "an"])


def of_things(mode: str | None, recipient: Sequence[Party]) -> str | None:
    """An arrest of nothing but things is a seizure: "detained a trawler"."""
    return "seize" if mode == "arrest" and recipient and all(p.kind in HELD_THINGS for p in recipient) else mode


class Modes:
    """The table of `data/modes.toml`, loaded once."""

    def __init__(self) -> None:
        modes = table("modes")
        self._of_instrument: dict[str, str] = modes["instrument"]
        self._of_words: dict[str, str] = modes["instrument_words"]
        self._of_doer: dict[str, str] = modes["doer"]
        self._open = frozenset([None, *modes["sharper"]["than"]])
        self._sharp: list[str] = modes["sharper"]["modes"]
        self._sharp_doers: list[str] = modes["sharper"]["doers"]
        self._sharp_words: dict[str, str] = modes["sharper"]["words"]
        self._usual: str = modes["usual"]["mode"]
        self._armed = frozenset(modes["usual"]["sectors"])
        self._executions = frozenset(modes["usual"]["executions"])
        self._untold = frozenset(modes["usual"]["untold"])
        self._otherwise = frozenset(modes["usual"]["otherwise"])
        self._faceless = frozenset(modes["usual"]["faceless"])
        self._warring = frozenset(modes["usual"]["warring"])
        self._armies = frozenset(modes["usual"]["armies"])
        self._on_foot = frozenset(modes["usual"]["on_foot"])
        self._nouns = frozenset(modes["usual"]["nouns"])
        self._clashes = frozenset(modes["usual"]["clashes"])
        self._crowds = frozenset(modes["usual"]["crowds"])
        self.harm = frozenset(modes["usual"]["effects"])
        self._by_hand: str = modes["by_hand"]["mode"]
        self._handed = frozenset(modes["by_hand"]["stems"])
        self._beating: str = modes["beaten"]["mode"]
        self._beaten = frozenset(modes["beaten"]["stems"])
        self.verbs: dict[str, str] = {k: v for k, v in modes["told_by_verb"].items() if isinstance(v, str)}
        self.told_by_verb = frozenset(modes["told_by_verb"]["modes"])
        self._of_armies: dict[str, str] = {k: v for k, v in modes["of_armies"].items() if isinstance(v, str)}
        self._states = frozenset(modes["of_armies"]["sectors"])
        self._of_irregulars: dict[str, str] = {k: v for k, v in modes["of_irregulars"].items() if isinstance(v, str)}
        self._irregulars = frozenset(modes["of_irregulars"]["sectors"])
        self.burning = frozenset(modes["fire"]["verbs"])
        self.setting = frozenset(modes["fire"]["setting"])
        self.aflame = frozenset(modes["fire"]["words"])
        self.flames: str = modes["fire"]["kind"]
        self._unburnt = frozenset([None, *modes["fire"]["than"]])
        self._burnt = {verb[:STEM_LETTERS]: self._of_instrument[self.flames] for verb in self.burning}
        self.personal = frozenset(modes["personal"]["modes"])
        self.arson = frozenset(modes["arson"]["stems"])

    def by_fire(self, mode: str | None, stem: str) -> str | None:
        """The mode that a verb of burning tells, by the beginning of its lemma: gunmen burn without their guns."""
        return self._burnt.get(stem, mode) if mode in self._unburnt else mode

    def by_word(self, stem: str, *, harmed: bool) -> str | None:
        """The mode that the word for a killing tells by itself: "executed", "stabbed"."""
        if stem in self._executions:
            return "targeted"
        return self._by_hand if harmed and stem in self._handed else None

    def beaten(self, stems: Iterable[str]) -> str | None:
        """The mode of a killing whose sentence tells of beating: "beat and killed"."""
        return self._beating if not self._beaten.isdisjoint(stems) else None

    def unarmed(self, mode: str | None, stem: str, instruments: Sequence[ThingMention]) -> str | None:
        """The mode without the guns that only the doers' name tells, where blades did it: "gunmen beheaded"."""
        return None if mode == self._usual and stem in self._handed and not instruments else mode

    def implied(self, instruments: Iterable[ThingMention], actors: Iterable[Party]) -> str | None:
        """Mode of an ASSAULT by its first telling instrument, else by its first telling doer."""
        for mention in instruments:
            found = self._of_one_instrument(mention)
            if found:
                return found
        return next((mode for actor in actors if (mode := self._of_one(actor))), None)

    def _of_one_instrument(self, mention: ThingMention) -> str | None:
        return self._by_words(mention) or self._of_instrument.get(mention.thing.kind)

    def _by_words(self, mention: ThingMention) -> str | None:
        """What the words for an instrument tell more than its kind: barrel bombs are dropped."""
        words = mention.thing.text.lower().split()
        for length in (2, 1):
            last = " ".join(words[-length:])
            found = self._of_words.get(last) or self._of_words.get(last.removesuffix("s"))
            if found:
                return found
        return None

    def _of_one(self, actor: Party) -> str | None:
        words = actor.text.lower().split()
        for length in (3, 2, 1):
            last = " ".join(words[-length:])
            found = self._of_doer.get(last) or self._of_doer.get(last.removesuffix("s"))
            if found:
                return found
        return None

    def of_forces(
        self, mode: str | None, stem: str, actors: Sequence[Party], means: Iterable[ThingMention]
    ) -> str | None:
        """The mode that who did it gives a bare word: bombings by a state's forces are air raids, others' are not.

        `means` are what was used as far as is told.
        """
        if not actors:
            return mode
        if mode in self._open and actors[0].sector in self._states:
            return self._of_armies.get(stem, mode)
        if mode == "aerial" and all(a.sector in self._irregulars for a in actors):
            flown = any(self._of_one_instrument(m) in self._sharp_doers for m in means) or any(
                map(self._of_one, actors)
            )
            return mode if flown else self._of_irregulars.get(stem, mode)
        return mode

    def sharper(
        self, mode: str | None, instruments: Iterable[ThingMention], actors: Iterable[Party], stems: Iterable[str]
    ) -> str | None:
        """The mode told by an explosion's means or doer where they say more than its words: a suicide vest.

        `stems` are the beginnings of the nouns beside it.
        """
        if mode not in self._open:
            return mode
        instruments = list(instruments)
        found = {self._of_one_instrument(m) for m in instruments} & set(self._sharp)
        found |= {self._by_words(m) for m in instruments} & set(self._sharp_doers)
        found |= {self._of_one(a) for a in actors} & set(self._sharp_doers)
        if mode is not None:
            found |= {self._sharp_words[s] for s in stems if s in self._sharp_words}
        return next((m for m in self._sharp_doers if m in found), mode)

    def usual(
        self, stems: Sequence[str], actors: Sequence[Party], *, harmed: bool, fighters: bool = False
    ) -> str | None:
        """Mode of harm with blades, by armed or unidentified people or in a clash; else None.

        `stems` are the beginnings of the lemmas of the trigger, which comes first and tells no mode by itself, and of
        the words around it that tell of fighting. `harmed`: victims came to harm. `fighters`: these were armed
        themselves; between them and rebels any arms of a war are used.
        """
        if harmed and not self._handed.isdisjoint(stems):
            return self._by_hand
        unseen = any(not self._faceless.isdisjoint(a.text.lower().split()) for a in actors)
        if (stems[0] in self._untold and not unseen) or not self._otherwise.isdisjoint(stems):
            return None
        if fighters and (not actors or actors[0].sector in self._warring):
            return None
        fought = not self._clashes.isdisjoint(stems)
        words = [set(a.text.lower().split()) for a in actors]
        if not fought and words and not self._crowds.isdisjoint(words[0]):
            return None
        if actors and actors[0].sector in self._armies:  # in battle they have heavier means
            armed = not fought and all(not self._on_foot.isdisjoint(w) for w in words)
        else:
            unknown = any(self._nouns & w for w in words) and not self._is_neighbour(actors[0])
            armed = fought or any(a.sector in self._armed for a in actors) or unknown
        return self._usual if armed and harmed else None

    def _is_neighbour(self, actor: Party) -> bool:
        """Whether a doer is one person of whom more is told than "a man", but no arms: "the man", "a Velia man"."""
        words = actor.text.lower().split()
        bare = words[0] in ARTICLES and words[1:2] and words[1] in self._nouns
        return actor.kind == "person" and not bare and self._faceless.isdisjoint(words)
