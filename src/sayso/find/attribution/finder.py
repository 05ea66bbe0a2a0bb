"""On whose say-so: every attribution of a report as source, cue and content."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from sayso.find.attribution.confidence import Confidence
from sayso.find.attribution.cues import CueVerbs
from sayso.find.attribution.phrases import CuePhrases
from sayso.find.attribution.quotations import dateline_end
from sayso.find.attribution.quoted import Quoter, Scene
from sayso.find.attribution.reporting import Draft, Piece, Vocabulary
from sayso.find.attribution.speakers import before_day, behind_day
from sayso.find.attribution.stances import (
    NOBODY,
    leaves_open,
    stance_of,
    takes_for_true,
    takes_responsibility,
    withholds,
)
from sayso.find.attribution.tagged import TaggedSpan, tags_of, weigh
from sayso.find.attribution.trailing import without_part, without_victims
from sayso.types import Attribution, Parsed, Span

# Reports of attribution trade misses for false ones evenly here (benchmarked on development reports).
LIKELY = 0.42
# "Put the toll at 12" is rare in what confidence is fitted on, and hardly ever wrong.
SURE_TOLL = 0.7
# Verbs whose participle always goes on for whoever spoke.
SOLELY_ON = frozenset(["add", "reiterate"])
# A participle's speaker is among the cues right before it.
_LOOK_BACK = 12
# Words between marks that are a clause and no phrase picked out, by their blanks.
_LONG_QUOTATION = 3


class AttributionFinder:
    def __init__(self) -> None:
        self._words = Vocabulary()
        self._verbs = CueVerbs(self._words)
        self._confidence = Confidence()
        self._phrases = CuePhrases(self._words)
        self._quoter = Quoter(self._words)

    def find(self, parsed: Parsed, tagged: Sequence[Sequence[TaggedSpan]] | None = None) -> list[Attribution]:
        """Every attribution in order of its cue, unlikely ones with low confidence.

        `tagged` holds the spans that a trained tagger sees in each sentence, where there is one.
        """
        scene = Scene(parsed)
        found = [self._finished(scene, draft) for draft in self._quoted_drafts(scene)]
        found = found if tagged is None else weigh(parsed, found, tags_of(parsed, tagged), self._words)
        return [_without_day(parsed, a) for a in found]

    def drafts(self, parsed: Parsed) -> list[tuple[Draft, bool]]:
        """Drafts with whether they are nested, as the confidence is fitted on."""
        scene = Scene(parsed)
        return [(d, _nested(scene, d)) for d in self._quoted_drafts(scene)]

    def _quoted_drafts(self, scene: Scene) -> list[Draft]:
        drafts = [*self._verbs.find(scene.parsed), *self._phrases.find(scene.parsed)]
        for draft in drafts:
            draft.content = [p for c in draft.content for p in _in_paragraph(scene, draft, c)]
            without_victims(scene.parsed, draft)
            without_part(scene.parsed, draft)
        _mend_voices(scene, drafts)
        drafts = self._quoter.attach(scene, drafts)
        _mend_voices(scene, drafts, going_on=True)  # for whom some speak is known only now
        for draft in drafts:
            draft.content = [_alone(scene, draft, _with_marks(scene, p)) for p in draft.content]
        return sorted((d for d in drafts if not self._nobody_claims(scene, d)), key=lambda d: d.cue_head)

    def _nobody_claims(self, scene: Scene, draft: Draft) -> bool:
        """True where nobody speaks: "no group has claimed responsibility", "...; no casualties reported"."""
        if draft.source_head is None:
            return False
        tokens = scene.parsed.tokens
        spoken = (draft.source_head, *scene.parsed.children[draft.source_head])
        if not any(tokens[i].lower in NOBODY for i in spoken):
            return False
        behind = all(end <= tokens[draft.source_head].start for _, end in draft.content)
        return behind or takes_responsibility(scene.parsed, draft, self._words)

    def _finished(self, scene: Scene, draft: Draft) -> Attribution:
        text, parsed = scene.text, scene.parsed
        quote = min(draft.quotes) if draft.quotes else _first_quotation(scene, draft)
        nested = _nested(scene, draft)
        held_open = withholds(parsed, draft) or leaves_open(parsed, draft)
        outlets_own = held_open or takes_for_true(parsed, draft, self._words)
        sure = self._confidence.of(parsed, draft, nested=nested)
        if parsed.tokens[draft.cue_head].lemma in self._words.figuring and not nested:
            sure = max(sure, SURE_TOLL)
        return Attribution(
            source=_span(text, _closed(text, draft.source)) if draft.source else None,
            cue=_span(text, draft.cue) if draft.cue else None,
            content=tuple(_span(text, p) for p in draft.content),
            quote=_span(text, quote) if quote else None,
            stance="asserts" if outlets_own else stance_of(parsed, draft, self._words),
            source_head=draft.source_head,
            cue_head=draft.cue_head,
            kind="attitude" if outlets_own else draft.kind,
            nested=nested,
            confidence=sure,
        )


def attribution_layer(
    parsed: Parsed, attributions: Sequence[Attribution], *, nested: bool = False
) -> list[dict[str, object]]:
    """Lines of `sayso attributions`: report, source, cue, content.

    Voices inside somebody's quotation are his words; they come with `nested`.
    """
    chosen = [a for a in attributions if (nested or not a.nested) and a.confidence >= LIKELY]
    return [
        {
            "report": parsed.report.id,
            "source": msgspec.to_builtins(a.source),
            "cue": msgspec.to_builtins(a.cue),
            "content": [msgspec.to_builtins(c) for c in a.content],
        }
        for a in chosen
    ]


def _without_day(parsed: Parsed, told: Attribution) -> Attribution:
    if told.source is None or told.source_head is None:
        return told
    own = told.source.start, told.source.end
    piece = before_day(parsed, told.source_head, behind_day(parsed, told.source_head, own))
    return told if piece == own else msgspec.structs.replace(told, source=_span(parsed.text, piece))


def _nested(scene: Scene, draft: Draft) -> bool:
    """True for a cue inside of a quotation."""
    return draft.frame != "colon" and scene.quotation_at(scene.parsed.tokens[draft.cue_head].start) is not None


def _span(text: str, found: Piece) -> Span:
    return Span(text[found[0] : found[1]], found[0], found[1])


def _closed(text: str, found: Piece) -> Piece:
    """A name with the bracket that closes behind it: "the Road Watch (RW)"."""
    start, end = found
    opened = text.count("(", start, end) > text.count(")", start, end)
    return (start, end + 1) if opened and text[end : end + 1] == ")" else found


def _first_quotation(scene: Scene, draft: Draft) -> Piece | None:
    """The first quotation inside the content."""
    for start, end in draft.content:
        inside = scene.first_within(start, end)
        if inside is not None:
            return inside.start, inside.end
    return None


def _in_paragraph(scene: Scene, draft: Draft, content: Piece) -> list[Piece]:
    """The part of a piece that stands in the paragraph of its cue; a parse may run over a headline."""
    dateline = dateline_end(scene.text, content[0])
    if dateline is not None and content[0] < dateline < content[1]:
        content = (dateline, content[1])
    if "\n" not in scene.text[content[0] : content[1]]:
        return [content]
    position = scene.parsed.tokens[draft.cue_head].start
    block = scene.block_at(position)
    first, last = max(content[0], block[0]), min(content[1], block[1])
    while first < last and scene.text[first].isspace():
        first += 1
    while first < last and scene.text[last - 1].isspace():
        last -= 1
    return [(first, last)] if last - first > 1 and any(c.isalnum() for c in scene.text[first:last]) else []


def _with_marks(scene: Scene, content: Piece) -> Piece:
    """A piece with the quotation marks at its rims, where the parse left them outside."""
    first, last = content
    opening = scene.quotation_at(first)
    if opening is not None and opening.start < first <= opening.start + 2 and opening.end <= last + 3:
        first = opening.start
    closing = scene.quotation_at(last - 1)
    if closing is not None and last < closing.end:
        if closing.start >= first and closing.start < last - 3:
            last = closing.end
        elif closing.start > first:
            last = closing.start
    while last > first and scene.text[last - 1].isspace():
        last -= 1
    return first, last


# Words with which the outlet goes on behind a quotation: 'said "..." in a post hours after the raid'.
_OUTLET_GOES_ON = frozenset(["in", "on", "during", "at", "after", "when", "while", "as", "following", "hours", "days"])


def _alone(scene: Scene, draft: Draft, content: Piece) -> Piece:
    """A clause told in a full quotation without what the outlet adds behind it: when and where it was said."""
    quotation = scene.quotation_at(content[0])
    if draft.frame != "clause" or quotation is None or quotation.start != content[0] or quotation.end >= content[1]:
        return content
    behind = scene.text[quotation.end : content[1]].split()
    alone = scene.full(quotation) or scene.text[quotation.start : quotation.end].count(" ") >= _LONG_QUOTATION
    return (content[0], quotation.end) if alone and behind and behind[0] in _OUTLET_GOES_ON else content


def _mend_voices(scene: Scene, drafts: list[Draft], *, going_on: bool = False) -> None:
    """Give cues the speaker before them where the parse took one from what is said.

    A cue outside of a quotation has no speaker inside it ("...," she said, adding that ...), and a
    participle goes on for whoever spoke ("she said the road was closed, adding that ..."); with
    `going_on` participles alone, those to whom the parse gave no speaker too.
    """
    tokens = scene.parsed.tokens
    ordered = sorted(drafts, key=lambda d: d.cue_head)
    for k, draft in enumerate(ordered):
        head = draft.source_head
        if going_on and not _goes_on(scene, draft):
            continue
        if head is None and going_on:
            head = draft.cue_head
        if head is None or tokens[head].start > tokens[draft.cue_head].start:
            continue
        place = None if going_on else scene.quotation_at(tokens[head].start)
        quoted = place is not None and place != scene.quotation_at(tokens[draft.cue_head].start) and scene.full(place)
        if not quoted and not _goes_on(scene, draft):
            continue
        for n in range(k - 1, max(-1, k - _LOOK_BACK), -1):
            other = ordered[n]
            if place is not None and quoted and tokens[other.cue_head].start < place.end:
                break
            if not quoted and tokens[other.cue_head].sentence != tokens[draft.cue_head].sentence:
                break
            own = tokens[other.cue_head].tag != "VBG" or (place is None and _goes_on(scene, other))
            if other.kind == "speech" and other.source is not None and own:
                if quoted or head == draft.cue_head or any(a <= tokens[head].start < b for a, b in other.content):
                    draft.source, draft.source_head = other.source, other.source_head
                    _cut(scene, other, draft)
                break


def _goes_on(scene: Scene, draft: Draft) -> bool:
    """True for "adding that", and for other participles of speech after a comma."""
    token = scene.parsed.tokens[draft.cue_head]
    if token.tag != "VBG" or draft.kind != "speech" or draft.cue is None:
        return False
    return draft.lemma in SOLELY_ON or scene.text[max(0, draft.cue[0] - 3) : draft.cue[0]].rstrip(" \"”’'»")[-1:] == ","


def _cut(scene: Scene, before: Draft, draft: Draft) -> None:
    """End what was said before where the participle begins."""
    if draft.cue is None:
        return
    stop = draft.cue[0]
    kept: list[Piece] = []
    for start, end in before.content:
        if start < stop < end:
            end = start + len(scene.text[start:stop].rstrip(" ,"))
        if end - start > 1:
            kept.append((start, end))
    before.content = kept
