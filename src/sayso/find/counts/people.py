"""Nouns for people and the class they are counted in: civilians, combatants, children, people, or their own name."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.types import Parsed, Token
from sayso.words import table

IRREGULAR_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "policeman": "policemen",
    "passer-by": "passers-by", "passers-by": "passers-by", "staff": "staff", "personnel": "personnel",
}  # fmt: skip
OF_DEPTH = 2
"""How many "of" phrases are looked through for the class of a general noun ("members of the security forces")."""


def vocabulary() -> dict[str, Any]:
    """The words of `data/counts.toml`."""
    return table("counts")


@cache
def person_plurals() -> frozenset[str]:
    """Plurals that mean people, behind which a noun phrase ends ("11 children" in "11 children state media said")."""
    words = vocabulary()
    nouns = [noun for listed in words["who"].values() for noun in listed] + list(words["roles"]["nouns"])
    return frozenset({plural(noun) for noun in nouns} | {"others", "people", "persons"})


@cache
def person_words() -> frozenset[str]:
    """Lemmas of nouns for one person."""
    words = vocabulary()
    listed = {noun for nouns in words["who"].values() for noun in nouns}
    return frozenset(listed | set(words["roles"]["nouns"]) | companions())


@cache
def companions() -> frozenset[str]:
    """Lemmas of nouns for those who belong to somebody: kin, guards, drivers, friends."""
    return frozenset(vocabulary()["roles"]["companions"])


# Endings of nouns for one who does something.
AGENT_ENDINGS = ("ist", "man", "woman", "ian", "eer", "worker", "holder", "keeper", "maker")


class People:
    """Says in which class a counted noun belongs, and whether it can be people at all."""

    def __init__(self) -> None:
        words = vocabulary()
        self._classes: dict[str, str] = {noun: name for name, nouns in words["who"].items() for noun in nouns}
        self._classes |= {plural(noun): name for noun, name in self._classes.items()}
        self._roles = frozenset(words["roles"]["nouns"])
        generic = words["generic"]
        self._heads = frozenset(generic["heads"])
        self._kinds: dict[str, str] = {word: name for name in ("combatants", "police") for word in generic[name]}
        self._things = frozenset(words["not_people"]["nouns"])
        self._collectives = frozenset(words["not_people"]["collectives"])

    def is_thing(self, token: Token) -> bool:
        """True for a noun that counts no people: buses, attacks, percent."""
        return (token.lemma in self._things or token.lower in self._things) and token.lower not in self._classes

    def is_collective(self, token: Token) -> bool:
        """True for a singular noun that does not stand for one person: group, family, attack."""
        return token.lemma in self._collectives or token.lower in self._collectives

    def is_person(self, token: Token) -> bool:
        """True for a noun of the lists."""
        if token.lemma in self._roles or token.lower in self._roles:
            return True
        return token.lemma in self._classes or token.lower in self._classes or token.lemma in self._heads

    def may_be_person(self, token: Token) -> bool:
        """True for a noun of the lists or of a form that mostly names people."""
        return self.is_person(token) or (
            token.pos == "NOUN" and token.lemma.endswith(AGENT_ENDINGS) and not self.is_thing(token)
        )

    def who(self, parsed: Parsed, head: int) -> str:
        """The class of the noun at `head`: one of the lists', or the noun itself in the plural."""
        token = parsed.tokens[head]
        if token.pos in {"NUM", "PRON", "DET", "X", "SYM"} and token.lemma not in self._heads:
            return self._classes.get(token.lower, "people")
        named = self._classes.get(token.lower) or self._classes.get(token.lemma)
        if token.lemma in self._heads or named == "people":
            kind = self._kind(parsed, head, OF_DEPTH)
            if kind:
                return kind
        if named:
            return named
        if token.pos == "PROPN" and token.lower in person_plurals():
            return token.lower
        if token.pos == "PROPN" and not token.tag.endswith("S"):
            return self._named(parsed, head)
        if token.lower in self._kinds and token.tag not in {"NNS", "NNPS"}:
            return self._kinds[token.lower]  # "30 regime and allied fighters"
        if token.pos == "PROPN" or token.pos == "ADJ":
            return self._kinds.get(token.lower, "people")
        return self._plural(parsed, head)

    def _kind(self, parsed: Parsed, head: int, depth: int) -> str | None:
        """Combatants or police by the words beside a general noun."""
        tokens = parsed.tokens
        for c in parsed.children[head]:
            child = tokens[c]
            if child.dep in {"compound", "amod", "nmod", "poss"} and c < head:
                kind = self._class_word(child)
                if kind:
                    return kind
            elif child.dep == "prep" and child.lower in {"of", "from"} and depth and c > head:
                for p in parsed.children[c]:
                    kind = self._class_word(tokens[p]) or self._kind(parsed, p, depth - 1)
                    if kind:
                        return kind
        before = tokens[head - 1] if head else None
        return self._class_word(before) if before is not None and before.pos in {"NOUN", "PROPN", "ADJ"} else None

    def _class_word(self, token: Token) -> str | None:
        kind = self._kinds.get(token.lower)
        if kind:
            return kind
        named = self._classes.get(token.lemma)
        return named if named in {"combatants", "police"} else None

    def _named(self, parsed: Parsed, head: int) -> str:
        """A named person: the class of the title before the name ("Corporal Reyes"), else people."""
        for c in parsed.children[head]:
            title = self._classes.get(parsed.tokens[c].lower)
            if title and c < head:
                return title
        return self._kinds.get(parsed.tokens[head].lower, "people")

    def _plural(self, parsed: Parsed, head: int) -> str:
        token = parsed.tokens[head]
        noun = token.lower if token.tag == "NNS" else plural(token.lower)
        before = parsed.tokens[head - 1] if head else None
        joined = before is not None and before.dep == "compound" and before.head == head and before.pos == "NOUN"
        return f"{before.lower} {noun}" if joined and before is not None else noun


def plural(noun: str) -> str:
    """The plural of a regular noun.

    >>> plural("teacher"), plural("deputy"), plural("churchman")
    ('teachers', 'deputies', 'churchmen')
    """
    if noun.endswith("ife"):
        return noun[:-2] + "ves"
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
