"""Attributions of the rules weighed against the spans that a trained tagger sees.

The tagger marks sources, cues and contents without saying which belong together; the rules know
what hangs together. Where both see a cue its confidence rises, where only the rules do it falls,
and a cue that the tagger alone sees is joined with the nearest source and content it marks.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from sayso.english import WHO
from sayso.find.attribution.reporting import Kind, Vocabulary
from sayso.find.attribution.speakers import speaker_of
from sayso.find.places.signs import PLACE_LABELS
from sayso.types import Attribution, Parsed, Sentence, Span, Token

# Log odds added to the rules' own by what the tagger sees, chosen on development reports.
SEEN_BONUS = 2.0
UNSEEN_PENALTY = -1.0
# What a cue that only the tagger sees starts from.
ALONE_ODDS = -1.0
# The words of a cue are taken from the tagger where its score is at least this.
SURE_CUE = 0.7
# A rule's attribution below this does not keep the tagger's cue from standing alone.
KNOWN_AT_LEAST = 0.3
_JOINING = frozenset(["ADP", "CCONJ"])


class Tag(msgspec.Struct, frozen=True, gc=False):
    """Characters of the report that the tagger marks; `continues` where they go on from the sentence before."""

    kind: str
    start: int
    end: int
    score: float
    continues: bool = False


class TaggedSpan(Protocol):
    """What a tagger gives: a kind and characters of one sentence."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def continues(self) -> bool: ...


def tags_of(parsed: Parsed, spans: Sequence[Sequence[TaggedSpan]]) -> list[Tag]:
    """Tags of the report from the spans of each of its sentences; kinds other than the three are left out."""
    return [
        Tag(s.kind, sentence.start + s.start, sentence.start + s.end, s.score, s.continues)
        for sentence, row in zip(parsed.sentences, spans, strict=False)
        for s in row
        if s.kind in ("source", "cue", "content") and s.end > s.start
    ]


class TagMap:
    """Tags of one report by kind, those that go on over sentences joined."""

    def __init__(self, parsed: Parsed, tags: Iterable[Tag], words: Vocabulary) -> None:
        self.words = words
        self.sentence_starts = [s.start for s in parsed.sentences]
        self.text = parsed.text
        self.by_kind: dict[str, list[Tag]] = {"source": [], "cue": [], "content": []}
        for tag in sorted(tags, key=lambda t: (t.start, t.end)):
            row = self.by_kind.get(tag.kind)
            if row is None:
                continue
            between = self.text[row[-1].end : tag.start] if row else "\n"
            if row and tag.continues and "\n" not in between and not any(c.isalnum() for c in between):
                row[-1] = Tag(tag.kind, row[-1].start, tag.end, (row[-1].score + tag.score) / 2, row[-1].continues)
            else:
                row.append(tag)

    def overlapping(self, kind: str, start: int, end: int) -> list[Tag]:
        return [t for t in self.by_kind[kind] if t.start < end and start < t.end]


def weigh(
    parsed: Parsed, attributions: Sequence[Attribution], tags: Iterable[Tag], words: Vocabulary
) -> list[Attribution]:
    """The attributions with confidence and spans after the tagger's say, and those that it alone sees."""
    marked = TagMap(parsed, tags, words)
    weighed = [_weighed(parsed, marked, a) for a in attributions]
    seen = [(a.cue.start, a.cue.end) for a in weighed if a.cue is not None and a.confidence >= KNOWN_AT_LEAST]
    alone = [
        found
        for cue in marked.by_kind["cue"]
        if not any(cue.start < end and start < cue.end for start, end in seen)
        and (found := _alone(parsed, marked, cue)) is not None
    ]
    return sorted([*weighed, *alone], key=lambda a: (a.cue.start if a.cue else 0, a.cue.end if a.cue else 0))


def _odds(probability: float) -> float:
    p = min(max(probability, 0.001), 0.999)
    return math.log(p / (1 - p))


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-odds)), 4)


def _weighed(parsed: Parsed, marked: TagMap, attribution: Attribution) -> Attribution:
    cue = attribution.cue
    if cue is None:
        return attribution
    cues = marked.overlapping("cue", cue.start, cue.end)
    contents = [t for c in attribution.content for t in marked.overlapping("content", c.start, c.end)]
    odds = _odds(attribution.confidence)
    odds += SEEN_BONUS * cues[0].score if cues else UNSEEN_PENALTY
    odds += 0.5 if contents else -0.5
    source, head = _narrowed(parsed, marked, attribution)
    return msgspec.structs.replace(
        attribution,
        confidence=_chance(odds),
        cue=_taken(marked, cue, cues),
        source=source,
        source_head=head,
    )


