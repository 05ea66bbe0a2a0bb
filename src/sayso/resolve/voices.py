"""Whose words cover an event: the chain of voices from the outermost to the innermost speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sayso.english import FUTURE, RELATIVE
from sayso.find.attribution.bounds import ADDRESSED
from sayso.find.attribution.phrases import is_headed
from sayso.find.attribution.reporting import Vocabulary, child, hands_on
from sayso.types import Attribution, EventMention, Parsed, PartyMention, Place, PlaceMention, Span, Token

# A speaker's own "I think" inside his quotation adds no voice.
_FIRST_PERSON = frozenset(["i", "we", "me", "us"])
_SELF = frozenset(["i", "we", "you", "me", "us", "one", "let"])
_CHANNELS = frozenset(["to", "by", "in", "on", "with", "via", "through"])
_NAME_PARTS = frozenset(["compound", "amod", "nmod", "poss", "case", "appos", "det"])
# What somebody may be accused of; a meeting that somebody says there was not is no denial.
_DEEDS = frozenset(["ASSAULT", "COERCE", "CONTROL", "DISPLACE", "MOBILIZE", "SANCTION"])
_TO_COME = FUTURE | {"would"}
# Verbs that give a figure or tell, and are no deed themselves: "police put the toll at 16".
_TELLING = frozenset("put give place set revise raise say tell report add announce confirm".split())
# Below this a cue is more often no voice at all. Nested ones are rare in what confidence is fitted on and pass.
CREDIBLE = 0.2
# Kinds of places that speak for no government, as a capital may.
_TOWNS, _CAPITAL, _LAND = frozenset(["PPL", "ADM"]), "PPLC", "PCL"
# Attributions are looked up by stretches of the text, so that a long report is not searched through for each event.
_STRETCH_CHARACTERS = 512
# An agency is credited in the first or last lines only.
_HEAD_CHARACTERS = 250
_FOOT_CHARACTERS = 300


def heard(attributions: Iterable[Attribution], places: Iterable[tuple[PlaceMention, Place]]) -> list[Attribution]:
    """Those of voices: a town before a colon is where the report comes from, "Lahore: Two men were shot".

    A land or capital says what it wants or denies, "Chad: Rebels must go", and no news: "Somalia: Bombs kill ten".
    """
    kinds = {(m.start, m.end): p.feature for m, p in places if p.feature}
    return [a for a in attributions if not _heads(a, kinds)]


def _heads(told: Attribution, kinds: Mapping[tuple[int, int], str]) -> bool:
    if told.cue is None or told.cue.text.strip() != ":" or told.source is None:
        return False
    kind = kinds.get((told.source.start, told.source.end), "")
    town, governs = kind[:3] in _TOWNS, kind == _CAPITAL or kind[:3] == _LAND
    return is_headed(" ".join(piece.text for piece in told.content)) if governs else town


class VoiceIndex:
    """The attributions of one report, asked by token."""

    def __init__(self, parsed: Parsed, attributions: Sequence[Attribution]) -> None:
        self._parsed = parsed
        voiced = [
            a
            for a in attributions
            if (a.source is None or any(c.isalnum() for c in a.source.text))  # a stray mark says nothing
            and (a.kind != "attitude" or a.stance != "asserts")
            and (a.nested or a.confidence >= CREDIBLE)
        ]
        self._by_stretch: dict[int, list[Attribution]] = {}
        self._sources: dict[int, Span | None] = {}
        for attribution in voiced:
            if not _speaks_of_self(parsed, attribution):
                for stretch in _stretches(attribution):
                    self._by_stretch.setdefault(stretch, []).append(attribution)

    def chain(self, head_token: int) -> list[Attribution]:
        """The attributions whose content holds the token, outermost first.

        A cue verb that is an event itself ("condemned") is not in its own content and so belongs
        to whoever reports it. Empty where the outlet speaks itself.
        """
        position = self._parsed.tokens[head_token].start
        near = self._by_stretch.get(position // _STRETCH_CHARACTERS, [])
        covering = [a for a in near if a.cue_head != head_token and _covers(a, position)]
        covering.sort(key=lambda a: (-_size(a), a.content[0].start, a.cue_head or 0))
        others = [a for a in covering if not in_person(self._parsed, a.source_head)]
        chain: list[Attribution] = []
        for attribution in others or covering:
            if chain and _same_voice(chain[-1], attribution):
                chain[-1] = attribution
            else:
                chain.append(attribution)
        return chain

    def speaking(self, token: int) -> Span | None:
        """The source of the innermost voice over a token; None where the outlet speaks, or nobody named."""
        if token not in self._sources:
            chain = self.chain(token)
            self._sources[token] = chain[-1].source if chain else None
        return self._sources[token]


# Clauses that only say something of another word.
_PASSING = frozenset(["relcl", "acl", "pcomp"])


def _stretches(attribution: Attribution) -> list[int]:
    """Numbers of the equal stretches of the report that its content touches."""
    return sorted(
        {
            n
            for piece in attribution.content
            for n in range(piece.start // _STRETCH_CHARACTERS, piece.end // _STRETCH_CHARACTERS + 1)
        }
    )


def _covers(attribution: Attribution, position: int) -> bool:
    return any(piece.start <= position < piece.end for piece in attribution.content)


def _size(attribution: Attribution) -> int:
    return sum(piece.end - piece.start for piece in attribution.content)


def _same_voice(one: Attribution, other: Attribution) -> bool:
    if one.source is None or other.source is None:
        return one.source is other.source and one.stance == other.stance
    return one.source == other.source and one.stance == other.stance


def _speaks_of_self(parsed: Parsed, attribution: Attribution) -> bool:
    if attribution.source_head is None or not attribution.nested:
        return False
    return parsed.tokens[attribution.source_head].lower in _SELF


def _aside(parsed: Parsed, deed: int, cue: int | None) -> bool:
    """A deed told in passing: "suspects who have not been convicted", "by not arresting them"."""
    i = deed
    while parsed.tokens[i].head != i and i != cue:
        if parsed.tokens[i].dep in _PASSING:
            return True
        i = parsed.tokens[i].head
    return False


def denies(parsed: Parsed, event: EventMention, chain: Sequence[Attribution]) -> bool:
    """True where the innermost voice says that a deed was not done: a denial, not the report's own word."""
    if event.status != "negated" or event.type not in _DEEDS or not chain:
        return False
    inner = chain[-1]
    if any(parsed.tokens[c].lower in _TO_COME for c in parsed.children[event.head]):
        return False  # "said the army would not attack": nothing is said of what was done
    if _aside(parsed, event.head, inner.cue_head):
        return False
    return inner.kind == "speech" and inner.source is not None and inner.stance in ("asserts", "denies")


