"""How a voice stands to what it says: asserts, denies, doubts, accuses, claims responsibility."""

from __future__ import annotations

from sayso.find.attribution.reporting import Draft, Vocabulary, child
from sayso.types import Parsed, Stance

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
    if draft.lemma in words.denies:
        return "asserts" if negated else "denies"
    if draft.lemma in words.accuses:
        return "doubts" if negated else "accuses"
    if draft.lemma in words.doubts and draft.frame != "noun-of":
        return "asserts" if negated else "doubts"
    if takes_responsibility(parsed, draft, words):
        return "doubts" if negated else "claims-responsibility"
    return "doubts" if negated else "asserts"


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
    if parsed.tokens[draft.cue_head].dep == "xcomp" and above.lemma in ("decline", "refuse", "fail"):
        return True
    if draft.source_head is None:
        return False
    tokens = parsed.tokens
    return tokens[draft.source_head].lower in NOBODY or any(
        tokens[c].lower in NOBODY for c in parsed.children[draft.source_head]
    )
