"""Sentences told in other words: neighbours of words for words, words left out, other parties, the two sides swapped.

What comes out is often no good English; the large encoders answer for it, and the small networks learn from the answers
how words that the labelled sentences lack are taken.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from passages import open_tokenizer
from torch.nn.functional import normalize
from transformers import MPNetModel

from examples import Pair

# Neighbours of a word among which is drawn; shorter words are mostly grammar, and so are these.
NEAREST, LEAST_LETTERS = 8, 4
GRAMMAR = frozenset(
    "that this with from have been were will would could should they their there about into after before over under "
    "against between".split()
)
# One rate of each is drawn for a sentence: words exchanged, words left out.
EXCHANGED, LEFT_OUT = (0.1, 0.2, 0.35), (0.0, 0.05, 0.1)
# Half of the sentences get other parties, in most of their places; the sides are swapped in few.
OTHER_PARTIES, OTHER_PLACES, SWAPPED = 0.5, 0.8, 0.15
# Longer descriptions of a party are not lent to other sentences.
LONGEST_PARTY = 60
# Start and end of a party, and whose it is: all places of one side get the same new name.
Place = tuple[int, int, int]
Neighbours = dict[str, list[str]]


@cache
def neighbours(folder: Path) -> Neighbours:
    """The nearest words of each word by the word vectors of the large encoder in `folder`."""
    vocabulary = open_tokenizer(folder).get_vocab()
    words = sorted(w for w in vocabulary if w.isalpha() and w.islower() and len(w) >= LEAST_LETTERS)
    body = MPNetModel.from_pretrained(str(folder), add_pooling_layer=False)
    vectors = body.embeddings.word_embeddings.weight.detach()
    vectors = normalize(vectors[[vocabulary[w] for w in words]], dim=-1)
    found: Neighbours = {}
    for start in range(0, len(words), 2048):
        near = (vectors[start : start + 2048] @ vectors.T).topk(NEAREST + 1).indices[:, 1:]
        found |= {words[start + n]: [words[j] for j in row] for n, row in enumerate(near.tolist())}
    return found


def short_parties(marked: Iterable[tuple[str, Iterable[tuple[int, int]]]]) -> list[str]:
    """The parties of sentences that may stand in others."""
    return [text[a:b] for text, spans in marked for a, b in spans if 0 < b - a < LONGEST_PARTY]


class Variation:
    """Draws other tellings; the same seed draws the same."""

    def __init__(self, near: Neighbours, parties: Sequence[str], seed: int) -> None:
        self._near, self._parties = near, parties
        self._rng = random.Random(seed)

    def pair(self, pair: Pair) -> Pair | None:
        """None where the parties overlap."""
        places = sorted([(a, b, 0) for a, b in pair.actor] + [(a, b, 1) for a, b in pair.recipient])
        if any(one[1] > two[0] for one, two in pairwise(places)):
            return None
        text, places = self._told(pair.text, places)
        swap = self._rng.random() < SWAPPED
        sides = [tuple((a, b) for a, b, whose in places if whose == side) for side in (0, 1)]
        actor, recipient = reversed(sides) if swap else sides
        return Pair(pair.id, text, actor, recipient, pair.type, pair.quad)

    def _told(self, text: str, places: Sequence[Place]) -> tuple[str, list[Place]]:
        rng = self._rng
        rates = rng.choice(EXCHANGED), rng.choice(LEFT_OUT)
        other = rng.random() < OTHER_PARTIES
        names = {whose: rng.choice(self._parties) for _, _, whose in places}
        out, at = "", 0
        found: list[Place] = []
        for start, end, whose in places:
            out += self._words(text[at:start], *rates)
            name = names[whose] if other and rng.random() < OTHER_PLACES else text[start:end]
            found.append((len(out), len(out) + len(name), whose))
            out, at = out + name, end
        return out + self._words(text[at:], *rates), found

    def _words(self, piece: str, exchanged: float, left_out: float) -> str:
        def other(match: re.Match[str]) -> str:
            word = match[0]
            if self._rng.random() < left_out:
                return ""
            near = self._near.get(word.lower())
            if near and word.lower() not in GRAMMAR and self._rng.random() < exchanged:
                return self._rng.choice(near)
            return word

        return re.sub("[A-Za-z]+", other, piece)


def swapped(pair: Pair) -> Pair:
    """The same sentence with its sides the other way round."""
    return Pair(pair.id, pair.text, pair.recipient, pair.actor, pair.type, pair.quad)
