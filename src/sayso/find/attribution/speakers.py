"""Who speaks: the noun phrase behind a cue, through conjunctions, participles, passives and agents."""

from __future__ import annotations

import re

import msgspec

from sayso.english import FINITE, PLACING, WEEKDAYS
from sayso.find.attribution.quotations import dateline_end
from sayso.find.attribution.reporting import Piece, Vocabulary, child, hands_on, piece
from sayso.types import Parsed, Token
from sayso.words import listed

_CLAUSE_SUBJECTS = ("csubj", "expl")
_SPEAKING = frozenset(["ORG", "PERSON", "GPE", "NORP"])
_NO_SPEAKER = frozenset(["it", "there"])


class Voice(msgspec.Struct, frozen=True):
    """The speaker of a cue: head token, the phrase's characters, and whether it hangs on a by-phrase."""

    head: int
    piece: Piece
    cue_first: int | None = None
    """First token of the cue where it starts before the verb: "released" of "released a statement saying"."""


def _leads(token: Token) -> bool:
    """True for words before a noun phrase that the parse may hang on it."""
    if token.pos in ("CCONJ", "PUNCT", "SPACE"):
        return token.text not in "\"“'‘("
    return token.pos == "ADV" and token.dep in ("advmod", "cc", "mark")


def noun_phrase(parsed: Parsed, head: int, *, before: int | None = None) -> Piece | None:
    """Characters of the noun phrase around `head`, its appositions and the comma that closes them included.

    `before` is a token that the phrase must not reach (the verb of a participle that hangs on it).
    """
    tokens = parsed.tokens
    first, last = tokens[head].left, _before_channel(parsed, head)
    if before is not None and before > head:
        last = min(last, before - 1)
    if before is not None and before < head:
        first = max(first, before + 1)
    while first < head and (
        (tokens[first].pos in ("CCONJ", "PUNCT", "SPACE") and tokens[first].text not in "\"“'‘(")
        or (tokens[first].dep in ("advmod", "cc", "mark") and tokens[first].pos == "ADV")
    ):
        first += 1
    found = piece(parsed, first, last)
    if found is None:
        return None
    found = _within(parsed, head, found)
    inner = parsed.text[found[0] : found[1]]
    after = parsed.text[found[1] : found[1] + 3]
    closing = after.lstrip()[:2]
    if ", " in inner and after[:1] == "," and after[1:2].isspace() and _reaches_verb(parsed, last):
        return found[0], found[1] + 1
    if closing[:1] in "-—–" and closing and any(d in inner for d in (" -- ", "—", " - ", "–")):
        return found[0], found[1] + after.index(closing[0]) + (2 if closing == "--" else 1)
    return found


def _before_channel(parsed: Parsed, head: int) -> int:
    """Last token of the phrase around `head` without "in a statement on its website", which says where it spoke."""
    tokens, channels = parsed.tokens, listed("attribution", "nouns", "channel")
    for c in parsed.children[head]:
        noun = child(parsed, c, "pobj") if c > head and tokens[c].lower in ("in", "via", "through") else None
        if noun is not None and tokens[noun].lemma in channels and child(parsed, noun, "det", "poss") is not None:
            return c - 1
    return tokens[head].right


def behind_day(parsed: Parsed, head: int, found: Piece) -> Piece:
    """The phrase without the day before it, where a comma was lost: "on Monday state media said"."""
    tokens = parsed.tokens
    for name in parsed.names:
        if name.label not in ("DATE", "TIME") or not found[0] <= name.start <= name.end < tokens[head].start:
            continue
        before, after = tokens[max(name.first - 1, 0)], tokens[name.last + 1]
        words = [t.lower for t in tokens[name.first : name.last + 1]]
        whose = after.lower in ("'s", "’s", "-") or "old" in words or "-" in words
        inner = before.start >= found[0] and before.pos in ("DET", "ADJ", "PRON", "NUM")
        if not whose and not inner and after.i <= head:
            found = max(found[0], after.start), found[1]
    return found


def before_day(parsed: Parsed, head: int, found: Piece) -> Piece:
    """The phrase without the day behind it, which says when it was told: "the police on Sunday said"."""
    for name in parsed.names:
        if name.label != "DATE" or name.end != found[1] or name.first <= head + 1:
            continue
        on = parsed.tokens[name.first - 1]
        day = any(t.lower in WEEKDAYS for t in parsed.tokens[name.first : name.last + 1])
        if day and on.lower == "on" and on.i > head and on.start > found[0]:
            return found[0], parsed.tokens[on.i - 1].end
    return found


