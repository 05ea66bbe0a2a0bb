"""Speakers at the end of a sentence that the parse does not join to what is said.

Many copies of wire reports have lost their commas: "Two men were killed the governor said on
Sunday". There the words before the speaker are the content, whatever the tree says.
"""

from __future__ import annotations

from sayso.english import FINITE, PERSONAL
from sayso.find.attribution.reporting import Draft, Piece, Vocabulary, piece
from sayso.types import Parsed

# Words after the verb: "on Sunday", "in a statement to the agency".
_LONGEST_TAIL = 14
_LONGEST_SPEAKER = 16
_STOPS = frozenset([",", ".", ";", ":", "--", "—", "–", '"', "“", "”", "''"])
_NOUNS = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "DET", "PART"])
# Participles that go on for whoever spoke.
GOING_ON = frozenset(["add", "say", "note", "stress", "claim", "reiterate"])
_INNER = frozenset(["of", "for", "at", "and", "&", "in"])
_TENSED = frozenset(["VBD", "VBZ", "VBP", "MD", "VB", "VBN", "VBG"])


def told_before(parsed: Parsed, draft: Draft, words: Vocabulary) -> bool:
    """Give a draft without content the words before its speaker; False where it does not end its sentence."""
    tokens, verb = parsed.tokens, draft.cue_head
    token = tokens[verb]
    has = verb > 0 and token.tag == "VBN" and tokens[verb - 1].lower in ("has", "have", "had")
    tensed = token.tag in ("VBD", "VBZ", "VBP") or has or told_by_noun(parsed, verb, words)
    if not tensed or token.lemma not in words.closing:
        return False
    behind = verb - 1 if has else verb
    sentence = parsed.sentence_of(verb)
    end = _tail_end(parsed, verb, sentence.last)
    if end - verb > _LONGEST_TAIL or not _quiet_tail(parsed, verb + 1, end):
        return False
    follows = draft.source_head is not None and draft.source_head > verb  # "... and the road said Kofi Mensah"
    first = None if follows else _set_off(parsed, draft, behind) or speaker_start(parsed, behind, sentence.first)
    inverted = None if first is not None else speaker_after(parsed, verb, sentence.last)
    if first is not None:
        source, head, last = piece(parsed, first, behind - 1), head_of(parsed, first, behind - 1), first - 1
    elif inverted is not None:
        source, head, last = piece(parsed, *inverted), head_of(parsed, *inverted), verb - 1
    else:
        return False
    content = piece(parsed, sentence.first, last)
    if tokens[last].tag in ("WDT", "WP"):
        return False  # "companies that it says supplied arms": a clause about the companies
    if content is None or source is None or last - sentence.first < 3 or not _has_verb(parsed, sentence.first, last):
        return False
    if token.lemma in words.going_on and not fenced(parsed, source[0]):
        return False  # "the fighting began near Orla and continued all night"
    draft.content, draft.source, draft.source_head, draft.frame = [content], source, head, "clause-before"
    return True


def _set_off(parsed: Parsed, draft: Draft, verb: int) -> int | None:
    """First token of the speaker that the parse gives whole, between a comma and the verb."""
    if draft.source_head is None or draft.source_head > verb:
        return None
    tokens, head = parsed.tokens, parsed.tokens[draft.source_head]
    whole = head.right == verb - 1 and head.left > 0 and tokens[head.left - 1].text == ","
    return head.left if whole and head.pos in ("NOUN", "PROPN") else None


def fenced(parsed: Parsed, position: int) -> bool:
    """Whether a comma or a quotation mark stands before a character, as before who "went on": "..., he went on"."""
    return parsed.text[:position].rstrip()[-1:] in ",\"”’'»"


def told_by_noun(parsed: Parsed, verb: int, words: Vocabulary) -> bool:
    """Whether a verb of one who speaks was taken for his participle: "... hit the town the ministry reported"."""
    token, noun = parsed.tokens[verb], parsed.tokens[verb - 1]
    taken = token.tag == "VBN" and token.dep == "acl" and token.head == noun.i == verb - 1
    return taken and noun.lower in words.headline_speakers and parsed.tokens[noun.left].lower == "the"


