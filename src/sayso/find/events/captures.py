"""What a capture is: an arrest by the law, somebody carried off in fighting, or an area taken."""

from __future__ import annotations

from sayso.find.events.reading import Reading
from sayso.types import Effect, EventType

# Who is captured for these, or by those who keep the law, is arrested.
CRIMES = frozenset({"involvement", "role", "murder", "killing", "trafficking", "theft", "part", "kidnapping", "crime"})
LAW = frozenset({"attorney", "prosecutor", "police", "prosecutors", "detectives", "interpol", "fbi", "dea"})
# Whom the law looks for, and how it tells them.
WANTED = frozenset({"suspect", "fugitive", "culprit", "accomplice"})
ALLEGED = frozenset({"alleged", "suspected", "presumed", "wanted"})
# Who fights, and fighters: captured by the first, the second are taken in fighting.
ARMY = frozenset({"army", "soldier", "force", "troop"})
FIGHTERS = frozenset({"soldier", "fighter", "militant", "rebel", "combatant", "guerrilla", "insurgent", "pilot",
                      "troop", "paratrooper", "marine", "conscript", "serviceman"})  # fmt: skip


class Captures:
    """Reads the captures of one report."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.grammar = reading.grammar
        self.lexicon = reading.lexicon

    def wanted(self, v: int) -> bool:
        """Captured by the law, or for a crime: an arrest, no abduction."""
        grammar = self.grammar
        if any(grammar.tokens[p].lemma in CRIMES for p in grammar.after(v, ("for", "over"))):
            return True
        fought = any(grammar.tokens[grammar.counted(p)].lemma in FIGHTERS for p in grammar.patients(v))
        keepers = self.lexicon.police - ARMY if fought else self.lexicon.police
        doers = grammar.agents(v)
        if not doers and any(self._under_suspicion(p) for p in grammar.patients(v)):
            return True
        words = [t for a in doers for t in grammar.tokens[max(grammar.tokens[a].left, a - 8) : a + 1]]
        return any(t.lemma in keepers or t.lower in LAW for t in words)

    def _under_suspicion(self, p: int) -> bool:
        """Told as the law tells whom it looks for: "two alleged smugglers", "a suspect"."""
        tokens = self.grammar.tokens
        words = (tokens[c] for c in self.grammar.children[p])
        return tokens[p].lemma in WANTED or any(t.lower in ALLEGED and t.dep in ("amod", "advmod") for t in words)

    def caught(self, n: int) -> tuple[EventType, str, Effect | None] | None:
        """What a capture is where somebody is caught, not an area: "the capture of two rebels", "X's capture"."""
        grammar = self.grammar
        if grammar.tokens[n].lemma != "capture":
            return None
        owners = [c for c in grammar.children[n] if grammar.tokens[c].dep in ("poss", "compound")]
        caught = [grammar.counted(p) for p in (*grammar.after(n, ("of",)), *owners)]
        if any(grammar.tokens[p].lemma in FIGHTERS for p in caught):
            return "ASSAULT", "abduct", "abducted"
        people = any(self.reading.parties.person(p) for p in caught)
        return ("COERCE", "arrest", None) if people else None
