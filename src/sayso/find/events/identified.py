"""Whom a report takes the unnamed doers of a deed for: "gunmen suspected to be members of the Front".

Read off the words in their order, since parsers hang such clauses anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from sayso.types import Parsed, Struct, Token
from sayso.words import table

# Tokens between the doers and the word that says they are taken for somebody, and of the name behind it.
FAR_BEFORE, LONGEST_NAME = 4, 12
# Words between the name and the deed's verb: "on Monday", "reportedly".
FAR_BEHIND = 6
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
JOINTS = frozenset({"-", "'s", "’s", "'"})
WHEN = frozenset({"DATE", "TIME"})
LOOSE = frozenset({"ADV", "AUX", "ADP", "PART"})


class Identified(Struct, frozen=True, kw_only=True):
    """The doers' head noun, the phrase that tells who they are thought to be, and how the clause is built."""

    doer: int
    word: int
    """The token that says they are taken for somebody."""
    first: int
    head: int
    """First token and head (the last) of whom they are taken for."""
    reduced: bool
    """True where the words are part of the doers' phrase, and a verb may follow of which they are the subject."""


class Suspicion(Struct, frozen=True):
    """The words of `data/suspicion.toml`."""

    taken: frozenset[str]
    parts: frozenset[str]
    armed: frozenset[str]
    between: frozenset[str]
    links: tuple[tuple[str, ...], ...]
    belonging: frozenset[str]
    perpetrators: frozenset[str]
    being: frozenset[str]
    nameless: frozenset[str]
    disguised: frozenset[str]
    laid_on: tuple[tuple[str, ...], ...]
    blaming: frozenset[str]
    bodies: frozenset[str]
    suspects: frozenset[str]
    guilt: frozenset[str]
    the_deed: tuple[tuple[str, ...], ...]


@cache
def suspicion() -> Suspicion:
    """The table in the package, the longest links first."""
    words = table("suspicion")
    phrases = {
        name: tuple(sorted((tuple(p.split()) for p in words[name]), key=lambda p: (-len(p), p)))
        for name in ("links", "laid_on", "the_deed")
    }
    return msgspec.convert(words | phrases, Suspicion)


def identified(parsed: Parsed) -> list[Identified]:
    """Every place where doers are taken for somebody or said to be somebody, in order of the text."""
    words, tokens = suspicion(), parsed.tokens
    places = [t.i for t in tokens if t.lower in words.taken or t.lower in words.being]
    if not places:
        return []
    dates = _dates(parsed)
    found = []
    for i in places:
        plain = tokens[i].lower in words.being
        link = () if plain else next((link for link in words.links if _reads(tokens, i + 1, link)), None)
        part = tokens[i].lower in words.parts
        if link is None or (link == ("to",)) != part:
            continue
        doer = _perpetrators(parsed, i, words) if plain else _doer(tokens, i, words)
        if part and (
            doer is None or tokens[doer].lower not in words.armed | words.perpetrators or _plain(tokens, doer, i)
        ):
            continue
        named = _named(tokens, i + 1 + len(link), dates, words)
        if doer is None or named is None or (plain and tokens[named[1]].lower in words.nameless):
            continue
        reduced = not plain and all(t.lower in (",", "who", "also") for t in tokens[doer + 1 : i])
        found.append(Identified(doer=doer, word=i, first=named[0], head=named[1], reduced=reduced))
    return found


def laid_on(parsed: Parsed) -> list[tuple[int, int]]:
    """First token and head of each name on whom a deed is laid: "the latest raid blamed on X", "police blamed X"."""
    words, tokens = suspicion(), parsed.tokens
    first = {p[0] for p in words.laid_on}
    found = []
    for token in tokens:
        named = None
        if token.lower in first:
            link = next((p for p in words.laid_on if _reads(tokens, token.i, p)), None)
            named = _named(tokens, token.i + len(link), set(), words) if link else None
        if named is None and token.lower in words.blaming and not _reads(tokens, token.i + 1, ("of",)):
            named = _named(tokens, token.i + 1, set(), words)
            if named is not None and not (
                _of_somebody(tokens[named[1]], words) and _of_the_deed(tokens, named[1] + 1, words)
            ):
                named = None
        if named is not None:
            found.append(named)
    return found


def suspects(parsed: Parsed) -> list[tuple[int, int]]:
    """First token and head of each whom a sentence of its own suspects: "X are the main suspects"."""
    words, tokens = suspicion(), parsed.tokens
    found = []
    for token in tokens:
        named = None
        if token.lower in words.suspects and token.dep == "attr" and _of_this(parsed, token.i, words):
            named = _subject(parsed, token.head)
        elif token.lower == "suspected" and any(tokens[c].dep == "auxpass" for c in parsed.children[token.i]):
            behind = [t.lower for t in tokens[token.i + 1 : token.i + 1 + FAR_BEFORE + 1]]
            tells = behind[:1] in (["as"], ["of"]) and not words.guilt.isdisjoint(behind)
            named = _subject(parsed, token.i) if tells else None
        elif token.lower == "behind" and _reads(tokens, token.i + 1, ("it",)):
            named = _subject(parsed, token.head) if tokens[token.head].lemma == "be" else None
        elif token.lower == "suspicion":
            on = next((t.i for t in tokens[token.i + 1 : token.i + 1 + FAR_BEFORE] if t.lower == "on"), None)
            named = _named(tokens, on + 1, set(), words) if on is not None else None
        if named is not None and _of_somebody(tokens[named[1]], words):
            found.append(named)
    return found


