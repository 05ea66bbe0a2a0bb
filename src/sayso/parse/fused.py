"""Words run together where the end of a line was lost: "damageto 60 homes" in text taken from printed pages."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.casing import known_words
from sayso.parse.forms import REMEMBERED_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.tokens import Doc

# Shorter ones are words of their own, longer ones no words.
LEAST_LETTERS, MOST_LETTERS = 6, 30
# The other word has so many letters at least; beside a small word of two letters one more.
LEAST_OTHER = 4
LEAST_INITIALS = 3
INFLECTED = ("s", "ed", "ing")


class Fused:
    """The small words of `data/fused.toml` and the words that news is known to use."""

    def __init__(self) -> None:
        words = tomllib.loads((files("sayso") / "data" / "fused.toml").read_text(encoding="utf-8"))
        self._ahead = frozenset(words["ahead"])
        self._behind = frozenset(words["behind"])
        self._inflected = frozenset(words["behind_inflected"])
        self._names = frozenset(words["behind_name"])
        self._known: Mapping[str, str] = known_words()
        self._answers: dict[int, int | None] = {}

    def apart(self, doc: Doc) -> Doc:
        """The same text with such words made two tokens, nothing between them."""
        from spacy.attrs import ORTH, SPACY
        from spacy.tokens import Doc

        numbers = [int(n) for n in doc.to_array([ORTH]).ravel()]
        cuts = {i: cut for i, number in enumerate(numbers) if (cut := self._cut(doc, number)) is not None}
        if not cuts:
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for i, (token, spaced) in enumerate(zip(doc, doc.to_array([SPACY]).ravel().tolist(), strict=True)):
            if (cut := cuts.get(i)) is not None:
                words.append(token.text[:cut])
                spaces.append(False)
            words.append(token.text[cut or 0 :])
            spaces.append(bool(spaced))
        return Doc(doc.vocab, words=words, spaces=spaces)

    def _cut(self, doc: Doc, number: int) -> int | None:
        try:
            return self._answers[number]
        except KeyError:
            if len(self._answers) >= REMEMBERED_FORMS:
                self._answers.clear()
            found = self._answers[number] = self.cut(doc.vocab.strings[number])
            return found

    def cut(self, word: str) -> int | None:
        """Letters of the first word where two were run together; None for one word.

        >>> Fused().cut("damageto"), Fused().cut("withstood"), Fused().cut("telephone")
        (6, None, None)
        """
        if not LEAST_LETTERS <= len(word) <= MOST_LETTERS or not (word.isascii() and word.isalpha()):
            return None
        low = word.lower()
        if low in self._known:
            return None
        if word[1:] != low[1:]:
            return self._behind_initials(word)
        if word[0].isupper():
            return self._longest(low, lambda a, b: b in self._names and self._known.get(a) in {"t", "u"})
        return self._longest(low, self._two)

    def _behind_initials(self, word: str) -> int | None:
        """ "IDPcamp", "OCHAis"; but not "NGOs"."""
        cut = next((k for k, letter in enumerate(word) if letter.islower()), 0)
        rest = word[cut:]
        fits = rest.islower() and (
            rest in self._inflected or (len(rest) >= LEAST_OTHER and self._known.get(rest) == "l")
        )
        return cut if cut >= LEAST_INITIALS and fits else None

    def _two(self, a: str, b: str) -> bool:
        if a in self._ahead and self._known.get(b) == "l" and _long(b, a):
            return True
        if self._known.get(a) != "l" or not _long(a, b):
            return False
        return b in self._behind or (b in self._inflected and a.endswith(INFLECTED) and not a.endswith("ss"))

    @staticmethod
    def _longest(low: str, fits: Callable[[str, str], bool]) -> int | None:
        """Of the cuts that fit the one whose shorter word is longest: "been|forced", not "be|enforced"."""
        cuts = [k for k in range(2, len(low) - 1) if fits(low[:k], low[k:])]
        return max(cuts, key=lambda k: (min(k, len(low) - k), k), default=None)


def _long(other: str, small: str) -> bool:
    return len(other) >= LEAST_OTHER + (len(small) == 2)
