"""Parties that no name on file and no role explains: a people, an area, a number, a name of nobody filed."""

from __future__ import annotations

from sayso.knowledge.name_keys import key
from sayso.resolve.parties.draw import filed
from sayso.resolve.parties.phrases import Phrase, PhraseReader
from sayso.resolve.parties.sides import modifier_sector
from sayso.resolve.parties.unfiled import Unfiled
from sayso.types import Party, PartyKind, Token


class Others:
    """Reads such parties in one report."""

    def __init__(self, reader: PhraseReader, unfiled: Unfiled):
        self.parsed, self.names, self.base, self.book = reader.parsed, reader.names, reader.base, reader.book
        self.reader, self.unfiled = reader, unfiled

    def party(self, phrase: Phrase) -> Party:
        """A name nobody has filed, an area, people called by their country, or a noun without a role."""
        noun = self.parsed.tokens[phrase.noun]
        if phrase.noun in self.names.demonyms:
            kind: PartyKind = "crowd" if noun.tag in ("NNS", "NNPS") or phrase.number else "group"
            people = self.names.demonyms[phrase.noun]
            if self._leads(phrase.noun):
                return self._led_by(phrase, people)
            state = self.base.state(people)
            if state is not None and noun.tag == "JJ" and self._describes(noun) and not phrase.number:
                return filed(phrase, state)  # "Russian raids": the adjective of a deed means the state
            return Party(text="", start=0, end=0, country=people, sector="CVL", kind=kind, number=phrase.number)
        if noun.pos == "NUM":
            return Party(text="", start=0, end=0, kind="crowd", number=phrase.number)
        label, country = self.reader.labels.get(phrase.noun), phrase.country
        if noun.pos != "PROPN" or (
            phrase.role is not None and phrase.role.shape == "area" and label not in ("GPE", "LOC")
        ):
            shape = phrase.role.shape if phrase.role else None
            return Party(
                text="", start=0, end=0, country=country, kind="area" if shape == "area" else None,
                number=phrase.number, sector=modifier_sector(self.book, phrase),
            )  # fmt: skip
        kinds: dict[str | None, PartyKind] = {
            "ORG": "organization", "GPE": "area", "LOC": "area", "NORP": "group", "FAC": "facility", "PERSON": "person",
        }  # fmt: skip
        name = self.unfiled.around(phrase.noun)
        alike = (
            self.base.choose(self.base.spelled_like(name), countries=list(self.names.countries))
            if label in ("ORG", "NORP", None)
            else None
        )
        if alike is not None:
            return filed(phrase, alike)
        return Party(text="", start=0, end=0, name=name, country=country, kind=kinds.get(label), number=phrase.number)

    def _describes(self, adjective: Token) -> bool:
        """Whether an adjective stands before a noun, alone or joined to one that does: "Syrian and Russian raids"."""
        first = self.parsed.tokens[adjective.head] if adjective.dep == "conj" else adjective
        return first.tag == "JJ" and first.dep in ("amod", "compound", "nmod")

    def _leads(self, noun: int) -> bool:
        """The people of "X-led strikes"."""
        return [t.lower for t in self.parsed.tokens[noun + 1 : noun + 3]] == ["-", "led"]

    def _led_by(self, phrase: Phrase, country: str) -> Party:
        """The forces that a state leads, for their deeds: the coalition of "Velian-led strikes"."""
        name = f"{self.parsed.tokens[phrase.noun].text}-led coalition"
        known = self.base.choose(self.base.named(key(name), name), date=self.names.date, countries=[country])
        if known is not None:
            return filed(phrase, known)
        return Party(text="", start=0, end=0, country=country, sector="MIL", kind="group")
