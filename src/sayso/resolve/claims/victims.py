"""Victims whom a report names apart from the deed: "The victim was identified as A B", "Among the dead was C D"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import cast

import msgspec

from sayso.find.events.listed import Lists
from sayso.resolve.claims.attach import Attached
from sayso.resolve.claims.background import is_background
from sayso.resolve.claims.hurt import ONE_BY_ONE
from sayso.types import REAL, Effect, Parsed, PartyMention, Struct
from sayso.words import table

# Tokens between what says that a name follows and "as", and those between the victims and what says so.
FAR_AS, FAR_BEFORE = 8, 9
# Sentences from the deed on to the one that names its victims: by "the man", and by a word for victims.
NEAR_SENTENCES, FAR_SENTENCES = 4, 10
PRONOUN_SENTENCES = 2
# Recipients of one event.
MOST = 40
HARM = frozenset(ONE_BY_ONE)
SINGLE = frozenset({"him", "her", "he", "she"})
PERSONAL = SINGLE | {"them", "they"}


class Words(Struct, frozen=True):
    """The words of `data/victims.toml`."""

    victims: Mapping[str, str]
    states: Mapping[str, str]
    telling: frozenset[str]
    being: frozenset[str]
    among: frozenset[str]
    between: frozenset[str]
    anybody: frozenset[str]


@cache
def words() -> Words:
    """The table in the package."""
    data = table("victims")
    victims, states = ({w: effect for effect, ws in data[k].items() for w in ws} for k in ("victims", "states"))
    telling, being, among, between, anybody = (
        frozenset(data["words"][k]) for k in ("telling", "being", "among", "between", "anybody")
    )
    return Words(victims, states, telling, being, among, between, anybody)


class Victim(Struct, frozen=True, kw_only=True):
    """Names of a sentence and the noun that says whose they are."""

    noun: int
    effect: Effect | None
    """What became of them by that noun; None where it does not say."""
    certain: bool
    """True for a word for victims, False for "the man" and "him"."""
    names: tuple[tuple[int, int], ...]
    beside: bool = False
    """True where the names stand right behind the noun, which no other word takes up: "a nurse named Ana Sol"."""


def with_victims(parsed: Parsed, attached: Sequence[Attached], lists: Lists) -> None:
    """Adds each victim named apart to the deed told in the same sentence or just before."""
    for victim in _named(parsed, lists):
        found = _whose(parsed, attached, victim)
        if found is None:
            continue
        values, own = found
        event = values.event
        effect = (own.effect if own else None) or victim.effect or event.effect
        recipients = list(event.recipient)
        one = own is not None and len(victim.names) == 1 and parsed.tokens[own.head].tag in ("NN", "NNP", "PRP")
        if one and own in recipients:
            recipients.remove(own)
        for first, last in victim.names:
            if not any(p.first <= last <= p.last for p in recipients):
                wider = (own.first, own.last) if one and own is not None and own.last < first else None
                recipients.append(PartyMention(first=first, last=last, head=last, effect=effect, wider=wider))
        ordered = tuple(sorted(recipients, key=lambda p: p.first))[:MOST]
        values.event = msgspec.structs.replace(event, recipient=ordered)


def _named(parsed: Parsed, lists: Lists) -> Iterable[Victim]:
    """Every place where a sentence says by name who somebody was, in order of the text."""
    tokens, book = parsed.tokens, words()
    for token in tokens:
        if token.lower in book.telling:
            found = _told(parsed, lists, token.i)
        elif token.lower in book.being:
            found = _is(parsed, lists, token.i)
        else:
            continue
        if found is not None:
            yield found


def _told(parsed: Parsed, lists: Lists, i: int) -> Victim | None:
    """ "identified the victim as A B", "the victim, identified by the police as A B"."""
    tokens, sentence = parsed.tokens, parsed.sentence_of(i)
    as_ = next((k for k in range(i + 1, min(i + FAR_AS, sentence.last) + 1) if tokens[k].lower == "as"), None)
    if as_ is None:
        called = tokens[i].dep == "acl" and tokens[i].head == i - 1 and tokens[i].lower == "named"
        names = lists.names_from(sentence, i + 1) if called else []
        return Victim(noun=i - 1, effect=None, certain=False, names=tuple(names), beside=True) if names else None
    names = lists.names_from(sentence, as_ + 1)
    if not names:
        return None
    passive = as_ == i + 1 or tokens[i + 1].lower in ("by", "on") or tokens[i + 1].text.istitle()
    noun = _noun_before(parsed, i) if passive else next((k for k in range(as_ - 1, i, -1) if _who(parsed, k)), None)
    return _victim(parsed, noun, names)


def _is(parsed: Parsed, lists: Lists, i: int) -> Victim | None:
    """ "the victim was A B", "one of the dead is A B", "among the dead were A B and C D"."""
    tokens, sentence = parsed.tokens, parsed.sentence_of(i)
    if i == sentence.last or tokens[i + 1].pos in ("VERB", "ADV", "AUX", "ADP"):
        return None
    noun = _noun_before(parsed, i)
    if noun is None or tokens[noun].lower in PERSONAL - {"them"}:
        return None
    names = lists.names_from(sentence, i + 1)
    return _victim(parsed, noun, names) if names else None


def _noun_before(parsed: Parsed, i: int) -> int | None:
    """The noun that token i says something of, right before it but for auxiliaries and adverbs."""
    tokens, book, first = parsed.tokens, words(), parsed.sentence_of(i).first
    for k in range(i - 1, max(i - FAR_BEFORE, first) - 1, -1):
        if _who(parsed, k):
            return k
        if tokens[k].lower not in book.between and tokens[k].lower not in book.states:
            return None
    return None


def _who(parsed: Parsed, k: int) -> bool:
    token, book = parsed.tokens[k], words()
    return token.lower in book.victims or token.lower in PERSONAL or token.pos == "NOUN"


def _victim(parsed: Parsed, noun: int | None, names: Sequence[tuple[int, int]]) -> Victim | None:
    """What the noun says of whom it was; None where it is no word for somebody to whom something was done."""
    if noun is None:
        return None
    tokens, book = parsed.tokens, words()
    beside = [tokens[c].lower for c in parsed.children[noun]] + [t.lower for t in tokens[noun - 1 : noun]]
    state = next((book.states[w] for w in beside if w in book.states), None)
    word = tokens[noun].lower
    if word in book.victims or state is not None:
        effect = book.victims.get(word) or state
        return Victim(noun=noun, effect=cast("Effect | None", effect or None), certain=True, names=tuple(names))
    if word in book.anybody or word in PERSONAL:
        return Victim(noun=noun, effect=None, certain=False, names=tuple(names))
    return None


def _whose(parsed: Parsed, attached: Sequence[Attached], victim: Victim) -> tuple[Attached, PartyMention | None] | None:
    """The deed whose victim somebody was, and the recipient already told that the name belongs to, if any."""
    tokens, here = parsed.tokens, parsed.tokens[victim.noun].sentence
    reach = FAR_SENTENCES if victim.certain else NEAR_SENTENCES
    near = [
        v
        for v in attached
        if v.event.type == "ASSAULT"
        and v.event.status in REAL
        and not is_background(v)
        and 0 <= here - tokens[v.event.head].sentence <= reach
    ]
    if any(p.first <= last <= p.last for v in near for p in v.event.recipient for _, last in victim.names):
        return None  # told already
    near.sort(key=lambda v: (-tokens[v.event.head].sentence, -v.event.head))
    for values in near:
        own = next((p for p in values.event.recipient if p.first <= victim.noun <= p.last), None)
        if own is not None:
            return values, own
    if victim.beside:
        return None
    for values in near:
        for party in values.event.recipient:
            if _same(parsed, party, victim) and not any(_same(parsed, p, victim) for p in values.event.actor):
                return values, party
    if tokens[victim.noun].lower in SINGLE:
        just = [v for v in near if here - tokens[v.event.head].sentence <= PRONOUN_SENTENCES]
        alone = [(v, p) for v in just if (p := _lone(parsed, v, victim)) and not _by_one(parsed, v)]
        return alone[0] if alone else None
    if not victim.certain:
        return None
    fitting = [v for v in near if _harms(v, victim.effect)] or [v for v in near if _hits_people(parsed, v)]
    return (fitting[0], _lone(parsed, fitting[0], victim)) if fitting else None


def _hits_people(parsed: Parsed, values: Attached) -> bool:
    told = values.event.recipient
    return not told or any(parsed.tokens[p.head].lower in words().anybody for p in told)


def _lone(parsed: Parsed, values: Attached, victim: Victim) -> PartyMention | None:
    """The one person, unnamed, to whom it was done, where one victim is named."""
    told = values.event.recipient
    noun = parsed.tokens[victim.noun]
    one = len(told) == len(victim.names) == 1 and (noun.tag == "NN" or noun.lower in SINGLE)
    word = parsed.tokens[told[0].head] if one else None
    if word is None or word.tag != "NN":
        return None
    person = word.lower in words().anybody or (told[0].effect or values.event.effect) in HARM
    return told[0] if person else None


def _by_one(parsed: Parsed, values: Attached) -> bool:
    """Whether "him" may as well mean who did it."""
    return any(parsed.tokens[p.head].tag in ("NN", "NNP") for p in values.event.actor)


def _same(parsed: Parsed, party: PartyMention, victim: Victim) -> bool:
    """Whether a noun takes up a party told before: "a man ... the man"."""
    one, two = parsed.tokens[party.head], parsed.tokens[victim.noun]
    if two.lower in PERSONAL:
        return False
    return one.lemma == two.lemma


def _harms(values: Attached, effect: Effect | None) -> bool:
    event = values.event
    told = {event.effect, *(p.effect for p in event.recipient), *(c.count.what for c in values.counts)}
    return bool(told & HARM) if effect is None else effect in told
