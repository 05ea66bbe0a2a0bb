"""Words run together where the end of a line was lost: "damageto 60 homes" in text taken from printed pages."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.casing import known_words
from sayso.parse.forms import REMEMBERED_FORMS
from sayso.parse.printed import common_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from spacy.tokens import Doc

# Shorter ones are words of their own, longer ones no words.
LEAST_LETTERS, MOST_LETTERS = 6, 30
# The other word has so many letters at least; beside a small word of two letters one more.
LEAST_OTHER = 4
LEAST_INITIALS = 3
# Two words of content have so many letters.
LEAST_CONTENT = 9
# Times a word is cut: "12,000peoplein" twice.
MOST_CUTS = 3
_BEFORE_NUMBER = re.compile(r"([A-Za-z]{2,12})\d{1,3}(?:[,.]\d{3}|\d{0,3})(?:[,.]\d{3})*")
_MARKED = re.compile(
    r"(?:([a-z]{3,20})\([a-z\d,]{2,20}|(\()[a-z]{3,20}|(~)\d[\d,]{1,9}"
    r"|(\d[\d,]{0,9}[a-z]{4,12})/[\d,]{1,9}|(/)[\d,]{1,9})"
)
_BEHIND_NUMBER = re.compile(r"(\d{1,3}(?:[,.]\d{3})*|\d{1,7})([a-z]{4,20}|[A-Z]{2,6}s?)")
# The end of a clause with no space behind it: "relatives.Many", "displaced,there".
_RUN_ON = re.compile(r"[a-z][.,;)](?:[A-Z][a-z]{2}|[a-z]{4})")
INFLECTED = ("s", "ed", "ing")


class Fused:
    """The small words of `data/fused.toml` and the words that news is known to use."""

    def __init__(self) -> None:
        words = tomllib.loads((files("sayso") / "data" / "fused.toml").read_text(encoding="utf-8"))
        self._ahead = frozenset(words["ahead"])
        self._behind = frozenset(words["behind"])
        self._inflected = frozenset(words["behind_inflected"])
        self._names = frozenset(words["behind_name"])
        self._measures = frozenset(words["measures"])
        self._heads = frozenset(words["heads"])
        self._known: Mapping[str, str] = {**known_words(), **dict.fromkeys(words["whole"], "l")}
        self._content = frozenset(w for w in common_words() if len(w) >= LEAST_OTHER) | frozenset(
            w for w, size in self._known.items() if size == "l" and len(w) > LEAST_OTHER and w.endswith(INFLECTED)
        )
        self._answers: dict[int, int | None] = {}

    def apart(self, doc: Doc) -> Doc:
        """The same text with such words made two tokens or more, nothing between them."""
        for _ in range(MOST_CUTS):
            cuts = self._cuts(doc)
            if not cuts:
                break
            doc = _cut_up(doc, cuts)
        return doc

    def _cuts(self, doc: Doc) -> dict[int, int]:
        """Where to cut which tokens."""
        from spacy.attrs import ORTH

        numbers = [int(n) for n in doc.to_array([ORTH]).ravel()]
        cuts = {i: cut for i, number in enumerate(numbers) if (cut := self._cut(doc, number)) is not None}
        if cuts or _RUN_ON.search(doc.text):
            cuts.update(
                (i, cut)
                for i, number in enumerate(numbers)
                if i not in cuts and (cut := self.cut_content(doc.vocab.strings[number])) is not None
            )
        return cuts

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
        if not LEAST_LETTERS <= len(word) <= MOST_LETTERS or not word.isascii():
            return None
        if not word.isalpha():
            return self._beside_mark(word) or self._beside_number(word)
        low = word.lower()
        if low in self._known:
            return None
        if word[0].islower() and word[1:] != low[1:]:
            return self._before_name(word)
        if word[1:] != low[1:]:
            return self._behind_initials(word)
        if word[0].isupper():
            return self._longest(low, lambda a, b: b in self._names and self._known.get(a) in {"t", "u"})
        return self._longest(low, lambda a, b: self._two(a, b) or (b in self._heads and a in self._content))

    def cut_content(self, word: str) -> int | None:
        """The same for two words of content: only for texts of which it is known that they lost spaces.

        >>> Fused().cut_content("stormdestroyed"), Fused().cut_content("Thetyphoon"), Fused().cut_content("washroom")
        (5, 3, None)
        """
        low = word.lower()
        if not LEAST_CONTENT <= len(word) <= MOST_LETTERS or not (word.isascii() and word.isalpha()):
            return None
        if low in self._known or word[1:] != low[1:]:
            return None
        if word[0].isupper():
            return self._longest(low, lambda a, b: a in self._ahead and self._known.get(b) == "l" and _long(b, a))
        return self._longest(low, lambda a, b: {a, b} <= self._content)

    @staticmethod
    def _beside_mark(word: str) -> int | None:
        """ "families(about", "(about", "~12,000", "12,000people/300"."""
        match = _MARKED.fullmatch(word)
        return match.end(match.lastindex or 0) if match else None

    def _beside_number(self, word: str) -> int | None:
        """ "than12,000", "12,000people", "9,300IDPs"; but not "13th", "5pm" or "covid19"."""
        if match := _BEFORE_NUMBER.fullmatch(word):
            small = match[1].lower()
            verb = small.endswith(("ing", "ed")) and self._known.get(small) == "l" and "," in word
            return match.end(1) if verb or small in self._ahead or small in self._measures else None
        if match := _BEHIND_NUMBER.fullmatch(word):
            counted = match[2]
            initials = counted.rstrip("s").isupper()
            fits = initials or self._known.get(counted) == "l" or self.cut(counted) is not None
            return match.end(1) if fits else None
        return None

    def _before_name(self, word: str) -> int | None:
        """ "toKarova", "inSele"."""
        cut = next((k for k, letter in enumerate(word) if letter.isupper()), 0)
        small, name = word[:cut], word[cut:]
        fits = small in self._ahead or small in self._behind
        return cut if fits and name[1:].islower() and len(name) >= LEAST_OTHER else None

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


def _cut_up(doc: Doc, cuts: Mapping[int, int]) -> Doc:
    from spacy.attrs import SPACY
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for i, (token, spaced) in enumerate(zip(doc, doc.to_array([SPACY]).ravel().tolist(), strict=True)):
        if (cut := cuts.get(i)) is not None:
            words.append(token.text[:cut])
            spaces.append(False)
        words.append(token.text[cut or 0 :])
        spaces.append(bool(spaced))
    return Doc(doc.vocab, words=words, spaces=spaces)


def _long(other: str, small: str) -> bool:
    return len(other) >= LEAST_OTHER + (len(small) == 2)