def _within(parsed: Parsed, head: int, found: Piece) -> Piece:
    """The phrase without other paragraphs, a dateline, a lone quotation mark or a clause after its apposition."""
    text = parsed.text
    first, last = found
    dateline = dateline_end(text, first)
    if dateline is not None and first <= dateline <= parsed.tokens[head].start:
        first = dateline
    cut = text.rfind("\n", first, parsed.tokens[head].start)
    if cut >= 0:
        first = cut + 1
    stop = text.find("\n", parsed.tokens[head].end, last)
    if stop >= 0:
        last = stop
    while first < parsed.tokens[head].start and text[first] in " \t\xa0\"“”'‘’«»,-—–":
        if text[first] in "\"“‘'«" and any(m in text[first + 1 : last] for m in "\"”’'»"):
            break
        first += 1
    for position in range(parsed.tokens[head].end, last):
        if text[position] == "," and _CLAUSE_AFTER.match(text, position, last):
            last = position
            break
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


_CLAUSE_AFTER = re.compile(r", (?:like|including|along with|as well as|appearing|speaking|\w+ing)\b")


def _reaches_verb(parsed: Parsed, last: int) -> bool:
    """True where more of the sentence follows: a comma that closes an apposition, not one that ends a clause."""
    return last + 2 < len(parsed.tokens) and parsed.tokens[last + 1].sentence == parsed.tokens[last].sentence


def speaker_of(parsed: Parsed, verb: int, vocabulary: Vocabulary, depth: int = 0) -> Voice | None:
    """Who says, thinks or feels what the verb reports; None where nobody is named."""
    tokens, token = parsed.tokens, parsed.tokens[verb]
    subject = _subject(parsed, verb)
    if subject is not None and child(parsed, verb, "nsubjpass") is None:
        if tokens[subject].lower in _NO_SPEAKER and tokens[subject].dep == "expl":
            return None
        titled = _title_and_name(parsed, verb, subject)
        if titled is not None:
            return titled
        found = noun_phrase(parsed, subject, before=verb)
        return Voice(subject, found) if found else None
    passive = child(parsed, verb, "nsubjpass") is not None or child(parsed, verb, "auxpass") is not None
    as_said = token.dep == "advcl" and token.tag == "VBN" and _behind_as(parsed, verb)
    if passive or as_said or (token.dep == "acl" and token.tag == "VBN"):
        agent = child(parsed, verb, "agent", "prep") if as_said else child(parsed, verb, "agent")
        noun = child(parsed, agent, "pobj") if agent is not None else None
        found = noun_phrase(parsed, noun, before=_of_what(parsed, noun)) if noun is not None else None
        return Voice(noun, found) if noun is not None and found else None
    if depth > 6 or token.head == verb:
        return None
    return _inherited(parsed, verb, vocabulary, depth)


def _title_and_name(parsed: Parsed, verb: int, subject: int) -> Voice | None:
    """An office and the name behind it, of which the parse made two subjects: "the head of the guard Col. Ana Bor"."""
    tokens = parsed.tokens
    last = _last_subject(parsed, verb, subject)
    if last is None or tokens[last].pos != "PROPN" or tokens[last].left != tokens[subject].right + 1:
        return None
    person = any(n.label == "PERSON" and n.first <= last <= n.last for n in parsed.names)
    found = piece(parsed, tokens[subject].left, last) if person and tokens[subject].tag == "NN" else None
    return Voice(last, found) if found is not None else None


def _last_subject(parsed: Parsed, verb: int, subject: int) -> int | None:
    """The last of the subjects that a verb has between this one and itself."""
    between = [c for c in parsed.children[verb] if subject < c < verb and parsed.tokens[c].dep == "nsubj"]
    return between[-1] if between else None


def _of_what(parsed: Parsed, noun: int) -> int | None:
    """The "of" that the parse hung on the accuser: "was accused by rights groups of ordering the raid"."""
    tokens = parsed.tokens
    return next(
        (c for c in parsed.children[noun] if tokens[c].lower == "of" and child(parsed, c, "pcomp") is not None), None
    )


def _behind_as(parsed: Parsed, verb: int) -> bool:
    """ "As reported by X", with at most an adverb between."""
    before = [t.lower for t in parsed.tokens[max(verb - 2, 0) : verb]]
    return "as" in before


