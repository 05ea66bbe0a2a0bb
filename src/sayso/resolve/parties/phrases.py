"""One noun phrase read as a party: how many, what role, of which country and body, by its own words alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sayso.english import DEFINITE
from sayso.find.counts.amounts import words_about_numbers
from sayso.find.counts.numbers import read_quantity
from sayso.find.names import NamedSpan, ReportNames
from sayso.knowledge.actors import Actor, ActorBase
from sayso.resolve.parties.nouns import ORGANIZATION_NOUNS
from sayso.resolve.parties.persons import Persons, phrase_joined, words_up_to
from sayso.resolve.parties.roles import Role, RoleBook
from sayso.types import Parsed, PartyMention, Quantity, Struct, Token
from sayso.words import listed

# Small words inside of names: "Prensa de la Costa".
LINKS = frozenset({"de", "la", "del", "el", "of", "al", "-"})
DETERMINERS = frozenset(
    "the a an this that these those its their his her our some any all another other no each every both".split()
)
# Heads that only count or group: the party is what follows "of".
COUNTERS = frozenset(
    "dozens hundreds thousands scores millions tens number group groups lot lots majority pair couple handful most "
    "some many one two three several all half percent members member bodies body band remnants rest bunch crowd "
    "units unit elements remains % party team families wave waves part total minority thirds".split()
)
OF_WORDS = frozenset({"of", "from", "for", "in", "with", "at", "to", "among", "affiliated", "belonging"})
# Where people come from who are called no more than elements.
AREAS = frozenset("state province county district region village town city area".split())
# Sectors of people of no body that is known.
ATTACKING = frozenset({"UAF", "REB", "CRM"})
# Places that say whose land it is, and not which government: Gaza, the Gaza Strip, the West Bank.
NO_SEATS = frozenset({"gaza", "strip", "bank"})
CALLED = frozenset({"known", "as", "called", "named", "dubbed", "calling", "itself", "the", ",", "'", '"', "“", "‘"})
SIZED = frozenset({"family", "crew"})
NAMING = CALLED - {"the", ",", "as"}


class Phrase(Struct, frozen=True, kw_only=True):
    """What a phrase says of itself; None or empty where it says nothing."""

    first: int
    last: int
    head: int
    noun: int
    """The noun that says who it is: `head`, or "militants" in "dozens of militants"."""
    words: tuple[str, ...]
    definite: bool
    plural: bool
    number: Quantity | None
    role: Role | None
    role_first: int | None
    country: str | None
    against: bool
    """True where the country word names the enemy: anti-Damascus."""
    named: Actor | None
    """A known actor that the whole phrase names."""
    whole: bool
    """True where `body` stands before the noun as its name: the Hamas movement, the SANA news agency."""
    body: Actor | None
    """A known actor whose people or part it is: "Hamas militants", "guerrillas of the FMLN"."""
    ambiguous: bool
    person: tuple[int, int] | None
    """Tokens of a person's name."""
    metonym: str | None


# Sectors of bodies that have a part of their own in many lands.
WORLDWIDE = frozenset(["NGO", "IGO"])


