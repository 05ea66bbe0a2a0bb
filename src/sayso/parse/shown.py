"""What the pipeline is shown of a text, and what its words are in the text itself."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sayso.neutral import Change, changes
from sayso.parse.breaks import sentence_starts
from sayso.parse.hidden import hidden
from sayso.parse.printed import mended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from sayso.parse.fused import Fused
    from sayso.parse.names import Span

# Where a document keeps what it is shown otherwise.
WORDS = "words"
_ADDED = re.compile(r"\[[^\[\]\d]{0,20}\d[^\[\]]{0,40}\]")
# A note that says where, "in Wajir County [northeastern Kenya]"; within a name, "[Oscar] Romero", it is none.
_NOTE = re.compile(r"(?<=[A-Za-z] )\[(?:[a-z]+-?){1,3} [A-Z][A-Za-z]+(?: [A-Z][a-z]+)?\]")


class Told(NamedTuple):
    """The words of the text that one token is shown for: where each begins, the word, how long it is."""

    parts: list[tuple[int, str, int]]
    stands: int
    """Which of them stands in the token's place; those behind it are hidden."""


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

    Loaded words and names of armed bodies are shown neutral, as one, and what is `hidden` not at all. What stands
    `around` the report on its page, from one character to another, is parted from its sentences.
    """
    from spacy.attrs import IDX, LENGTH, ORTH, SPACY
    from spacy.tokens import Doc

    doc = fused.apart(nlp.make_doc(text))
    broken = mended(text)
    found, begins = [*changes(text), *broken, *_brackets(text)], sentence_starts(text, around)
    unseen = [Change(start, end, "") for start, end in hidden(text)]
    if not found and not unseen:
        return _parted(doc, begins)
    places, lengths, numbers, spaced = doc.to_array([IDX, LENGTH, ORTH, SPACY]).T.tolist()
    forms = _by_token(places, lengths, found)
    behind = _by_token(places, lengths, unseen)
    whole = {c.start for c in broken}
    if not forms and not behind:
        return _parted(doc, begins)
    strings = nlp.vocab.strings
    own = [strings[number] for number in numbers]
    words: list[str] = []
    spaces: list[bool] = []
    told: list[Told] = []
    i = 0
    while i < len(own):
        last, form = forms.get(i, (i, own[i]))
        words.append(form)
        if places[i] in whole:  # a token of its own: what it was is what it is
            parts = [(places[i], form, places[last] + lengths[last] - places[i])]
        else:
            parts = [(places[k], own[k], lengths[k]) for k in range(i, last + 1)]
        stands = len(parts) - 1
        if last + 1 in behind:
            first, (last, _) = last + 1, behind[last + 1]
            parts += [(places[k], own[k], lengths[k]) for k in range(first, last + 1)]
        spaces.append(bool(spaced[last]))
        told.append(Told(parts, stands))
        i = last + 1
    neutral = Doc(nlp.vocab, words=words, spaces=spaces)
    neutral.user_data[WORDS] = told
    firsts = [token.parts[0][0] for token in told]
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
        for first in (i for place in begins if (i := at.get(place))):
            doc[first].is_sent_start = True
            if doc[first].like_num and first + 1 < len(doc) and not doc[first + 1].is_sent_start:
                doc[first + 1].is_sent_start = False  # "3 people killed": the number is no heading
    return doc


def _by_token(places: list[int], lengths: list[int], found: Sequence[Change]) -> dict[int, tuple[int, str]]:
    """By the first token of each change: its last one and the form. What begins or ends inside a token stays."""
    starts = {place: i for i, place in enumerate(places)}
    ends = {place + length: i for i, (place, length) in enumerate(zip(places, lengths, strict=True))}
    return {starts[c.start]: (ends[c.end], c.form) for c in found if c.start in starts and c.end in ends}


def unshown(doc: Doc, row: Row) -> Row:
    """The words of the text. Of a name that was shown as one word the last takes its place, the others hang on it, and
    so does what was hidden behind it."""
    told: list[Told] = doc.user_data[WORDS]
    begins = list(accumulate((len(token.parts) for token in told), initial=0))
    stand = [begin + token.stands for begin, token in zip(begins, told, strict=False)]
    strings = doc.vocab.strings
    words: list[int | str] = []
    tags: list[int] = []
    deps: list[int] = []
    heads: list[int] = []
    for i, (parts, stands) in enumerate(told):
        for k, (_, word, _) in enumerate(parts):
            tag, dep = _hung(parts, k, stands)
            words.append(word)
            tags.append(row.tags[i] if k == stands else strings.add(tag))
            deps.append(row.deps[i] if k == stands else strings.add(dep))
            heads.append(stand[row.heads[i]] if k == stands else stand[i])
    places = [place for token in told for place, _, _ in token.parts]
    lengths = [length for token in told for _, _, length in token.parts]
    names = [(begins[first], stand[last], kind) for first, last, kind in row.names]
    return Row(words, tags, deps, places, lengths, heads, [begins[i] for i in row.firsts], names)


def _hung(parts: Sequence[tuple[int, str, int]], k: int, stands: int) -> tuple[str, str]:
    """Tag and label of a word that stands beside the one in the token's place."""
    word = parts[k][1]
    if not word[0].isalnum():
        return ("HYPH" if k < stands else "-LRB-" if word == "(" else "-RRB-" if word == ")" else ","), "punct"
    if k < stands:
        return "NNP", "compound"
    return ("NNP" if word[0].isupper() else "NN"), "appos" if k == stands + 2 else "dep"
