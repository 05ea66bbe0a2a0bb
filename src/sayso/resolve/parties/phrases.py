"""One noun phrase read as a party: how many, what role, of which country and body, by its own words alone."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.english import DEFINITE
from sayso.find.counts.numbers import read_quantity
from sayso.find.names import NamedSpan, ReportNames
from sayso.knowledge.actors import Actor, ActorBase
from sayso.resolve.parties.antecedents import ORGANIZATION_NOUNS
from sayso.resolve.parties.roles import SHORT_TITLES, Role, RoleBook
from sayso.types import Parsed, PartyMention, Quantity, Struct, Token
from sayso.words import listed

# Small words inside of names: "Prensa de la Costa".
LINKS = frozenset({"de", "la", "del", "el", "of", "al", "-"})
DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "some",
        "any",
        "all",
        "another",
        "other",
        "no",
        "each",
        "every",
        "both",
    }
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
NAMING = CALLED - {"the", ",", "as"}

# Tokens looked at behind a name for a role.
LONGEST_ROLE = 8
# Shapes of roles that a person bears; nobody is a police station.
BEARERS = frozenset({"people", "person", "crowd", "voice", "body"})
# Of a title that says no more than what somebody does for a living.
PLAIN = Role(shape="people")


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


def phrase_joined(tokens: Sequence[Token], noun: int, name: int) -> bool:
    """True where nothing parts a title from the name behind it."""
    return all(t.text != "," for t in tokens[noun:name])


class PhraseReader:
    """Reads phrases of one report."""

    def __init__(self, parsed: Parsed, names: ReportNames, base: ActorBase, book: RoleBook):
        self.parsed, self.names, self.base, self.book = parsed, names, base, book
        self.people = {
            i: (n.first, n.last) for n in parsed.names if n.label == "PERSON" for i in range(n.first, n.last + 1)
        }
        self.surnames = {parsed.tokens[n.last].lower for n in parsed.names if n.label == "PERSON" and n.last > n.first}
        self.entities = {i: n for n in parsed.names for i in range(n.first, n.last + 1)}
        self.labels = {i: n.label for n in parsed.names for i in range(n.first, n.last + 1)}

    def read(self, mention: PartyMention) -> Phrase:
        tokens = self.parsed.tokens
        noun = self._noun(mention.head)
        first = min(mention.first, noun)
        front = self._front(first, noun)
        words = [tokens[i].lower.strip("'’\"“”") for i in front if self.names.words[i]]
        number = self._number(first, noun)
        role, role_first = self._role(front, noun)
        number = number or self._bare_number(first, noun)
        named, ambiguous = self._named(noun, mention.last)
        person = self._person(mention, noun, named)
        if person is not None:
            ahead = role is not None and noun < person[0] and not phrase_joined(tokens, noun, person[0])
            role, role_first = (role, role_first) if ahead else self._title(person, mention) or (None, None)
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
            ambiguous=ambiguous, person=person, metonym=self._metonym(noun),
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

    def _front(self, first: int, noun: int) -> list[int]:
        """The tokens of the phrase up to its noun, without an apposition or clause before it."""
        tokens = self.parsed.tokens
        start = max(first, noun - 12)
        for i in range(noun - 1, start - 1, -1):
            if tokens[i].lower in (",", ";", ":", "of", "and", "\n") or tokens[i].pos in ("VERB", "SPACE"):
                if (
                    tokens[i].pos == "VERB"
                    and tokens[i].tag in ("VBN", "VBG")
                    and tokens[i].dep in ("amod", "compound")
                ):
                    continue
                start = i + 1
                break
        return list(range(start, noun + 1))

    def _number(self, first: int, noun: int) -> Quantity | None:
        words = [t.lower for t in self.parsed.tokens[first:noun]]
        for i, word in enumerate(words):
            if word in ("the", ",") or not word:
                continue
            found = read_quantity(words, i)
            # "19-year-old", "5-hour": a measure of the noun, not how many.
            if found is not None and words[found[1] : found[1] + 1] != ["-"]:
                return Quantity(found[0].low, found[0].best, found[0].high)
        if words and words[0] in ("a", "an") and self.parsed.tokens[noun].tag == "NN":
            return Quantity(1, 1, 1)
        return None

    def _bare_number(self, first: int, noun: int) -> Quantity | None:
        """A number that stands for those it counts: "at least seven"."""
        if self.parsed.tokens[noun].pos != "NUM":
            return None
        words = [t.lower for t in self.parsed.tokens[first : noun + 1]]
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
        span = self.names.at.get(noun)
        if span is None:
            span = self._called(noun, last)
        return (span.chosen, span.chosen is None) if span is not None else (None, False)

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

    def _person(self, mention: PartyMention, noun: int, named: Actor | None) -> tuple[int, int] | None:
        """The tokens of a person's name in or right beside the noun."""
        titled = self._titled_at_end(mention, noun)
        if titled is not None:
            return titled
        if named is not None and named.kind != "person":
            return None
        tokens = self.parsed.tokens
        here = self.book.of([tokens[noun].lower]) if tokens[noun].pos != "PROPN" else None
        if here is not None and here[0].shape in ("area", "facility"):
            return None  # "the Sele Kot area", however the parser took the name
        span = self.people.get(noun)
        found = self.names.at.get(noun) if named is not None else None
        if span is None and found is not None:
            span = (found.first, found.last)
        if span is None:
            for child in self.parsed.children[noun]:
                if tokens[child].dep != "appos" or child not in self.people:
                    continue
                behind = self.people[child][0] == noun + 2 and tokens[noun + 1].text == "," and tokens[noun].tag == "NN"
                beside = behind or mention.first <= child <= mention.last
                if beside and self.book.of([tokens[noun].lower], tokens[noun].lemma):
                    span = self.people[child]
        if span is None and named is None and self._surname(noun):
            span = noun, noun
        if span is None and self.book.of([tokens[noun].lower], tokens[noun].lemma):
            span = self._name_behind(mention, noun)
        if span is None and tokens[noun].tag in ("NN", "NNP"):
            # "Ali Hassan head of the press office", the comma lost.
            before = self.people.get(noun - 1)
            if before is not None and before[0] < before[1] < noun and before[0] >= mention.first:
                span = before
        if span is None:
            return None
        first, last = span
        while first < last and (
            self.book.knows(tokens[first].lower)
            or tokens[first].lower in ("the", "mr", "mrs", "ms", "mr.", "dr", "dr.")
        ):
            first += 1
        while last > first and tokens[last].lower in ("'s", "’s", "'", "’", ","):
            last -= 1
        if any(t.lower in self.book.modifiers for t in tokens[first : last + 1]) or not tokens[last].text[:1].isupper():
            return None
        return first, last

    def _titled_at_end(self, mention: PartyMention, noun: int) -> tuple[int, int] | None:
        """The person of "Orvane Centre for Human Rights director Ana Bor", whatever the parse took for its head."""
        span = self.people.get(mention.last)
        if span is None or span[1] != mention.last or not mention.first < span[0] - 1 or not noun < span[0] - 1:
            return None
        title = self.parsed.tokens[span[0] - (2 if self.parsed.tokens[span[0] - 1].text == "." else 1)]
        if title.lower.strip(".") in SHORT_TITLES and self.parsed.tokens[noun].tag == "NN":
            return span if phrase_joined(self.parsed.tokens, noun, span[0]) else None
        found = self.book.of([title.lower], title.lemma)
        bears = found is not None and found[0].shape in ("person", "people", "voice") and title.tag == "NN"
        return span if bears and phrase_joined(self.parsed.tokens, noun, span[0]) else None

    def _surname(self, noun: int) -> bool:
        """The last name alone of somebody whom the report names in full, whatever the parse took it for."""
        token, name = self.parsed.tokens[noun], self.entities.get(noun)
        if token.pos != "PROPN" or token.lower not in self.surnames or (name is not None and name.first < name.last):
            return False
        before = self.parsed.tokens[noun - 1] if noun else None
        return before is None or not (before.pos == "PROPN" or before.lower in ("in", "at", "near", "from", "the"))

    def _name_behind(self, mention: PartyMention, noun: int) -> tuple[int, int] | None:
        """The name behind an office and its body: "the head of the agency, Ana Bor"."""
        tokens = self.parsed.tokens
        for i in range(noun + 2, mention.last + 1):
            if tokens[i - 1].text == "," and i in self.people and self.people[i][0] == i:
                return self.people[i] if tokens[noun].tag == "NN" else None
        return None

    def _title(self, person: tuple[int, int], mention: PartyMention) -> tuple[Role, int] | None:
        """The role in the words before a name, or in an apposition behind it."""
        tokens = self.parsed.tokens
        before: list[int] = []
        for i in range(person[0] - 1, max(mention.first, person[0] - 8) - 1, -1):
            if tokens[i].lower in (",", ";", ":", "and", "\n") or tokens[i].pos in ("VERB", "SPACE"):
                break
            if self.names.words[i]:
                before.insert(0, i)
        if before:
            found = self.book.of([self.names.words[i] for i in before], tokens[before[-1]].lemma)
            if found is not None and found[0].shape in BEARERS:
                return found[0], before[-found[1]]
            if tokens[before[-1]].tag == "NN" and before[-1] == person[0] - 1:
                return PLAIN, before[-1]  # "cattleman Juan Mora": nobody's office
        for i in range(person[0], person[1] + 1):
            for child in self.parsed.children[i]:
                if tokens[child].dep == "appos" and child > person[1]:
                    front = [j for j in self._front(tokens[child].left, child) if self.names.words[j]]
                    found = self.book.of([self.names.words[j] for j in front], tokens[child].lemma) if front else None
                    if found is not None and found[0].shape in BEARERS:
                        return found[0], front[-found[1]]
        return self._behind_comma(person)

    def _behind_comma(self, person: tuple[int, int]) -> tuple[Role, int] | None:
        """The role that stands behind a name and a comma, where the parse hung it elsewhere: "Ana Sol, mayor of X"."""
        tokens, first = self.parsed.tokens, person[1] + 2
        if first >= len(tokens) or tokens[first - 1].lower != "," or person[0] == person[1]:
            return None
        words: list[int] = []
        for i in range(first, min(first + LONGEST_ROLE, len(tokens))):
            nominal = tokens[i].pos in ("NOUN", "PROPN", "ADJ", "DET", "PUNCT") or tokens[i].lower == "accused"
            if not nominal or tokens[i].lower in (",", ";", "."):
                break
            words.append(i)
        named = [i for i in words if self.names.words[i] and tokens[i].pos != "DET"]
        if not named or (tokens[named[-1]].pos not in ("NOUN", "PROPN") and tokens[named[-1]].lower != "accused"):
            return None
        found = self.book.of([self.names.words[i] for i in named], tokens[named[-1]].lemma)
        if found is None or found[0].shape not in BEARERS:
            return None
        return found[0], named[-found[1]]

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
                if child > noun and tokens[child].dep == "prep" and self._tells_whose(child, start):
                    found.extend(c for c in self.parsed.children[child] if tokens[c].dep == "pobj")
                elif child > noun and tokens[child].lower in listed("events", "belonging", "to"):
                    found.extend(self._belonging(child))
                elif child > noun and tokens[child].dep == "appos":
                    for prep in self.parsed.children[child]:
                        if tokens[prep].lower in ("of", "for", "from"):
                            found.extend(c for c in self.parsed.children[prep] if tokens[c].dep == "pobj")
        return found

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
        if i in self.names.metonyms and i + 1 not in self.people:
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
