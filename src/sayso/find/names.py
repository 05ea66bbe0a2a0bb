"""The known names in one report: which tokens name whom, and which states the report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.knowledge.actors import Actor, ActorBase
from sayso.knowledge.name_keys import is_acronym, key
from sayso.types import STATE_SECTORS, Parsed, Struct, Token

# A country is "what the report is about" from this many mentions and this share of all mentions of countries.
LEAST_MENTIONS = 2
LEAST_SHARE = 0.4
# and from this many times the mentions of the next country.
LEAST_LEAD = 1.3
LIKELY_SHARE = 0.6
ONLY_SHARE = 0.75
# Mentions in the first sentences count double: headlines and leads name the scene.
LEAD_SENTENCES = 2
# "ISILs fighters": in many copies the apostrophe is lost.
LOST_POSSESSIVE = re.compile(r"[A-Z]{3,40}s").fullmatch
# A surname alone is a leader's this long before the first office: as a candidate and a minister he is in the news.
KNOWN_YEARS = 4
# A report in capitals throughout shows it in its first characters.
SAMPLE = 2000
# Tables whose actors say in which state a report plays.
PLACED = frozenset({"states", "organs", "leaders", "parties"})
# After a hyphen these make a country word somebody's backer, not the party's own: "US-backed rebels".
BACKERS = frozenset(
    "backed led formed supported trained sponsored funded allied made supplied aligned brokered occupied held "
    "controlled based born armed linked speaking language built run owned affiliated operated friendly".split()
)
# Names made of these words alone are borne by bodies of many states.
COMMON = frozenset(
    "national human rights commission electoral election labour labor socialist democratic republican conservative "
    "liberal popular people progressive united unity union party front movement alliance council committee congress "
    "federation association coalition liberation salvation patriotic presidential guard justice development reform "
    "action centre center workers and of for the".split()
)
# Besides these, of which names of armed groups are made anywhere.
ARMED_COMMON = COMMON | frozenset(
    "military faction opposition forces force special revolutionary armed resistance army command supporters direct "
    "immediate solidarity order foundation brigade brigades cells".split()
)
# "Latin American" is nobody's state.
CONTINENTS = frozenset({"latin", "central", "south", "north", "native", "pan", "inter"})
SMALL_WORDS = frozenset(
    "of the for and in to on at by a an al el e de la las los le les du des del y ul i bin ibn abu van von da do "
    "dos".split()
)
# Short forms that are also English words: not looked for in reports written in capitals throughout.
PLAIN_WORDS = frozenset(
    "us is it who car aid mit arm ice may sam pac lead cap hope peace star force ash act ram mas pen rap red an at as "
    "al el".split()
)


class NamedSpan(Struct, frozen=True):
    """Tokens `first` to `last` name an actor, or one of several."""

    first: int
    last: int
    found: tuple[Actor, ...]
    chosen: Actor | None


def of_continent(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the second word of "Central American", "Latin Americans": the people of no one state."""
    return 0 < i < len(tokens) and tokens[i].lower.startswith("american") and tokens[i - 1].lower in CONTINENTS


def in_capitals(parsed: Parsed, sample: int = SAMPLE) -> bool:
    """True where the letters were brought back to size, as the first tokens show; of a headline alone it is not."""
    written = ((t.text, parsed.text[t.start : t.end]) for t in parsed.tokens[:sample])
    return any(text != own and (text[:1].isupper() or own[1:].isupper()) for text, own in written)


