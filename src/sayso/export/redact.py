"""Private persons' names out of everything an export writes, their role in the place of the name.

Private is whoever is a named person, or a name of no known kind, without an id among the known actors and
without a role of public power (`data/redaction.toml`). A name goes wherever it stands in the texts of the
rows at hand: as a party, in the words around the event, in quotations, titles and addresses. Offsets still
count the characters of the report as it was read. Names that no claim has as a party or speaker are not
known to be names, and stay.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from sayso.errors import DataBroken
from sayso.types import Claim, Disagreement, Incident, IncidentCount, IncidentParty, Party, Report, Source, Span

# Shorter words of a name ("al", "bin", "de") also stand in other names.
SHORTEST_WORD = 3

P = TypeVar("P", Party, IncidentParty)


class RoleWords(msgspec.Struct, frozen=True):
    public: frozenset[str]
    private: frozenset[str]
    by_sector: dict[str, str]


@cache
def role_words() -> RoleWords:
    path = files("sayso.data") / "redaction.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), RoleWords)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise DataBroken(path, f"unreadable words of roles ({error})") from error


def is_private(party: Party | IncidentParty) -> bool:
    """True for a named person whose name the public has no claim to."""
    if party.name is None or party.id is not None or party.kind not in ("person", None):
        return False
    words = role_words()
    told = set(re.findall(r"[\w-]+", (party.role or "").lower()))
    return not told & words.public or bool(told & words.private)


class Redactor:
    """Takes out the private names of some claims. Without any, everything stays as it is."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        private: dict[str, str] = {}
        spelled: dict[str, set[str]] = {}
        kept: set[str] = set()
        for claim in claims:
            if claim.place is not None:
                kept |= {claim.place.text, claim.place.name or "", claim.place.admin1 or ""}
            for party in (*claim.actor, *claim.recipient, *claim.source.speakers):
                if not is_private(party):
                    kept |= {party.name or "", *_names(party)} if party.name else set()
                elif party.name:
                    if party.role or party.name not in private:
                        private[party.name] = _stands_for(party)
                    spelled.setdefault(party.name, set()).update(_names(party))
        self._kept = {k.casefold() for k in kept if k}
        # Somebody who holds office in one report and is named plainly in the next is still public, and a
        # name of no known kind that is also a place is the place.
        self._private = {n: r for n, r in private.items() if n.casefold() not in self._kept}
        self._roles: dict[str, str] = {}
        for name, role in self._private.items():
            for form in {name} | spelled[name]:
                self._add(form, role)
        self._pattern = self._compiled(kept) if self._roles else None
        # A role may name somebody else: "brother of Ivo Marsh".
        if self._pattern is not None:
            clear = {r: r if self.text(r) == r else "person" for r in {*self._roles.values()}}
            self._roles = {form: clear[r] for form, r in self._roles.items()}
            self._private = {name: clear[r] for name, r in self._private.items()}
        self._slugs = [re.findall(r"\w+", n.casefold()) for n in self._private]

    def _add(self, name: str, role: str) -> None:
        words = name.split()
        if name.casefold() not in self._kept or len(words) == 1:
            self._roles.setdefault(name.casefold(), role)
        for number, word in enumerate(words):
            bare = word.strip(".,'’\"()")
            last = number == len(words) - 1
            if len(bare) >= SHORTEST_WORD and bare[:1].isupper() and (last or bare.casefold() not in self._kept):
                self._roles.setdefault(bare.casefold(), role)

    def _compiled(self, kept: set[str]) -> re.Pattern[str]:
        """Longest first, so that a public name that holds a private word stays whole."""
        forms = {*self._roles, *(k.casefold() for k in kept if k)}
        ordered = sorted(forms, key=lambda f: (-len(f), f))
        ways = "|".join(r"\s+".join(map(re.escape, f.split())) for f in ordered if f.split())
        return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """A text with roles in square brackets for the names.

        A word of a name counts only where it is written with a capital.
        """
        return text if self._pattern is None else self._pattern.sub(self._role, text)

    def _role(self, found: re.Match[str]) -> str:
        words = found[0]
        role = self._roles.get(" ".join(words.split()).casefold())
        common = words.islower() and len(words.split()) == 1
        return words if role is None or common else f"[{role}]"

    def party(self, party: P) -> P:
        role = party.role and self.text(party.role)
        member_of = party.member_of and self.text(party.member_of)
        changes: dict[str, Any] = {"role": role, "member_of": member_of}
        if party.name in self._private:
            changes |= {"name": None, "text": self._private[party.name]}
        elif party.text is not None:
            changes["text"] = self.text(party.text)
        if isinstance(party, Party):
            changes["mentions"] = tuple(self._span(m) for m in party.mentions)
        return msgspec.structs.replace(party, **changes)

    def _span(self, span: Span) -> Span:
        return Span(self.text(span.text), span.start, span.end)

    def claim(self, claim: Claim) -> Claim:
        if self._pattern is None:
            return claim
        source = claim.source
        told = {"cue": source.cue and self._span(source.cue), "quote": source.quote and self._span(source.quote)}
        speakers = tuple(self.party(s) for s in source.speakers)
        clean_source: Source = msgspec.structs.replace(source, speakers=speakers, **told)
        return msgspec.structs.replace(
            claim,
            trigger=self._span(claim.trigger),
            evidence=self._span(claim.evidence),
            actor=tuple(self.party(p) for p in claim.actor),
            recipient=tuple(self.party(p) for p in claim.recipient),
            counts=tuple(
                msgspec.structs.replace(c, text=self.text(c.text), who=self.text(c.who)) for c in claim.counts
            ),
            instruments=tuple(msgspec.structs.replace(t, text=self.text(t.text)) for t in claim.instruments),
            items=tuple(msgspec.structs.replace(t, text=self.text(t.text)) for t in claim.items),
            labels=tuple(
                msgspec.structs.replace(x, text=self.text(x.text), neutral=self.text(x.neutral)) for x in claim.labels
            ),
            source=clean_source,
        )

    def incident(self, incident: Incident) -> Incident:
        if self._pattern is None:
            return incident
        plain = msgspec.to_builtins({"counts": incident.counts, "disagreements": incident.disagreements})
        for row in (*plain["counts"], *plain["disagreements"]):
            for value in row["values"]:
                value["speakers"] = [self.text(s) for s in value["speakers"]]
                if "value" in value:
                    value["value"] = self._texts(value["value"])
        clean = msgspec.convert(plain, _Told)
        return msgspec.structs.replace(
            incident,
            actor=tuple(self.party(p) for p in incident.actor),
            recipient=tuple(self.party(p) for p in incident.recipient),
            counts=clean.counts,
            disagreements=clean.disagreements,
        )

    def _texts(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list | tuple):
            return [self._texts(v) for v in value]
        return {k: self._texts(v) for k, v in value.items()} if isinstance(value, dict) else value

    def report(self, report: Report) -> Report:
        """Title and text without the names; no address where it spells one."""
        if self._pattern is None:
            return report
        words = set(re.findall(r"[^\W_]+", (report.url or "").casefold()))
        spelt = any(len(slug) > 1 and words.issuperset(slug) for slug in self._slugs)
        return msgspec.structs.replace(
            report,
            text=self.text(report.text),
            title=report.title and self.text(report.title),
            url=None if spelt else report.url,
        )


class _Told(msgspec.Struct):
    counts: tuple[IncidentCount, ...]
    disagreements: tuple[Disagreement, ...]


def _names(party: Party | IncidentParty) -> set[str]:
    """How the report spells a party's name: its mentions in capitals that share a word with it."""
    known = set((party.name or "").casefold().split())
    spans = [m.text.split() for m in party.mentions] if isinstance(party, Party) else []
    named = [s for s in spans if known & {w.casefold() for w in s} and all(w[:1].isupper() for w in s)]
    return {" ".join(s) for s in named}


def _stands_for(party: Party) -> str:
    role = party.role
    if role and not any(w in role for w in (party.name or "").split() if w[:1].isupper()):
        return role
    return role_words().by_sector.get(party.sector or "", "person")
