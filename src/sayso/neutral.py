"""Loaded words by their neutral ones and names of armed bodies by one name, for the eyes of the trained models only.

A parser and a reader learn from news, where some deeds are told of "terrorists" and others of "fighters", and some
armed bodies are in it daily and others never; they would read the same deed otherwise for its wording. They are
shown the same word for both.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from sayso.types import Struct

# Words that say the same but for whose side they take, by the form shown.
SHOWN = {
    "regime": "government", "regimes": "governments",
    "terrorist": "militant", "terrorists": "militants", "fighter": "militant", "fighters": "militants",
    "loyalist": "rebel", "loyalists": "rebels",
    "martyred": "killed", "martyring": "killing",
    "retook": "recaptured",  # takes no side, but no model has met it
}  # fmt: skip
# What the models see for every name of an armed body: one word that both know for one.
NAME = "Hezbollah"
# Armed bodies, and parties, of which some have arms.
TABLES = ("groups.csv", "parties.csv")
# Shorter ones are ordinary words in capitals ("IS"), longer ones descriptions that the parser takes apart as well.
LEAST_LETTERS = 3
MOST_WORDS = 3
# Small words of a name that holds a verb, "Group to Support Islam", which the parser would take for a clause.
TO_DO = "to"
WITHIN_NAME = frozenset(["to", "and", "of", "the", "in"])
# Aliases that are a word of the language, or a land that a body rules.
OTHERS = frozenset(
    "union return retour rehabilitation reclamation contra zeta abkhazia artsakh rojava transnistria transdniestria"
    " ossetia karabakh kampuchea".split()
)
# From this length on a name in capitals is the name too, and no other word's initials.
LEAST_IN_CAPITALS = 5

# Islamic State's initials, where the letters around them are no capitals.
_INITIALS = re.compile(r"(?<![\w-])IS(?![\w'’])")
_NEAR_LETTERS = 30

_ARTICLE = re.compile(r"(?:^|[^\w])[A-Za-z]{2}-$")
_PARTS = re.compile(r"[^\W\d_]+")


class Change(NamedTuple):
    """Characters of a text that are shown otherwise."""

    start: int
    end: int
    form: str


class Neutral(Struct, frozen=True):
    """A text as the models see it. `starts` and `ends` are those of changed words in it, `told` those in the text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    told: tuple[tuple[int, int], ...]

    def back(self, position: int) -> int:
        """Where a place in the shown text lies in the text itself; inside a changed word, at most at its end."""
        k = bisect_right(self.starts, position) - 1
        if k < 0:
            return position
        start, end = self.told[k]
        if position >= self.ends[k]:
            return end + position - self.ends[k]
        return min(start + position - self.starts[k], end)


def neutral(text: str) -> Neutral:
    """The text with loaded words shown neutral.

    >>> n = neutral("The regime fell.")
    >>> n.text, n.back(15)
    ('The government fell.', 11)
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    end = length = 0
    found = changes(text)
    for change in found:
        parts += [text[end : change.start], change.form]
        starts.append(length + change.start - end)
        length = starts[-1] + len(change.form)
        ends.append(length)
        end = change.end
    return Neutral(
        "".join([*parts, text[end:]]), tuple(starts), tuple(ends), tuple((c.start, c.end) for c in found)
    )  # fmt: skip


def changes(text: str) -> list[Change]:
    """The words and names that the models are shown others for, in order of the text.

    >>> [text for _, _, text in changes("Hezbollah and the Taliban fought Terrorists.")]
    ['Hezbollah', 'Hezbollah', 'Militants']
    """
    automaton, forms = _shown()
    found = []
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, one mark for each
    for number, start, end in automaton.find_matches_as_indexes(text):
        if (start and _of_word(text[start - 1])) or (end < len(text) and _of_word(text[end])):
            continue
        if text[start - 1 : start] == "-" and _ARTICLE.search(text, max(start - 4, 0), start) is not None:
            continue  # part of a longer name
        found.append(Change(start, end, forms[number]))
    initials = [
        Change(m.start(), m.end(), NAME) for m in _INITIALS.finditer(text) if _in_small_letters(text, m.start())
    ]
    return sorted([*found, *initials]) if initials else found


def _in_small_letters(text: str, start: int) -> bool:
    """Whether a word in capitals stands among small letters: no "THIS IS IT"."""
    around = text[max(start - _NEAR_LETTERS, 0) : start] + text[start + 2 : start + 2 + _NEAR_LETTERS]
    return sum(c.islower() for c in around) > sum(c.isupper() for c in around)


def _of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@cache
def _shown() -> tuple[AhoCorasick, list[str]]:
    """What is looked for, with the form that each is shown as."""
    forms: dict[str, str] = {}
    for name in _names():
        forms[name] = NAME
        if len(name) >= LEAST_IN_CAPITALS and name.isascii():
            forms[name.upper()] = NAME.upper()
    for word, form in SHOWN.items():
        forms |= {word: form, word.capitalize(): form.capitalize(), word.upper(): form.upper()}
    return AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest), list(forms.values())


def _names() -> list[str]:
    """Names of armed bodies, and initials of parties, that are no description, no place and no word of the language."""
    others = {row[0].lower() for row in _rows("demonyms.csv")} | {row[5].lower() for row in _rows("countries.csv")}
    others |= {name.lower() for _, name, *_ in _rows("place_names.csv")} | OTHERS
    ordinary = {row[0] for row in _rows("ordinary_names.txt")}
    found, verbal = set(), set()
    for table in TABLES:
        for _id, name, aliases, *_ in _rows(table):
            for form in (name, *aliases.split("|")):
                words = form.split()
                if TO_DO in words and all(w[:1].isupper() or w in WITHIN_NAME for w in words):
                    verbal.add(form)
                proper = form.isupper() if table != TABLES[0] else all(w[:1].isupper() or w[:3] == "al-" for w in words)
                known = form.lower() in ordinary and not form.isupper()
                if (
                    proper
                    and not known
                    and len(form) >= LEAST_LETTERS
                    and len(words) <= MOST_WORDS
                    and words[0] != "The"
                ):
                    found |= {form, "A" + form[1:]} if form.startswith("al-") else {form}
    # Several people by one word ("Houthis") are parsed as such wherever they are from.
    plural = {form for form in found if form.endswith("s") and not form.isupper()}
    named = {form for form in found - plural if not {form.lower(), *_PARTS.findall(form.lower())} & others}
    return sorted(named | verbal)


def _rows(table: str) -> list[list[str]]:
    """Rows of a table of the package, without its head."""
    lines = (files("sayso") / "data" / table).read_text(encoding="utf-8").split("\n")
    return list(csv.reader(line for line in lines if line and not line.startswith("#")))[1:]
