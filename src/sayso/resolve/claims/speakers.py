"""Whom a speaker takes up that his own words do not name: "it added", "the source said", "according to the report"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from sayso.english import ONE_TOLD
from sayso.find.attribution.reporting import Vocabulary, child
from sayso.find.attribution.speakers import is_deed
from sayso.find.events.lexicon import abstract_nouns
from sayso.resolve.voices import CREDIBLE, speaker_mention
from sayso.types import Attribution, Parsed, PartyMention, Span, Speaker, Token
from sayso.words import listed

# How far back it may, and how many words of what was said there behind the noun are kept.
_TAKEN_UP_SENTENCES = 12
_TAKEN_UP_WORDS = 6
# Who spoke is asked so many voices and sentences back.
_VOICES_BACK = 6
_VOICE_SENTENCES = 6
# Where others were told of in between, so many.
_NEAR_SENTENCES = 3
# What is told and holds a place begins among so many pieces before it.
_PIECES_BACK = 8
# Letters before the turns of a printed interview.
_TURNS = frozenset(["Q", "A"])
_NOTHING = frozenset(["this", "that", "nothing", "something", "everything"])
_PERSONS = frozenset(["he", "she"])
_BODIES = frozenset(["it"])
_MANY = frozenset(["they"])
_PRONOUNS = _PERSONS | _BODIES | _MANY
# Nouns for whatever body spoke, of which the report may tell by name alone.
_ANY_BODY = frozenset("agency organization organisation body watchdog charity programme program office group".split())
_OF_BODIES = frozenset("aid relief rights monitoring humanitarian advocacy medical news human international".split())
# No "agency" or "group" is an army or a police, and no group a government.
_FORCES = frozenset(["MIL", "COP"])
_STATE = frozenset(["GOV", "LEG", "JUD"])
# Verbs of those whose report it is.
_ISSUING = frozenset("publish release issue write compile prepare produce present launch send submit post".split())


class Earlier(NamedTuple):
    """Whom a speaker may take up, the likeliest first."""

    mentions: tuple[PartyMention, ...]
    sure: bool
    """True where nobody else was told of since the first of them spoke."""


class SpokenBefore:
    """The voices of one report in order, asked by a speaker that names nobody."""

    def __init__(self, parsed: Parsed, attributions: Sequence[Attribution], words: Vocabulary) -> None:
        self._parsed, self._words = parsed, words
        outer = [
            a for a in attributions
            if a.kind == "speech" and a.source is not None and a.source_head is not None and a.cue_head is not None
            and not a.nested and a.confidence >= CREDIBLE
        ]  # fmt: skip
        told = sorted((piece.start, piece.end) for a in outer for piece in a.content)
        self._outer = sorted((a for a in outer if not self._is_told(a, told)), key=lambda a: a.cue_head or 0)
        self._cues = [a.cue_head or 0 for a in self._outer]
        self._voiced = {
            number
            for a in self._outer
            for piece in a.content
            for number in range(self._sentence(piece.start), self._sentence(max(piece.end - 1, piece.start)) + 1)
        }

    def _is_told(self, attribution: Attribution, told: Sequence[tuple[int, int]]) -> bool:
        """True for a cue inside of what somebody else tells: "the agency said the army had reported"."""
        position = self._parsed.tokens[attribution.cue_head or 0].start
        at = bisect_left(told, (position + 1, 0))
        return any(start <= position < end for start, end in told[max(0, at - _PIECES_BACK) : at])

    def of(self, mention: PartyMention) -> Earlier | None:
        """Whom the speaker takes up; None where its own words say all there is."""
        tokens = self._parsed.tokens
        head = tokens[mention.head]
        if head.lower in _PRONOUNS:
            return self._spoke(mention.head)
        between = tokens[mention.first + 1 : mention.head]
        telling_nothing = all(head.lemma in _ANY_BODY and t.lower in _OF_BODIES for t in between)
        short = mention.last == mention.head and telling_nothing and mention.first < mention.head
        if not short or tokens[mention.first].lower not in ONE_TOLD:
            return None
        issuer = self._issuer(head) if head.lemma in self._words.utterances else None
        if issuer is not None:
            return Earlier((issuer,), sure=True)
        named = self._described(head, mention.first)
        if named is not None:
            return Earlier((named,), sure=tokens[named.head].pos == "PROPN" and head.text[:1].isupper())
        takes_up = head.pos == "NOUN" and (head.lemma in _ANY_BODY or head.lemma in _outlets())
        return self._spoke(mention.head) if takes_up else None

    def _sentence(self, position: int) -> int:
        starts = self._parsed.sentences
        return max(0, bisect_left(starts, position + 1, key=lambda s: s.start) - 1)

    def _spoke(self, head: int) -> Earlier | None:
        """The bodies and people that spoke last, other pronouns left out."""
        tokens = self._parsed.tokens
        own = next((a for a in self._outer if a.source_head == head), None)
        cue = own.cue_head if own is not None and own.cue_head is not None else head
        found: list[PartyMention] = []
        nearest: int | None = None
        at = bisect_left(self._cues, min(head, cue))
        for a in reversed(self._outer[max(0, at - _VOICES_BACK) : at]):
            source, said = a.source_head, a.cue_head
            if source is None or said is None or tokens[source].lower in _PRONOUNS or source >= head:
                continue
            if tokens[head].sentence - tokens[source].sentence > _VOICE_SENTENCES:
                break
            mention = speaker_mention(self._parsed, a)
            if mention is not None and tokens[mention.head].pos in ("NOUN", "PROPN"):
                nearest = max(said, source) if nearest is None else nearest
                found.append(mention)
        if not found or nearest is None:
            return None
        sure = self._goes_on(nearest, head, own)
        near = tokens[head].sentence - _NEAR_SENTENCES
        kept = [m for m in found if sure or tokens[m.head].sentence >= near]
        return Earlier(tuple(kept), sure) if kept else None

    def _goes_on(self, said: int, head: int, own: Attribution | None) -> bool:
        """True where all told between the voice before and this one is told by one of them."""
        tokens = self._parsed.tokens
        first, last = tokens[said].sentence, tokens[head].sentence
        if any(number not in self._voiced for number in range(first + 1, last)):
            return False
        told = own.content if own is not None else ()
        begin = max(self._parsed.sentences[last].first, said + 1)
        return not any(
            t.dep in ("nsubj", "nsubjpass") and t.pos in ("NOUN", "PROPN")
            and not any(p.start <= t.start < p.end for p in told)
            for t in tokens[begin:head]
        )  # fmt: skip

    def _described(self, head: Token, first: int) -> PartyMention | None:
        """ "A military source", whom "the source" takes up; "the Road Observatory" for "the Observatory"."""
        tokens, parsed = self._parsed.tokens, self._parsed
        if head.pos not in ("NOUN", "PROPN"):
            return None
        for token in self._same_noun(head, first):
            named = [c for c in parsed.children[token.i] if c < token.i]
            if not named:
                continue
            begin = min(named)
            name = tokens[token.head]
            set_off = token.dep == "appos" and tokens[begin].lower in ("a", "an") and tokens[begin - 1].text == ","
            if set_off and name.pos == "PROPN" and name.i < begin:  # "the Road Monitor, a rights group"
                return PartyMention(first=name.left, last=name.i, head=name.i)
            if tokens[begin].lower in ONE_TOLD and all(tokens[c].pos in ("DET", "PRON") for c in named):
                continue  # "the source" again
            last = max(token.i, min(token.right, token.i + _TAKEN_UP_WORDS))
            return PartyMention(first=begin, last=last, head=token.i)
        return None

    def _same_noun(self, head: Token, first: int) -> list[Token]:
        tokens = self._parsed.tokens
        begin = self._parsed.sentences[max(head.sentence - _TAKEN_UP_SENTENCES, 0)].first
        return [
            t for t in reversed(tokens[begin:first])
            if t.lemma.lower() == head.lemma.lower() and t.pos in ("NOUN", "PROPN")
            and (t.tag in ("NNS", "NNPS")) == (head.tag in ("NNS", "NNPS"))
        ]  # fmt: skip

    def _issuer(self, head: Token) -> PartyMention | None:
        """Whose report "the report" is: whoever wrote, published or spoke in it where it was told of first."""
        for token in self._same_noun(head, head.left):
            found = self._written_by(token)
            if found is not None:
                noun = self._parsed.tokens[found]
                last = max(found, min(noun.right, found + _TAKEN_UP_WORDS))
                return PartyMention(first=max(noun.left, found - _TAKEN_UP_WORDS), last=last, head=found)
        return None

    def _written_by(self, document: Token) -> int | None:
        parsed, tokens, i = self._parsed, self._parsed.tokens, document.i
        owner = child(parsed, i, "poss")
        if owner is not None and tokens[owner].pos in ("NOUN", "PROPN"):
            return owner
        for c in parsed.children[i]:
            token = tokens[c]
            by = c if token.lower in ("by", "from") else None
            if token.dep == "acl" and token.lemma in _ISSUING:
                by = child(parsed, c, "agent", "prep")
            body = child(parsed, by, "pobj") if by is not None and c > i else None
            if body is not None and tokens[body].pos in ("NOUN", "PROPN"):
                return body
        verb = tokens[document.head]
        if document.dep == "dobj" and verb.lemma in _ISSUING:
            return self._named(child(parsed, verb.i, "nsubj"))
        if document.dep == "pobj" and verb.lower == "in" and tokens[verb.head].lemma in self._words.speech:
            return self._named(child(parsed, verb.head, "nsubj"))
        return None

    def _named(self, subject: int | None) -> int | None:
        return subject if subject is not None and self._parsed.tokens[subject].pos != "PRON" else None


def is_mute(parsed: Parsed, mention: PartyMention, speaker: Speaker, words: Vocabulary) -> bool:
    """Whether a speaker is a thing that says nothing: "a chance to appeal", "nothing suggests"; documents do speak."""
    head = parsed.tokens[mention.head]
    marked = mention.first == mention.last and head.text.rstrip(".:") in _TURNS
    if head.lower in _NOTHING or head.pos == "PART" or marked:
        return True
    known = speaker.kind or speaker.sector or speaker.name or speaker.id
    if head.pos != "NOUN" or not head.text.islower() or known:
        return False
    if any(head.lemma in speaking for speaking in (words.bodies, words.utterances, words.records)):
        return False
    return head.lemma in abstract_nouns() or is_deed(head, words)


def is_shown(parsed: Parsed, mention: PartyMention, words: Vocabulary) -> bool:
    """Whether a speaker is a record that another goes by: "police said footage showed", "an inquiry has found"."""
    head = parsed.tokens[mention.head]
    plain = head.pos == "NOUN" and head.text.islower()
    return plain and head.lemma in words.records and head.lemma not in words.bodies


def taken_up(
    speakers: dict[PartyMention, Speaker], earlier: dict[PartyMention, Earlier], parsed: Parsed
) -> dict[tuple[int, int], Speaker]:
    """The speakers with what was told of each before, where its own words tell less."""
    found = {(m.first, m.last): s for m, s in speakers.items()}
    for mention, told in sorted(earlier.items(), key=lambda pair: pair[0].first):
        word = parsed.tokens[mention.head].lower
        before = [found[m.first, m.last] for m in told.mentions]
        options = [s for s in before if _agrees(word, s)]
        speaker = found[mention.first, mention.last]
        if options and (speaker.name is None or (told.sure and options[0] is before[0])):
            found[mention.first, mention.last] = _with(speaker, options[0])
    return found


def _agrees(word: str, before: Speaker) -> bool:
    person = before.kind == "person"
    if word in _outlets():
        return before.sector == "MED" or (before.kind == "organization" and before.sector is None)
    if word in _PERSONS:
        apart = listed("roles", "sexes", "women" if word == "he" else "men")
        return person and not apart.intersection(before.text.lower().split())
    if word in _BODIES or word in _ANY_BODY:
        if word in _ANY_BODY and before.sector in (_FORCES | _STATE if word == "group" else _FORCES):
            return False
        many = before.kind in ("crowd",) or (before.kind == "group" and before.name is None)
        return not person and not many
    return True


def _with(speaker: Speaker, before: Speaker) -> Speaker:
    same = Span(before.text, before.start, before.end)
    spans = sorted({*speaker.mentions, same, *before.mentions}, key=lambda m: (m.start, m.end))
    kept = {"text": speaker.text, "start": speaker.start, "end": speaker.end, "mentions": tuple(spans)}
    return msgspec.structs.replace(before, **kept)


@cache
def _outlets() -> frozenset[str]:
    return listed("attribution", "voices", "outlets") | listed("attribution", "voices", "outlets_again")
