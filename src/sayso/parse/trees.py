"""Documents of the pipeline made into sentences and tokens of a report."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from sayso.parse.forms import Forms
from sayso.parse.mends import mend
from sayso.parse.mends.aged import told_by_age
from sayso.parse.shown import WORDS, Row, unshown
from sayso.types import Name, Parsed, Report, Sentence, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.parse.names import Span


class Trees:
    """The sentences, tokens and names of one report, piece by piece."""

    def __init__(self, report: Report, forms: Forms) -> None:
        self._report, self._forms = report, forms
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._names: list[Name] = []
        self._children: list[tuple[int, ...]] = []
        self._furniture: list[tuple[int, int]] = []

    def add(self, offset: int, doc: Doc, names: list[Span], around: list[tuple[int, int]]) -> None:
        """A parsed piece of the text from the character `offset` on, with its names and what is printed around it."""
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

        base = len(self._tokens)
        self._furniture += [(offset + start, offset + end) for start, end in around]
        if not len(doc):
            return
        table = doc.to_array([ORTH, TAG, DEP, IDX, LENGTH, SENT_START, HEAD])
        heads = (np.arange(len(doc)) + table[:, 6].astype(np.int64)).tolist()
        firsts = np.flatnonzero(table[:, 5] == 1).tolist() or [0]
        words, tags, deps, places, lengths = table[:, :5].T.tolist()
        row = Row(words, tags, deps, places, lengths, heads, firsts, names)
        if WORDS in doc.user_data:
            row = unshown(doc, row)
        forms, heads = list(map(self._forms.of, row.words, row.tags, row.deps)), list(row.heads)
        mend(forms, heads, row.firsts, row.names, self._forms)
        heads = [base + head for head in heads]
        starts = [offset + place for place in row.places]
        ends = [start + length for start, length in zip(starts, row.lengths, strict=True)]
        lefts, rights = _edges(heads, base)
        number = len(self._sentences)
        numbers: list[int] = []
        for first, stop in zip(row.firsts, [*row.firsts[1:], len(heads)], strict=True):
            root = next(i for i in range(first, stop) if heads[i] == base + i)
            self._sentences.append(
                Sentence(number, base + first, base + stop - 1, starts[first], ends[stop - 1], base + root)
            )
            numbers += [number] * (stop - first)
            number += 1
        self._tokens.extend(
            Token(base + i, start, end, form[0], form[1], form[2], form[3], form[4], form[5], *place)
            for i, (start, end, form, *place) in enumerate(
                zip(starts, ends, forms, heads, numbers, lefts, rights, strict=True)
            )
        )
        self._children.extend(_children(heads, base))
        for first, last, kind in row.names:  # none goes on into the next sentence
            end = bisect_right(row.firsts, first)
            last = min(last, row.firsts[end] - 1) if end < len(row.firsts) else last
            if kind == "DATE" and told_by_age(forms, last):
                continue
            self._names.append(Name(base + first, base + last, starts[first], ends[last], kind))

    def parsed(self) -> Parsed:
        """All that was added."""
        return Parsed(
            self._report,
            tuple(self._tokens),
            tuple(self._sentences),
            tuple(self._names),
            tuple(self._children),
            tuple(self._furniture),
        )


def _edges(heads: list[int], base: int) -> tuple[list[int], list[int]]:
    """First and last word of each word's subtree.

    Words are taken in order, so the first that tells an ancestor is its outermost, and no climb goes further
    than to an ancestor that has been told already.
    """
    count = len(heads)
    lefts, rights = list(range(base, base + count)), list(range(base, base + count))
    for edges, order in ((lefts, range(count)), (rights, range(count - 1, -1, -1))):
        outer = 1 if edges is lefts else -1
        for i in order:
            edge = edges[i]
            at = heads[i] - base
            while (edges[at] - edge) * outer > 0:
                edges[at] = edge
                at = heads[at] - base
    return lefts, rights


def _children(heads: list[int], base: int) -> list[tuple[int, ...]]:
    found: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads, start=base):
        if head != i:
            found[head - base].append(i)
    return [tuple(row) for row in found]
