"""Cues that are no verbs: "according to", nouns ("the claim that"), adjectives, adverbs and speaker colons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.find.attribution.quotations import paragraphs
from sayso.find.attribution.reporting import Draft, Piece, Vocabulary, child, piece
from sayso.find.attribution.speakers import noun_phrase, speaker_of
from sayso.types import Parsed, Token

# "WALLACE: ..." of transcripts; "Minister: ..." at the head of a report.
_TRANSCRIPT = re.compile(
    r"[\"“'‘(]*((?:[A-Z][A-Z.'’\-]+|[A-Z]\.?)(?:,? [A-Z][A-Z.,'’\-]*){0,5})(?: \([^)\n]{1,40}\))?(:)\s+(?=\S)"
)
# "[WALLACE] ..." of monitored broadcasts, a note of the monitor before it or none.
_TAG = re.compile(r"(?:\[[A-Z ]+\] )?\[([A-Z][A-Z.'’\-]+(?: [A-Z.'’\-]+){0,4})(\])\s+(?=[^\s\[])")
_HEADLINE = re.compile(
    r"[\"“'‘]*((?:[A-Z][\w.'’\-]*|of|the|for|and|UN)(?: (?:[A-Z][\w.'’\-]*|of|the|for|and)){0,5})(:)\s+(?=[\"“'‘A-Z\d])"
)
# Words of what a state itself says in a headline, and marks that open a quotation.
_OF_SPEECH = frozenset("must should will would shall not no won never ready we our need needs can may cannot".split())
_OPENING_MARKS = ("'", '"', "‘", "“", "«")
# A headline is no longer than so many tokens, the speaker behind its colon than so many characters.
_HEADLINE_TOKENS = 60
_LONGEST_SPEAKER_BEHIND = 40


class CuePhrases:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary

    def find(self, parsed: Parsed) -> Iterator[Draft]:
        words = self._words
        for token in parsed.tokens:
            draft: Draft | None = None
            if token.lower == "according":
                draft = self._according(parsed, token)
            elif token.pos == "NOUN" and (token.lemma in words.noun_clause or token.lemma in words.noun_of):
                draft = self._noun(parsed, token)
            elif token.pos == "ADJ" and token.lemma in words.adjectives:
                draft = self._adjective(parsed, token)
            elif token.lower in words.adverbs:
                draft = self._adverb(parsed, token)
            if draft is not None:
                yield draft
        yield from self._colons(parsed)
        behind = self._speaker_behind(parsed)
        if behind is not None:
            yield behind

    def _according(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "according to X": X says the clause it hangs on, before and after the phrase."""
        tokens = parsed.tokens
        to = token.i + 1
        if to >= len(tokens) or tokens[to].lower != "to":
            return None
        noun = child(parsed, to, "pobj") or child(parsed, token.i, "pobj")
        if noun is None or noun < to:
            return None
        source = noun_phrase(parsed, noun)
        head = tokens[token.head]
        while (
            head.pos in ("NOUN", "PROPN", "ADP", "NUM", "ADJ", "ADV", "PRON")
            and head.head != head.i
            and head.dep != "ROOT"
        ):
            head = tokens[head.head]
        sentence = parsed.sentence_of(token.i)
        if _closes(parsed, max(tokens[noun].right, noun) + 1, sentence.last):
            head = _whole_clause(parsed, head, self._words)
        first, last = head.left, head.right
        if head.i == sentence.root:
            first, last = sentence.first, sentence.last
            for c in parsed.children[head.i]:
                if tokens[c].dep == "conj" and child(parsed, c, "nsubj", "nsubjpass") is not None and c > token.i:
                    last = min(last, tokens[c].left - 1) if tokens[c].left > noun else last
        phrase_end = max(tokens[noun].right, noun)
        if source is not None:
            while phrase_end > noun and tokens[phrase_end].start >= source[1]:
                phrase_end -= 1
        if phrase_end < sentence.last and tokens[phrase_end + 1].text == ")":
            phrase_end += 1
        pieces = [piece(parsed, first, token.i - 1), piece(parsed, phrase_end + 1, last)]
        kept = [p for p in pieces if p and p[1] - p[0] > 2] or _gone_on(parsed, token)
        if source is None or not kept:
            return None
        return Draft(
            cue=(token.start, tokens[to].end), cue_head=token.i, source=source, source_head=noun, content=kept,
            lemma="according", frame="accord",
        )  # fmt: skip

    def _noun(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "the army's claim that", "calls for", "criticism of": whose it is and what it says."""
        tokens, noun, words = parsed.tokens, token.i, self._words
        clause = next(
            (c for c in parsed.children[noun] if tokens[c].dep in ("acl", "ccomp", "relcl") and c > noun), None
        )
        content: Piece | None = None
        last = noun
        if clause is not None and token.lemma in words.noun_clause and _told_clause(parsed, noun, clause):
            content = piece(parsed, max(noun + 1, tokens[clause].left), tokens[clause].right)
        elif token.lemma in words.noun_of:
            for c in parsed.children[noun]:
                if tokens[c].dep == "prep" and c > noun and tokens[c].lower in words.noun_prepositions:
                    found = piece(parsed, c + 1, tokens[c].right)
                    if found is not None and c == noun + 1:
                        content, last = found, c
                        break
        if content is None:
            return None
        source, head = self._owner(parsed, noun)
        if source is None and (clause is None or last != noun):
            return None
        return Draft(
            cue=(token.start, tokens[last].end), cue_head=noun, source=source, source_head=head, content=[content],
            kind="attitude" if last != noun else "belief" if token.lemma not in words.speech else "speech",
            lemma=token.lemma, frame="noun-clause" if last == noun else "noun-of",
        )  # fmt: skip

    def _owner(self, parsed: Parsed, noun: int) -> tuple[Piece | None, int | None]:
        """Whose claim: the possessor, or the subject of the verb that has it as object."""
        tokens = parsed.tokens
        owner = child(parsed, noun, "poss")
        if owner is not None:
            return noun_phrase(parsed, owner), owner
        for c in parsed.children[noun]:
            if tokens[c].dep == "prep" and tokens[c].lower in ("by", "from"):
                by = child(parsed, c, "pobj")
                if by is not None:
                    return noun_phrase(parsed, by), by
        above = tokens[noun]
        if above.dep in ("dobj", "attr", "pobj"):
            verb = tokens[above.head]
            if above.dep == "pobj":
                verb = tokens[verb.head]
            if verb.lemma in self._words.arousing:
                return None, None  # "closed the road, sparking fear that": others have it
            if verb.pos in ("VERB", "AUX"):
                voice = speaker_of(parsed, verb.i, self._words)
                if voice is not None and voice.head < noun:
                    return voice.piece, voice.head
        return None, None

    def _adjective(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "is confident that", "are eager to"."""
        tokens = parsed.tokens
        clause = next(
            (c for c in parsed.children[token.i] if tokens[c].dep in ("ccomp", "xcomp") and c > token.i), None
        )
        if clause is None or tokens[token.head].pos not in ("VERB", "AUX"):
            return None
        verb = token.head
        voice = speaker_of(parsed, verb, self._words)
        content = piece(parsed, tokens[clause].left, tokens[clause].right)
        if voice is None or content is None:
            return None
        start = tokens[verb].start if verb < token.i and token.i - verb <= 4 else token.start
        return Draft(
            cue=(start, token.end), cue_head=token.i, source=voice.piece, source_head=voice.head, content=[content],
            kind="belief", lemma=token.lemma, frame="adjective",
        )  # fmt: skip

    def _adverb(self, parsed: Parsed, token: Token) -> Draft | None:
        """ "reportedly killed": somebody unnamed says so."""
        tokens = parsed.tokens
        head = tokens[token.head]
        if head.i == token.i or head.pos not in ("VERB", "AUX"):
            return None
        first, last = head.left, head.right
        pieces = [piece(parsed, first, token.i - 1), piece(parsed, token.i + 1, last)]
        kept = [p for p in pieces if p]
        if not kept:
            return None
        return Draft(cue=(token.start, token.end), cue_head=token.i, content=kept, lemma=token.lower, frame="adverb")

    def _speaker_behind(self, parsed: Parsed) -> Draft | None:
        """The speaker behind the colon of a headline: "Five killed in Orvane: ministry"."""
        tokens, text = parsed.tokens, parsed.text
        block = next(iter(paragraphs(text)), None)
        if block is None:
            return None
        end = text.find("\n", block[0], block[1])
        end = block[1] if end < 0 else end
        colon = text.rfind(": ", block[0], end)
        if colon < 0 or end - colon > _LONGEST_SPEAKER_BEHIND:
            return None
        behind = [t for t in tokens[:_HEADLINE_TOKENS] if colon < t.start and t.end <= end and t.pos != "SPACE"]
        before = [t for t in tokens[:_HEADLINE_TOKENS] if block[0] <= t.start and t.end <= colon]
        mark = next((t for t in tokens[:_HEADLINE_TOKENS] if t.start <= colon < t.end), None)
        if not behind or mark is None or len(before) < 3 or behind[-1].lower not in self._words.headline_speakers:
            return None
        source, content = piece(parsed, behind[0].i, behind[-1].i), piece(parsed, before[0].i, before[-1].i)
        if source is None or content is None:
            return None
        return Draft(
            cue=(mark.start, mark.end), cue_head=mark.i, source=source, source_head=behind[-1].i, content=[content],
            lemma=":", frame="colon",
        )  # fmt: skip

    def _colons(self, parsed: Parsed) -> Iterator[Draft]:
        """Speakers before a colon: in the headline, and at the head of paragraphs of a transcript."""
        text = parsed.text
        starts = {t.start: t.i for t in parsed.tokens}
        ends = {t.end: t.i for t in parsed.tokens}
        for number, (start, end) in enumerate(paragraphs(text)):
            tag = _TAG.match(text, start, end)
            match = (
                tag
                or _TRANSCRIPT.match(text, start, end)
                or (_HEADLINE.match(text, start, end) if number == 0 else None)
            )
            if match is None or match.group(1).rstrip(",").lower().split()[-1] in self._words.no_speaker:
                continue
            line = text.find("\n", match.end(), end)
            last = line if line >= 0 and number == 0 else end
            if number == 0 and not match.group(1).isupper():  # a title that ran into the text says no more than itself
                last = min(last, _sentence_end(parsed, match.end()))
            while last > match.end() and text[last - 1] in " \t\xa0" + (".;" if number == 0 else ""):
                last -= 1
            colon = starts.get(match.start(2), ends.get(match.end(2)))
            if colon is None or last <= match.end():
                continue
            if tag is None and self._no_voice(parsed, colon, text[match.end() : end]):
                continue
            yield Draft(
                cue=match.span(2), cue_head=colon, source=match.span(1), source_head=ends.get(match.end(1), colon),
                content=[(match.end(), last)], lemma=":", frame="colon",
            )  # fmt: skip

    def _no_voice(self, parsed: Parsed, colon: int, told: str) -> bool:
        """A town before whole sentences is a dateline ("MOSCOW: Two men were ..."), a word before a number a score.

        A land before what others did there is what a headline is about ("Chad: Rebels kill ten"), and a voice before
        what should be, will be or is not so ("Chad: Rebels must go").
        """
        speaker = parsed.tokens[max(colon - 1, 0)]
        labels = {n.label for n in parsed.names if n.first <= speaker.i <= n.last}
        if told[:1].isdigit():
            return speaker.lower not in self._words.headline_speakers and not labels & {"ORG", "PERSON"}
        return bool(labels & {"GPE", "LOC"}) and is_headed(told)


def is_headed(told: str) -> bool:
    """Whether what stands behind the colon after a land's name is about the land, and not its word."""
    words = set(told.lower().replace("'", " ").replace("’", " ").split())
    return told.rstrip("\"”’'").endswith(".") or (told[:1] not in _OPENING_MARKS and words.isdisjoint(_OF_SPEECH))


def _sentence_end(parsed: Parsed, position: int) -> int:
    """End of the sentence that holds a character."""
    return next((s.end for s in parsed.sentences if s.start <= position < s.end), len(parsed.text))


def _told_clause(parsed: Parsed, noun: int, clause: int) -> bool:
    """True for "that ..." and "to ..." that say what the noun holds, not for a relative clause about it."""
    tokens = parsed.tokens
    mark = child(parsed, clause, "mark")
    if mark is not None and tokens[mark].lower in ("that", "whether", "if"):
        return True
    if tokens[clause].left == noun + 1 and tokens[noun + 1].lower in ("that", "whether"):
        return child(parsed, clause, "nsubj", "nsubjpass") not in (None, noun + 1)
    return tokens[clause].left == noun + 1 and tokens[noun + 1].lower == "to"


def _closes(parsed: Parsed, first: int, last: int) -> bool:
    """True where nothing but marks stands between two tokens."""
    return all(t.pos in ("PUNCT", "SPACE") for t in parsed.tokens[first : last + 1])


def _gone_on(parsed: Parsed, token: Token) -> list[Piece]:
    """What a phrase tells that the parse cut off as a sentence: "According to the Watch (RW)" "the bridge fell"."""
    sentence, tokens = parsed.sentence_of(token.i), parsed.tokens
    behind = sentence.last + 1
    if token.i != sentence.first or tokens[sentence.last].text != ")" or behind >= len(tokens):
        return []
    if not tokens[behind].text.islower() or "\n" in parsed.text[sentence.start : tokens[behind].start]:
        return []
    found = piece(parsed, behind, parsed.sentence_of(behind).last)
    return [found] if found else []


# Clauses that a phrase at the end of its sentence does not stop at, as nobody says a participle alone.
_DEPENDENT = frozenset("acl relcl advcl pcomp xcomp prep pobj dobj conj appos nmod amod dep npadvmod".split())


def _whole_clause(parsed: Parsed, head: Token, words: Vocabulary) -> Token:
    """The clause told by a voice at the end of its sentence: not the participle or the name the parse hung it on."""
    tokens = parsed.tokens
    while head.head != head.i and head.dep in _DEPENDENT:
        first = tokens[head.left]
        joined = tokens[first.i - 2 : first.i] if first.i >= 2 else ()
        own = head.pos in ("VERB", "AUX") and child(parsed, head.i, "nsubj", "nsubjpass") is not None
        if head.dep == "conj" and own and any(t.text in (",", ";") for t in joined):
            break
        above = tokens[head.head]
        if above.lemma in words.verbs and head.dep == "xcomp":
            break
        head = above
    return head