def _narrowed(parsed: Parsed, marked: TagMap, told: Attribution) -> tuple[Span | None, int | None]:
    """The source as the tagger marks it, where the parse joined words before it: "died in an attack police said"."""
    source, head = told.source, told.source_head
    seen = marked.overlapping("source", source.start, source.end) if source is not None else []
    surest = max(seen, key=lambda t: t.score, default=None)
    if source is None or surest is None or surest is not seen[-1] or surest.end > source.end:
        return source, head
    if surest.start <= source.start:
        return source, head
    inside = [t for t in parsed.tokens if source.start <= t.start < source.end]
    kept = [t for t in inside if surest.start <= t.start < surest.end]
    before = [t for t in inside if t.start < surest.start]
    if kept and before and before[-1].pos == "DET":
        kept.insert(0, before.pop())
    if not before or not kept:
        return source, head
    start, end = kept[0].start, surest.end
    speaker = _head(parsed, parsed.sentences[kept[0].sentence], start, end)
    another = _is_another(parsed, (head, speaker), before, kept)
    return (Span(marked.text[start:end], start, end), speaker) if another else (source, head)


def _is_another(
    parsed: Parsed, heads: tuple[int | None, int | None], before: Sequence[Token], kept: Sequence[Token]
) -> bool:
    """Whether the last words of a source are a speaker by themselves, and those before them somebody or something else.

    Neither "the mayor and his guard" nor "Ana Sol, the mayor" is two, nor what a preposition or a hyphen joins. `heads`
    are those of the whole and of the last words.
    """
    tokens, (whole, last) = parsed.tokens, heads
    first, joint = kept[0], before[-1]
    if joint.end == first.start or joint.pos in _JOINING or first.pos in _JOINING or {joint.lower, first.lower} & WHO:
        return False
    if whole is not None and whole not in [t.i for t in kept]:
        person = tokens[whole].pos == "PROPN" and parsed.labels().get(whole) not in PLACE_LABELS
        return not person and (last is None or tokens[last].dep != "pobj")
    alone = first.pos in ("DET", "PRON") or any(t.text[0].isdigit() and t.dep != "nummod" for t in before)
    return alone or (before[0].lower in ("a", "an") and kept[-1].tag == "NNS")


def _taken(marked: TagMap, own: Span, tags: Sequence[Tag]) -> Span:
    """The tagger's one span instead of the rules' where it is sure of it."""
    if len(tags) == 1 and tags[0].score >= SURE_CUE:
        return Span(marked.text[tags[0].start : tags[0].end], tags[0].start, tags[0].end)
    return own


def _alone(parsed: Parsed, marked: TagMap, cue: Tag) -> Attribution | None:
    """A cue of the tagger with the nearest content and source it marks in the same sentence."""
    sentence = parsed.sentences[max(0, bisect_right(marked.sentence_starts, cue.start) - 1)]
    contents = [t for t in marked.overlapping("content", sentence.start, sentence.end) if not _inside(cue, t)]
    if not contents:
        return None
    nearest = min(contents, key=lambda t: (_gap(cue, t), t.start))
    head = _head(parsed, sentence, cue.start, cue.end)
    source, source_head = _speaker(parsed, marked, sentence, (cue, nearest, head))
    text = marked.text
    return Attribution(
        source=source,
        cue=Span(text[cue.start : cue.end], cue.start, cue.end),
        content=(Span(text[nearest.start : nearest.end], nearest.start, nearest.end),),
        source_head=source_head,
        cue_head=head,
        kind=_kind(parsed, head, marked.words),
        confidence=_chance(ALONE_ODDS + 2 * (cue.score - 0.6) + 2 * (nearest.score - 0.6)),
    )


def _kind(parsed: Parsed, head: int | None, words: Vocabulary) -> Kind:
    lemma = parsed.tokens[head].lemma if head is not None else ""
    return words.kind(lemma) if lemma in words.verbs else "attitude"


def _head(parsed: Parsed, sentence: Sentence, start: int, end: int) -> int | None:
    """The token among some characters that hangs on none of the others."""
    inside = [t for t in parsed.tokens[sentence.first : sentence.last + 1] if start <= t.start < end]
    return next((t.i for t in inside if t.head == t.i or not inside[0].i <= t.head <= inside[-1].i), None)


def _speaker(
    parsed: Parsed, marked: TagMap, sentence: Sentence, place: tuple[Tag, Tag, int | None]
) -> tuple[Span | None, int | None]:
    """Whoever the parse makes the subject of the cue, else the nearest source that the tagger marks."""
    cue, content, head = place
    marks = [t for t in marked.overlapping("source", sentence.start, sentence.end) if not _inside(t, content)]
    if head is not None and parsed.tokens[head].pos in ("VERB", "AUX"):
        voice = speaker_of(parsed, head, marked.words)
        if voice is not None and any(t.start < voice.piece[1] and voice.piece[0] < t.end for t in marks):
            start, end = voice.piece
            return Span(marked.text[start:end], start, end), voice.head
    if not marks:
        return None, None
    source = min(marks, key=lambda t: (_gap(cue, t), t.start))
    span = Span(marked.text[source.start : source.end], source.start, source.end)
    return span, _head(parsed, sentence, source.start, source.end)


def _inside(inner: Tag, outer: Tag) -> bool:
    return outer.start < inner.end and inner.start < outer.end


def _gap(one: Tag, other: Tag) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
