"""Claims to ACLED event and sub-event types: the ordered rules of `data/acled.toml`, then weighed with the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from sayso.resolve.claims.subevents import (
    ACLED_TYPES,
    OUTSIDE,
    SubEvents,
    claim_features,
)
from sayso.types import Acled, Claim, Party
from sayso.words import table

# What did not happen has no ACLED row; a denied or alleged act keeps its type, its stance tells it apart.
UNREAL = frozenset({"planned", "threatened", "hypothetical", "negated", "attempted"})
AGREEMENT, STRATEGIC, OTHER = "Agreement", "Strategic developments", "Other"
PEACEFUL, BROKEN_UP = "Peaceful protest", "Protest with intervention"
WORD = re.compile(r"[\w'’.-]+")
MOB = frozenset({"mob", "mobs", "crowd", "vigilantes", "villagers", "locals"})


def acled_of(claim: Claim) -> Acled | None:
    """ACLED type of a finished claim (its own `acled` is not looked at); None where ACLED has none."""
    return crosswalk().told(claim)[0]


def with_acled(claim: Claim) -> Claim:
    """The claim with its ACLED type; crime and disasters, which ACLED leaves out, get their context."""
    acled, context = crosswalk().told(claim)
    contexts = claim.contexts if context is None else tuple(sorted({*claim.contexts, context}))
    return msgspec.structs.replace(claim, acled=acled, contexts=contexts)


def of_one_protest(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, a protest that one telling has broken up being none of peace in the others."""
    broken = {c.incident for c in claims if c.type == "PROTEST" and c.acled and c.acled.sub_event_type == BROKEN_UP}
    return tuple(
        msgspec.structs.replace(c, acled=Acled("Protests", BROKEN_UP))
        if c.incident in broken and c.acled and c.acled.sub_event_type == PEACEFUL
        else c
        for c in claims
    )


@cache
def crosswalk() -> Crosswalk:
    return Crosswalk(table("acled"))


class Crosswalk:
    """The rules, ready to be asked."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._rules: list[Mapping[str, Any]] = table["rule"]
        self._sectors: dict[str, str] = {s: name for name, ss in table["classes"].items() for s in ss}
        self._allowed: dict[str, set[str]] = {}
        for rule in self._rules:
            for kind in rule["type"]:
                self._allowed.setdefault(kind, set()).add(rule["sub"])
        self._needs: dict[str, tuple[str, ...]] = {sub: tuple(stems) for sub, stems in table["needs"].items()}
        self._words: dict[str, str] = {}
        for name in ("crowd", "rebel", "civil", "state"):
            for word in table["class_words"][name]:
                self._words.setdefault(word, name)

    def told(self, claim: Claim) -> tuple[Acled | None, str | None]:
        """Its ACLED type, and the context of what is none of ACLED's."""
        seen = _Seen(claim, self)
        features = claim_features(claim, seen.actor, seen.recipient, self._by_rule(seen))
        allowed = {sub for sub in self._allowed.get(claim.type, ()) if self._hinted(sub, seen)}
        sub = SubEvents.open().best(features, allowed)
        if sub in OUTSIDE:
            return None, OUTSIDE[sub]
        if sub == OTHER and claim.type == "DISPLACE" and claim.status not in UNREAL:
            return Acled(STRATEGIC, sub), None  # people driven out by fighting are a development of no name of its own
        known = sub in ACLED_TYPES and (sub == AGREEMENT or claim.status not in UNREAL)
        return (Acled(ACLED_TYPES[sub], sub) if known else None), None

    def _hinted(self, sub: str, seen: _Seen) -> bool:
        """Whether the evidence has one of the words without which a sub-event type is not told."""
        needs = self._needs.get(sub)
        return needs is None or any(word.startswith(needs) for word in seen.text.split())

    def by_rule(self, claim: Claim) -> str | None:
        """The sub-event type of the first rule whose conditions all hold."""
        return self._by_rule(_Seen(claim, self))

    def _by_rule(self, seen: _Seen) -> str | None:
        return next((rule["sub"] for rule in self._rules if seen.fits(rule)), None)

    def classes(self, parties: Iterable[Party]) -> set[str]:
        """state, rebel, crowd, mob, civil, armed of any of the parties; {"none"} where there is none known."""
        found: set[str] = set()
        for party in parties:
            words = WORD.findall(party.text.lower())
            if MOB & set(words):
                found.add("mob")
            by_word = [self._words[w] for w in words if w in self._words]
            if "crowd" in by_word:
                found.add("crowd")
            sector = self._sectors.get(party.sector or "")
            if sector:
                found.add(sector)
            elif by_word:
                found.add(by_word[-1] if by_word[-1] != "crowd" else "civil")
            elif party.kind == "crowd":  # people, of whom nothing says that they protest
                found.add("civil")
            elif party.kind == "state" or (party.country and party.kind is None):
                found.add("state")
        if found & {"state", "rebel"}:
            found.add("armed")
        return found or {"none"}


class _Seen:
    """One claim as the rules look at it."""

    def __init__(self, claim: Claim, crosswalk: Crosswalk) -> None:
        self.type = claim.type
        self.mode = claim.mode or ""
        self.contexts = set(claim.contexts)
        self.actor = crosswalk.classes(claim.actor)
        self.recipient = crosswalk.classes(claim.recipient)
        self.trigger = set(WORD.findall(claim.trigger.text.lower()))
        self.text = f" {' '.join(WORD.findall(claim.evidence.text.lower()))} "
        self.equal = claim.type == "ASSAULT" and len(claim.actor) > 1 and not claim.recipient

    def fits(self, rule: Mapping[str, Any]) -> bool:
        if self.type not in rule["type"]:
            return False
        if "mode" in rule and self.mode not in rule["mode"]:
            return False
        if self.mode in rule.get("not_mode", ()) or self.contexts & set(rule.get("not_contexts", ())):
            return False
        if "actor" in rule and not self.actor & set(rule["actor"]):
            return False
        if "recipient" in rule and not self.recipient & set(rule["recipient"]):
            return False
        if rule.get("equal") and not self.equal:
            return False
        if "trigger" in rule and not self.trigger & set(rule["trigger"]):
            return False
        return not ("words" in rule and not any(f" {w} " in self.text for w in rule["words"]))
