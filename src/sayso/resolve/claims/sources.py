"""Parties of a report resolved together, and on whose say-so each of its events is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from sayso.find.attribution.reporting import Vocabulary
from sayso.resolve.claims.blameless import IRREGULAR
from sayso.resolve.claims.findings import Findings
from sayso.resolve.claims.lands import is_whose
from sayso.resolve.claims.speakers import SpokenBefore, is_mute, is_shown, taken_up
from sayso.resolve.claims.stories import VERBAL
from sayso.resolve.claims.tree import Tree
from sayso.resolve.parties.pronouns import PRONOUNS
from sayso.resolve.parties.resolver import PartyResolver
from sayso.resolve.voices import Carriers, VoiceIndex, cited, denies, in_person, own_voice, speaker_mention, together
from sayso.types import (
    Attribution,
    EventMention,
    Parsed,
    Party,
    PartyMention,
    Place,
    PlaceMention,
    Source,
    Span,
    Speaker,
    Stance,
    Status,
)
from sayso.words import keys

COUNTRY = 6
# Below this a name may well be that of a town elsewhere: whose army "the army" is does not follow from it.
SURE = 0.6


class Voices:
    """Parties of the whole report resolved together, and the source of each event."""

    def __init__(
        self, found: Findings, tree: Tree, resolver: PartyResolver, carriers: Carriers, events: Sequence[EventMention]
    ) -> None:
        parsed = found.parsed
        self._parsed, self._resolver, self.tree = parsed, resolver, tree
        self._outlet = parsed.report.outlet
        self._setting = setting_of(parsed, found.places)
        named = [(m, place) for m, place in found.places if not m.demonym and not m.within_body]
        self._places = {i for m, _ in named for i in range(m.first, m.last + 2)}  # and its word: "X province"
        self._mapped = {i for m, _ in named for i in range(m.first, m.last + 1)}
        self._wheres = {
            i for m, place in named if (place.precision or COUNTRY) < COUNTRY for i in range(m.first, m.last + 2)
        }
        self._lands = {
            i: place.country
            for m, place in named
            if place.country and (place.precision or COUNTRY) < COUNTRY
            for i in range(m.first, m.last + 1)
        }
        index = VoiceIndex(parsed, found.attributions)
        told = parsed, found.attributions
        self._words = carriers.words
        self._chains = {_key(event): self._chain(index, told, event, carriers.words) for event in events}
        self._parties = self._resolved(parsed, resolver, [p for e in events for p in (*e.actor, *e.recipient)])
        self._said_by: dict[tuple[int, str], list[PartyMention]] = {}
        for key, chain in self._chains.items():
            self._said_by[key] = [p for a in chain for p in (*_sources(tree, carriers, a), *self._cited(a))]
        mentions = _in_order(p for said in self._said_by.values() for p in said)
        before = SpokenBefore(parsed, found.attributions, carriers.words)
        earlier = {m: e for m in mentions if (e := before.of(m)) is not None}
        mentions = _in_order([*mentions, *(m for e in earlier.values() for m in e.mentions)])
        speakers = dict(zip(mentions, resolver.speakers(parsed, mentions, setting=self._setting), strict=True))
        self._speakers = taken_up(speakers, earlier, parsed)
        self._heard = {key: self._in_turn(said) for key, said in self._said_by.items()}
        for event in events:
            self._first_persons(parsed, event)

    def _cited(self, attribution: Attribution) -> list[PartyMention]:
        """People and bodies that a voice cites; nobody speaks through "citing security concerns"."""
        found = cited(self._parsed, attribution)
        if found is None:
            return []
        head = self._parsed.tokens[found.head]
        speaks = head.pos == "PROPN" or self._resolver.book.knows(head.lemma) or self._resolver.book.knows(head.lower)
        return [found] if speaks else []

    def is_place(self, mention: PartyMention) -> bool:
        """The name of a country, province or town, whatever body it may stand for."""
        return mention.head in self._mapped

    def is_where(self, mention: PartyMention) -> bool:
        """The name of a town or province that stands for no body: it says where, not who."""
        party = self.party(mention)
        bare = party.kind == "person" and self._places.issuperset(range(mention.first, mention.last + 1))
        plain = party.sector is None and party.id is None and (party.kind in {None, "area"} or bare)
        return plain and mention.head in self._wheres

    def _first_persons(self, parsed: Parsed, event: EventMention) -> None:
        """ "We" and "I" are whoever speaks, where the parties before did not tell."""
        said_by = self._said_by[_key(event)]
        for mention in (*event.actor, *event.recipient):
            party = self._parties[mention.first, mention.last]
            if said_by and party.name is None and in_person(parsed, mention.head):
                speaker = self._speakers[said_by[-1].first, said_by[-1].last]
                fields = {n: getattr(speaker, n) for n in Party.__struct_fields__}
                fields.update(text=party.text, start=party.start, end=party.end, effect=party.effect)
                self._parties[mention.first, mention.last] = Party(**fields)

    @staticmethod
    def _chain(
        index: VoiceIndex, found: tuple[Parsed, Sequence[Attribution]], event: EventMention, words: Vocabulary
    ) -> list[Attribution]:
        """The voices that cover the event; whoever does it by speaking is the innermost one."""
        chain = index.chain(event.head)
        own = own_voice(found, event, chain, verbal=event.type in VERBAL, words=words)
        return chain if own is None else [*chain, own]

    def _resolved(
        self, parsed: Parsed, resolver: PartyResolver, mentions: Sequence[PartyMention]
    ) -> dict[tuple[int, int], Party]:
        ordered = _in_order(mentions)
        resolved = resolver.resolve(parsed, ordered, setting=self._setting, lands=self._lands)
        self._meant = {
            (p.start, p.end): span
            for m, p in zip(ordered, resolved, strict=True)
            if (span := resolver.meant(parsed, m)) is not None
        }
        return {(m.first, m.last): self._on_the_map(m, p) for m, p in zip(ordered, resolved, strict=True)}

    def _on_the_map(self, mention: PartyMention, party: Party) -> Party:
        """A town that the parser takes for a body, and the north of a country, as the ground they are."""
        tokens = self._parsed.tokens[mention.first : mention.last + 1]
        if party.kind == "state" and tokens[0].text in keys("places", "directions"):
            return msgspec.structs.replace(party, kind="area", sector=None, name=None, id=None)
        named = [t.i for t in tokens if t.pos == "PROPN"]
        plain = party.sector is None and party.id is None and party.member_of is None
        if not (plain and party.kind in {None, "group", "organization"} and mention.head in named):
            return party
        town = self._wheres.issuperset(named)
        return msgspec.structs.replace(party, kind="area") if town else party

    def party(self, mention: PartyMention) -> Party:
        return self._parties[mention.first, mention.last]

    def parties(self, mention: PartyMention) -> list[Party]:
        """The parties of a phrase that may name several: "the foreign ministers of Chad and Niger"."""
        return self._resolver.several(self._parsed, mention) or [self.party(mention)]

    def said_once(self, parties: Sequence[Party], others: Sequence[Party] = ()) -> tuple[Party, ...]:
        """Without pronouns that stand for the words of another party, also of `others`: "a bus ... burned it"."""
        told = {(p.start, p.end) for p in (*parties, *others)}
        meant = [self._meant.get((p.start, p.end)) for p in parties]
        spans = [(m.start, m.end) if m is not None else None for m in meant]
        fates = {span: p.effect for p, span in zip(parties, spans, strict=True) if span is not None and p.effect}
        return tuple(
            msgspec.structs.replace(p, effect=p.effect or fates.get((p.start, p.end)))  # "ambushed X and killed them"
            for p, span in zip(parties, spans, strict=True)
            if span is None or span not in told
        )

    def in_words(self, party: Party) -> Party:
        """A party told by a pronoun, under the words that it stands for; the pronoun is a mention of it."""
        span = self._meant.get((party.start, party.end))
        if span is None:
            return party
        own = Span(party.text, party.start, party.end)
        others = {m for m in (*party.mentions, own) if m.end <= span.start or span.end <= m.start}
        spans = tuple(sorted(others, key=lambda m: (m.start, m.end)))
        return msgspec.structs.replace(party, text=span.text, start=span.start, end=span.end, mentions=spans)

    def status(self, event: EventMention) -> Status:
        """The event's own, but denied where somebody says that the deed was not done."""
        return "denied" if denies(self._parsed, event, self._chains[_key(event)]) else event.status

    def own_word(self, event: EventMention, actor: Sequence[Party]) -> bool:
        """Whether the innermost voice is the deed's doer, and bears arms for no state."""
        said = self._said_by[_key(event)][-1:]
        speakers = [self._speakers[m.first, m.last] for m in said]
        return event.type == "ASSAULT" and any(
            p.sector in IRREGULAR and (_is_named_by(s, p) or _in_one_place(s, self.in_words(p)))
            for p in actor
            for s in speakers
        )

    def innermost(self, event: EventMention) -> str | None:
        """Who says it, by name or in the report's words; None where the outlet does."""
        speakers = self.speakers(event)
        return (speakers[-1].name or speakers[-1].text) if speakers else None

    def _is_outlet(self, speaker: Speaker) -> bool:
        """The report's own outlet, by the name it goes by or by its words: "told The Valley Courier"."""
        return bool(self._outlet) and _bare(self._outlet) in (_bare(speaker.name), _bare(speaker.text))

    def speakers(self, event: EventMention) -> tuple[Speaker, ...]:
        """The voices in whose words the event is told, outermost first."""
        return self._heard[_key(event)]

    def _in_turn(self, said: Sequence[PartyMention]) -> tuple[Speaker, ...]:
        """Who speaks by these words, each once; no outlet, and nothing that cannot speak."""
        speakers: list[Speaker] = []
        for mention in said:
            speaker = self._speakers[mention.first, mention.last]
            if speaker in speakers or self._is_outlet(speaker) or is_mute(self._parsed, mention, speaker, self._words):
                continue
            if speakers and is_shown(self._parsed, mention, self._words):
                continue
            if speakers and speaker.name is not None and speaker.name == speakers[-1].name:
                speakers[-1] = speakers[-1] if speaker.text.lower() in PRONOUNS else speaker  # "the army said it had"
            else:
                speakers.append(speaker)
        return tuple(speakers)

    def source(self, event: EventMention, *, own_word: bool = False) -> Source:
        """Outlet, then the voices in whose words the event is told, outermost first.

        With `own_word` the innermost of them tells of a deed of his own, which he claims thereby.
        """
        chain = self._chains[_key(event)]
        inner, status = chain[-1] if chain else None, self.status(event)
        stance = event.stance or (_stance(status, inner) if inner else "asserts")
        return Source(
            outlet=self._outlet,
            speakers=self.speakers(event),
            cue=inner.cue if inner else None,
            stance="claims-responsibility" if own_word and (stance, status) == ("asserts", "happened") else stance,
            quote=inner.quote if inner else None,
        )


