"""Parsed reports out of bare words, for laws about times that hold whatever the parser says."""

from __future__ import annotations

from sayso.types import Parsed, Report, Sentence, Token


def bare_parsed(words: list[str], published: str | None = "2024-03-07") -> Parsed:
    """One sentence of the words, joined by spaces, each the head of the one before; no names."""
    text, tokens, at = " ".join(words), [], 0
    last = max(len(words) - 1, 0)
    for i, word in enumerate(words):
        tag = "NNS" if word.endswith("s") else "NNP"
        tokens.append(
            Token(
                i, at, at + len(word), word, word.lower(), word.lower(), "NOUN", tag, "dep", min(i + 1, last), 0, i, i
            )
        )
        at += len(word) + 1
    sentence = Sentence(0, 0, last, 0, len(text), last)
    children = tuple((i - 1,) if i else () for i in range(len(words)))
    return Parsed(
        Report(id="r1", text=text, published=published), tuple(tokens), (sentence,) if words else (), (), children
    )
