"""How a voice stands to what it says: asserts, denies, doubts, accuses, claims responsibility."""

from __future__ import annotations

from sayso.find.attribution.reporting import Draft, Vocabulary, child
from sayso.types import Parsed, Stance

_ASKING = frozenset(["how", "who", "whom", "what", "when", "where", "why", "which"])
_OPEN = _ASKING | {"whether"}
# What is withheld begins within so many words behind the cue.
_NEAR = 4
NOBODY = frozenset(["no", "none", "nobody", "neither", "noone"])


def stance_of(parsed: Parsed, draft: Draft, words: Vocabulary) -> Stance:
    """The stance that the cue sets; a negated denial asserts, a negated "said" doubts."""
    negated = _negated(parsed, draft)
    named = child(parsed, draft.cue_head, "dobj")
    thing = parsed.tokens[named].lemma if named is not None else ""
    if draft.lemma == "deny" and thing in words.granted:
        return "asserts"  # entry is denied, no deed
    if draft.lemma in words.denies and draft.source is None and draft.frame in ("passive", "hearsay"):
        return "asserts"  # "officers will be dismissed"
    if draft.lemma in words.turns_down and named is not None and not of_words(parsed, draft.cue_head, words):
        return "asserts"  # a ruling, a bill or an officer is dismissed, and nothing denied
    if draft.lemma in words.denies:
        return "asserts" if negated else "denies"
    if draft.lemma in words.accuses:
        if negated and draft.source is None:
            return "asserts"  # "he was not charged": nobody doubts a word
        return "doubts" if negated else "accuses"
    if draft.lemma in words.doubts and draft.frame != "noun-of":
        return "asserts" if negated else "doubts"
    if takes_responsibility(parsed, draft, words):
        return "doubts" if negated else "claims-responsibility"
    return "doubts" if negated else "asserts"


def of_words(parsed: Parsed, verb: int, words: Vocabulary) -> bool:
    """True where what a verb turns down is words ("the claim"), or a word for it follows ("as lies")."""
    tokens = parsed.tokens
    named = child(parsed, verb, "dobj")
    told = named is not None and (tokens[named].lemma in words.sayings or tokens[named].lower in ("it", "this", "that"))
    behind = [c for c in parsed.children[verb] if c > verb]
    false = any(tokens[c].lower == "as" and tokens[k].lower in words.untrue for c in behind for k in parsed.children[c])
    return told or false or any(tokens[c].dep == "ccomp" for c in behind)


def withholds(parsed: Parsed, draft: Draft) -> bool:
    """True for "did not say how many were killed", "did not comment on the raid": that is not the speaker's word."""
    if draft.kind != "speech" or not draft.content or not _negated(parsed, draft):
        return False
    return draft.frame == "prep" or _opens_with(parsed, draft, _ASKING)


def leaves_open(parsed: Parsed, draft: Draft) -> bool:
    """True for "will decide whether the road is closed": nobody says that it is."""
    return draft.kind == "belief" and bool(draft.content) and _opens_with(parsed, draft, _OPEN)


def _opens_with(parsed: Parsed, draft: Draft, words: frozenset[str]) -> bool:
    """Whether what is told begins close behind the cue, with one of these words."""
    begin = draft.content[-1][0]
    near = parsed.tokens[draft.cue_head + 1 : draft.cue_head + _NEAR]
    return any(t.start == begin and t.lower in words for t in near)


def takes_for_true(parsed: Parsed, draft: Draft, words: Vocabulary) -> bool:
    """True for "realised that she was hurt": the report tells that she was."""
    return draft.kind == "belief" and draft.lemma in words.factive and not _negated(parsed, draft)


def takes_responsibility(parsed: Parsed, draft: Draft, words: Vocabulary) -> bool:
    """True for "claimed responsibility for" and its like."""
    if draft.lemma == "responsibility":
        return True
    if draft.lemma not in words.responsibility:
        return False
    tokens = parsed.tokens
    named = child(parsed, draft.cue_head, "dobj", "nsubjpass")
    if named is None and tokens[draft.cue_head].dep == "acl":
        named = tokens[draft.cue_head].head
    if named is None:
        return False
    return tokens[named].lemma == "responsibility" or (draft.lemma == "claim" and tokens[named].lemma in words.deeds)


def _negated(parsed: Parsed, draft: Draft) -> bool:
    if child(parsed, draft.cue_head, "neg") is not None:
        return True
    above = parsed.tokens[parsed.tokens[draft.cue_head].head]
    if _neither(parsed, draft.cue_head):
        return True
    if parsed.tokens[draft.cue_head].dep == "xcomp" and above.lemma in ("decline", "refuse", "fail"):
        return True
    if draft.source_head is None:
        return False
    tokens = parsed.tokens
    return tokens[draft.source_head].lower in NOBODY or any(
        tokens[c].lower in NOBODY for c in parsed.children[draft.source_head]
    )


def _neither(parsed: Parsed, cue: int) -> bool:
    """True for both verbs of "neither confirmed nor denied it"."""
    tokens = parsed.tokens
    if any(tokens[c].lower == "neither" for c in parsed.children[cue] if c < cue):
        return True
    joined = tokens[cue].dep == "conj"
    return joined and any(tokens[c].lower == "nor" for c in parsed.children[tokens[cue].head] if c < cue)
