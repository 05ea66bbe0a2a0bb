"""PLOVER contexts of an event from the words of its sentence (`data/contexts.toml`)."""

from __future__ import annotations

from sayso.types import Parsed
from sayso.words import table

MOST = 3


class Contexts:
    """Words and two-word phrases that tell a context."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self._cues: dict[str, str] = {cue: context for context, cues in table.items() for cue in cues}

    @classmethod
    def load(cls) -> Contexts:
        return cls(table("contexts")["contexts"])

    def of(self, parsed: Parsed, sentence: int) -> tuple[str, ...]:
        """Contexts of the sentence, those with most cues first."""
        bounds = parsed.sentences[sentence]
        seen: dict[str, int] = {}
        before = ""
        for token in parsed.tokens[bounds.first : bounds.last + 1]:
            word = token.lemma if token.lemma in self._cues else token.lower
            context = self._cues.get(f"{before} {word}") or self._cues.get(word)
            if context == "disasters" and token.pos == "VERB":
                context = None  # "stormed the base", "the talks collapsed"
            if context:
                seen[context] = seen.get(context, 0) + 1
            before = token.lower
        return tuple(sorted(seen, key=lambda c: (-seen[c], c))[:MOST])

    def join(self, own: tuple[str, ...], sentence: tuple[str, ...]) -> tuple[str, ...]:
        """The frame's contexts, then the sentence's, each once."""
        return tuple(dict.fromkeys((*own, *sentence)))[:MOST]
