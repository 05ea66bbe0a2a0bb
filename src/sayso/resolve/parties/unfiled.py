"""Names of bodies nobody has filed, as the report writes them: "the Red River Brigade", "the rights group Sela"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.find.names import ReportNames
from sayso.resolve.parties.phrases import Phrase, PhraseReader
from sayso.resolve.parties.roles import Role, RoleBook
from sayso.types import Parsed, Token
from sayso.words import listed

# Behind the name of many to whom something is: "Workers'".
APOSTROPHES = ("'", "’")


class Unfiled:
    """Reads such names in the phrases of one report."""

    def __init__(self, parsed: Parsed, names: ReportNames, reader: PhraseReader, book: RoleBook):
        self.parsed, self.names, self.reader, self.book = parsed, names, reader, book

    def own(self, phrase: Phrase, role: Role) -> str | None:
        """The name of a body nobody has filed ("the Red River Brigade"); None for units of no name of their own."""
        if role.shape != "body":
            return None
        tokens, noun = self.parsed.tokens, phrase.noun
        first = noun
        if tokens[noun].text.islower():
            return self.reader.medium(phrase) or self._called(phrase)
        while first > 0 and tokens[first - 1].pos in ("PROPN", "ADJ", "NOUN") and tokens[first - 1].text[:1].isupper():
            first -= 1
        filed = {*self.names.demonyms, *self.names.at}
        # "Interior Ministry" and "Federal Government" are what they are, the "Election Commission" has a name.
        named = noun
        part = role.sector == "GOV" and role.organ in (None, "government") and tokens[noun].lower not in _governing()
        if phrase.role_first is not None and not part:
            named = min(noun, phrase.role_first)
        own = [t for t in tokens[first:named] if t.i not in filed and t.lower not in self.book.ordinary_units]
        if not own or not tokens[noun].text[:1].isupper():
            return None
        return self.parsed.span(first, noun).text

    def _called(self, phrase: Phrase) -> str | None:
        """The name right behind the noun: "the rights group Sela"."""
        tokens, last = self.parsed.tokens, phrase.noun
        name = self.reader.persons.entities.get(last + 1)
        last = name.last if name is not None and name.first == last + 1 and name.last <= phrase.last else last
        while last < phrase.last and tokens[last + 1].pos == "PROPN" and tokens[last + 1].text[:1].isupper():
            last += 1
        return self.parsed.span(phrase.noun + 1, last).text if last > phrase.noun and not phrase.plural else None

    def around(self, noun: int) -> str:
        """The proper name around a token, as written."""
        tokens = self.parsed.tokens
        name = self.reader.persons.entities.get(noun)
        if name is not None:
            text = self.parsed.text[name.start : name.end]
            return text.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
        first = noun
        while first > 0:
            if _of_many(tokens, first, noun):
                first -= 2  # "the Tribal Leaders' Forum"
                continue
            before = tokens[first - 1]
            if before.head not in range(first, noun + 1):
                break
            if before.pos != "PROPN" and not (before.dep == "compound" and before.text[:1].isupper()):
                break
            first -= 1
        return self.parsed.span(first, noun).text


def _of_many(tokens: Sequence[Token], first: int, noun: int) -> bool:
    """Whether a plural with an apostrophe stands before a word of the name at `noun`, and is part of it."""
    if first < 2 or tokens[first - 1].text not in APOSTROPHES or tokens[first].text[:1].islower():
        return False
    owner = tokens[first - 2]
    return (
        owner.dep == "poss"
        and owner.head in range(first, noun + 1)
        and owner.text[:1].isupper()
        and owner.pos == "PROPN"
    )


@cache
def _governing() -> frozenset[str]:
    """Words that stand for a government and name no body of its own."""
    return listed("roles", "governing", "words") | listed("roles", "governing", "as_party")
