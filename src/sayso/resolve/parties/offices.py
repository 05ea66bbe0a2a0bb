"""The words of somebody's title or office as the report has them: "superior court judge", "mayor of Santa Rita"."""

from __future__ import annotations

from sayso.english import ATTRIBUTES
from sayso.find.names import ReportNames
from sayso.knowledge.actors import Actor, ActorBase
from sayso.knowledge.name_keys import key
from sayso.resolve.parties.people import People
from sayso.resolve.parties.phrases import Phrase
from sayso.types import Parsed

# Tokens of what an office is of: "secretary general of the National Workers' Federation".
LONGEST = 7
# A name of more words than this after its first is no part of a title.
MANY_WORDS = 2
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART"})
# Sectors of who stands against a state, and of its own people.
OPPOSED = frozenset({"OPP", "REB"})
STATE = frozenset({"GOV", "MIL", "LEG"})
# Before an office: whoever holds it now is not meant.
FORMER = frozenset("former ex late ousted deposed vice deputy then elect acting".split())
# Nouns for the state whose office it is.
OF_STATE = frozenset("country nation state republic government islamic cabinet".split())


def standing(phrase: Phrase, known: Actor, date: str | None) -> tuple[str | None, str | None]:
    """Sector and body of somebody known, on a day (ISO); they say nothing of him before he holds an office.

    An opposition or rebel leader is no member of the state that he once led.
    """
    told = phrase.role.sector if phrase.role is not None else None
    if told in OPPOSED and known.sector in STATE:
        return told, None
    if date is not None and (known.since or "") > date:
        return told, None
    return known.sector, known.member_of


class Offices:
    """Reads the titles of one report."""

    def __init__(self, parsed: Parsed, names: ReportNames) -> None:
        self._parsed, self._tokens, self._names = parsed, parsed.tokens, names

    def title(self, phrase: Phrase, first: int) -> str | None:
        """The title of a person whose name begins at token `first`, before or behind it."""
        if phrase.role_first is None:
            return None
        begin = self._begin(phrase.role_first)
        if phrase.role_first < first:
            return self._parsed.span(begin, first - 1).text.strip(" ,") or None
        head = phrase.role_first
        while self._tokens[head].head > head and self._tokens[head].dep in ATTRIBUTES:
            head = self._tokens[head].head
        if [t.lower for t in self._tokens[head + 1 : head + 2]] == ["accused"]:
            return self._parsed.span(begin, head + 1).text  # "prime accused": the parser takes "prime" for the noun
        return self._parsed.span(begin, self._end(head)).text

    def bearer(self, phrase: Phrase, spoken: str, people: People, base: ActorBase) -> Actor | None:
        """Whoever "President Sele" or a leader's "Sele" is by surname: not a kinsman whom the report names besides."""
        if len(key(spoken).split()) > 1 or phrase.body is not None:
            return None
        full = {key(self._parsed.text[n.start : n.end]) for n in people.named_like(spoken)}
        if phrase.named is not None and key(phrase.named.name) in full:
            return phrase.named
        if phrase.role is None or phrase.role.office is None:
            return None
        countries = [phrase.country] if phrase.country is not None else list(self._names.countries)
        return base.bearer(spoken, phrase.role.office, countries, self._names.date)

    def unnamed(self, phrase: Phrase) -> str | None:
        """What a person without a name is told to be."""
        if phrase.role_first is None:
            return None
        return self._parsed.span(phrase.role_first, phrase.noun).text

    def of_another(self, phrase: Phrase) -> bool:
        """Whether words beside an office say that it is no state's: "president of the union", "club president"."""
        tokens, noun = self._tokens, phrase.noun
        for c in self._parsed.children[noun]:
            token = tokens[c]
            if token.lower == "of":
                inside = [k for k in self._parsed.children[c] if tokens[k].dep == "pobj"]
                if any(not self._state(k) for k in inside):
                    return True
            elif c < noun and token.dep in ("compound", "nmod", "poss") and c != phrase.role_first:
                plain = token.pos == "NOUN" and token.text.islower()
                if plain and not self._state(c):
                    return True
        return False

    def _state(self, i: int) -> bool:
        token, span = self._tokens[i], self._names.at.get(i)
        if token.lower in OF_STATE or i in self._names.demonyms or i in self._names.metonyms:
            return True
        return span is not None and span.chosen is not None and span.chosen.kind == "state"

    def _begin(self, i: int) -> int:
        """Where the words begin; the adjective of a state is no part of them."""
        tokens = self._tokens
        while i > 0 and tokens[i - 1].sentence == tokens[i].sentence and i - 1 not in self._names.demonyms:
            before = tokens[i - 1]
            if (
                before.dep not in ATTRIBUTES
                or before.pos not in ("NOUN", "PROPN", "ADJ")
                or before.end + 1 < tokens[i].start
                or self._long_name(i - 1)
            ):
                break
            i -= 1
        return i

    def _long_name(self, i: int) -> bool:
        """True in the name of a body of several words, which is whose the office is."""
        span = self._names.at.get(i)
        return span is not None and span.last - span.first >= MANY_WORDS

    def _end(self, i: int) -> int:
        """Where they end, with the place or body that the office is of."""
        tokens = self._tokens
        if i + 2 >= len(tokens) or tokens[i + 1].lower not in ("of", "for"):
            return i
        last = i + 1
        for k in range(i + 2, min(i + 2 + LONGEST, len(tokens))):
            if tokens[k].pos not in INSIDE and tokens[k].lower not in ("of", "de", "and", "-"):
                break
            last = k
        while last > i and tokens[last].pos not in ("NOUN", "PROPN"):
            last -= 1
        return last
