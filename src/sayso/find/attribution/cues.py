"""Cue verbs: "said", "believes", "condemned" with the clause, infinitive, object or phrase told."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sayso.find.attribution.bounds import (
    ADDRESSED,
    CHARGES,
    before_answer,
    before_relative,
    clause_end,
    inserted_in,
    led_in,
    outside,
    relative_pronoun,
    told_ahead,
    with_detail,
    with_results,
)
from sayso.find.attribution.idioms import blames, quoted_as
from sayso.find.attribution.reporting import Draft, Kind, Piece, Vocabulary, child, piece
from sayso.find.attribution.speakers import Voice, entity_before, name_before, speaker_of
from sayso.find.attribution.trailing import GOING_ON, closes_inverted, fenced, told_before, told_by_noun
from sayso.types import Parsed, Token

_SMALL_FRAMES = frozenset(["object", "inf", "gerund", "prep", "relative"])
# Parts of the verb that the cue keeps: "has also said", "did not say".
_CUE_PARTS = frozenset(["aux", "auxpass", "neg", "advmod"])
_AFTER_CUE = frozenset(["prt"])
_OF_WHAT = frozenset(["of", "for", "with"])
_OBJECT_PHRASES = frozenset(["of", "for", "as", "to", "from", "by", "against", "with", "over", "about"])
_PART_PHRASES = _OBJECT_PHRASES | {"in"}


class CueVerbs:
    """Finds cue verbs and what they carry, quotations left to `quoted`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary

    def find(self, parsed: Parsed) -> Iterator[Draft]:
        """Drafts in order of the cue; a speech verb without complement comes with empty content."""
        quoted: set[int] = set()
        for token in parsed.tokens:
            if token.tag[:2] != "VB" and not self._to_say(parsed, token):
                continue
            said = quoted_as(parsed, token)
            if said is not None:
                quoted.add(said.cue_head)
                yield said
                continue
            blamed = blames(parsed, token, self._words)
            if blamed is not None:
                yield blamed
                continue
            if token.lower == "saying" and token.i in quoted:
                continue
            if token.lemma in self._words.mended:
                token = msgspec.structs.replace(token, lemma=self._words.mended[token.lemma])
            if token.lemma in self._words.verbs or _tells_that(parsed, token.i):
                draft = self._draft(parsed, token)
                if draft is not None:
                    yield draft
            elif token.lemma in self._words.figuring:
                draft = self._toll(parsed, token)
                if draft is not None:
                    yield draft
            elif token.lemma in self._words.nobody:
                draft = self._hearsay(parsed, token)
                if draft is not None:
                    yield draft

    def _to_say(self, parsed: Parsed, token: Token) -> bool:
        """A verb of speech that was taken for a noun: "went on to state that"."""
        before = parsed.tokens[token.i - 1].lower if token.i else ""
        return before == "to" and token.lower in self._words.speech and _tells_that(parsed, token.i)

    def _draft(self, parsed: Parsed, token: Token) -> Draft | None:
        words, verb = self._words, token.i
        if told_by_noun(parsed, verb, words):
            closing = self._closing(parsed, token)
            if told_before(parsed, closing, words):
                return closing
        if child(parsed, verb, "auxpass") is not None or (token.tag == "VBN" and token.dep == "acl"):
            return self._passive(parsed, token)
        draft = Draft(cue=None, cue_head=verb, kind=self._kind(token.lemma, "clause-before"), lemma=token.lemma)
        if closes_inverted(parsed, draft, words):
            draft.cue = self._cue(parsed, verb, verb, None)
            return draft
        frame, content, last = self._complement(parsed, token)
        if token.lemma in words.going_on and frame in _SMALL_FRAMES:
            return None  # "continued to pound the town": a deed that lasts
        voice = speaker_of(parsed, verb, words)
        if voice is None and frame in ("clause-before", ""):
            voice = name_before(parsed, verb) if frame else None
            if voice is None:
                closing = self._closing(parsed, token)
                if told_before(parsed, closing, words):
                    return closing
        if voice is None and frame == "clause" and token.tag in ("VBD", "VBZ", "VBP"):
            voice = entity_before(parsed, verb)
        if (not content and token.lemma not in words.speech) or (voice is None and frame != "clause"):
            return None
        if (
            frame == "clause-before"
            and token.lemma in words.going_on
            and voice is not None
            and not fenced(parsed, voice.piece[0])
        ):
            return None  # "the fighting began near Orla and continued all night"
        cue = self._cue(parsed, verb, last, voice)
        draft = Draft(
            cue=cue, cue_head=verb, content=content, kind=self._kind(token.lemma, frame), lemma=token.lemma, frame=frame
        )
        if voice is not None:
            draft.source, draft.source_head = voice.piece, voice.head
            draft.content = [p for c in content if (p := outside(parsed, c, voice.piece)) is not None]
        return draft

    def _closing(self, parsed: Parsed, token: Token) -> Draft:
        """A draft of a verb that may close its sentence; what it tells is yet to be found."""
        return Draft(cue=self._cue(parsed, token.i, token.i, None), cue_head=token.i, lemma=token.lemma)

    def _toll(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "The ministry put the toll at 12", "the agency gave a toll of 12"."""
        named = child(parsed, token.i, "dobj")
        if token.tag == "VBG" and token.lemma == "raise":
            return None  # "three more died, raising the toll to 12": by what became of them
        if named is None or parsed.tokens[named].lemma not in self._words.tolls or named < token.i:
            return None
        voice = speaker_of(parsed, token.i, self._words)
        content = piece(parsed, parsed.tokens[named].left, token.right)
        figures = any(t.pos == "NUM" for t in parsed.tokens[named : token.right + 1])
        if voice is None or content is None or not figures:
            return None
        return Draft(
            source=voice.piece, source_head=voice.head, cue=self._cue(parsed, token.i, token.i, voice),
            cue_head=token.i, content=[content], lemma="estimate", frame="clause",
        )  # fmt: skip

    def _kind(self, lemma: str, frame: str) -> Kind:
        """What it tells by verb and frame: "fears that" is belief, "hopes to" a stand."""
        words = self._words
        kind = words.kind(lemma)
        if frame in _SMALL_FRAMES and lemma not in words.telling and (kind == "belief" or lemma in words.attitude):
            return "attitude"
        return "speech" if frame in _SMALL_FRAMES and lemma in words.telling else kind

    def _cue(self, parsed: Parsed, verb: int, last: int, voice: Voice | None) -> Piece:
        tokens = parsed.tokens
        first = verb
        parts = {c for c in parsed.children[verb] if tokens[c].dep in _CUE_PARTS and c < verb}
        while first - 1 >= 0 and (first - 1 in parts or _inside(parsed, first - 1, parts)):
            first -= 1
        while first < verb and (
            tokens[first].lower in ("when", "where", "how", "why", "to") or tokens[first].pos in ("SCONJ", "PUNCT")
        ):
            first += 1
        if voice is not None and voice.cue_first is not None and verb - voice.cue_first <= 7:
            first = voice.cue_first
        first = _quoted_as(parsed, verb, first)
        after = verb
        for c in parsed.children[verb]:
            if tokens[c].dep in _AFTER_CUE and c == after + 1:
                after = c
            elif tokens[c].dep == "prep" and c == after + 1 and tokens[c].lower in ("in", "during", "on", "by", "via"):
                noun = child(parsed, c, "pobj")
                if noun is not None and tokens[noun].lemma in self._words.channels and noun - c <= 4:
                    after = noun
        return tokens[first].start, tokens[max(after, last)].end

    def _complement(self, parsed: Parsed, token: Token) -> tuple[str, list[Piece], int]:
        """Frame, pieces of content and the last token of the cue."""
        tokens, verb, words = parsed.tokens, token.i, self._words
        clause = self._clause(parsed, verb)
        talks = token.lemma in words.speech or token.lemma in words.belief
        if clause is not None and (talks or tokens[clause].dep == "ccomp"):
            if clause < verb:
                return "clause-before", told_ahead(parsed, verb, clause), verb
            first = tokens[clause].left
            if token.lemma not in ADDRESSED:
                named = child(parsed, verb, "dobj")
                first = min(first, tokens[named].left) if named is not None and named > verb else first
            found = piece(parsed, max(first, verb + 1), clause_end(parsed, verb, clause))
            lead = led_in(parsed, verb, clause)
            pronoun = relative_pronoun(parsed, token)
            return "clause", [p for p in (lead or pronoun, found) if p], verb
        inserted = inserted_in(parsed, token) if talks else []
        if inserted:
            return "inserted", inserted, verb
        return self._smaller(parsed, token)

    def _clause(self, parsed: Parsed, verb: int) -> int | None:
        tokens = parsed.tokens
        text = parsed.text
        near = tokens[verb].start
        found = [
            c for c in parsed.children[verb]
            if tokens[c].dep == "ccomp" and "\n" not in text[min(near, tokens[c].start) : max(near, tokens[c].start)]
        ]  # fmt: skip
        after = [c for c in found if c > verb]
        if after and after[0] != found[0] and any(t.text == ";" for t in tokens[verb : after[0]]):
            after = []  # "..., his family said; the company declined to"
        if not after and found and any(t.text == ";" for t in tokens[found[0] : verb]):
            return None  # "..., officials said; their homes showed no damage"
        return after[0] if after else found[0] if found else None

    def _smaller(self, parsed: Parsed, token: Token) -> tuple[str, list[Piece], int]:
        """Infinitive, gerund, object or prepositional phrase as what is told or meant."""
        tokens, verb, words = parsed.tokens, token.i, self._words
        allowed = words.prepositions.get(token.lemma, frozenset())
        prepositions = [
            c
            for c in parsed.children[verb]
            if tokens[c].dep in ("prep", "prt") and c > verb and tokens[c].lower in allowed
        ]
        named = child(parsed, verb, "dobj")
        xcomp = next((c for c in parsed.children[verb] if tokens[c].dep == "xcomp" and c > verb), None)
        if xcomp is not None and tokens[xcomp].tag == "VBG" and tokens[xcomp].lemma in GOING_ON:
            xcomp = None  # "he said adding that": two tellings
        if (
            xcomp is not None
            and tokens[xcomp].pos in ("VERB", "AUX")
            and (named is None or token.lemma not in ADDRESSED)
        ):
            first = tokens[xcomp].left if named is None or named < verb else min(tokens[xcomp].left, tokens[named].left)
            found = piece(parsed, max(first, verb + 1), tokens[xcomp].right)
            return ("gerund" if tokens[xcomp].tag == "VBG" else "inf"), [found] if found else [], verb
        if prepositions and (named is None or token.lemma not in words.attitude):
            c = prepositions[0]
            last = c + 1 if c + 1 < len(tokens) and tokens[c + 1].head == c and tokens[c + 1].dep == "prep" else c
            found = piece(parsed, last + 1, max(tokens[c].right, last))
            if found and c - verb <= 3:
                return "prep", [found], last
        if named is not None and token.lemma == "claim" and tokens[named].lemma == "life":
            return "", [], verb  # "the blast claimed ten lives"
        if named is not None and named > verb and token.lemma in words.attitude:
            last = tokens[named].right
            if token.lemma in words.naming:
                last = max(last, clause_end(parsed, verb, named))
            behind = _PART_PHRASES if tokens[named].lemma in words.parts else _OBJECT_PHRASES
            for c in parsed.children[verb]:
                phrase = tokens[c].dep == "prep" and tokens[c].lower in behind
                if (phrase or tokens[c].dep == "oprd") and tokens[c].left == last + 1:
                    last = tokens[c].right
            if token.lemma in words.telling:
                last = with_detail(parsed, verb, last)
            if token.lemma in words.accuses:
                last = before_answer(parsed, named, before_relative(parsed, named, last))
            found = piece(parsed, max(tokens[named].left, verb + 1), last)
            charged = self._charged(parsed, verb, last) if token.lemma in words.accuses else None
            return "object", [p for p in (found, charged) if p], verb
        if named is not None and named < verb and token.lemma in words.attitude and token.dep == "relcl":
            found = piece(parsed, named, named)
            return "relative", [found] if found else [], verb
        noun = tokens[token.head]
        if named is None and token.dep == "relcl" and noun.lemma in CHARGES and token.lemma in words.attitude:
            found = piece(parsed, noun.left, noun.i)  # "a charge the army denied"
            return "relative", [found] if found else [], verb
        return "", [], verb

    def _charged(self, parsed: Parsed, verb: int, after: int) -> Piece | None:
        """What somebody is accused of where other words stand before it: "accused X on Sunday of burning ..."."""
        tokens = parsed.tokens
        hung = (verb, *(p for c in parsed.children[verb] if tokens[c].dep == "agent" for p in parsed.children[c]))
        found = [
            c for i in hung for c in parsed.children[i]
            if tokens[c].lower in _OF_WHAT and tokens[c].dep == "prep" and c > after and child(parsed, c, "pcomp")
        ]  # fmt: skip
        if not found:
            return None
        last = before_answer(parsed, found[0], tokens[found[0]].right)
        return piece(parsed, found[0], with_results(parsed, verb, last))

    def _passive(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "was announced by the ministry", "are expected to leave", "is believed dead"."""
        tokens, verb, words = parsed.tokens, token.i, self._words
        subject = child(parsed, verb, "nsubjpass")
        clause = next(
            (c for c in parsed.children[verb] if tokens[c].dep in ("ccomp", "xcomp", "oprd") and c > verb), None
        )
        voice = speaker_of(parsed, verb, words)
        if voice is None and clause is None and token.lemma not in words.verbs:
            return None
        content: list[Piece | None] = []
        if subject is not None and tokens[subject].lower not in ("it",):
            content.append(piece(parsed, tokens[subject].left, min(tokens[subject].right, verb - 1)))
        elif token.dep == "acl" and tokens[token.head].i < verb:
            content.append(piece(parsed, tokens[token.head].left, verb - 1))
        if clause is not None:
            content.append(piece(parsed, tokens[clause].left, tokens[clause].right))
        elif token.lemma in words.accuses:
            content.append(self._charged(parsed, verb, verb))
        kept = [p for p in content if p]
        if not kept:
            return None
        draft = Draft(
            cue=self._cue(parsed, verb, verb, None),
            cue_head=verb,
            content=kept,
            kind=self._kind(token.lemma, "object" if clause is None else "clause"),
            lemma=token.lemma,
            frame="passive" if voice else "hearsay",
        )
        if voice is not None:
            draft.source, draft.source_head = voice.piece, voice.head
        return draft

    def _hearsay(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "seems to", "appears that": nobody named says so."""
        tokens, verb = parsed.tokens, token.i
        clause = next((c for c in parsed.children[verb] if tokens[c].dep in ("ccomp", "xcomp") and c > verb), None)
        subject = child(parsed, verb, "nsubj")
        if clause is None:
            return None
        content = (
            []
            if subject is None or tokens[subject].lower == "it"
            else [piece(parsed, tokens[subject].left, min(tokens[subject].right, verb - 1))]
        )
        content.append(piece(parsed, tokens[clause].left, tokens[clause].right))
        kept = [p for p in content if p]
        return Draft(
            cue=self._cue(parsed, verb, verb, None),
            cue_head=verb,
            content=kept,
            kind="belief",
            lemma=token.lemma,
            frame="seem",
        )


def _quoted_as(parsed: Parsed, verb: int, first: int) -> int:
    """First token of "was quoted as saying"; `first` where the cue is nothing of the kind."""
    tokens = parsed.tokens
    if tokens[verb].dep != "pcomp" or tokens[tokens[verb].head].lower != "as" or tokens[verb].tag != "VBG":
        return first
    above = tokens[tokens[verb].head].head
    if tokens[above].pos != "VERB" or verb - above > 4:
        return first
    aux = [c for c in parsed.children[above] if tokens[c].dep in ("aux", "auxpass") and c < above]
    return aux[0] if aux else above


def _tells_that(parsed: Parsed, verb: int) -> bool:
    """True for any other verb that a clause with "that" or "whether" follows."""
    tokens = parsed.tokens
    return any(
        tokens[c].dep == "ccomp" and c > verb and tokens[tokens[c].left].lower in ("that", "whether")
        for c in parsed.children[verb]
    )


def _inside(parsed: Parsed, i: int, parts: set[int]) -> bool:
    """True where token i belongs to one of the cue's own words: "very" of "very clearly said"."""
    return any(parsed.tokens[p].left <= i <= parsed.tokens[p].right for p in parts)