def closes_inverted(parsed: Parsed, draft: Draft, words: Vocabulary) -> bool:
    """Give a draft the name behind its verb as speaker and all before as content: "..., reported the Herald".

    "Say" takes no name as object; other verbs do, so that they need the comma before them.
    """
    tokens, verb = parsed.tokens, draft.cue_head
    token = tokens[verb]
    if token.tag not in ("VBD", "VBZ", "VBP", "VBN") or token.lemma not in words.closing or token.lemma == "tell":
        return False
    fenced = verb > 0 and tokens[verb - 1].text == ","
    if token.lemma != "say" and not fenced:
        return False
    sentence = parsed.sentence_of(verb)
    found = speaker_after(parsed, verb, sentence.last)
    if found is None or not _named(parsed, *found):
        return False
    end = _tail_end(parsed, found[1], sentence.last)
    if (
        end - found[1] > _LONGEST_TAIL
        or not _quiet_tail(parsed, found[1] + 1, end)
        or not _has_tensed(parsed, sentence.first, verb - 1)
    ):
        return False
    if any(tokens[c].dep == "nsubj" and found[0] <= c <= found[1] for c in parsed.children[verb]):
        return False  # the parse has it, with its apposition
    content, source = piece(parsed, sentence.first, verb - 1), piece(parsed, *found)
    if content is None or source is None or verb - sentence.first < 4:
        return False
    before = parsed.text[max(token.start - 5, 0) : token.start]
    if any(mark in before for mark in ('"', "“", "”", "''", "’", "»")):
        return False  # what is quoted before is found by its marks
    draft.content, draft.source, draft.frame = [content], source, "clause-before"
    draft.source_head = head_of(parsed, *found)
    return True


def _named(parsed: Parsed, first: int, last: int) -> bool:
    """True for a capitalised name that is no day or place of time."""
    tokens = parsed.tokens
    if any(n.label in ("DATE", "TIME") and n.first <= last and first <= n.last for n in parsed.names):
        return False
    return (
        tokens[first].lower != "no"
        and tokens[first].pos != "ADP"
        and any(t.text[:1].isupper() and t.pos in ("PROPN", "NOUN") for t in tokens[first : last + 1])
    )


def _has_tensed(parsed: Parsed, first: int, last: int) -> bool:
    return any(parsed.tokens[i].tag in FINITE for i in range(first, last + 1))


def speaker_start(parsed: Parsed, verb: int, first: int) -> int | None:
    """First token of the noun phrase that ends right before the verb; None where there is none."""
    tokens = parsed.tokens
    i = verb - 1
    while i > first and tokens[i].pos == "ADV":
        i -= 1
    if i >= first and tokens[i].lower in PERSONAL:
        return i
    start: int | None = None
    proper = False
    while i >= first and verb - i <= _LONGEST_SPEAKER:
        token = tokens[i]
        describes = token.dep == "amod" and token.head <= verb  # "a local elected official"
        if token.text in _STOPS or (token.tag in _TENSED and token.pos != "PROPN" and not describes):
            break
        if token.lower == "to" or (token.pos not in _NOUNS and token.lower not in _INNER and not describes):
            break
        if token.pos in ("NOUN", "PROPN", "ADJ", "DET"):
            start = i
            proper = proper or token.pos == "PROPN"
        if token.pos == "DET" and (i == first or tokens[i - 1].lower not in ("of", "for")):
            break
        i -= 1
    if start is None:
        return None
    joined = _joined_before(parsed, start, first)
    return _behind_victims(parsed, start, verb) if joined is None else joined


def _joined_before(parsed: Parsed, start: int, first: int) -> int | None:
    """The first of two that speak together behind a comma: ", the Road Guard (RG) and the police said"."""
    tokens = parsed.tokens
    if start - 2 < first or tokens[start - 1].lower != "and":
        return None
    for i in range(start - 2, max(first, start - _LONGEST_SPEAKER) - 1, -1):
        token = tokens[i]
        if token.text == ",":
            behind = tokens[i + 1]
            return i + 1 if behind.pos in ("DET", "PROPN", "NOUN", "ADJ") and i + 1 < start - 1 else None
        if token.text not in "()" and token.pos not in _NOUNS and token.lower not in _INNER:
            return None
    return None


def without_victims(parsed: Parsed, draft: Draft) -> None:
    """Part those counted, who belong to what is said, from a speaker that the parse joined to them."""
    if draft.source is None or draft.source_head is None or draft.source_head >= draft.cue_head:
        return
    tokens = parsed.tokens
    first = draft.source_head
    while first > 0 and tokens[first - 1].start >= draft.source[0]:
        first -= 1
    told = [n for n, (_, end) in enumerate(draft.content) if end <= draft.source[0] <= end + 1]
    if tokens[first].pos != "NUM" or not told or first == 0 or tokens[first - 1].tag[:2] != "VB":
        return
    last = draft.source_head
    while last + 1 < draft.cue_head and tokens[last + 1].end <= draft.source[1]:
        last += 1
    behind = _behind_victims(parsed, first, last + 1)
    source = piece(parsed, behind, last)
    if behind > first and source is not None:
        content = draft.content[told[0]]
        draft.content[told[0]] = (content[0], tokens[behind - 1].end)
        draft.source, draft.source_head = source, head_of(parsed, behind, last)


