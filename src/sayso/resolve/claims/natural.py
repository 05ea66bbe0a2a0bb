"""Deaths that nobody caused: of illness, hunger or cold, by accident. They tell no attack, whatever one is near."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.words import joined_lists, listed
from sayso.types import CountMention, EventMention, Parsed

DYING = frozenset(["die", "perish", "succumb"])
CAUSES = frozenset(["of", "from", "to", "in"])
KILLING = frozenset(["kill", "martyr", "injure", "wound", "hurt"])
BY = frozenset(["by", "in"])
FALLS = frozenset(["collapse", "cave-in", "rockfall"])
# How a mishap is told behind its victims: "killed when a bus overturned", "hurt after a truck plunged into a gorge".
WHEN = frozenset(["when", "after", "as", "while", "once"])
# Turned over by a word of its own: "the boat turned turtle".
TURTLE = frozenset(["turtle", "over"])
# Fates that a cause is told for.
HARM = frozenset(["killed", "injured", "casualties"])
# So many nouns of a cause are looked at: "of cholera and related complications".
MOST_CAUSES = 4


def by_force(parsed: Parsed, counts: Sequence[CountMention], events: Sequence[EventMention]) -> list[CountMention]:
    """The counts without those of people who died of what nobody did to them; a siege starves whom it holds."""
    tokens = parsed.tokens
    sieges = {tokens[e.head].sentence for e in events if e.mode == "besiege"}
    return [
        c for c in counts if c.count.what not in HARM or tokens[c.head].sentence in sieges or not _natural(parsed, c)
    ]


def by_nobody(parsed: Parsed, event: EventMention) -> bool:
    """Whether an event is only the death of people to whom nobody did anything."""
    return event.type == "ASSAULT" and _of_itself(parsed, event.head)


def _natural(parsed: Parsed, mention: CountMention) -> bool:
    return mention.anchor is not None and _of_itself(parsed, mention.anchor)


def _of_itself(parsed: Parsed, anchor: int) -> bool:
    tokens, lemma = parsed.tokens, parsed.tokens[anchor].lemma
    if lemma not in DYING | KILLING:
        return False
    if _by_mishap(parsed, anchor):
        return True
    near = [
        n for c in parsed.children[anchor] if tokens[c].lower in (CAUSES if lemma in DYING else BY)
        for n in parsed.children[c] if tokens[n].dep == "pobj"
    ]  # fmt: skip
    if lemma in KILLING:  # "killed by a landslide"; a crash may be that of what was shot down
        return any(tokens[n].lemma in (listed("events", "disaster", "words") | FALLS) - {"crash"} for n in near)
    told = near + [k for n in near for k in parsed.children[n] if tokens[k].dep in ("conj", "compound")]
    words = listed("events", "accident", "words")
    return any(tokens[n].lemma in words or _fire(parsed, n) for n in told[:MOST_CAUSES])


def _fire(parsed: Parsed, n: int) -> bool:
    """A fire that nobody is told to have set: no gunfire, no fire "set by rebels"."""
    below = {parsed.tokens[c].dep for c in parsed.children[n]}
    return parsed.tokens[n].lemma == "fire" and below.isdisjoint(("compound", "amod", "nmod", "acl", "relcl"))


def _by_mishap(parsed: Parsed, anchor: int) -> bool:
    """Whether an accident befell the victims and the sentence tells of no arms or violence."""
    tokens, sentence = parsed.tokens, parsed.sentence_of(anchor)
    words = {t.lemma for t in tokens[sentence.first : sentence.last + 1]} - DYING - KILLING
    if words & (listed("events", "violent", "words") | joined_lists("events", "means")):
        return False
    joined = {anchor, *(c for c in parsed.children[anchor] if tokens[c].dep == "conj")}
    if tokens[anchor].dep == "conj":
        joined.add(tokens[anchor].head)
    below = [c for v in joined for c in parsed.children[v]]
    clauses = [c for c in below if tokens[c].dep == "advcl" and _when(parsed, c)]
    behind = [n for c in below if tokens[c].lower in WHEN | BY for n in parsed.children[c] if tokens[n].dep == "pobj"]
    if any(tokens[n].lemma in listed("events", "mishap", "told") for n in behind):
        return True  # "two killed in mishap"
    # The parser takes "after a truck overturned" for a noun and what it did.
    clauses += [k for n in behind for k in parsed.children[n] if tokens[k].dep in ("acl", "relcl")]
    return any(_mishap(parsed, c) for c in clauses)


def _when(parsed: Parsed, clause: int) -> bool:
    return any(parsed.tokens[c].lower in WHEN for c in parsed.children[clause])


def _mishap(parsed: Parsed, v: int) -> bool:
    tokens, below = parsed.tokens, parsed.children[v]
    subjects = {tokens[c].lemma for c in below if tokens[c].dep in ("nsubj", "nsubjpass")} or {
        tokens[tokens[v].head].lemma
    }
    if not subjects & listed("events", "mishap", "things"):
        return False
    if tokens[v].lemma in listed("events", "mishap", "verbs"):
        return True
    if tokens[v].lemma == "turn":
        return any(tokens[c].lower in TURTLE for c in below)
    into = {tokens[n].lemma for c in below if tokens[c].dep == "prep" for n in parsed.children[c]}
    return tokens[v].lemma in listed("events", "mishap", "moves") and bool(into & listed("events", "mishap", "ends"))
