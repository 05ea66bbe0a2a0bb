"""What the pipeline is shown of a text, and what its words are in the text itself."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sayso.neutral import Change, changes
from sayso.parse.breaks import sentence_starts
from sayso.parse.printed import mended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from sayso.parse.fused import Fused
    from sayso.parse.names import Span

# Where a document keeps what it is shown otherwise: per token its words in the text, with their places and lengths.
WORDS = "words"
_ADDED = re.compile(r"\[[^\[\]\d]{0,20}\d[^\[\]]{0,40}\]")
# A note that says where, "in Wajir County [northeastern Kenya]"; within a name, "[Oscar] Romero", it is none.
_NOTE = re.compile(r"(?<=[A-Za-z] )\[(?:[a-z]+-?){1,3} [A-Z][A-Za-z]+(?: [A-Z][a-z]+)?\]")
Told = list[list[tuple[int, str, int]]]


class Row(NamedTuple):
    """The tokens of one document, in the pipeline's numbers for strings or in words; heads and first words of
    sentences count in it."""

    words: list[int | str]
    tags: list[int]
    deps: list[int]
    places: list[int]
    lengths: list[int]
    heads: list[int]
    firsts: list[int]
    names: list[Span]


def shown(nlp: Language, text: str, fused: Fused, around: Sequence[tuple[int, int]]) -> Doc:
    """The tokens of a text, words run together apart and broken ones whole.

    Loaded words and names of armed bodies are shown neutral, as one. What stands `around` the report on its page, from
    one character to another, is parted from its sentences.
    """
    from spacy.attrs import IDX, LENGTH, ORTH, SPACY
    from spacy.tokens import Doc

    doc = fused.apart(nlp.make_doc(text))
    broken = mended(text)
    found, begins = [*changes(text), *broken, *_brackets(text)], sentence_starts(text, around)
    if not found:
        return _parted(doc, begins)
    places, lengths, numbers, spaced = doc.to_array([IDX, LENGTH, ORTH, SPACY]).T.tolist()
    forms = _by_token(places, lengths, found)
    whole = {c.start for c in broken}
    if not forms:
        return _parted(doc, begins)
    strings = nlp.vocab.strings
    own = [strings[number] for number in numbers]
    words: list[str] = []
    spaces: list[bool] = []
    told: Told = []
    i = 0
    while i < len(own):
        last, form = forms.get(i, (i, own[i]))
        words.append(form)
        spaces.append(bool(spaced[last]))
        if places[i] in whole:  # a token of its own: what it was is what it is
            told.append([(places[i], form, places[last] + lengths[last] - places[i])])
        else:
            parts = range(i, last + 1)
            told.append([(places[k], own[k], lengths[k]) for k in parts])
        i = last + 1
    neutral = Doc(nlp.vocab, words=words, spaces=spaces)
    neutral.user_data[WORDS] = told
    firsts = [words[0][0] for words in told]
    return _parted(neutral, begins, firsts)


def _brackets(text: str) -> Iterator[Change]:
    """Square brackets around a date or place that editors add, "on Thursday [29 January]": it knows round ones.

    Those of agencies that translate, "[Text]", "[words indistinct]", it reads better as they are.
    """
    if "[" in text:
        for match in (*_ADDED.finditer(text), *_NOTE.finditer(text)):
            yield Change(match.start(), match.start() + 1, "(")
            yield Change(match.end() - 1, match.end(), ")")


def _parted(doc: Doc, begins: Sequence[int], places: Sequence[int] | None = None) -> Doc:
    """The document, told where a sentence must begin. `places` are its tokens' first characters in the text."""
    if begins:
        at = {place: i for i, place in enumerate(places or [token.idx for token in doc])}
        for place in begins:
            if at.get(place):
                doc[at[place]].is_sent_start = True
    return doc


def _by_token(places: list[int], lengths: list[int], found: Sequence[Change]) -> dict[int, tuple[int, str]]:
    """By the first token of each change: its last one and the form. What begins or ends inside a token stays."""
    starts = {place: i for i, place in enumerate(places)}
    ends = {place + length: i for i, (place, length) in enumerate(zip(places, lengths, strict=True))}
    return {starts[c.start]: (ends[c.end], c.form) for c in found if c.start in starts and c.end in ends}


def unshown(doc: Doc, row: Row) -> Row:
    """The words of the text. Of a name that was shown as one word the last takes its place, the others hang on it."""
    told: Told = doc.user_data[WORDS]
    ends = list(accumulate((len(words) for words in told), initial=-1))[1:]
    words: list[int | str] = []
    tags: list[int] = []
    deps: list[int] = []
    places: list[int] = []
    lengths: list[int] = []
    heads: list[int] = []
    strings = doc.vocab.strings
    for i, parts in enumerate(told):
        for place, word, length in parts[:-1]:
            tag, dep = ("NNP", "compound") if word[0].isalnum() else ("HYPH", "punct")
            words.append(word)
            tags.append(strings.add(tag))
            deps.append(strings.add(dep))
            places.append(place)
            lengths.append(length)
            heads.append(ends[i])
        place, word, length = parts[-1]
        words.append(word)
        tags.append(row.tags[i])
        deps.append(row.deps[i])
        places.append(place)
        lengths.append(length)
        heads.append(ends[row.heads[i]])
    begins = [end - len(parts) + 1 for end, parts in zip(ends, told, strict=True)]
    names = [(begins[first], ends[last], kind) for first, last, kind in row.names]
    return Row(words, tags, deps, places, lengths, heads, [begins[i] for i in row.firsts], names)
