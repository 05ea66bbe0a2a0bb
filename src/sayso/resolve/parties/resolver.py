"""Mentions to parties and speakers: names, titles, demonyms, capitals for governments, pronouns and role nouns.

`PartyResolver(base).resolve(parsed, mentions)` gives one Party a mention, in their order. A party keeps the
words of its mention; name, id, country and sector come from the known actor or the antecedent it stands for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sayso.knowledge.actors import ActorBase
from sayso.resolve.parties.people import with_mentions
from sayso.resolve.parties.reports import ReportParties
from sayso.resolve.parties.roles import RoleBook
from sayso.resolve.parties.speaking import self_named
from sayso.types import Parsed, Party, PartyMention, Span, Speaker

# Kinds of those who have a name as persons only, or none.
PEOPLE = frozenset({"person", "crowd", "group"})


class PartyResolver:
    """Resolves the parties of one report after the other; remembers the last report it read."""

    def __init__(self, base: ActorBase):
        self.base = base
        self.book = RoleBook()
        self._last: tuple[Parsed, ReportParties] | None = None

    def resolve(
        self,
        parsed: Parsed,
        mentions: Sequence[PartyMention],
        *,
        setting: str | None = None,
        lands: Mapping[int, str] | None = None,
    ) -> list[Party]:
        """One party a mention, in order.

        `setting` is the alpha-3 code of the state the report plays in, if known; `lands` those of the tokens that name
        a place.
        """
        report = self._report(parsed, setting)
        report.lands = lands or report.lands
        parties = [report.party(mention) for mention in mentions]
        return with_mentions(parsed, parties, report.names, report.people)

    def meant(self, parsed: Parsed, mention: PartyMention) -> Span | None:
        """The words before it that a pronoun stands for; None for other words and where nobody is found."""
        words = self._report(parsed, None).antecedents.meant(mention.head)
        return None if words is None else parsed.span(*words)

    def several(self, parsed: Parsed, mention: PartyMention) -> list[Party]:
        """The parties of several states that one phrase names: "the foreign ministers of Chad and Niger".

        Empty where it names one.
        """
        return self._report(parsed, None).several(mention)

    def speakers(
        self, parsed: Parsed, mentions: Sequence[PartyMention], *, setting: str | None = None
    ) -> list[Speaker]:
        """The same for those who speak, with voice and anonymity."""
        report = self._report(parsed, setting)
        found = []
        parties = with_mentions(parsed, [report.party(mention) for mention in mentions], report.names, report.people)
        for mention, party in zip(mentions, parties, strict=True):
            own = self_named(report.names, mention) if party.name is None and party.kind not in PEOPLE else None
            if own is not None:
                party = msgspec.structs.replace(party, name=own)
            voice, nameless = report.voice(mention, party)
            found.append(Speaker(**_fields(party), voice=voice, anonymous=nameless))
        return found

    def _report(self, parsed: Parsed, setting: str | None) -> ReportParties:
        if self._last is None or self._last[0] is not parsed:
            self._last = (parsed, ReportParties(parsed, self.base, self.book))
        if setting is not None:
            self._last[1].setting = setting
        return self._last[1]


def _fields(party: Party) -> dict[str, Any]:
    return {name: getattr(party, name) for name in party.__struct_fields__}