def without_part(parsed: Parsed, draft: Draft) -> None:
    """Part some of those told of from the speaker behind a comma: "..., some of them women, a resident said"."""
    tokens, head = parsed.tokens, draft.source_head
    if draft.source is None or head is None or head > draft.cue_head:
        return
    first = tokens[head].left
    if head != first or [t.lower for t in tokens[first + 1 : first + 3]] not in _OF_THEM:
        return
    comma = next((i for i in range(first + 3, draft.cue_head) if tokens[i].text == ","), draft.cue_head)
    noun = next((i for i in range(comma, draft.cue_head) if tokens[i].pos in ("NOUN", "PROPN")), None)
    if noun is not None and tokens[noun].start < draft.source[1]:
        draft.source, draft.source_head = (tokens[comma + 1].start, draft.source[1]), noun


_OF_THEM = (["of", "them"], ["of", "whom"])


def _behind_victims(parsed: Parsed, start: int, verb: int) -> int:
    """Without those counted right before the speaker, as no comma parts them: "killing eight guards police said"."""
    tokens = parsed.tokens
    counted = start if tokens[start].pos == "NUM" else start - 1
    if counted < 0 or tokens[counted].pos != "NUM" or tokens[counted].sentence != tokens[verb].sentence:
        return start
    behind = next((i + 1 for i in range(counted + 1, verb) if tokens[i].tag == "NNS"), verb)
    return behind if any(tokens[i].pos in ("NOUN", "PROPN") for i in range(behind, verb)) else start


def speaker_after(parsed: Parsed, verb: int, last: int) -> tuple[int, int] | None:
    """First and last token of the noun phrase right after an inverted verb: "said the statement"."""
    tokens = parsed.tokens
    end: int | None = None
    for i in range(verb + 1, min(last, verb + _LONGEST_SPEAKER) + 1):
        token = tokens[i]
        if token.text in _STOPS or (token.tag in _TENSED and token.pos != "PROPN"):
            break
        if token.lower == "to" or (token.pos not in _NOUNS and token.lower not in _INNER):
            break
        if i == verb + 1 and token.pos in ("NUM", "PART"):
            break
        if token.pos in ("NOUN", "PROPN"):
            end = i
    return (verb + 1, end) if end is not None else None


def _tail_end(parsed: Parsed, verb: int, last: int) -> int:
    """Where the words about the speaking end: before "and" with a clause of its own, and before "adding that"."""
    tokens = parsed.tokens
    if verb + 2 <= last and tokens[verb + 1].lower in ("and", "but", "while"):
        return verb
    for i in range(verb + 1, min(last, verb + _LONGEST_TAIL) + 1):
        if tokens[i].tag == "VBG" and tokens[i].lemma in GOING_ON:
            return i
    return last


def _quiet_tail(parsed: Parsed, first: int, last: int) -> bool:
    """True where nothing that follows is a clause of its own."""
    return not _has_tensed(parsed, first, last)


def _has_verb(parsed: Parsed, first: int, last: int) -> bool:
    return any(parsed.tokens[i].pos in ("VERB", "AUX") for i in range(first, last + 1))


def head_of(parsed: Parsed, first: int, last: int) -> int:
    """The noun of a stretch on which the others hang; its last noun where the tree runs across."""
    tokens = parsed.tokens
    inside = [i for i in range(first, last + 1) if tokens[i].pos in ("NOUN", "PROPN", "PRON")]
    free = [i for i in inside if not first <= tokens[i].head <= last]
    return free[0] if len(free) == 1 else (inside[-1] if inside else last)


def inverted_speaker(parsed: Parsed, draft: Draft) -> tuple[Piece, int] | None:
    """The speaker after "..." said the statement, where the parse gave none."""
    sentence = parsed.sentence_of(draft.cue_head)
    found = speaker_after(parsed, draft.cue_head, sentence.last)
    if found is None:
        return None
    source = piece(parsed, *found)
    return (source, head_of(parsed, *found)) if source else None
