"""What becomes of an event under a verb that acts on it: threats to attack, refusals to meet, ends of sieges.

PLOVER codes the threat, the refusal, the promise, not the act foreseen; the act decides the mode.
"""

from __future__ import annotations

from sayso.types import EventType

VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT"})
FRIENDLY = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
GIVING = FRIENDLY | {"AGREE"}
YIELDING = frozenset({"CONCEDE", "RETREAT"})
# What somebody may be charged with, deny, claim or have a part in.
DEEDS = frozenset({"ASSAULT", "COERCE", "CONTROL", "DISPLACE", "PROTEST", "AID", "MOBILIZE", "SANCTION"})
HARD = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "CONTROL", "DISPLACE", "THREATEN"})

FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "CONTROL"})

# A withdrawal or ceasefire announced is CONCEDE; other yielding to come is agreed to.
DECLARED = frozenset({"withdraw", "ceasefire"})

# Kinds of operator that swallow the act, and those after which it is told as well.
SWALLOWS = frozenset({"agree", "promise", "threaten", "request", "refuse", "stop", "allow", "prevent", "must"})


def wish_mode(inner: EventType | None) -> str | None:
    """Mode of a REQUEST or REJECT by what is asked or refused."""
    if inner in ("AID", "COOPERATE", "SUPPORT"):
        return "assist"
    if inner in YIELDING:
        return "yield"
    if inner in ("CONSULT", "AGREE"):
        return "meet"
    return "change"


def threat_mode(inner: EventType | None, mode: str | None) -> str | None:
    """Mode of a THREATEN by what is threatened."""
    if inner in ("ASSAULT", "MOBILIZE", "CONTROL"):
        return "violence"
    if inner == "COERCE":
        return "arrest" if mode == "arrest" else "expel" if mode == "deport" else "restrict"
    if inner in ("SANCTION", "DISPLACE"):
        return "expel" if mode == "expel" or inner == "DISPLACE" else "relations"
    return None


def combine(kind: str, inner: EventType | None, mode: str | None) -> tuple[EventType, str | None] | None:
    """Type and mode of an operator over an inner event (None: a complement that tells no event).

    >>> combine("threaten", "ASSAULT", "aerial")
    ('THREATEN', 'violence')
    >>> combine("stop", "AID", None)
    ('SANCTION', 'discontinue')
    """
    if kind in ("agree", "promise"):
        if inner in YIELDING and kind == "promise":
            return ("CONCEDE", None) if mode in DECLARED else ("AGREE", None)
        if inner in HARD:
            return ("THREATEN", threat_mode(inner, mode)) if kind == "promise" else None
        if inner in ("REJECT", "ACCUSE", "REQUEST"):
            return None
        return "AGREE", None
    if kind == "threaten":
        return "THREATEN", threat_mode(inner, mode)
    if kind in ("request", "must"):
        return "REQUEST", wish_mode(inner)
    if kind == "refuse":
        return "REJECT", wish_mode(inner)
    if kind == "stop":
        return stopped(inner, mode)
    if kind == "allow":
        return None if inner in FORCE else ("RETREAT", "access")  # who may strike is let in nowhere
    if kind == "prevent":
        return ("REJECT", wish_mode(inner)) if inner not in HARD else None
    return None


def stopped(inner: EventType | None, mode: str | None) -> tuple[EventType, str | None] | None:
    """Ending hostile acts is yielding, ending friendly ones a sanction."""
    if inner in ("ASSAULT", "PROTEST"):
        return "RETREAT", "ceasefire"
    if inner in ("COERCE", "SANCTION"):
        return "RETREAT", "access"
    if inner in ("MOBILIZE", "CONTROL"):
        return "RETREAT", "withdraw"
    if inner in ("CONSULT", "AGREE"):
        return "REJECT", "meet"
    if inner in ("AID", "COOPERATE", "SUPPORT"):
        return "SANCTION", "discontinue"
    return None


def foreseen(inner: EventType, mode: str | None) -> tuple[EventType, str | None]:
    """An announced future act: friendly ones are agreed, yielding conceded, hostile ones threatened."""
    if inner in FRIENDLY:
        return "AGREE", None
    if inner == "RETREAT":
        return ("CONCEDE", None) if mode in DECLARED else ("AGREE", None)
    if inner in ("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"):
        return "THREATEN", threat_mode(inner, mode)
    return inner, mode
