"""Of which state unnamed people are by the town told with them."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.find.names import ReportNames
from sayso.resolve.parties.phrases import Phrase
from sayso.resolve.parties.roles import RoleBook
from sayso.types import Parsed

# What stands between people and the town they are of.
LOCAL = frozenset({"in", "of", "from", "at"})
# Who judges, urges or resists the government of its own state, and the words for that; edges up to what it does.
AT_HOME = frozenset({"JUD", "LEG", "OPP", "CVL", "REB"})
GOVERNING = frozenset({"government", "cabinet", "authorities", "state", "president", "parliament"})
MOST_ABOVE = 4
# Who speaks of "the army" as that of their own state; villagers may speak of another's.
AGAINST_STATE = frozenset({"REB", "OPP"})
FORCES = frozenset({"army", "military", "forces"})
# Whose police are not the state's.
LOCAL_WORDS = frozenset("city local municipal county district provincial village town metropolitan campus".split())


def land_of(parsed: Parsed, noun: int, lands: Mapping[int, str]) -> str | None:
    """The state of "police in Mosul" or "Mosul police"; None where no town stands beside the noun.

    `lands` are the alpha-3 codes of the tokens that name a place.
    """
    tokens, children = parsed.tokens, parsed.children
    for c in children[noun]:
        if tokens[c].dep == "compound" and c in lands:
            return lands[c]
        if tokens[c].dep == "prep" and tokens[c].lower in LOCAL and c == noun + 1:
            return next((lands[p] for p in children[c] if p in lands), None)
    return None


def is_local(parsed: Parsed, phrase: Phrase, lands: Mapping[int, str]) -> bool:
    """Whether police are a town's or a county's own: "Sele police", "the city police"."""
    if phrase.words[-1] != "police":
        return False
    own = (c for c in parsed.children[phrase.noun] if c < phrase.noun and parsed.tokens[c].dep == "compound")
    return not LOCAL_WORDS.isdisjoint(phrase.words) or any(c in lands for c in own)


def land_over(parsed: Parsed, phrase: Phrase, names: ReportNames, book: RoleBook) -> str | None:
    """The state whose court, parliament, people or rebels tell of "the government"; None where it is not told so."""
    tokens, children, i = parsed.tokens, parsed.children, phrase.noun
    if not phrase.definite or phrase.words[-1] not in GOVERNING | FORCES:
        return None
    own = AT_HOME if phrase.words[-1] in GOVERNING else AGAINST_STATE
    for _ in range(MOST_ABOVE):
        if tokens[i].head == i:
            return None
        i = tokens[i].head
        above = [c for c in children[i] if tokens[c].dep == "nsubj" and c < phrase.noun]
        if tokens[i].pos == "VERB" and above:
            role = book.of([tokens[above[0]].lower], tokens[above[0]].lemma)
            inner = role is not None and role[0].sector in own
            told = (names.demonyms[c] for c in (above[0], *children[above[0]]) if c in names.demonyms)
            return next(told, None) if inner else None
    return None


def speaks_for(names: ReportNames, setting: str) -> bool:
    """False where the names of the report are those of another state, and none of the one its places lie in."""
    return names.country in (None, setting) or names.countries[setting] > 0
