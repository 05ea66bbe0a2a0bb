"""A Parsed out of any bytes, without a parser: words as they stand, grammar drawn from the bytes.

The finders must hold for whatever a parser says, so the tree is any tree, and the tags are any tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.types import Name, Parsed, Report, Sentence, Token

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[^\w\s]")
_STOPS = frozenset(".!?\n")

# Part of speech, fine tag, dependency: those that the finders ask about, and some that they do not.
GRAMMAR = (
    ("NOUN", "NNS", "nsubj"), ("NOUN", "NN", "dobj"), ("PROPN", "NNP", "pobj"), ("VERB", "VBD", "ROOT"),
    ("VERB", "VBN", "relcl"), ("VERB", "VBG", "advcl"), ("AUX", "VBD", "auxpass"), ("AUX", "MD", "aux"),
    ("NUM", "CD", "nummod"), ("ADP", "IN", "prep"), ("ADP", "IN", "agent"), ("DET", "DT", "det"),
    ("ADJ", "JJ", "amod"), ("ADV", "RB", "advmod"), ("ADV", "RB", "neg"), ("CCONJ", "CC", "cc"),
    ("NOUN", "NNS", "conj"), ("PRON", "PRP", "nsubjpass"), ("PROPN", "NNP", "compound"), ("SCONJ", "IN", "mark"),
    ("VERB", "VBP", "ccomp"), ("PUNCT", ".", "punct"), ("PROPN", "NNP", "appos"), ("PART", "POS", "case"),
    ("NOUN", "NN", "npadvmod"), ("NUM", "CD", "appos"), ("X", "FW", "dep"), ("VERB", "VB", "xcomp"),
)  # fmt: skip
LABELS = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "EVENT")


@dataclass(frozen=True)
class Shape:
    """Where the words of a made report stand: first and last token of each sentence."""

    words: list[re.Match[str]]
    bounds: list[tuple[int, int]]


def made_parsed(text: str, grammar: bytes, published: str | None = "2031-03-12") -> Parsed:
    """The text's words under any grammar; byte k speaks of token k, over and over."""
    shape = _shape(text)
    drawn = grammar or b"\x00"
    heads = [0] * len(shape.words)
    sentences = []
    for number, (first, last) in enumerate(shape.bounds):
        root = first + drawn[first % len(drawn)] % (last - first + 1)
        for i in range(first, last + 1):
            heads[i] = root if i == root else _head(i, first, root, drawn)
        sentences.append(
            Sentence(number, first, last, shape.words[first].start(), shape.words[last].end(), root)
        )  # fmt: skip
    children: list[list[int]] = [[] for _ in shape.words]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    edges = [_edges(i, children) for i in range(len(shape.words))]
    tokens = []
    for sentence in sentences:
        for i in range(sentence.first, sentence.last + 1):
            tokens.append(_token(i, shape.words[i], drawn, heads[i], sentence.i, edges[i]))
    names = tuple(_names(shape, drawn))
    report = Report(id="made", text=text, outlet="The Valley Courier", published=published, language="en")
    return Parsed(report, tuple(tokens), tuple(sentences), names, tuple(map(tuple, children)))


def _shape(text: str) -> Shape:
    words = list(_WORD.finditer(text))[:400]
    bounds, first = [], 0
    for i, word in enumerate(words):
        if word[0] in _STOPS or i == len(words) - 1 or i - first >= 60:
            bounds.append((first, i))
            first = i + 1
    return Shape(words, bounds)


def _head(i: int, first: int, root: int, drawn: bytes) -> int:
    """A tree without rings: the word's head is nearer to the root than the word is."""
    near, by = abs(i - root), drawn[(i * 7 + 3) % len(drawn)]
    step = 1 + by % near
    return i - step if i > root else i + step


def _edges(i: int, children: list[list[int]]) -> tuple[int, int]:
    left = right = i
    waiting = list(children[i])
    while waiting:
        j = waiting.pop()
        left, right = min(left, j), max(right, j)
        waiting.extend(children[j])
    return left, right


def _token(
    i: int, word: re.Match[str], drawn: bytes, head: int, sentence: int, edges: tuple[int, int]
) -> Token:  # fmt: skip
    pos, tag, dep = GRAMMAR[drawn[i % len(drawn)] % len(GRAMMAR)]
    text = word[0]
    low = text.lower()
    if text[:1].isdigit():
        pos, tag = "NUM", "CD"
    return Token(
        i, word.start(), word.end(), text, low, re.sub(r"(?:ed|ing|s)$", "", low) or low, pos, tag,
        "ROOT" if head == i else dep, head, sentence, *edges,
    )  # fmt: skip


def _names(shape: Shape, drawn: bytes) -> list[Name]:
    found, last_end = [], -1
    for first, last in shape.bounds:
        i = first
        while i <= last:
            by = drawn[(i * 5 + 1) % len(drawn)]
            end = min(last, i + by % 4)
            if by >= 160 and i > last_end:
                label = LABELS[by % len(LABELS)]
                found.append(Name(i, end, shape.words[i].start(), shape.words[end].end(), label))
                i = last_end = end
            i += 1
    return found
