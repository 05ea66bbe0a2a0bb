"""Loaded words by their neutral ones, for the eyes of the trained models only.

A parser and a reader learn from news, where some deeds are told of "terrorists" and others of "fighters"; they
would read the same deed otherwise for its wording. They are shown the same word for both.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from sayso.types import Struct

# Words that say the same but for whose side they take, by the form shown.
SHOWN = {
    "regime": "government", "regimes": "governments",
    "terrorist": "militant", "terrorists": "militants", "fighter": "militant", "fighters": "militants",
    "martyred": "killed", "martyring": "killing",
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(sorted(SHOWN))})\b", re.IGNORECASE)


def shown(word: str) -> str:
    """The form of a word that the models see, in the case of the word itself.

    >>> shown("Terrorists"), shown("soldiers")
    ('Militants', 'soldiers')
    """
    form = SHOWN.get(word.lower())
    if form is None:
        return word
    if word.isupper():
        return form.upper()
    return form[0].upper() + form[1:] if word[0].isupper() else form


class Neutral(Struct, frozen=True):
    """A text as the models see it.

    `places` are the ends of changed words in it, `moves` what to take off after each of them.
    """

    text: str
    places: tuple[int, ...]
    moves: tuple[int, ...]

    def back(self, position: int) -> int:
        """Where a place in the shown text lies in the text itself."""
        k = bisect_right(self.places, position) - 1
        return position if k < 0 else position - self.moves[k]


def neutral(text: str) -> Neutral:
    """The text with loaded words shown neutral.

    >>> n = neutral("The regime fell.")
    >>> n.text, n.back(15)
    ('The government fell.', 11)
    """
    parts: list[str] = []
    places: list[int] = []
    moves: list[int] = []
    end = length = moved = 0
    for match in _WORD.finditer(text):
        form = shown(match.group())
        parts += [text[end : match.start()], form]
        length += match.start() - end + len(form)
        moved += len(form) - len(match.group())
        end = match.end()
        places.append(length)
        moves.append(moved)
    return Neutral("".join([*parts, text[end:]]), tuple(places), tuple(moves))