def _subject(parsed: Parsed, verb: int) -> int | None:
    """The subject; the one right behind the verb where the parse sees one on each side, as after lost commas."""
    subject = child(parsed, verb, "nsubj")
    if subject is not None and subject < verb:
        tokens = parsed.tokens
        if tokens[subject + 1].text == ":":  # a dateline or heading stands before what is said
            subject = [c for c in parsed.children[verb] if c < verb and tokens[c].dep == "nsubj"][-1]
        behind = [c for c in parsed.children[verb] if tokens[c].dep == "nsubj" and tokens[c].left == verb + 1]
        subject = behind[0] if behind else _last_set_off(parsed, verb, subject)
    if subject is not None and subject > verb and parsed.tokens[verb].lemma == "tell":
        subject = _set_off(parsed, verb) or subject
    return subject if subject is not None else child(parsed, verb, *_CLAUSE_SUBJECTS)


def _last_set_off(parsed: Parsed, verb: int, subject: int) -> int:
    """The last of several subjects, where a comma or a verb parts it from the others: "..., ten of them hurt, the mayor
    said", "..., most of them by shots after rioters marched on the town hall the mayor said"."""
    tokens, last = parsed.tokens, _last_subject(parsed, verb, subject)
    if last is None:
        return subject
    between = tokens[tokens[subject].right + 1 : tokens[last].left]
    return last if tokens[tokens[last].left - 1].text == "," or any(t.tag in FINITE for t in between) else subject


def _set_off(parsed: Parsed, verb: int) -> int | None:
    """The speaker that the parse took for an apposition: "... two brothers, the mayor, Ana Sol, told the paper"."""
    tokens = parsed.tokens
    stop = verb - 1 if tokens[verb - 1].text != "," else verb - 2
    found = [
        i for i in range(parsed.sentence_of(verb).first, stop + 1)
        if tokens[i].dep == "appos" and tokens[i].right in (stop, stop + 1) and tokens[tokens[i].left - 1].text == ","
    ]  # fmt: skip
    return found[0] if found else None


def _inherited(parsed: Parsed, verb: int, vocabulary: Vocabulary, depth: int) -> Voice | None:
    """The subject of the word on which a verb without its own hangs."""
    tokens, token = parsed.tokens, parsed.tokens[verb]
    above = tokens[token.head]
    if token.dep == "acl" and token.tag == "VB" and is_deed(above, vocabulary):
        return None  # "no evidence to support the claim that"
    if token.dep in ("acl", "relcl") and above.pos in ("NOUN", "PROPN", "PRON"):
        if above.lemma in vocabulary.utterances and above.dep in ("dobj", "pobj", "attr"):
            issuer = _issuer(parsed, above.i, vocabulary, depth)
            if issuer is not None:
                return issuer
        if token.tag == "VBG" and above.dep == "dobj" and is_deed(above, vocabulary):
            return speaker_of(parsed, _telling(parsed, above.head, vocabulary), vocabulary, depth + 1)
        found = noun_phrase(parsed, above.i, before=verb)
        return Voice(above.i, found) if found else None
    if token.dep in ("conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep", "acl", "aux", "parataxis", "oprd"):
        if token.dep == "ccomp" and token.tag not in ("VBG", "VB"):
            return None
        if above.pos in ("VERB", "AUX"):
            if token.tag == "VB" and _is_said_of_it(parsed, above.i):
                return None
            on = token.tag == "VBG" and token.dep in ("advcl", "xcomp")
            verb_above = _telling(parsed, above.i, vocabulary) if on else above.i
            voice = speaker_of(parsed, verb_above, vocabulary, depth + 1)
            return voice or _passive_subject(parsed, verb_above, token.dep)
        if token.dep == "pcomp" and above.lower == "as" and hands_on(tokens[above.head]):
            quoted = child(parsed, above.head, "dobj")  # "the agency quoted officials as saying"
            if quoted is not None and quoted < verb and (found := noun_phrase(parsed, quoted, before=above.i)):
                return Voice(quoted, found)
        if above.dep in ("prep", "agent", "pcomp", "xcomp", "acomp", "attr", "advmod", "mark") or above.pos in (
            "ADP",
            "ADJ",
            "SCONJ",
        ):
            return _inherited(parsed, above.i, vocabulary, depth + 1) if depth < 6 and above.head != above.i else None
    return None


def _telling(parsed: Parsed, verb: int, vocabulary: Vocabulary) -> int:
    """The verb for whose subject a participle goes on: "he denied that they had used the bombs saying that"."""
    tokens, token = parsed.tokens, parsed.tokens[verb]
    above = tokens[token.head]
    if token.dep == "acl" and above.lemma in vocabulary.noun_clause and above.dep == "dobj":
        above = tokens[above.head]  # "denied claims that they had used the bombs saying that"
    elif token.dep != "ccomp":
        return verb
    return above.i if above.lemma in vocabulary.denies and token.lemma not in vocabulary.verbs else verb