class PhraseReader:
    """Reads phrases of one report."""

    def __init__(self, parsed: Parsed, names: ReportNames, base: ActorBase, book: RoleBook):
        self.parsed, self.names, self.base, self.book = parsed, names, base, book
        self.persons = Persons(parsed, names, book)
        self.labels = parsed.labels()

    def read(self, mention: PartyMention) -> Phrase:
        tokens = self.parsed.tokens
        noun = self._noun(mention.head)
        first = min(mention.first, noun)
        front = words_up_to(tokens, first, noun)
        words = [tokens[i].lower.strip("'’\"“”") for i in front if self.names.words[i]]
        number = self._number(first, noun)
        role, role_first = self._role(front, noun)
        number = number or self._bare_number(first, noun)
        named, ambiguous = self._named(noun, mention.last)
        person, metonym = self.persons.find(mention, noun, named), self._metonym(noun)
        if (
            person is not None
            and metonym is not None
            and {*range(person[0], person[1] + 1)} <= self.names.metonyms.keys()
        ):
            person = None  # "Khartoum denied it", whom the parser takes for a man
        if person is not None:
            ahead = role is not None and noun < person[0] and not phrase_joined(tokens, noun, person[0])
            role, role_first = (role, role_first) if ahead else self.persons.title(person, mention) or (None, None)
        body, whole = self._body(front, noun, mention, named)
        if person is not None and named is not None and named.kind != "person" and noun < person[0]:
            body, whole = named, False
        country, against = self._country(front, noun, mention)
        return Phrase(
            first=mention.first, last=mention.last, head=mention.head, noun=noun, words=tuple(words),
            definite=any(tokens[i].lower in DEFINITE for i in range(first, noun)),
            plural=tokens[noun].tag in ("NNS", "NNPS") or tokens[noun].lower.endswith("men"),
            number=number, role=role, role_first=role_first,
            country=country, against=against, named=named, body=body, whole=whole,
            ambiguous=ambiguous, person=person, metonym=metonym,
        )  # fmt: skip

    def _noun(self, head: int) -> int:
        """Through "dozens of", "members of" down to the noun that says who."""
        tokens = self.parsed.tokens
        for _ in range(3):
            parts = tokens[head].lower == "elements"  # of whatever body, also where one is called so
            if tokens[head].lower not in COUNTERS or (head in self.names.at and not parts):
                return head
            below = next(
                (
                    c
                    for p in self.parsed.children[head]
                    if tokens[p].lower == "of" or (parts and tokens[p].lower == "from")
                    for c in self.parsed.children[p]
                    if tokens[c].dep == "pobj"
                ),
                None,
            )
            if below is None or (parts and tokens[below].lower in AREAS):
                return head  # "elements from Sele state"
            if tokens[head].lower in ("members", "member", "party", "team", "unit", "units") and below in self.names.at:
                return head
            head = below
        return head

    def _number(self, first: int, noun: int) -> Quantity | None:
        words = [t.lower for t in self.parsed.tokens[first:noun]]
        if _shared_out(words) or self.parsed.tokens[noun].pos == "NUM":
            return None  # "half of the 30 hostages", "1.8 million"
        size = self._size(noun)
        if size is not None:
            return size
        for i, word in enumerate(words):
            if word in ("the", ",") or not word:
                continue
            found = read_quantity(words, i)
            # "19-year-old", "5-hour": a measure of the noun, not how many; "a 500-strong force" is.
            behind = words[found[1] : found[1] + 2] if found is not None else []
            if found is not None and (behind[:1] != ["-"] or behind[1:] in (["strong"], ["man"], ["member"])):
                return Quantity(found[0].low, found[0].best, found[0].high)
        if words and words[0] in ("a", "an") and self.parsed.tokens[noun].tag == "NN":
            return Quantity(1, 1, 1)
        return None

    def _size(self, noun: int) -> Quantity | None:
        """How many "a couple" and "a family of five" are."""
        word, *of = [t.lower for t in self.parsed.tokens[noun : noun + 3]]
        if word == "couple":
            return Quantity(2, 2, 2)
        found = read_quantity(of, 1) if word in SIZED and of[:1] == ["of"] else None
        return Quantity(found[0].low, found[0].best, found[0].high) if found is not None else None

    def _bare_number(self, first: int, noun: int) -> Quantity | None:
        """A number that stands for those it counts: "at least seven"."""
        if self.parsed.tokens[noun].pos != "NUM":
            return None
        words = [t.lower for t in self.parsed.tokens[first : noun + 2]]  # "1.8 million"
        if _shared_out(words):
            return None
        found = next((f for i in range(len(words)) if (f := read_quantity(words, i)) is not None), None)
        return Quantity(found[0].low, found[0].best, found[0].high) if found else None

    def _role(self, front: Sequence[int], noun: int) -> tuple[Role | None, int | None]:
        words = [i for i in front if self.names.words[i]]
        if not words or words[-1] != noun:
            return None, None
        ministry = self._ministry(noun)
        named = self.book.of(ministry) if ministry else None
        if named is not None:
            return named[0], noun
        lowers = [self.names.words[i] for i in words]
        if lowers[-1] == "state" and len(words) > 1 and self.parsed.tokens[words[-2]].pos == "PROPN":
            lowers[-1] = "province"  # "Sele state" is no government
        found = self.book.of(lowers, self.parsed.tokens[noun].lemma)
        if found is None:
            return None, None
        role, size = found
        return role, words[-size]

    def _ministry(self, noun: int) -> list[str] | None:
        """The words of "ministry of defence" behind its head noun."""
        tokens = self.parsed.tokens
        if tokens[noun].lower not in ("ministry", "minister", "department", "court", "council", "chamber", "house"):
            return None
        for p in self.parsed.children[noun]:
            if tokens[p].lower in ("of", "for"):
                return [tokens[i].lower for i in range(noun, min(tokens[p].right, noun + 4) + 1)]
        return None

    def _named(self, noun: int, last: int) -> tuple[Actor | None, bool]:
        span = self._chapter(noun) or self.names.at.get(noun) or self._called(noun, last)
        return (span.chosen, span.chosen is None) if span is not None else (None, False)

    def _chapter(self, noun: int) -> NamedSpan | None:
        """The body before the land in which a part of it works: "Amnesty International Indonesia"."""
        land = self.names.at.get(noun)
        if land is None or land.chosen is None or land.chosen.kind != "state":
            return None
        before = self.names.at.get(land.first - 1)
        body = before.chosen if before is not None else None
        joined = before is not None and self.parsed.tokens[before.last].head == noun
        return before if joined and body is not None and body.sector in WORLDWIDE else None

    def _called(self, noun: int, last: int) -> NamedSpan | None:
        """The name in "a group known as X", "the rebel group X" up to the token `last`."""
        tokens = self.parsed.tokens
        behind = self.names.at.get(noun + 1)
        if behind is not None and behind.last <= last and tokens[noun].lemma in ORGANIZATION_NOUNS:
            return behind if behind.chosen is not None and behind.chosen.kind == "organization" else None
        j = noun + 1
        while j < min(noun + 5, len(tokens)) and tokens[j].lower in CALLED:
            j += 1
        found = self.names.at.get(j)
        if found is None:
            return None
        naming = any(t.lower in NAMING for t in tokens[noun + 1 : j])
        beside = any(t.dep == "appos" and t.head == noun for t in tokens[found.first : found.last + 1])
        return found if naming or beside else None

    def medium(self, phrase: Phrase) -> str | None:
        """The name behind or before a word for a medium: "the newspaper El Mundo", "the Meridian news agency"."""
        tokens, last = self.parsed.tokens, phrase.noun
        if phrase.role is None or phrase.role.voice != "media" or phrase.plural:
            return None
        for i in range(phrase.noun + 1, phrase.last + 1):
            if not tokens[i].text[:1].isupper() and not (tokens[i].lower in LINKS and last > phrase.noun):
                break
            last = i if tokens[i].text[:1].isupper() else last
        if last > phrase.noun:
            return self.parsed.span(phrase.noun + 1, last).text
        kind = phrase.noun - (tokens[phrase.noun - 1].lower in ("news", "press", "daily", "weekly"))
        first = kind
        filed = (self.names.demonyms, self.names.at, self.names.metonyms)
        while first > phrase.first and tokens[first - 1].pos == "PROPN" and tokens[first - 1].text[:1].isupper():
            if any(first - 1 in names for names in filed):
                break  # "the Kurdish Meridian news agency"
            first -= 1
        return self.parsed.span(first, phrase.noun).text if first < kind else None

    def _body(
        self, front: Sequence[int], noun: int, mention: PartyMention, named: Actor | None
    ) -> tuple[Actor | None, bool]:
        for i in front:
            span = self.names.at.get(i)
            if span is None or span.last >= noun or span.chosen is None or self.names.merely_backs(span.last):
                continue
            if span.chosen.kind not in ("state", "person"):
                return span.chosen, True
        for i in self._within(self._behind(noun, mention)):
            span = self.names.at.get(i)
            if (
                span is not None
                and span.chosen is not None
                and span.chosen.kind not in ("state", "person")
                and span.chosen is not named
            ):
                return span.chosen, False
        return None, False

    def _within(self, heads: Sequence[int]) -> list[int]:
        """The heads themselves, then the words before them: Boko Haram in "of the Boko Haram sect"."""
        tokens = self.parsed.tokens
        before = [j for i in heads for j in range(max(tokens[i].left, i - 6), i) if not self.names.merely_backs(j)]
        return [*heads, *before]

    def _behind(self, noun: int, mention: PartyMention) -> list[int]:
        """Heads of "of X", "from X", "for X" that belong to the noun."""
        tokens = self.parsed.tokens
        found: list[int] = []
        for start in dict.fromkeys((noun, mention.head)):
            for child in self.parsed.children[start]:
                if child > noun and child in self.names.at:
                    continue  # "in" of another's name: "the army and Islamic State in the Levant"
                if child > noun and tokens[child].dep == "prep" and self._tells_whose(child, start):
                    inside = (c for c in self.parsed.children[child] if tokens[c].dep == "pobj")
                    found.extend(c for c in inside if not self._named_from_before(c, child))
                elif child > noun and tokens[child].lower in listed("events", "belonging", "to"):
                    found.extend(self._belonging(child))
                elif child > noun and tokens[child].dep == "appos":
                    for prep in self.parsed.children[child]:
                        if tokens[prep].lower in ("of", "for", "from"):
                            found.extend(c for c in self.parsed.children[prep] if tokens[c].dep == "pobj")
        return found

    def _named_from_before(self, i: int, preposition: int) -> bool:
        """Whether a preposition is part of another's name: "between the army and Red Front in Chad"."""
        span = self.names.at.get(i)
        return span is not None and span.first < preposition

    def _tells_whose(self, preposition: int, noun: int) -> bool:
        """Whether what stands behind tells whose people they are; of attackers "at" tells what they attacked."""
        tokens = self.parsed.tokens
        word = tokens[preposition].lower
        if word != "at":
            return word in OF_WORDS
        found = self.book.of([tokens[noun].lower], tokens[noun].lemma)
        return found is None or found[0].sector not in ATTACKING

    def _belonging(self, word: int) -> list[int]:
        """The X of "belonging to X"."""
        tokens = self.parsed.tokens
        links = [c for c in self.parsed.children[word] if tokens[c].lower in ("to", "with")]
        return [p for c in links for p in self.parsed.children[c] if tokens[p].dep == "pobj"]

    def _country(self, front: Sequence[int], noun: int, mention: PartyMention) -> tuple[str | None, bool]:
        against = None
        for i in front:
            country = self._country_at(i)
            if country is None or (i == noun and i in self.names.at):
                continue
            before = self.parsed.tokens[i - 1].lower if i else ""
            prefix = self.parsed.tokens[i - 2].lower if i > 1 and before == "-" else before
            lower = self.parsed.tokens[i].lower
            if prefix == "anti" or lower.startswith("anti-"):
                against = country
                continue
            if prefix == "pro" or lower.startswith("pro-") or self.names.merely_backs(i):
                continue
            return country, False
        if against is not None:
            return against, True
        for i in self._behind(noun, mention):
            country = self._country_at(i)
            if country is not None:
                return country, False
            for j in range(self.parsed.tokens[i].left, i):
                if (country := self.names.demonyms.get(j)) is not None:
                    return country, False
        return None, False

    def _country_at(self, i: int) -> str | None:
        if i in self.names.demonyms:
            return self.names.demonyms[i]
        if i in self.names.metonyms and i + 1 not in self.persons.people:
            return self.names.metonyms[i]
        span = self.names.at.get(i)
        if span is not None and span.chosen is not None and span.chosen.kind in ("state", "person"):
            return span.chosen.country
        return None

    def _metonym(self, noun: int) -> str | None:
        """The state whose government the noun stands for, where its place in the sentence is a party's."""
        country = self.names.metonyms.get(noun)
        if country is None or self.names.words[noun] in NO_SEATS:
            return None
        token = self.parsed.tokens[noun]
        return country if self._place_of_party(token) else None

    def _place_of_party(self, token: Token) -> bool:
        tokens = self.parsed.tokens
        for _ in range(4):
            if token.dep != "conj":
                break
            token = tokens[token.head]
        head = tokens[token.head]
        if token.dep in ("nsubj", "agent", "poss", "ROOT", "compound", "appos"):
            return True
        if token.dep in ("dobj", "nsubjpass", "dative", "iobj"):
            return head.lemma in self.book.metonym_verbs
        if token.dep == "pobj":
            if head.lower == "on" and tokens[head.head].lemma == "call":
                return True  # "called on Moscow to"
            return head.lower in self.book.metonym_prepositions and head.dep in ("prep", "agent", "dative")
        return False


def _shared_out(words: Sequence[str]) -> bool:
    """Whether only a share of those counted is meant: "half of the 30 hostages", "80 percent of the people"."""
    return any(a in words_about_numbers()["shares"] and b == "of" for a, b in pairwise(words))