def _is_named_by(speaker: Speaker, party: Party) -> bool:
    return speaker.name is not None and speaker.name in (party.name, party.member_of)


def _in_one_place(speaker: Speaker, party: Party) -> bool:
    """Whether both are told by the same words: "a rebel group said it had fired"."""
    return speaker.start <= party.start < party.end <= speaker.end


def _bare(name: str | None) -> str:
    return (name or "").casefold().removeprefix("the ").strip()


def setting_of(parsed: Parsed, places: Sequence[tuple[PlaceMention, Place]]) -> str | None:
    """The country most of the report's places lie in; None where none has the half of them, or two have it."""
    countries = Counter(
        p.country for m, p in places
        if p.country and (p.confidence or 1.0) >= SURE and not m.demonym and not is_whose(parsed.tokens, (m, p))
    )  # fmt: skip
    if not countries:
        return None
    (country, times), *others = countries.most_common(2)
    return country if 2 * times >= countries.total() and all(n < times for _, n in others) else None


def _key(event: EventMention) -> tuple[int, str]:
    """One word may tell two events of different types."""
    return event.head, event.type


def _in_order(mentions: Iterable[PartyMention]) -> list[PartyMention]:
    """Each phrase once, in order of the text."""
    by_place = {(p.first, p.last): p for p in mentions}
    return [by_place[key] for key in sorted(by_place)]


def _sources(tree: Tree, carriers: Carriers, attribution: Attribution) -> list[PartyMention]:
    """The medium that carries the words, then whoever says them."""
    found = []
    carrier = carriers.carrier(tree.parsed, attribution)
    if carrier is not None:
        touched = tree.tokens_of(carrier)
        if touched is not None:
            found.append(PartyMention(first=touched[0], last=touched[1], head=touched[1]))
    speaker = speaker_mention(tree.parsed, attribution)
    return [*found, *together(tree.parsed, speaker)] if speaker is not None else found


def _stance(status: Status, inner: Attribution) -> Stance:
    """A denial of something else ("he denied the report of the attack") does not deny what stands beside it."""
    return "denies" if status == "denied" else inner.stance
