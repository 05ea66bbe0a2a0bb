"""The pipeline asked in quicker ways says what it says by itself."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.furniture import furniture
from sayso.parse import PIPELINE, Parser
from sayso.parse.breaks import sentence_starts
from sayso.types import Parsed, Report

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Rebels of the Red Valley Front shelled the town of Norvik on Tuesday, killing 14 people, Mayor Ana Lopez said.",
    "",
    "  \n\n ",
    "On 3 March 2019 the United Nations urged both sides to meet.\n\nAbout 2,000 people, among them Dr. Jan de Vries "
    "of the Lake District Hospital, fled to New Harbour in the Republic of Tarn. “We saw smoke over the old port,” "
    "said Maria Oduya, 34, a teacher; two men were, police said, arrested. Which road did they take?",
    "1. Police in Tarn City said Monday\nThey had fired $ 3.5 million of shells , he told AFP\n\n\nNew York",
)


@pytest.fixture(scope="module")
def bare() -> Language:
    import spacy

    return spacy.load(PIPELINE)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_tokens_and_names_are_those_of_the_pipeline(parser: Parser, bare: Language, text: str) -> None:
    """Quick products, names read at once and edges counted here change nothing that is found."""
    found, doc = parser.parse(Report(id="r", text=text)), bare.make_doc(text)
    begins = set(sentence_starts(text, furniture(text)))
    for token in doc:
        if token.idx in begins:
            token.is_sent_start = True
    doc = bare(doc)
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


def test_text_in_capitals_is_parsed_as_news_would_write_it(parser: Parser) -> None:
    """Wire copy in capitals has the tree of the same text in mixed case; its offsets stay its own."""
    text = "The mayor of Karm was killed on Sunday by a bomb placed by an armed group near the bridge, the police said."
    mixed, capitals = (parser.parse(Report(id="r", text=t)) for t in (text, text.upper()))
    assert [(t.head, t.dep, t.start) for t in capitals.tokens] == [(t.head, t.dep, t.start) for t in mixed.tokens]


def test_words_shown_neutral_keep_their_places(parser: Parser) -> None:
    """The tokens are those of the report, whatever the pipeline was shown."""
    text = "Regime fighters shot two terrorists near the well."
    found = parser.parse(Report(id="r", text=text))
    assert [t.text for t in found.tokens] == [text[t.start : t.end] for t in found.tokens]
    assert [t.text for t in found.tokens][:2] == ["Regime", "fighters"]


PIECES = (
    "Boko Haram",
    "the",
    "Taliban",
    "al-Qaeda",
    "regime",
    "fighters",
    "shelled",
    "Orvane",
    ".",
    "ELN",
    "-held",
    "\n",
)


def whole(found: Parsed) -> bool:
    """Tokens are words of the text in order, and the tree is one of theirs."""
    tokens = found.tokens
    return (
        [t.i for t in tokens] == list(range(len(tokens)))
        and all(found.text[t.start : t.end] == t.text for t in tokens)
        and all(a.end <= b.start for a, b in pairwise(tokens))
        and all(t.left <= t.i <= t.right for t in tokens)
        and all(tokens[c].head == t.i for t in tokens for c in found.children[t.i])
        and sum(len(c) for c in found.children) == sum(t.head != t.i for t in tokens)
    )


@pytest.mark.parametrize("name", ["Boko Haram", "Islamic State", "the Taliban", "al-Qaeda", "FARC"])
def test_parse_sees_one_tree_for_every_armed_body(parsed: Callable[..., Parsed], name: str) -> None:
    """Who did it must not depend on how often the parser has read the name."""
    found = parsed(f"On Monday fighters of {name} shelled the market of Orvane, killing five people.")
    verbs = [(t.text, t.dep) for t in found.tokens if t.pos == "VERB"]
    assert verbs == [("shelled", "ROOT"), ("killing", "advcl")]
    last = next(t for t in found.tokens if t.text == name.split()[-1].split("-")[-1])
    assert found.tokens[last.head].text == "of"
    assert found.span(last.left, last.right).text == name
    assert whole(found)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=40, deadline=None)
def test_parse_keeps_every_word_in_its_place(parser: Parser, words: list[str]) -> None:
    """Offsets are the whole promise."""
    text = " ".join(words)
    found = parser.parse(Report(id="r", text=text))
    assert whole(found)
    assert "".join(t.text for t in found.tokens if not t.text.isspace()).split() == "".join(text.split()).split()


def test_lone_surrogates_are_shown_as_marks(parser: Parser) -> None:
    """Text from Python code may hold halves of characters that no model takes; offsets stay."""
    found = parser.parse(Report(id="r", text="A bomb\ud800 killed five in \udfffMosul."))
    assert found.text == "A bomb\ufffd killed five in \ufffdMosul."


def test_words_met_once_are_forgotten(parser: Parser) -> None:
    """A process that codes for months keeps no name that it met once; what it reads is the same."""
    reports = [
        Report(id=str(n), text=f"Gunmen shot Korvend{n} Aldash{n}ir near Norvale{n} on Monday.") for n in range(80)
    ]
    sparing = Parser(most_words=0)
    known = len(sparing._nlp.vocab.strings)
    assert list(sparing.parse_all(reports)) == list(parser.parse_all(reports))
    assert list(sparing.parse_all(reports)) == list(parser.parse_all(reports))
    assert len(sparing._nlp.vocab.strings) == known
    assert not sparing._forms._lemmatizer.cache
