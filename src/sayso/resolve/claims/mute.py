"""What says nothing, whatever clause hangs on it: deeds, measures, platforms, nobody, and credits under pictures."""

from __future__ import annotations

from sayso.find.attribution.reporting import Vocabulary
from sayso.find.attribution.stances import NOBODY
from sayso.resolve.claims.findings import Findings
from sayso.types import Attribution, Parsed

# What "no group" does not do; "no evidence supports the claim" still doubts it.
VOUCHING = frozenset(["asserts", "claims-responsibility"])


def by_somebody(found: Findings, words: Vocabulary) -> list[Attribution]:
    """The attributions without those to what says nothing: "the attack left ten dead, charging that"."""
    tokens = found.parsed.tokens
    deeds = {e.head for e in found.events if e.type == "ASSAULT" and tokens[e.head].pos == "NOUN"}
    return [
        a for a in found.attributions
        if a.source_head not in deeds and a.cue_head not in deeds and not _mute(found.parsed, a, words)
    ]  # fmt: skip


def _mute(parsed: Parsed, attribution: Attribution, words: Vocabulary) -> bool:
    cue, head = attribution.cue_head, attribution.source_head
    if cue is None or head is None:
        return False
    tokens = parsed.tokens
    source, verb = tokens[head], tokens[cue]
    if attribution.stance in VOUCHING and not NOBODY.isdisjoint(
        tokens[i].lower for i in (head, *parsed.children[head])
    ):
        return True
    if verb.lower == "according" and source.pos == "NOUN":
        return source.lemma in words.measures or any(tokens[c].lemma in words.measures for c in _beside(parsed, head))
    if source.lower in words.platforms and source.pos == "PROPN":
        return source.head != cue or source.dep != "nsubj"
    return _credit(parsed, attribution, head)


def _beside(parsed: Parsed, head: int) -> list[int]:
    """The nouns before a noun: "their type location flight patterns"."""
    return [c for c in parsed.children[head] if c < head and parsed.tokens[c].pos == "NOUN"]


def _credit(parsed: Parsed, attribution: Attribution, head: int) -> bool:
    """Whether a photographer's name was taken for the verb: "AGENCY Rami Said", in a text of small letters."""
    cue = attribution.cue
    if cue is None or cue.text != "Said" or parsed.text.isupper():
        return False
    return cue.start > 0 and parsed.tokens[head].end == cue.start - 1 and parsed.tokens[head].text[:1].isupper()
