"""The person that a phrase names, and by which office: "defence minister Ana Bor", "Ana Sol, mayor of Lena"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.find.names import ReportNames
from sayso.knowledge.actors import Actor
from sayso.resolve.parties.roles import SHORT_TITLES, Role, RoleBook
from sayso.types import Parsed, PartyMention, Token

# Tokens looked at behind a name for a role.
LONGEST_ROLE = 8
# Shapes of roles that a person bears; nobody is a police station.
BEARERS = frozenset({"people", "person", "crowd", "voice", "body"})
# Of a title that says no more than what somebody does for a living.
PLAIN = Role(shape="people")


class Persons:
    """Finds the persons that the phrases of one report name."""

    def __init__(self, parsed: Parsed, names: ReportNames, book: RoleBook):
        self.parsed, self.names, self.book = parsed, names, book
        self.people = {
            i: (n.first, n.last) for n in parsed.names if n.label == "PERSON" for i in range(n.first, n.last + 1)
        }
        self.surnames = {parsed.tokens[n.last].lower for n in parsed.names if n.label == "PERSON" and n.last > n.first}
        self.entities = {i: n for n in parsed.names for i in range(n.first, n.last + 1)}

    def find(self, mention: PartyMention, noun: int, named: Actor | None) -> tuple[int, int] | None:
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

    def title(self, person: tuple[int, int], mention: PartyMention) -> tuple[Role, int] | None:
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
                    front = [j for j in words_up_to(tokens, tokens[child].left, child) if self.names.words[j]]
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


def phrase_joined(tokens: Sequence[Token], noun: int, name: int) -> bool:
    """True where nothing parts a title from the name behind it."""
    return all(t.text != "," for t in tokens[noun:name])


def words_up_to(tokens: Sequence[Token], first: int, noun: int) -> list[int]:
    """The tokens of a phrase up to its noun, without an apposition or clause before it."""
    start = max(first, noun - 12)
    for i in range(noun - 1, start - 1, -1):
        if tokens[i].lower in (",", ";", ":", "of", "and", "\n") or tokens[i].pos in ("VERB", "SPACE"):
            if tokens[i].pos == "VERB" and tokens[i].tag in ("VBN", "VBG") and tokens[i].dep in ("amod", "compound"):
                continue
            start = i + 1
            break
    return list(range(start, noun + 1))