def in_person(parsed: Parsed, head: int | None) -> bool:
    """True for "we" and "I": who that is stands outside of the words told."""
    return head is not None and parsed.tokens[head].lower in _FIRST_PERSON


def own_voice(
    found: tuple[Parsed, Sequence[Attribution]],
    event: EventMention,
    chain: Sequence[Attribution],
    *,
    verbal: bool,
    words: Vocabulary,
) -> Attribution | None:
    """Whoever does the event by speaking, or tells, accuses or denies in its trigger, if the chain lacks them.

    Who appoints, backs or defends somebody, or is willing to, need not say a word.
    """
    parsed, attributions = found
    telling = parsed.tokens[event.head].lemma in _TELLING
    if not verbal and event.stance not in ("accuses", "denies") and not telling:
        return None
    own = next((a for a in attributions if a.cue_head is not None and event.first <= a.cue_head <= event.last
                and (a.cue_head == event.head or parsed.tokens[a.cue_head].pos in ("VERB", "AUX"))), None)  # fmt: skip
    if own is not None and (own.kind == "belief" or _silent(parsed, own, words)):
        return None
    if telling and not verbal and own is not None and own.kind != "speech":
        return None
    if own is None or own in chain or (chain and in_person(parsed, own.source_head)):
        return None
    return own


def _silent(parsed: Parsed, attribution: Attribution, words: Vocabulary) -> bool:
    """True for a cue that is a deed rather than words: "supported", "appointed", "for criticising the army"."""
    if attribution.cue_head is None:
        return False
    cue = parsed.tokens[attribution.cue_head]
    if attribution.kind == "attitude" and (cue.lemma not in words.verbs or cue.lemma in words.silent):
        return True
    if (cue.lemma in words.turns_down or cue.lemma == "deny") and attribution.stance != "denies":
        return True
    above = parsed.tokens[cue.head]
    return cue.tag == "VBG" and cue.dep == "pcomp" and above.lower == "for"


