"""Which quotation belongs to which cue, over sentences and paragraphs.

A paragraph is read as quotations and the gaps between them. A gap that follows a quotation and
has its cue in the same sentence ("...," she said) claims it; a gap that leads up to one (She said:
"...") claims the next; a full quotation that no gap claims goes on with the words before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.find.attribution.quotations import Quotation, find_quotations, paragraphs
from sayso.find.attribution.reporting import Draft, Piece, Vocabulary, piece
from sayso.find.attribution.trailing import inverted_speaker, speaker_start, told_before
from sayso.types import Parsed

_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.?!][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n"
)
_LEADS_IN = re.compile(r"[:,]\s*$|\bthat\s*$|^\s*$|\bas\s*$|[–—-]\s*$")
_CLAUSE_WORD = re.compile(r"(?<!\w)(that|whether)\s")
# A cue further back is another's, where a text has lost its paragraphs.
_FAR_CHARACTERS = 500
# Fewer words between marks are a phrase picked out, unless they stand as a sentence of their own.
_FULL_WORDS = 4


class Scene:
    """Paragraphs and quotations of a report, with the cues that stand outside of quotations."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.blocks = paragraphs(self.text)
        self.quotations = find_quotations(self.text, self.blocks)
        self._starts = [q.start for q in self.quotations]
        self._block_starts = [start for start, _ in self.blocks]

    def block_at(self, position: int) -> Piece:
        """The paragraph that holds a character, or begins next before it."""
        return self.blocks[max(0, bisect_left(self._block_starts, position + 1) - 1)]

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation around a character."""
        i = bisect_left(self._starts, position + 1) - 1
        return self.quotations[i] if i >= 0 and position < self.quotations[i].end else None

    def first_within(self, start: int, end: int) -> Quotation | None:
        """The first quotation that begins inside of a stretch."""
        i = bisect_left(self._starts, start)
        return self.quotations[i] if i < len(self.quotations) and self.quotations[i].start < end else None

    def own_sentence(self, quotation: Quotation) -> bool:
        """True where a quotation begins its sentence."""
        start = self.blocks[quotation.paragraph][0]
        before = self.text[max(start, quotation.start - 40) : quotation.start].rstrip()
        return not before or before[-1:] in ".?!:\"”’»'" or before.endswith("…")

    def full(self, quotation: Quotation) -> bool:
        """True for words uttered, False for a phrase or title picked out."""
        inner = self.text[quotation.start + 1 : quotation.end - 1].rstrip("'")
        if quotation.continues or not quotation.closed:
            return True
        words = inner.count(" ") + 1
        if inner[-1:] in ".,?!…—-" and (words >= 2 or not quotation.single):
            return inner[-1:] != "," or words >= _FULL_WORDS or self.own_sentence(quotation)
        before = self.text[max(0, quotation.start - 3) : quotation.start].rstrip(" ")
        return words >= _FULL_WORDS and (before[-1:] in ",:.\n" or not before)


class Outside:
    """Cues that stand outside of quotations and may have some, asked by place."""

    def __init__(self, scene: Scene, drafts: list[Draft], words: Vocabulary) -> None:
        tokens = scene.parsed.tokens
        uttering = [d for d in drafts if _utters(d, words)]
        free = [d for d in uttering if scene.quotation_at(tokens[d.cue_head].start) is None]
        self._drafts = sorted(free, key=lambda d: d.cue_head)
        self._starts = [tokens[d.cue_head].start for d in self._drafts]

    def between(self, start: int, end: int) -> list[Draft]:
        return self._drafts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_between(self, start: int, end: int) -> Draft | None:
        i = bisect_left(self._starts, end) - 1
        return self._drafts[i] if i >= 0 and self._starts[i] >= start else None


class Quoter:
    """Gives each quotation to the cue it belongs to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary

    def attach(self, scene: Scene, drafts: list[Draft]) -> list[Draft]:
        """The drafts with their quotations; a quotation without any cue stays with the last voice heard."""
        outside = Outside(scene, drafts, self._words)
        by_block: dict[int, list[Quotation]] = {}
        for q in scene.quotations:
            by_block.setdefault(q.paragraph, []).append(q)
        heard: Draft | None = None
        heard_block = -9
        for number, block in enumerate(scene.blocks):
            before = heard if number - heard_block <= 1 else None
            spoke = self._share_out(scene, by_block.get(number, []), outside, before)
            last = spoke or outside.last_between(*block)
            if last is not None:
                heard, heard_block = last, number
        for draft in drafts:
            if draft.quotes:
                draft.content = _joined(scene, draft)
            elif not draft.content and draft.kind == "speech" and draft.frame == "":
                told_before(scene.parsed, draft, self._words)
        return [d for d in drafts if d.content and (d.source or d.frame not in ("object", "inf", "prep", "gerund", ""))]

    def _share_out(
        self, scene: Scene, quotations: list[Quotation], outside: Outside, before: Draft | None
    ) -> Draft | None:
        """Hand the quotations of one paragraph to their cues; the last one that got any."""
        owners = [self._owner(scene, quotations, k, outside) for k in range(len(quotations))]
        spoke: Draft | None = None
        later: list[Draft | None] = [None] * (len(owners) + 1)
        for k in range(len(owners) - 1, -1, -1):
            later[k] = owners[k] or later[k + 1]
        for k, q in enumerate(quotations):
            owner = owners[k]
            if owner is None and scene.full(q) and scene.own_sentence(q) and not _heading(scene, q):
                near = outside.last_between(max(scene.blocks[q.paragraph][0], q.start - _FAR_CHARACTERS), q.start)
                owner = spoke or near or before or later[k + 1]
            if owner is not None:
                owner.quotes.append((q.start, q.end))
                spoke = owner
        return spoke

    def _owner(self, scene: Scene, quotations: list[Quotation], k: int, outside: Outside) -> Draft | None:
        """The cue whose sentence holds this quotation, by position."""
        text, q = scene.text, quotations[k]
        block = scene.blocks[q.paragraph]
        follows = text[q.end : quotations[k + 1].start if k + 1 < len(quotations) else block[1]]
        goes_on = follows.lstrip()[:1] == "," or follows.lstrip()[:1].islower()
        if goes_on or text[q.start : q.end].rstrip("\"”'’»“")[-1:] != ".":
            stop = _SENTENCE_END.search(follows)
            for draft in outside.between(q.end, q.end + (stop.start() + 1 if stop else len(follows))):
                if scene.full(q) and not _clause_after(scene, draft) and self._post(scene, draft, q):
                    if draft.source is None or draft.source[0] < q.end:
                        _name_speaker(scene, draft, q)
                    return draft
        begin = quotations[k - 1].end if k else block[0]
        for stop in _SENTENCE_END.finditer(text, begin, q.start):
            begin = stop.end()
        lead = outside.last_between(begin, q.start)
        return lead if lead is not None and self._leads_in(scene, lead, q) else None

    def _leads_in(self, scene: Scene, draft: Draft, q: Quotation) -> bool:
        """True where a cue before a quotation has it as what is said; a part of its clause is that already."""
        after = scene.parsed.tokens[draft.cue_head].end
        between = scene.text[after : q.start]
        clause = _CLAUSE_WORD.search(between)
        if not draft.content and clause is not None:
            draft.content = [(after + clause.start(1), q.end)]
            return False
        return scene.full(q) and (_LEADS_IN.search(between) is not None or not draft.content)

    def _post(self, scene: Scene, draft: Draft, q: Quotation) -> bool:
        """True where nothing but the speaker and adverbs stand between a quotation and the cue after it."""
        cue = draft.cue or (0, 0)
        first = min(cue[0], draft.source[0]) if draft.source and draft.source[0] >= q.end else cue[0]
        if len(scene.text[q.end : first].split()) <= 3:
            return True
        parsed = scene.parsed
        start = speaker_start(parsed, draft.cue_head, parsed.sentence_of(draft.cue_head).first)
        return start is not None and len(scene.text[q.end : parsed.tokens[start].start].split()) <= 1