def _of_this(parsed: Parsed, word: int, words: Suspicion) -> bool:
    """Whether it does not go on with another deed: "suspects in several cases"."""
    behind = [c for c in parsed.children[word] if c > word and parsed.tokens[c].dep == "prep"]
    return all(parsed.tokens[p].lemma in words.guilt for c in behind for p in parsed.children[c])


def _subject(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """First token and head of what a verb that is not negated has for its subject."""
    own = [parsed.tokens[c] for c in parsed.children[verb]]
    subject = next((t for t in own if t.dep in ("nsubj", "nsubjpass") and t.pos in ("NOUN", "PROPN")), None)
    if subject is None or any(t.dep == "neg" for t in own):
        return None
    return subject.left, subject.i


def _of_somebody(token: Token, words: Suspicion) -> bool:
    """A name, people or a body: "blamed poor lighting" lays it on nobody."""
    return token.tag in ("NNS", "NNP", "NNPS") or token.lemma in words.bodies


def _of_the_deed(tokens: Sequence[Token], at: int, words: Suspicion) -> bool:
    """Whether the blame ends there or is for the deed just told: "blamed X for it"."""
    if at >= len(tokens) or tokens[at].lower not in ("for", "of"):
        return True
    behind = tuple(t.lower for t in tokens[at + 1 : at + 4])
    return any(behind[: len(p)] == p for p in words.the_deed)


def _dates(parsed: Parsed) -> set[int]:
    return {i for n in parsed.names if n.label in WHEN for i in range(n.first, n.last + 1)}


def _reads(tokens: Sequence[Token], at: int, link: tuple[str, ...]) -> bool:
    return tuple(t.lower for t in tokens[at : at + len(link)]) == link


def _plain(tokens: Sequence[Token], doer: int, word: int) -> bool:
    """Whether nobody but the report says of whom they are: "men belonging to the Front" are its men."""
    return word == doer + 1 and tokens[word].lower == "belonging"


def _perpetrators(parsed: Parsed, be: int, words: Suspicion) -> int | None:
    """Whoever did it, of whom a sentence says who they were: "the attackers were", "the killers of the five were"."""
    tokens = parsed.tokens
    if be and tokens[be - 1].lower in words.perpetrators:
        return be - 1
    own = (c for c in parsed.children[be] if tokens[c].dep == "nsubj" and c < be)
    return next((c for c in own if tokens[c].lower in words.perpetrators), None)


def _doer(tokens: Sequence[Token], word: int, words: Suspicion) -> int | None:
    for i in range(word - 1, max(word - 1 - FAR_BEFORE, 0) - 1, -1):
        if tokens[i].sentence != tokens[word].sentence:
            return None
        if tokens[i].pos in ("NOUN", "PROPN"):
            return i
        if tokens[i].lower not in words.between:
            return None
    return None


def _named(tokens: Sequence[Token], start: int, dates: set[int], words: Suspicion) -> tuple[int, int] | None:
    """First token and head of the noun phrase at `start`; None where none stands there."""
    first, head = None, None
    for i in range(start, min(start + LONGEST_NAME, len(tokens))):
        token = tokens[i]
        if token.sentence != tokens[start].sentence or i in dates:
            break
        if (
            token.text[:1].islower()
            and token.lower in words.belonging
            and (head is None or token.lower in ("of", "the"))
        ):
            continue
        if token.pos not in NOMINAL and token.lower not in JOINTS and token.dep != "amod":
            break  # "the ruling movement" is one phrase
        first = i if first is None else first
        if token.pos in ("NOUN", "PROPN") or (token.pos == "ADJ" and token.text[:1].isupper()):
            head = i
    return (first, head) if first is not None and head is not None else None


def lends_subject(parsed: Parsed, known: Sequence[Identified], verb: int, own: int | None) -> int | None:
    """The doers whose clause a verb goes on with: "gunmen suspected to be rebels attacked the town".

    `own` is the subject that the parser gave the verb.
    """
    tokens = parsed.tokens
    for clause in known:
        if not clause.reduced or not clause.head < verb <= clause.head + FAR_BEHIND:
            continue
        if own is not None and not clause.doer <= own <= clause.head:
            continue
        between = tokens[clause.head + 1 : verb]
        if tokens[verb].sentence == tokens[clause.doer].sentence and all(_loose(t) for t in between):
            return clause.doer
    return None


def _loose(token: Token) -> bool:
    return token.pos in LOOSE or token.dep in ("npadvmod", "pobj", "compound", "advmod", "nummod") or token.lower == ","