def _is_said_of_it(parsed: Parsed, verb: int) -> bool:
    """True for "it is safe to say": "it" stands for the infinitive."""
    subject = child(parsed, verb, "nsubj")
    is_it = subject is not None and parsed.tokens[subject].lower == "it"
    return is_it and parsed.tokens[verb].lemma == "be" and child(parsed, verb, "acomp") is not None


# Endings of nouns that are no one who could speak.
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ing", "ance", "ence", "age")


def is_deed(noun: Token, vocabulary: Vocabulary) -> bool:
    """True for a noun that cannot speak: an attack, the unrest, a decision."""
    if noun.pos != "NOUN" or noun.lemma in vocabulary.bodies:
        return False
    return noun.lemma in vocabulary.deeds or noun.lemma in vocabulary.speechless or noun.lemma.endswith(_ABSTRACT)


def _passive_subject(parsed: Parsed, verb: int, dep: str) -> Voice | None:
    """The subject of a passive verb speaks in a participle or infinitive after it: "was quoted as saying"."""
    subject = child(parsed, verb, "nsubjpass")
    if subject is None or dep == "conj":
        return None
    found = noun_phrase(parsed, subject, before=verb)
    return Voice(subject, found) if found else None


def _issuer(parsed: Parsed, noun: int, vocabulary: Vocabulary, depth: int) -> Voice | None:
    """Who released, sent or wrote the statement that says so."""
    tokens = parsed.tokens
    verb = tokens[noun].head
    if tokens[verb].pos not in ("VERB", "AUX") or tokens[noun].dep != "dobj":
        return None
    voice = speaker_of(parsed, verb, vocabulary, depth + 1)
    return Voice(voice.head, voice.piece, verb) if voice is not None and verb < noun else None


_WHERE = PLACING | {"from", "around", "over"}


def name_before(parsed: Parsed, verb: int) -> Voice | None:
    """The name that stands right before a verb without a subject; the part of it that the report knows as a person's.

    Where commas are lost, a parse may join the last place of the sentence and the speaker: "... on Orla Weber said".
    """
    tokens = parsed.tokens
    first = verb
    while first > 0 and tokens[first - 1].pos == "PROPN" and tokens[first - 1].sentence == tokens[verb].sentence:
        first -= 1
    if first == verb:
        return None
    known = {tuple(t.lower for t in tokens[n.first : n.last + 1]) for n in parsed.names if n.label == "PERSON"}
    for start in range(first, verb):
        words = tuple(t.lower for t in tokens[start:verb])
        if any(name[-len(words) :] == words for name in known):
            first = start
            break
    else:
        if first < verb - 1 and first > 0 and tokens[first - 1].lower in _WHERE:
            first = verb - 1  # "in Khan Sela Orlov said": nobody is called by his town
    while first > 0 and tokens[first - 1].pos in ("NOUN", "ADJ") and tokens[first - 1].head in range(first - 1, verb):
        first -= 1
    return _officer(parsed, first, verb - 1) or Voice(verb - 1, (tokens[first].start, tokens[verb - 1].end))


def _officer(parsed: Parsed, first: int, last: int) -> Voice | None:
    """Whose office is of the place named before the verb: "the governor of Cauca said"."""
    tokens = parsed.tokens
    of = tokens[tokens[last].head]
    noun = tokens[of.head]
    if of.i != first - 1 or of.lower != "of" or noun.i != of.i - 1 or noun.pos != "NOUN":
        return None
    found = piece(parsed, noun.left, last)
    return Voice(noun.i, found) if found is not None else None


def entity_before(parsed: Parsed, verb: int) -> Voice | None:
    """The name right before a verb where the parse saw no subject, as of an acronym taken for an adverb."""
    name = next((n for n in parsed.names if n.last == verb - 1 and n.label in _SPEAKING), None)
    officer = _officer(parsed, name.first, name.last) if name is not None else None
    if officer is not None:
        return officer
    found = piece(parsed, name.first, name.last) if name is not None else None
    if name is None or found is None or parsed.tokens[name.last].sentence != parsed.tokens[verb].sentence:
        return None
    if name.first > 0 and parsed.tokens[name.first - 1].lower == "the":
        found = parsed.tokens[name.first - 1].start, found[1]
    return Voice(name.last, found)
