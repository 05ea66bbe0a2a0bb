"""The parties of one report: what its phrases and pronouns stand for, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import msgspec

from sayso.english import RELATIVE
from sayso.find.names import read_names
from sayso.knowledge.actors import Actor, ActorBase
from sayso.knowledge.name_keys import key
from sayso.resolve.parties.antecedents import POSSESSIVE, Antecedents
from sayso.resolve.parties.draw import blank, filed, one_of, organ_of
from sayso.resolve.parties.lands import is_local, land_of, land_over, speaks_for
from sayso.resolve.parties.nouns import EMPTY_WORDS, ORGANIZATION_NOUNS, outlet_nouns
from sayso.resolve.parties.offices import FORMER, Offices, standing
from sayso.resolve.parties.others import Others
from sayso.resolve.parties.people import People
from sayso.resolve.parties.phrases import Phrase, PhraseReader
from sayso.resolve.parties.pronouns import PRONOUNS
from sayso.resolve.parties.roles import Role, RoleBook, title_words
from sayso.resolve.parties.several import states_told
from sayso.resolve.parties.sides import is_anybodys, kind_of, modifier_sector, sector_of
from sayso.resolve.parties.speaking import anonymous, before_clause, issuer_of, voice_of
from sayso.resolve.parties.unfiled import Unfiled
from sayso.types import STATE_SECTORS, Parsed, Party, PartyMention, Span, Voice
from sayso.words import table

# Chains of "it" to "the group" to its name are followed this far.
MOST_STEPS = 4
# A title without a name ("the general") is looked for with so many persons named before.
MOST_TITLED = 12
# Sectors whose unnamed members belong to the state of the report; a gunman or a firm may be anybody's.
HOME_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "PTY", "REB", "CVL", "HLH", "PRM", "CRM"})
# Papers whose issuer speaks in them; of a statement that is whoever spoke last, if nobody is named with it.
STATEMENTS = frozenset({"statement", "communique", "communiqué"})
DOCUMENTS = STATEMENTS | frozenset("report release study survey letter document assessment review dossier".split())
# Words that tie a jet or a convoy to the state the report is about.
STATE_WORDS = frozenset({"regime", "government", "army", "state", "military"})
# "Its fighters", said of a band of rebels, are rebels.
BANDS = frozenset({"REB", "PAR", "CRM"})
OF_BANDS = frozenset({None, "UAF", "REB", "MIL", "PAR", "CRM"})
OWNERS = frozenset({"its", "their"})
OURS = frozenset({"our", "my"})
# States without an army: soldiers told of there are another's.
NO_ARMY = frozenset({"PSE", "CRI", "ISL", "PAN"})
# Nouns that say nothing of people, who are what their body is, and bodies that fight: "men belonging to the Front".
ANYBODY = frozenset({"men", "man", "people", "persons", "youths", "individuals", "youth"})
FIGHTING = frozenset({"REB", "PAR", "MIL", "CRM"})
# Nouns that take up a name without an article in headlines and wire style.
BARE = frozenset({"coalition", "alliance"})
# A brigade or battalion of a name of its own bears arms for somebody; the name does not say for whom.
UNKNOWN_SIDE = "UAF"
# What flies for somebody, and words of whom it flies for.
CRAFT = frozenset(["plane", "warplane", "jet", "aircraft", "helicopter", "drone", "bomber"])
LONGEST_OWNER = 8


class ReportParties:
    """What is known of the parties of one report."""

    def __init__(self, parsed: Parsed, base: ActorBase, book: RoleBook):
        self.parsed, self.base, self.book = parsed, base, book
        self.names = read_names(parsed, base)
        self.reader = PhraseReader(parsed, self.names, base, book)
        self.unfiled = Unfiled(parsed, self.names, self.reader, book)
        self.others = Others(self.reader, self.unfiled)
        self.antecedents = Antecedents(parsed, self.names, book)
        self.offices = Offices(parsed, self.names)
        self.setting: str | None = None
        self.lands: Mapping[int, str] = {}
        self.people = People(parsed)
        self._read: dict[int, Party] = {}
        self._role: dict[int, Role | None] = {}

    # ------------------------------------------------------------ one mention

    def party(self, mention: PartyMention, steps: int = 0) -> Party:
        span = self._span(mention)
        if not mention.first <= mention.head <= mention.last:
            # A figure whose noun stands elsewhere ("one was killed"): only its own words tell who it is.
            mention = msgspec.structs.replace(mention, head=mention.last)
        drawn = self._drawn(self._with_owner(mention), steps)
        return msgspec.structs.replace(drawn, text=span.text, start=span.start, end=span.end)

    def _with_owner(self, mention: PartyMention) -> PartyMention:
        """With the words that say whose planes they are: "jets from the alliance"."""
        tokens, behind = self.parsed.tokens, mention.last + 1
        if (
            tokens[mention.head].lemma not in CRAFT
            or behind >= len(tokens)
            or tokens[behind].lower not in ("from", "of")
        ):
            return mention
        if tokens[behind].head != mention.head or not tokens[behind].right > behind:
            return mention
        return msgspec.structs.replace(mention, last=min(tokens[behind].right, behind + LONGEST_OWNER))

    def _span(self, mention: PartyMention) -> Span:
        """The words without the sign of what is theirs: "Castell" of "Castell's death"."""
        last = mention.last
        while last > mention.first and self.parsed.tokens[last].lower in POSSESSIVE:
            last -= 1
        return self.parsed.span(mention.first, last)

    def several(self, mention: PartyMention) -> list[Party]:
        if mention.first == mention.last and (together := self.antecedents.joined(mention.head)):
            return [self._in_own_words(i) for i in together]
        states = states_told(self.parsed, self.names, mention)
        if len(states) < 2:
            return []
        phrase, span = self.reader.read(mention), self.parsed.span(mention.first, mention.last)
        if phrase.role is None or phrase.person is not None or phrase.named is not None:
            return []
        found = []
        for country in states:
            alone = msgspec.structs.replace(
                phrase, country=country, number=None, body=None, plural=phrase.plural and phrase.role.office is None
            )
            party = self._unnamed(alone, phrase.role, MOST_STEPS)
            found.append(msgspec.structs.replace(party, text=span.text, start=span.start, end=span.end))
        return found

    def _in_own_words(self, i: int) -> Party:
        """The party headed by token i, with no more than its name or noun phrase for its words."""
        span = self.parsed.span(*self.antecedents.phrase(i))
        party = self.head_party(i, 1)
        return msgspec.structs.replace(party, text=span.text, start=span.start, end=span.end)

    def head_party(self, i: int, steps: int) -> Party:
        """The party that the phrase headed by token i names."""
        if i not in self._read:
            token = self.parsed.tokens[i]
            first = max(token.left, i - 12)
            self._read[i] = blank()  # two phrases may each explain the other; the second finds nothing
            self._read[i] = self.party(PartyMention(first=first, last=max(i, min(token.right, i + 12)), head=i), steps)
        return self._read[i]

    def _drawn(self, mention: PartyMention, steps: int) -> Party:
        token = self.parsed.tokens[mention.head]
        if token.lower in PRONOUNS and token.pos in ("PRON", "DET", "SCONJ", "ADV"):
            return self._pronoun(mention.head, token.lower, steps)
        phrase = self.reader.read(mention)
        if phrase.noun != mention.head and self.parsed.tokens[phrase.noun].lower in PRONOUNS:
            found = self._pronoun(phrase.noun, self.parsed.tokens[phrase.noun].lower, steps)
            return msgspec.structs.replace(found, number=phrase.number)
        self._role[mention.head] = phrase.role
        if phrase.noun == mention.head and token.lemma in DOCUMENTS:
            return self._issuer(phrase, steps)
        if phrase.person is not None:
            return self._person(phrase)
        if phrase.named is not None:
            return filed(phrase, phrase.named)
        if phrase.metonym is not None:
            return organ_of(self.base, phrase, phrase.metonym, "government", kind="state")
        if phrase.ambiguous:
            span = self.names.at.get(phrase.noun)
            return one_of(span.found if span is not None else ())
        if phrase.role is not None and phrase.role.shape != "area":
            return self._unnamed(phrase, phrase.role, steps)
        return self.others.party(phrase)

    def _issuer(self, phrase: Phrase, steps: int) -> Party:
        """Whose statement "the statement" is: the body named with it, else the last one to speak."""
        if phrase.body is not None:
            return filed(phrase, phrase.body)
        if steps >= MOST_STEPS:
            return blank()
        issuer = issuer_of(self.parsed, phrase.noun)
        if issuer is not None:
            return self.head_party(issuer, steps + 1)
        if self.parsed.tokens[phrase.noun].lemma not in STATEMENTS:
            return self.others.party(phrase)
        found = self.antecedents.speaker_before(phrase.noun)
        return self.head_party(found, steps + 1) if found is not None else blank()

    def _pronoun(self, i: int, lower: str, steps: int) -> Party:
        if steps >= MOST_STEPS:
            return blank()
        found = self.antecedents.of(i)
        if found is None or found == i:
            return blank("person" if lower in ("he", "she", "him", "i") else None)
        party = self.head_party(found, steps + 1)
        number = party.number if lower in RELATIVE else None
        return msgspec.structs.replace(party, number=number, effect=None, certainty="stated")

    # ------------------------------------------------------------ by the kind of phrase

    def _person(self, phrase: Phrase) -> Party:
        first, last = phrase.person or (phrase.noun, phrase.noun)
        spoken = self.parsed.span(first, last).text
        full = self.people.full_name(spoken)
        known = self.offices.bearer(phrase, spoken, self.people, self.base) or self.base.choose(
            self.base.named(key(full), full), date=self.names.date, countries=list(self.names.countries)
        )
        if known is not None and known.kind == "person":
            sector, body_name = standing(phrase, known, self.names.date)
            return Party(
                text="", start=0, end=0, name=known.name, id=known.id, country=known.country, sector=sector,
                kind="person", member_of=body_name,
                role=self.offices.title(phrase, first) or self.base.office_of(known, self.names.date),
            )  # fmt: skip
        role = phrase.role
        body = phrase.body
        beside = (self.lands[i] for i in range(phrase.first, first) if i in self.lands)  # "Sele Governor Ana Bor"
        country = phrase.country or (body.country if body else None) or self._country_around(phrase.noun)
        country = country or next(beside, None)
        earlier = self._described(full, first) if role is None and body is None else None
        if earlier is not None:
            return msgspec.structs.replace(earlier, name=full)
        sector = role.sector if role is not None else None
        if body is not None and (sector is None or sector in ("UAF", "CVL", "GOV")):
            sector = body.sector or sector
        if sector is None and phrase.words:
            sector = modifier_sector(self.book, phrase)
        if country is None and role is not None and role.sector in HOME_SECTORS and body is None:
            country = self.setting or self.names.only_country
        organ = self.base.organ(country, role.organ) if role is not None and role.organ and country else None
        member = body or organ
        return Party(
            text="", start=0, end=0, name=full, country=country, sector=sector, kind="person",
            role=self.offices.title(phrase, first), member_of=member.name if member else None,
        )  # fmt: skip

    def _country_around(self, noun: int) -> str | None:
        """The state named by an adjective in the longer phrase that a name stands in."""
        token = self.parsed.tokens[noun]
        for i in range(max(token.left, noun - 15), noun):
            if i in self.names.demonyms and self.parsed.tokens[i].dep in ("amod", "compound", "nmod", "poss"):
                return self.names.demonyms[i]
        return None

    def _described(self, full: str, first: int) -> Party | None:
        """The same person where the report says who it is."""
        for name in self.people.named_like(full):
            if name.first >= first:
                return None
            party = self.head_party(name.last, MOST_STEPS)
            if party.role or party.country:
                return party
        return None

    def _unnamed(self, phrase: Phrase, role: Role, steps: int) -> Party:
        if steps < MOST_STEPS and self._may_refer(phrase, role):
            earlier = self._taken_up(phrase, role, steps)
            if earlier is not None:
                return msgspec.structs.replace(earlier, number=phrase.number or earlier.number, effect=None)
        if phrase.whole and phrase.body is not None and role.shape == "body" and self._is_name_of(phrase, phrase.body):
            return filed(phrase, phrase.body)
        sector = sector_of(self.reader, phrase, role)
        armed = phrase.body is not None and phrase.body.sector in FIGHTING and phrase.words[-1] in ANYBODY
        if phrase.body is not None and (armed or sector not in ("MED", "CVL")):
            return self._people_of(phrase, role, phrase.body)
        own_name = self.unfiled.own(phrase, role)
        if own_name is not None:
            side = UNKNOWN_SIDE if role.organ and role.sector == "MIL" else sector
            return Party(
                text="", start=0, end=0, name=own_name, country=phrase.country, sector=side, kind="organization"
            )
        country = phrase.country
        owner = self._owner(phrase, steps) if country is None else None
        if owner is not None and owner.sector in BANDS and sector in OF_BANDS:
            return Party(
                text="", start=0, end=0, country=owner.country, sector=owner.sector, kind=kind_of(phrase, role),
                number=phrase.number, member_of=owner.name or owner.member_of,
            )  # fmt: skip
        if owner is not None and owner.country is not None:
            country = owner.country
        elif country is None and (sector in HOME_SECTORS or role.organ):
            country = self._home(phrase, role, sector)
        return self._of_state(phrase, role, sector, country)

    def _of_state(self, phrase: Phrase, role: Role, sector: str | None, country: str | None) -> Party:
        """People or an organ of a state by what they are: its army, its president, three of its soldiers."""
        own = country is not None and sector == role.sector and "led" not in phrase.words  # no "Kurdish-led forces"
        other = role.office is not None and self.offices.of_another(phrase)
        own = own and not is_local(self.parsed, phrase, self.lands)
        organ = self.base.organ(country, role.organ) if own and country and role.organ and not other else None
        kind = kind_of(phrase, role)
        if role.shape == "body" and organ is not None:
            counted = phrase.number is not None and phrase.words[-1] != "police"
            return Party(
                text="", start=0, end=0, name=organ.name, id=organ.id, country=country, sector=sector,
                kind="group" if counted else "organization", number=phrase.number,
                member_of=organ.name if counted else None,
            )  # fmt: skip
        if role.office is not None and country and not phrase.plural:
            holder = self.base.leader(country, role.office, self.names.date)
            if holder is not None and not other and not FORMER.intersection(phrase.words):
                return Party(
                    text="", start=0, end=0, name=holder.name, id=holder.id, country=country, sector="GOV",
                    kind="person", role=self.offices.unnamed(phrase), member_of=holder.member_of,
                )  # fmt: skip
        return Party(
            text="", start=0, end=0, country=country, sector=sector, kind=kind, number=phrase.number,
            role=self.offices.unnamed(phrase) if kind == "person" else None, member_of=organ.name if organ else None,
        )  # fmt: skip

    def _owner(self, phrase: Phrase, steps: int) -> Party | None:
        """Whose the people are, where it is told by the pronoun of a state, body or speaker: "its troops"."""
        tokens = self.parsed.tokens
        own = next(
            (t for t in tokens[phrase.first : phrase.noun] if t.dep == "poss" and t.lower in OWNERS | OURS), None
        )
        if own is None or steps >= MOST_STEPS:
            return None
        found = self._pronoun(own.i, own.lower, steps)
        owns = found.country is not None and (found.kind in ("state", "organization") or own.lower in OURS)
        return found if owns or (found.sector in BANDS and found.name is None) else None  # "rebels and their drones"

    def _may_refer(self, phrase: Phrase, role: Role) -> bool:
        """True where the phrase says too little to be anything but a party told before."""
        group = phrase.definite and phrase.words[-1] in ORGANIZATION_NOUNS
        bare = role.shape == "body" and phrase.words[-1] in BARE
        return phrase.body is None and (phrase.country is None or group) and (phrase.definite or bare)

    def _is_name_of(self, phrase: Phrase, body: Actor) -> bool:
        """True for "the Hamas movement", false for "a Hamas cell" and other parts."""
        word = phrase.words[-1]
        return word in ORGANIZATION_NOUNS or (word in outlet_nouns() and body.sector == "MED")

    def _people_of(self, phrase: Phrase, role: Role, body: Actor) -> Party:
        """ "Hamas militants", "guerrillas of the FMLN": named by the body unless it is a single one."""
        kind = kind_of(phrase, role)
        whole = kind in ("group", "organization")
        sector = body.sector or role.sector
        return Party(
            text="", start=0, end=0, name=body.name if whole else None, id=body.id if whole else None,
            country=body.country or phrase.country, sector=sector, kind=kind, number=phrase.number, member_of=body.name,
            role=self.offices.unnamed(phrase) if kind == "person" else None,
        )  # fmt: skip

    # ------------------------------------------------------------ details

    def _taken_up(self, phrase: Phrase, role: Role, steps: int) -> Party | None:
        """The party that "the commander", "the group", "the army", "the Observatory" takes up."""
        noun = self.parsed.tokens[phrase.noun]
        if not phrase.definite and noun.lower not in BARE:
            return None
        if all(w in EMPTY_WORDS or w in self.book.sides for w in phrase.words[:-1]) or phrase.country is not None:
            actor = self.antecedents.name_taken_up(phrase.noun, phrase.country) if not phrase.plural else None
            if actor is not None:
                return filed(phrase, actor)
            titled = self._titled(phrase, steps) if role.shape in ("people", "person", "voice") else None
            if titled is not None:
                return titled
        for token in self.antecedents.same_noun(phrase.noun, noun.lemma):
            party = self.head_party(token.i, steps + 1)
            if party.country and phrase.country is None and self.antecedents.says_no_more(phrase.words, token):
                return party
        return None

    def _titled(self, phrase: Phrase, steps: int) -> Party | None:
        """The person named before with the title that "the general", "the spokesman" repeats."""
        noun = self.parsed.tokens[phrase.noun]
        if phrase.plural or phrase.body is not None or phrase.words[:-1] != ("the",) * len(phrase.words[:-1]):
            return None
        for token in islice(self.antecedents.people_before(phrase.noun), MOST_TITLED):
            party = self.head_party(token.i, steps + 1)
            if party.name is not None and noun.lower in title_words(party.role):
                return party
        return None

    def _home(self, phrase: Phrase, role: Role, sector: str | None) -> str | None:
        """The state of unnamed people: that of their place, else that of the report if they need belong to any."""
        if is_anybodys(phrase.words):
            return None
        home = self._land(phrase, role, sector)
        if self.parsed.tokens[phrase.noun].text == "Congress" and home not in table("roles")["congress"]["states"]:
            return str(table("roles")["congress"]["otherwise"])
        return home

    def _land(self, phrase: Phrase, role: Role, sector: str | None) -> str | None:
        """The same, whatever a body is called."""
        land = land_of(self.parsed, phrase.noun, self.lands) or land_over(self.parsed, phrase, self.names, self.book)
        if land is not None:
            return land
        if self.setting in NO_ARMY and sector == "MIL":
            return None
        if self.setting is not None:
            return self.setting if sector not in STATE_SECTORS or speaks_for(self.names, self.setting) else None
        if role.shape == "vehicle" and not STATE_WORDS.intersection(phrase.words):
            return self.names.only_country
        return self.names.likely_country if sector == "CVL" else self.names.country

    def voice(self, mention: PartyMention, party: Party) -> tuple[Voice, bool]:
        """How a speaker speaks, and whether without a name."""
        tokens, head = self.parsed.tokens[mention.first : mention.last + 1], self.parsed.tokens[mention.head]
        # A "rebel-linked agency" does not speak as a rebel, nor who may not "speak to the media" as media.
        words = () if head.lower in PRONOUNS else before_clause(tokens, head)
        own = [t for t in words if not self.names.merely_backs(t.i)]
        return voice_of(self.book, party, self._role.get(mention.head), own), anonymous(party, head, tokens)
