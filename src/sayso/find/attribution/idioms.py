"""Cues of several words: "X was quoted as saying", "X pointed the finger at Y", "X held Y responsible for"."""

from __future__ import annotations

from sayso.find.attribution.bounds import before_relative
from sayso.find.attribution.reporting import Draft, Vocabulary, child, hands_on, piece
from sayso.find.attribution.speakers import speaker_of
from sayso.find.attribution.trailing import head_of, speaker_start
from sayso.types import Parsed, Token

# Words between the verb of an idiom of blame and its last one: "held the rebels of the north responsible".
_IDIOM_REACH = 10
# Words between "quoted" and "saying": "quoted by the state news agency as saying".
_SAYING_REACH = 9


def quoted_as(parsed: Parsed, token: Token) -> Draft | None:
    """ "X was quoted as saying that ...", and "..., X was quoted as saying by the agency" at the end of a sentence.

    The cue's head is "saying"; the quotation, where there is one, is left to be found by its marks.
    """
    if not hands_on(token) or token.tag != "VBN":
        return None
    tokens, verb = parsed.tokens, token.i
    sentence = parsed.sentence_of(verb)
    reach = range(verb + 1, min(verb + _SAYING_REACH, sentence.last) + 1)
    saying = next((i for i in reach if tokens[i].lower == "saying" and tokens[i - 1].lower == "as"), None)
    aux = child(parsed, verb, "auxpass")
    if aux is None and child(parsed, verb, "dobj") is not None:
        return None  # "the agency quoted officials as saying"
    stop = verb if aux is None else aux
    start = None if saying is None else speaker_start(parsed, stop, sentence.first)
    if saying is None or start is None:
        return None
    clause = child(parsed, saying, "ccomp")
    if clause is not None and clause > saying:
        content = piece(parsed, saying + 1, tokens[clause].right)
    else:
        content = piece(parsed, sentence.first, start - 1)
    if content is not None and content[1] - content[0] <= 2:
        content = None  # a mark
    return Draft(
        source=piece(parsed, start, stop - 1), source_head=head_of(parsed, start, stop - 1),
        cue=(tokens[stop].start, tokens[saying].end), cue_head=saying, content=[content] if content else [],
        lemma="say", frame="clause" if content else "",
    )  # fmt: skip


def blames(parsed: Parsed, token: Token, words: Vocabulary) -> Draft | None:
    """ "X pointed the finger at Y for the raid", "X held Y responsible for it": an accusation."""
    wanted = words.idioms.get(token.lemma)
    if wanted is None:
        return None
    tokens, verb = parsed.tokens, token.i
    last = min(verb + _IDIOM_REACH, parsed.sentence_of(verb).last)
    word = next((i for i in range(verb + 1, last + 1) if tokens[i].lemma in wanted), None)
    voice = None if word is None else speaker_of(parsed, verb, words)
    if word is None or voice is None:
        return None
    held = tokens[word].pos == "ADJ"
    cue = verb
    if not held:
        cue = word + 1 if word + 1 < len(tokens) and tokens[word + 1].pos == "ADP" else word
    joined = [c for c in parsed.children[verb] if c > word and tokens[c].dep in ("cc", "conj")]
    end = tokens[joined[0]].left - 1 if joined else token.right
    accused = next((p for i in (verb, cue) for c in parsed.children[i] for p in (c, *parsed.children[c])
                    if p > cue and child(parsed, p, "relcl") is not None), None)  # fmt: skip
    end = end if accused is None or held else before_relative(parsed, accused, end)
    content = piece(parsed, cue + 1, max(end, word))
    first = min([verb, *(c for c in parsed.children[verb] if tokens[c].dep == "aux")])
    if content is None or voice.head > verb:
        return None
    return Draft(
        source=voice.piece, source_head=voice.head, cue=(tokens[first].start, tokens[cue].end), cue_head=verb,
        content=[content], lemma="accuse", frame="object",
    )  # fmt: skip
