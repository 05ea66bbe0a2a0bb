"""Names of a text by the pipeline's own network, read for many words at once.

The pipeline steps through a text word by word and asks of each which of 73 moves are allowed. As long as no name is
open its network looks at one word alone, so those words can be asked together; inside a name only two moves are
allowed, to go on or to end. The names are those that the pipeline itself finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Marks = NDArray[np.bool_]
Places = NDArray[np.intp]
# First word, last word, kind.
Span = tuple[int, int, str]

# The state of the pipeline's reader: the word it is at, the first of the open name, the word before.
HERE, FIRST, BEFORE = 0, 1, 2
FEATURES = 3
NEVER = np.float32(-np.inf)


class NameReader:
    """The weights of the pipeline's `ner`, applied without its loop."""

    def __init__(self, nlp: Language) -> None:
        ner: Any = nlp.get_pipe("ner")
        model = ner.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        if lower.get_dim("nF") != FEATURES or model.attrs.get("unseen_classes"):
            raise ValueError("the names of this pipeline are read another way")
        self._vectors = model.get_ref("tok2vec")
        self._hidden, self._pieces = lower.get_dim("nO"), lower.get_dim("nP")
        self._width = self._hidden * self._pieces
        self._lower: Floats = lower.get_param("W").reshape(FEATURES * self._width, -1).T.copy()
        self._bias: Floats = lower.get_param("b").reshape(self._width)
        self._absent: Floats = lower.get_param("pad").reshape(FEATURES, self._width)
        self._upper: Floats = upper.get_param("W").T.copy()
        self._upper_bias: Floats = upper.get_param("b")
        self._learn_moves([ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)])

    def _learn_moves(self, moves: Sequence[str]) -> None:
        """Where in the network's answer each move lies; moves by kind in the order in which a name begins."""
        at = {name: i for i, name in enumerate(moves)}
        self._kinds = [name[2:] for name in moves if name.startswith("B-")]
        begin, inside, last, unit = ([at[f"{move}-{kind}"] for kind in self._kinds] for move in "BILU")
        # A draw goes to the move that comes first, as in the pipeline.
        order = sorted([*begin, *unit, at["O"]])
        self._outer = np.array(order)
        self._begins = np.isin(self._outer, begin)
        self._units = np.isin(self._outer, unit)
        self._kind_of = np.array([self._kinds.index(moves[i][2:]) if moves[i] != "O" else -1 for i in order])
        # What speaks for going on with a name of each kind rather than ending it here.
        self._go_on: Floats = (self._upper[:, inside] - self._upper[:, last]).T.copy()
        self._go_on_bias: Floats = self._upper_bias[inside] - self._upper_bias[last]
        self._outer_upper: Floats = self._upper[:, order].copy()
        self._outer_bias: Floats = self._upper_bias[order]

    def read(self, docs: Sequence[Doc]) -> list[list[Span]]:
        """The names of each document in order; its sentences must be known."""
        from spacy.attrs import IS_SPACE, SENT_START

        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return [[] for _ in docs]
        attributes = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
        ends = np.cumsum(lengths)
        # Where the next word is of another sentence or document a name may neither begin to go on nor go on.
        closes = np.append(attributes[1:, 1] == 1, True)
        closes[ends[ends > 0] - 1] = True
        spans = self._spans(self._vectors.predict(list(docs)), attributes[:, 0] == 1, closes)
        found: list[list[Span]] = [[] for _ in docs]
        doc = 0
        for first, last, kind in spans:
            while first >= ends[doc]:
                doc += 1
            start = int(ends[doc]) - lengths[doc]
            found[doc].append((first - start, last - start, kind))
        return found

    def _spans(self, vectors: Floats, space: Marks, closes: Marks) -> Iterator[Span]:
        sums = (vectors @ self._lower).reshape(len(vectors), FEATURES, self._width)
        outside = self._states(sums[:, HERE] + self._absent[FIRST] + self._absent[BEFORE])
        scores = outside @ self._outer_upper + self._outer_bias
        scores[np.ix_(space, self._begins | self._units)] = NEVER
        scores[np.ix_(closes, self._begins)] = NEVER
        best = scores.argmax(axis=1)
        kind = self._kind_of[best]
        last = self._ends(sums, np.flatnonzero(self._begins[best]), kind, closes)
        reached = -1
        for first in np.flatnonzero(kind >= 0).tolist():
            if first > reached:
                reached = last.get(first, first)
                yield first, reached, self._kinds[kind[first]]

    def _ends(self, sums: Floats, firsts: Places, kind: Places, closes: Marks) -> dict[int, int]:
        """Last word of the name that begins at each of these words, all names a word further in each round."""
        found: dict[int, int] = {}
        here = firsts + 1
        while len(firsts):
            states = self._states(sums[here, HERE] + sums[firsts, FIRST] + sums[here - 1, BEFORE])
            kinds = kind[firsts]
            more = (states * self._go_on[kinds]).sum(axis=1) + self._go_on_bias[kinds] >= 0
            more &= ~closes[here]
            found.update(zip(firsts[~more].tolist(), here[~more].tolist(), strict=True))
            firsts, here = firsts[more], here[more] + 1
        return found

    def _states(self, sums: Floats) -> Floats:
        """The larger of the pieces of each hidden unit."""
        pieces = (sums + self._bias).reshape(len(sums), self._hidden, self._pieces)
        return np.asarray(pieces.max(axis=2))
