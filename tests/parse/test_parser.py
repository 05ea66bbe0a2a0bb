"""The pipeline asked in quicker ways says what it says by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.parse import PIPELINE, Parser
from sayso.types import Report

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Rebels of the Red Valley Front shelled the town of Norvik on Tuesday, killing 14 people, Mayor Ana Lopez said.",
    "",
    "  \n\n ",
    "On 3 March 2019 the United Nations urged both sides to meet.\n\nAbout 2,000 people, among them Dr. Jan de Vries "
    "of the Lake District Hospital, fled to New Harbour in the Republic of Tarn. “We saw smoke over the old port,” "
    "said Maria Oduya, 34, a teacher; two men were, police said, arrested. Which road did they take?",
    "1. Police in Tarn City said Monday\n2. They had fired $ 3.5 million of shells , he told AFP\n\n\nNew York",
)


@pytest.fixture(scope="module")
def bare() -> Language:
    import spacy

    return spacy.load(PIPELINE)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_tokens_and_names_are_those_of_the_pipeline(parser: Parser, bare: Language, text: str) -> None:
    """Quick products, names read at once and edges counted here change nothing that is found."""
    found, doc = parser.parse(Report(id="r", text=text)), bare(text)
    assert [(t.text, t.head, t.left, t.right, t.tag) for t in found.tokens] == [
        (t.text, t.head.i, t.left_edge.i, t.right_edge.i, t.tag_) for t in doc
    ]
    assert [(t.dep, t.pos, t.lemma) for t in found.tokens if t.tag != "_SP"] == [
        (t.dep_, t.pos_, t.lemma_.lower()) for t in doc if t.tag_ != "_SP"
    ]
    assert [(n.first, n.last, n.label) for n in found.names] == [(e.start, e.end - 1, e.label_) for e in doc.ents]
    assert [(s.first, s.last, s.root) for s in found.sentences] == [(s.start, s.end - 1, s.root.i) for s in doc.sents]
    assert found.children == tuple(tuple(c.i for c in t.children) for t in doc)


def test_reports_parse_the_same_together_as_alone(parser: Parser) -> None:
    """What stands in a batch has no say in each other."""
    reports = [Report(id=str(n), text=text) for n, text in enumerate(TEXTS)]
    assert list(parser.parse_all(reports)) == [parser.parse(report) for report in reports]


def test_words_shown_neutral_keep_their_places(parser: Parser) -> None:
    """The tokens are those of the report, whatever the pipeline was shown."""
    text = "Regime fighters shot two terrorists near the well."
    found = parser.parse(Report(id="r", text=text))
    assert [t.text for t in found.tokens] == [text[t.start : t.end] for t in found.tokens]
    assert [t.text for t in found.tokens][:2] == ["Regime", "fighters"]