class ReportNames:
    """Names of known actors and states in a report."""

    def __init__(self, parsed: Parsed, base: ActorBase):
        self.parsed, self.base = parsed, base
        self.words = [_word(t.lower[:-1] if LOST_POSSESSIVE(t.text) else t.lower) for t in parsed.tokens]
        self.capitals = in_capitals(parsed)
        self.date = (parsed.report.published or "")[:10] or None
        self._places = {
            i: n.first for n in parsed.names if n.label in ("GPE", "LOC", "FAC") for i in range(n.first, n.last + 1)
        }
        self.demonyms: dict[int, str] = {}
        self.metonyms: dict[int, str] = {}
        self.spans: list[NamedSpan] = []
        self.at: dict[int, NamedSpan] = {}
        raw = list(self._scan())
        self.countries = self._weigh(raw)
        self._choose(raw)

    @property
    def country(self) -> str | None:
        """The one state the report is about, or None where that is not safe to say."""
        total = sum(self.countries.values())
        if not total:
            return None
        (top, count), *others = self.countries.most_common(2)
        if others and count < LEAST_LEAD * others[0][1]:
            return None
        return top if count >= LEAST_MENTIONS and count / total >= LEAST_SHARE else None

    @property
    def likely_country(self) -> str | None:
        """That state where it has most of the mentions: in a war of two the people may be the other's."""
        return self._with_share(LIKELY_SHARE)

    @property
    def only_country(self) -> str | None:
        """That state where the report hardly names another: named people may come from anywhere else."""
        return self._with_share(ONLY_SHARE)

    def _with_share(self, share: float) -> str | None:
        country = self.country
        total = sum(self.countries.values())
        return country if country is not None and self.countries[country] >= share * total else None

    def spoken(self, i: int) -> str:
        """Token i as the report writes it."""
        token = self.parsed.tokens[i]
        return self.parsed.text[token.start : token.end]

    def merely_backs(self, last: int) -> bool:
        """True for "US" in "US-backed", "Saudi" in "Saudi-led"."""
        after = self.parsed.tokens[last + 1 : last + 3]
        if len(after) == 2 and after[0].lower in ("-", "–") and after[1].lower in BACKERS:
            return True
        return bool(after) and after[0].lower.startswith("-") and after[0].lower.lstrip("-") in BACKERS

    def _scan(self) -> Iterable[tuple[int, int, tuple[Actor, ...]]]:
        longest, words, tokens, text = self.base.longest, self.words, self.parsed.tokens, self.parsed.text
        i = 0
        while i < len(words):
            word = words[i]
            capital = self.capitals or text[tokens[i].start].isupper()
            # Names are written with capitals; "al-Shabaab" and "de la" may begin small.
            if not word or not (capital or word in SMALL_WORDS or word[0].isdigit()):
                i += 1
                continue
            most = longest.get(word.partition(" ")[0], 0)  # "U.S.-led" is one token of two words
            found = self._name_at(i, most) if most else None
            if found is not None and found[1] == i and self.base.demonym(self.spoken(i)):
                found = None if all(a.table == "armed" for a in found[2]) else found  # "Azeri": a people, then a band
            if found is not None:
                yield found
                i = found[1] + 1
                continue
            if capital:
                self._country_word(i)
            i += 1

    def _name_at(self, i: int, most: int) -> tuple[int, int, tuple[Actor, ...]] | None:
        """The longest known name that begins at token i."""
        ends: list[tuple[int, str]] = []
        filed, j, size = "", i, 0
        while size < most and j < len(self.words) and j < i + 2 * most:
            word = self.words[j]
            if word:
                filed = f"{filed} {word}" if filed else word
                size += word.count(" ") + 1
                ends.append((j, filed))
            elif self.parsed.tokens[j].lower not in ("-", "–", "'", "’", "'s", "’s", ".", '"', "“", "”", "&", "/"):
                break
            j += 1
        if self._inside_place(i):
            return None
        for last, name in reversed(ends):
            surface = self.parsed.text[self.parsed.tokens[i].start : self.parsed.tokens[last].end]
            surface = surface[:-1] if LOST_POSSESSIVE(self.parsed.tokens[last].text) else surface
            found = self.base.named(name, surface.upper() if self.capitals and len(name) > 2 else surface)
            if found and self._written_as_name(i, last, name):
                return i, last, found
        return None

    def _inside_place(self, i: int) -> bool:
        """True for "Sudan" in "Port Sudan": the last word of a longer place name is not the state."""
        before = self._places.get(i)
        return before is not None and before < i and self.parsed.tokens[i - 1].pos == "PROPN"

    def _written_as_name(self, first: int, last: int, filed: str) -> bool:
        """True unless the words are written small, as words of the language are."""
        plain = filed in PLAIN_WORDS and "." not in self.spoken(first)
        if plain and first == last and self.parsed.tokens[first].tag in ("WP", "PRP"):
            return False  # "WHO KILLED", "IT SAID" in a passage in capitals
        if filed in self.base.ordinary and not self._proper(first, last):
            return False
        if self.capitals:
            return not plain and (first != last or self.parsed.tokens[first].pos in ("PROPN", "NOUN", "ADJ", "X"))
        ends = [i for i in range(first, last + 1) if self.words[i] and self.words[i] not in SMALL_WORDS]
        if not ends:
            return False
        if filed in self.base.small:
            ends = ends[:1]
        return all(self.spoken(i)[:1].isupper() or self.spoken(i)[:1].isdigit() for i in (ends[0], ends[-1]))

    def _proper(self, first: int, last: int) -> bool:
        """True for a word of the language written as a name: a proper noun inside a sentence, no other noun behind."""
        tokens = self.parsed.tokens
        starts = first == self.parsed.sentences[tokens[first].sentence].first
        after = tokens[last + 1].pos if last + 1 < len(tokens) else "PUNCT"
        before = tokens[first - 1].pos if first else "PUNCT"
        return tokens[last].pos == "PROPN" and not starts and not self.capitals and "PROPN" not in (before, after)

    def _country_word(self, i: int) -> None:
        spoken = self.spoken(i)
        if self.capitals and self.words[i] in PLAIN_WORDS and "." not in spoken:
            return
        if of_continent(self.parsed.tokens, i):
            return
        if i + 1 < len(self.words) and self.words[i + 1] and self.words[i] in self.base.paired:
            pair = self.parsed.text[self.parsed.tokens[i].start : self.parsed.tokens[i + 1].end]
            if country := self.base.demonym(pair):
                self.demonyms[i] = self.demonyms[i + 1] = country
                return
            if country := self.base.metonym(pair):
                self.metonyms[i] = self.metonyms[i + 1] = country
                return
        if country := self.base.demonym(spoken):
            self.demonyms[i] = country
        elif country := self.base.metonym(spoken):
            self.metonyms[i] = country
        elif spoken.endswith("s") and (country := self.base.state_named(spoken[:-1])):
            # The apostrophe is lost in many copies: "Syrias army".
            self.demonyms[i] = country

    def _weigh(self, raw: list[tuple[int, int, tuple[Actor, ...]]]) -> Counter[str]:
        weights: Counter[str] = Counter()
        tokens = self.parsed.tokens

        def add(i: int, country: str | None) -> None:
            if country:
                weights[country] += 2 if tokens[i].sentence < LEAD_SENTENCES else 1

        for first, last, found in raw:
            if self.merely_backs(last) or self._common(first, last):
                continue
            countries = {a.country for a in found}
            # Outlets and agencies say where a report was written, and armed groups cross borders.
            if len(countries) == 1 and found[0].table in PLACED:
                add(first, countries.pop())
        for table in (self.demonyms, self.metonyms):
            for i, country in table.items():
                if i - 1 not in table and not self.merely_backs(i):
                    add(i, country)
        return weights

    def _choose(self, raw: list[tuple[int, int, tuple[Actor, ...]]]) -> None:
        present = [c for c, _ in self.countries.most_common()]
        self._states = {last: found[0].country for _, last, found in raw if found[0].kind == "state"}
        for first, last, found in raw:
            chosen = self.base.choose(found, date=self.date, countries=present)
            if chosen is not None and not self._believable(chosen, first, last, present):
                continue
            span = NamedSpan(first, last, found, chosen)
            self.spans.append(span)
            for i in range(first, last + 1):
                self.at[i] = span

    def _common(self, first: int, last: int, words: frozenset[str] = COMMON) -> bool:
        """Whether bodies of many states bear a name: "National Human Rights Commission"."""
        return words.issuperset(w for i in range(first, last + 1) for w in self.words[i].split())

    def _believable(self, actor: Actor, first: int, last: int, present: list[str]) -> bool:
        """A compiled group's short form or single word needs its country in the report: MAA is many things.

        So does a name that bodies of many states bear; armed groups share more words than other bodies.
        """
        if actor.sector in STATE_SECTORS and self._of_other_state(actor, first):
            return False
        words = ARMED_COMMON if actor.table in ("armed", "groups") else COMMON
        if actor.country not in (None, *present) and self._common(first, last, words):
            return False
        if self._national_branch(actor, first) or self._common_in_longer(first, last):
            return False
        if first != last:
            return True
        surface = self.spoken(first)
        if self._of_own_name(actor, first):
            return False
        if actor.table == "leaders":
            if surface in actor.aliases and self._years_before(actor) > KNOWN_YEARS:
                return False  # somebody else of that surname
            return actor.country in present or surface not in actor.aliases
        if actor.table != "armed":
            return True
        if is_acronym(surface) or len(surface) < 7:
            return actor.country in present
        return True

    def _of_other_state(self, actor: Actor, first: int) -> bool:
        """True behind another state's name: "Mexico's National Human Rights Commission" is not India's."""
        before = first - 2 if first > 1 and self.parsed.tokens[first - 1].lower in ("'s", "’s") else first - 1
        country = self.demonyms.get(before) or (self.metonyms.get(before) if before < first - 1 else None)
        if country is None and before < first - 1:
            country = self._states.get(before)
        return country is not None and actor.country is not None and country != actor.country

    def _years_before(self, actor: Actor) -> int:
        """Years from the report to a leader's first office; 0 or less where he held it, or a date is not known."""
        return int(actor.since[:4]) - int(self.date[:4]) if actor.since and self.date else 0

    def _national_branch(self, actor: Actor, first: int) -> bool:
        """True for a body of the world behind a people's name: "the South African Red Cross" is not Geneva's."""
        return actor.country is None and actor.sector == "NGO" and first - 1 in self.demonyms

    def _common_in_longer(self, first: int, last: int) -> bool:
        """True for the end of a longer name, in the words that many have: the party of "the Sele Workers' Party"."""
        tokens = self.parsed.tokens
        if first == 0 or first == last or first - 1 in self.demonyms or not self._common(first, last):
            return False
        before = tokens[first - 1]
        named = before.pos == "PROPN" and before.dep == "compound"
        return named and first - 1 not in self._states and first - 1 not in self.metonyms

    def _of_own_name(self, actor: Actor, i: int) -> bool:
        """True where one ordinary word of an actor's name ends another's: "the Valley Observatory" is not Syria's."""
        tokens = self.parsed.tokens
        if i == 0 or self.spoken(i).lower() not in key(actor.name).split()[1:]:
            return False
        before = tokens[i - 1]
        joined = before.pos == "PROPN" and before.text[:1].isupper() and before.head == i and before.dep == "compound"
        return joined and i - 1 not in self.demonyms and key(before.text) not in key(actor.name).split()


def _word(lower: str) -> str:
    """The filed form of one token; empty for signs and the possessive."""
    if lower.isascii() and lower.isalnum():
        return "people" if lower == "peoples" else lower
    if lower in ("'s", "’s", "'", "’"):
        return ""
    return key(lower)


def read_names(parsed: Parsed, base: ActorBase) -> ReportNames:
    """The names of a report; the last report read is remembered, since several steps ask for it."""
    if base.last_read is None or base.last_read[0] is not parsed:
        base.last_read = (parsed, ReportNames(parsed, base))
    names = base.last_read[1]
    assert isinstance(names, ReportNames)
    return names
