"""Reporting words: the vocabulary of attribution and the drafts in which finders hand it on."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.types import Parsed, Token
from sayso.words import listed, table

Kind = Literal["speech", "belief", "attitude"]
Piece = tuple[int, int]


class Draft(msgspec.Struct, kw_only=True):
    """An attribution being put together; characters throughout, `head` indexes are tokens."""

    cue: Piece | None
    cue_head: int
    source: Piece | None = None
    source_head: int | None = None
    content: list[Piece] = msgspec.field(default_factory=list)
    quotes: list[Piece] = msgspec.field(default_factory=list)
    kind: Kind = "speech"
    lemma: str = ""
    confidence: float = 0.5
    frame: str = ""


class Vocabulary:
    """The lists of `data/attribution.toml` as sets."""

    def __init__(self) -> None:
        data = table("attribution")
        verbs, nouns = data["verbs"], data["nouns"]
        self.speech = frozenset(verbs["speech"].split())
        self.belief = frozenset(verbs["belief"].split())
        self.attitude = frozenset(verbs["attitude"].split())
        self.naming = frozenset(verbs["naming"].split())
        self.quote_only = frozenset(verbs["quote_only"].split())
        self.going_on = frozenset(verbs["going_on"].split())
        self.mended: dict[str, str] = verbs["mended"]
        self.closing = frozenset(verbs["closing"].split())
        self.no_quote = frozenset(verbs["no_quote"].split())
        self.nobody = frozenset(verbs["nobody"].split())
        self.figuring = frozenset(verbs["figuring"].split())
        self.verbs = self.speech | self.belief | self.attitude
        self.prepositions = {verb: frozenset(words) for verb, words in data["prepositions"].items()}
        self.noun_clause = frozenset(nouns["clause"].split())
        self.noun_of = frozenset(nouns["of"].split())
        self.arousing = frozenset(nouns["arousing"].split())
        self.noun_prepositions = frozenset(nouns["prepositions"])
        self.utterances = frozenset(nouns["utterance"].split())
        self.channels = frozenset(nouns["channel"].split())
        self.adverbs = frozenset(data["phrases"]["adverbs"])
        self.hearsay = frozenset(data["phrases"]["passive_hearsay"])
        self.adjectives = frozenset(data["adjectives"]["clause"].split())
        self.denies = frozenset(data["stance"]["denies"].split())
        self.idioms: dict[str, frozenset[str]] = {}
        for row in data["stance"]["idioms"]:
            verb, word = row.split(" : ")
            self.idioms[verb] = self.idioms.get(verb, frozenset()) | {word}
        self.turns_down = frozenset(data["stance"]["turns_down"].split())
        self.sayings = frozenset(data["stance"]["sayings"].split())
        self.untrue = frozenset(data["stance"]["untrue"].split())
        self.parts = frozenset(data["stance"]["parts"].split())
        self.factive = frozenset(data["verbs"]["factive"].split())
        self.granted = frozenset(data["stance"]["granted"].split())
        self.tolls = frozenset(data["stance"]["tolls"].split())
        self.doubts = frozenset(data["stance"]["doubts"].split())
        self.accuses = frozenset(data["stance"]["accuses"].split())
        self.responsibility = frozenset(data["stance"]["responsibility"].split())
        self.deeds = frozenset(data["stance"]["deeds"].split())
        self.speechless = frozenset(data["voices"]["speechless"].split())
        self.records = frozenset(data["voices"]["records"].split())
        self.measures = frozenset(data["voices"]["measures"].split())
        self.platforms = frozenset(data["voices"]["platforms"].split())
        self.bodies = frozenset(data["voices"]["bodies"].split())
        self.silent = frozenset(data["voices"]["silent"].split())
        self.telling = frozenset(data["voices"]["telling"].split())
        self.media = frozenset(data["voices"]["media"])
        self.media_words = frozenset(data["voices"]["media_words"].split())
        self.agencies = frozenset(data["voices"]["agencies"])
        self.headline_speakers = frozenset(data["headline"]["speaker"].split())
        self.no_speaker = frozenset(data["headline"]["no_speaker"].split())

    def kind(self, lemma: str) -> Kind:
        """What a verb or noun tells; speech wins, then belief."""
        if lemma in self.speech:
            return "speech"
        return "belief" if lemma in self.belief else "attitude"


def _one_paragraph(parsed: Parsed, one: int, other: int) -> bool:
    """False for a dependency that a parse drew over a line end, as from a headline."""
    one, other = min(one, other), max(one, other)
    return other - one < 3 or "\n" not in parsed.text[parsed.tokens[one].end : parsed.tokens[other].start]


_MARKS = frozenset("\"“”‘’'`«»,.:;-–—()[]")


def child(parsed: Parsed, i: int, *deps: str) -> int | None:
    """The first dependent of token i with one of the labels."""
    tokens = parsed.tokens
    return next(
        (
            c for c in parsed.children[i]
            if tokens[c].dep in deps and tokens[c].text[0] not in _MARKS and _one_paragraph(parsed, c, i)
        ),
        None,
    )  # fmt: skip


_TRIM = frozenset([",", ".", ";", ":", "-", "--", "—", "–", "...", "…", "(", "[", "\xa0"])


def piece(parsed: Parsed, first: int, last: int) -> Piece | None:
    """Characters of tokens first to last without the commas, stops and blanks at the rims."""
    tokens = parsed.tokens
    while first <= last and (tokens[first].text in _TRIM or tokens[first].pos == "SPACE"):
        first += 1
    while last >= first and (_rim(tokens[last]) or tokens[last].pos == "SPACE"):
        last -= 1
    return (tokens[first].start, tokens[last].end) if first <= last else None


def _rim(token: Token) -> bool:
    return token.text in _TRIM


def hands_on(token: Token) -> bool:
    """Whether a verb gives the word to another: "the agency quoted officials as saying"."""
    return token.lemma in listed("attribution", "verbs", "quoting")