def speaker_mention(parsed: Parsed, attribution: Attribution) -> PartyMention | None:
    """The speaker as a noun phrase to resolve; "who" leads to the person it stands for."""
    head = attribution.source_head
    if head is None or attribution.source is None:
        return None
    tokens = parsed.tokens
    if tokens[head].lower in RELATIVE:
        verb = tokens[tokens[head].head]
        while verb.dep in ("conj", "xcomp", "ccomp") and verb.head != verb.i:
            verb = tokens[verb.head]
        noun = tokens[verb.head]
        if verb.dep == "relcl" and noun.i < head:
            first = noun.left
            last = max(noun.i, min(noun.right, head - 1))
            while last > noun.i and tokens[last].pos in ("PUNCT", "ADP", "SPACE", "CCONJ"):
                last -= 1
            return PartyMention(first=first, last=last, head=noun.i)
    start, end = attribution.source.start, attribution.source.end
    first = last = head
    while first > 0 and tokens[first - 1].start >= start:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].end <= end:
        last += 1
    while last > head and tokens[last].pos in ("PUNCT", "SPACE", "PART") and not _closes(tokens, first, last):
        last -= 1
    return PartyMention(first=first, last=last, head=head)


def _closes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a bracket ends that the phrase opened: "the Road Watch (RW)"."""
    return tokens[last].text == ")" and any(t.text == "(" for t in tokens[first:last])


# Of a longer list of speakers the whole is one.
_MOST_TOGETHER = 5


def together(parsed: Parsed, mention: PartyMention) -> list[PartyMention]:
    """Those who speak together, each for himself: "the ministry and the hospital"; one alone is given back."""
    tokens = parsed.tokens
    heads, at = {mention.head}, mention.head
    while tokens[at].dep == "conj" and mention.first <= tokens[at].head < at:
        at = tokens[at].head
        heads.add(at)
    queue = [at]
    while queue and len(heads) <= _MOST_TOGETHER:
        beside = [c for c in parsed.children[queue.pop()] if tokens[c].dep == "conj" and c <= mention.last]
        heads.update(beside)
        queue.extend(beside)
    if not 1 < len(heads) <= _MOST_TOGETHER or any(tokens[h].pos not in ("NOUN", "PROPN") for h in heads):
        return [mention]
    ordered = sorted(heads)
    begins = [mention.first, *(max(tokens[h].left, before + 1) for before, h in pairwise(ordered))]
    found = []
    for head, first, behind in zip(ordered, begins, [*begins[1:], mention.last + 1], strict=True):
        last = behind - 1
        while last > head and tokens[last].pos in ("PUNCT", "CCONJ", "SPACE"):
            last -= 1
        if not first <= head <= last:
            return [mention]
        found.append(PartyMention(first=first, last=last, head=head))
    return found


def cited(parsed: Parsed, attribution: Attribution) -> PartyMention | None:
    """Whom a voice rests on: "the agency said, citing police", "quoting a local official, the paper reported"."""
    cue = attribution.cue_head
    if cue is None or attribution.kind != "speech" or attribution.stance != "asserts":
        return None
    tokens = parsed.tokens
    for verb in (cue, *parsed.children[cue]):
        if tokens[verb].tag != "VBG" or not hands_on(tokens[verb]):
            continue
        noun = child(parsed, verb, "dobj")
        if noun is not None and noun > verb and tokens[noun].pos in ("NOUN", "PROPN"):
            behind = [tokens[c].left for c in parsed.children[noun] if tokens[c].dep in ("relcl", "appos") and c > noun]
            last = min([tokens[noun].right, *(b - 1 for b in behind)])
            while last > noun and tokens[last].pos in ("PUNCT", "SPACE"):
                last -= 1
            return PartyMention(first=tokens[noun].left, last=last, head=noun)
    return None


class Carriers:
    """The media through which words reached the report: "told AFP", "in a statement carried by SANA"."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.words = vocabulary or Vocabulary()
        names = "|".join(re.escape(n) for n in sorted(self.words.agencies, key=lambda n: (-len(n), n)))
        self._credit = re.compile(
            rf"\((?:[^()\n]{{0,40}}[ /])?({names})(?:/[^()\n]{{1,40}})?\)"
            rf"|(?:Source|Sources|Agency|Agencies|SOURCE|Credit)s?: ?[^\n]{{0,60}}?\b({names})\b"
            rf"|(?:[-–—]{{1,2}}|©|\(c\)|With (?:inputs?|reporting|files) from|Reporting by|By) ?"
            rf"(?:[^\n]{{0,30}}\b)?({names})\b(?=[\s.)]*(?:\n|$))"
            rf"|(?:^|\n)({names})(?=[\s.]*(?:\n|$|[-–—]))"
        )

    def carrier(self, parsed: Parsed, attribution: Attribution) -> Span | None:
        """The medium that was told or that carries the words; None where none is named."""
        cue = attribution.cue_head
        if cue is None:
            return None
        tokens = parsed.tokens
        # Whom a cue does not address, it accuses, or likens to another: that carries nothing.
        addressed = tokens[cue].lemma in ADDRESSED and attribution.stance != "accuses"
        candidates = [c for c in parsed.children[cue] if tokens[c].dep in ("dobj", "dative", "iobj") and addressed]
        speaker = attribution.source_head
        hung = parsed.children[speaker] if speaker is not None and speaker > cue else ()
        for c in (*parsed.children[cue], *(c for c in hung if tokens[c].lower == "to")):
            if tokens[c].dep in ("prep", "agent", "dative") and tokens[c].lower in _CHANNELS:
                candidates.extend(self._through(parsed, c, 0))
        quoting = _quoting(parsed, attribution)
        if quoting is not None:
            return quoting
        for noun in candidates:
            found = self._medium(parsed, noun)
            if found is not None and (attribution.source is None or not _overlap(found, attribution.source)):
                return found
        return None

    def _through(self, parsed: Parsed, preposition: int, depth: int) -> list[int]:
        """Nouns down a chain of phrases: "in a statement carried by the agency"."""
        noun = child(parsed, preposition, "pobj")
        if noun is None or depth > 3:
            return []
        found = [noun]
        for c in parsed.children[noun]:
            dep = parsed.tokens[c].dep
            if dep == "prep" and parsed.tokens[c].lower in ("to", "with", "on", "by", "from"):
                found.extend(self._through(parsed, c, depth + 1))
            elif dep == "acl":
                for agent in parsed.children[c]:
                    if parsed.tokens[agent].dep in ("agent", "prep") and parsed.tokens[agent].lower in _CHANNELS:
                        found.extend(self._through(parsed, agent, depth + 1))
        return found

    def _medium(self, parsed: Parsed, noun: int) -> Span | None:
        """The noun phrase where it names a news medium."""
        tokens = parsed.tokens
        first, last = noun, noun
        while first > 0 and first <= tokens[first - 1].head <= noun and tokens[first - 1].dep in _NAME_PARTS:
            first -= 1
        if any(tokens[c].tag == "PRP$" for c in parsed.children[noun]):
            return None  # its own channel
        span = parsed.span(first, last)
        bare = parsed.span(first + 1, last).text if tokens[first].pos == "DET" and first < last else span.text
        if bare in self.words.media or tokens[noun].text in self.words.media:
            return span
        named = tokens[noun].pos == "PROPN" or any(tokens[i].pos == "PROPN" for i in range(first, last))
        return span if named and tokens[noun].lower in self.words.media_words else None

    def credited_agency(self, parsed: Parsed) -> Span | None:
        """The agency credited in the byline, the dateline or at the foot; None where the text is the outlet's own."""
        text = parsed.text
        head = _end_of_line(text, min(len(text), _HEAD_CHARACTERS))
        foot = max(0, len(text) - _FOOT_CHARACTERS)
        for match in (self._credit.search(text, 0, head), self._last(text, max(foot, 0))):
            if match is not None:
                group = next(i for i in range(1, 5) if match.group(i) is not None)
                return Span(match.group(group), match.start(group), match.end(group))
        return None

    def _last(self, text: str, start: int) -> re.Match[str] | None:
        found = list(self._credit.finditer(text, start))
        return found[-1] if found else None


def _quoting(parsed: Parsed, attribution: Attribution) -> Span | None:
    """The one who quotes somebody: the agency of "the agency quoted officials as saying that"."""
    tokens = parsed.tokens
    cue, speaker = attribution.cue_head, attribution.source_head
    if cue is None or speaker is None or tokens[speaker].dep != "dobj":
        return None
    verb = tokens[speaker].head
    if verb not in (cue, tokens[tokens[cue].head].head):
        return None
    subject = child(parsed, verb, "nsubj")
    return None if subject is None or not hands_on(tokens[verb]) else parsed.span(tokens[subject].left, subject)


def _end_of_line(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return position if stop < 0 or stop > position + 200 else stop


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