def _name_speaker(scene: Scene, draft: Draft, q: Quotation) -> None:
    """The speaker between a quotation and its cue, or right after the cue, where the parse gave none there."""
    parsed = scene.parsed
    start = speaker_start(parsed, draft.cue_head, parsed.sentence_of(draft.cue_head).first)
    if start is not None and parsed.tokens[start].start >= q.end:
        found = piece(parsed, start, draft.cue_head - 1)
        if found is not None:
            draft.source, draft.source_head = found, draft.cue_head - 1
            return
    if draft.source is None and (inverted := inverted_speaker(parsed, draft)) is not None:
        draft.source, draft.source_head = inverted
        if draft.content and draft.content[0][0] <= draft.source[0] < draft.content[-1][1]:
            draft.content = []


def _utters(draft: Draft, words: Vocabulary) -> bool:
    """True for cues that may have a quotation of their own."""
    if draft.frame in ("accord", "colon"):
        return True
    return (draft.kind == "speech" or draft.frame in ("object", "inf", "prep")) and (
        draft.lemma in words.speech and draft.lemma not in words.no_quote
    )


def _heading(scene: Scene, q: Quotation) -> bool:
    """True for a heading between paragraphs that is quoted words alone."""
    return q.single and (q.start, q.end) == scene.blocks[q.paragraph]


def _clause_after(scene: Scene, draft: Draft) -> bool:
    """True where the cue has its own clause to the right, so that a quotation before it is not its own."""
    tokens = scene.parsed.tokens
    end = tokens[draft.cue_head].end
    if draft.source is None:
        return False
    return (
        draft.frame == "clause"
        and bool(draft.content)
        and draft.content[0][0] > end
        and scene.text[end : end + 1] != ","
    )


def _near(scene: Scene, draft: Draft) -> list[Quotation]:
    return [q for piece in draft.quotes if (q := scene.quotation_at(piece[0])) is not None]


def _joined(scene: Scene, draft: Draft) -> list[Piece]:
    """Content and quotations as one list: pieces that touch become one, quotations keep their marks."""
    cue = draft.cue or (0, 0)
    content = draft.content
    if draft.frame in ("clause-before", "inserted", "object", "prep", "inf") and any(
        scene.full(q) for q in _near(scene, draft)
    ):
        first = min(q[0] for q in draft.quotes)
        lead = scene.text[max(0, first - 2) : first].strip(" ")
        if draft.frame not in ("clause-before", "inserted") or not lead or lead[-1:] in ".?!\n":
            content = []
    pieces = sorted([*content, *draft.quotes])
    blocked = [cue] + ([draft.source] if draft.source else [])
    quotes = sorted(draft.quotes)
    merged: list[Piece] = []
    for start, end in pieces:
        if (start, end) not in quotes:
            for q in quotes:
                if q[0] <= start < q[1] and q[0] <= end:
                    start = max(start, q[1])
                elif start < q[0] < end < q[1] + 2:
                    end = q[1]
            if end <= start or not any(c.isalnum() for c in scene.text[start:end]):
                continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif (
            merged
            and not scene.text[merged[-1][1] : start].strip(" ,")
            and not any(b[0] >= merged[-1][1] and b[1] <= start for b in blocked)
            and "\n" not in scene.text[merged[-1][1] : start]
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
