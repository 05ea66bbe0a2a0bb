"""Words that say what became of people: killed, died, injured, fled, "shot dead", "lost their lives"."""

from __future__ import annotations

from functools import cache

from sayso.find.counts.clauses import is_passive
from sayso.find.counts.people import plural, vocabulary
from sayso.types import CountWhat, Parsed, Struct, Token
from sayso.words import listed

# Openings of words run together in texts taken from printed pages: "weredisplaced", "newdisplacements".
FUSED = ("new", "were", "been", "displaced")
LONG_WORD = 9
PHRASE_REACH = 14
"""Tokens between the parts of "stabbed ... to death"."""
PAIRS = {("killed", "injured"), ("injured", "killed")}
# Fates of bodies, for which somebody or nobody is to blame.
HARM = frozenset(["killed", "injured", "casualties"])
FATAL = frozenset({"fatally", "mortally"})
FATAL_VERBS = frozenset("shot stabbed beaten burned burnt struck".split())


VAGUELY = frozenset("at about some nearly around dozens scores hundreds thousands several more over".split())


@cache
def loseable() -> frozenset[str]:
    """Plurals of people of whom to be lost is to be killed: soldiers, policemen, civilians, men."""
    who = vocabulary()["who"]
    nouns = (*who["combatants"], *who["police"], *who["civilians"])
    return frozenset({plural(n) for n in nouns} | {"men", "troops", "people"})


class Fate(Struct, frozen=True, kw_only=True):
    """One word telling a fate. `roles`: object, subject, state, noun, through, person (see data/counts.toml).

    And of places of refuge: attribute ("there are 40 people in the camp"), to ("the camp is home to"), event,
    inhabitants ("the whole village of 300 people was razed").
    """

    i: int
    what: CountWhat
    roles: frozenset[str]
    last: int
    """The last token of the phrase: "dead" in "shot dead"."""


class Fates:
    """Finds the words that tell fates."""

    def __init__(self) -> None:
        words = vocabulary()
        irregular: dict[str, list[str]] = words["irregular"]
        self._forms: dict[str, dict[str, set[str]]] = {}
        for what, lists in words["what"].items():
            for role in ("object", "subject"):
                for verb in lists[role]:
                    for form in inflections(verb, irregular.get(verb)):
                        self._add(form, what, role)
            for role in ("state", "noun", "through", "person"):
                for word in lists[role]:
                    self._add(word, what, role)
                    if role in {"noun", "person", "through"}:
                        self._add(_plural(word), what, role)
        self._phrases: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        for table, role in (("phrases", "object"), ("phrases_of_subject", "subject")):
            for what, pairs in words[table].items():
                for verb, follow in pairs:
                    for form in {verb, *words["past"].get(verb, [])}:
                        self._phrases.setdefault(form, []).append((what, role, tuple(follow.split())))

    def _add(self, form: str, what: str, role: str) -> None:
        self._forms.setdefault(form, {}).setdefault(what, set()).add(role)

    def find(self, parsed: Parsed) -> list[Fate]:
        """All fate words, in order; "killed or wounded" is one fate, casualties."""
        found: list[Fate] = []
        tokens = parsed.tokens
        for token in tokens:
            word = token.lower
            fate = self._phrase(parsed, token) if word in self._phrases else None
            if fate is None and word in self._forms:
                fate = self._single(tokens, token, word)
            elif fate is None and word.startswith(FUSED) and len(word) > LONG_WORD:
                fate = self._single(tokens, token, unfused(word))
            if fate is None and token.lower in FATAL_VERBS and token.i and tokens[token.i - 1].lower in FATAL:
                fate = Fate(i=token.i, what="killed", roles=frozenset({"object"}), last=token.i)
            if fate is None and token.lower in FATAL_VERBS and _in_limb(parsed, token):
                fate = Fate(i=token.i, what="injured", roles=frozenset({"object"}), last=token.i)
            if fate is None and token.lower in {"lost", "losing", "lose"}:
                fate = _lost_life(tokens, token)
            if fate is not None and not (found and found[-1].last >= fate.i):
                found.append(fate)
        return _paired(parsed, found)

    def _single(self, tokens: tuple[Token, ...], token: Token, word: str) -> Fate | None:
        whats = self._forms.get(word, {})
        for what, roles in whats.items():
            kept = frozenset(r for r in roles if _fits(token, r))
            if kept and what == "injured" and token.i and tokens[token.i - 1].lower in FATAL:
                what = "killed"
            if kept:
                return Fate(i=token.i, what=what, roles=kept, last=token.i)  # type: ignore[arg-type]
        return None

    def _phrase(self, parsed: Parsed, token: Token) -> Fate | None:
        tokens = parsed.tokens
        end = min(parsed.sentence_of(token.i).last, token.i + PHRASE_REACH)
        for what, role, follow in self._phrases[token.lower]:
            if not follow:
                if token.pos == "VERB":
                    return Fate(i=token.i, what=what, roles=frozenset({role}), last=token.i)  # type: ignore[arg-type]
                continue
            for j in range(token.i + 1, end - len(follow) + 2):
                if tokens[j].lower in self._forms and tokens[j].lower != follow[0]:
                    break
                if tuple(t.lower for t in tokens[j : j + len(follow)]) == follow:
                    adjacent = j + len(follow) - 1 if j == token.i + 1 else token.i
                    return Fate(i=token.i, what=what, roles=frozenset({role}), last=adjacent)  # type: ignore[arg-type]
        return None


def unfused(word: str) -> str:
    """The last part of words run together by a lost line end.

    >>> unfused("weredisplaced"), unfused("displacedpeople")
    ('displaced', 'displaced')
    """
    start = next((p for p in FUSED if word.startswith(p) and p != "displaced"), "")
    return "displaced" if not start else word[len(start) :]


def inflections(verb: str, irregular: list[str] | None = None) -> set[str]:
    """The forms of a regular verb, with the irregular ones given.

    >>> sorted(inflections("murder"))
    ['murder', 'murdered', 'murdering', 'murders']
    """
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb, verb + ("es" if verb.endswith(("sh", "ch", "ss")) else "s")}
    if irregular:
        return forms | set(irregular)
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    return forms | {stem + "ed", stem + "ing"}


def _plural(word: str) -> str:
    if word == "life":
        return "lives"
    if word in {"remains", "dead", "wounded", "injured", "idps"}:
        return word
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + "s"


def _fits(token: Token, role: str) -> bool:
    """Whether a word can play a role, by its part of speech."""
    if role in {"object", "subject"}:
        if token.lower.endswith(("ed", "ing")) and token.pos in {"VERB", "ADJ", "PROPN", "AUX"}:
            return True
        return token.pos == "VERB" or token.tag in {"VBN", "VBD"}
    if role == "state":
        return token.pos in {"ADJ", "VERB", "NOUN", "PROPN", "ADV"}
    return (
        token.pos in {"NOUN", "PROPN", "ADJ"}
        or token.tag.startswith("NN")
        or (token.pos == "VERB" and token.tag == "VBG" and role == "through")
    )


def _in_limb(parsed: Parsed, token: Token) -> bool:
    """ "Shot in the leg", "stabbed in both arms"."""
    links = (c for c in parsed.children[token.i] if c > token.i and parsed.tokens[c].lower == "in")
    parts = (parsed.tokens[p].lower for c in links for p in parsed.children[c])
    return not listed("victims", "words", "limbs").isdisjoint(parts)


def _lost_life(tokens: tuple[Token, ...], token: Token) -> Fate | None:
    """ "lost their lives", "lost his life"; an army "lost nine men"."""
    for j in range(token.i + 1, min(token.i + 4, len(tokens))):
        if tokens[j].lower in {"life", "lives"}:
            return Fate(i=token.i, what="killed", roles=frozenset({"subject"}), last=j)
    numbered = token.i + 1 < len(tokens) and (tokens[token.i + 1].pos == "NUM" or tokens[token.i + 1].lower in VAGUELY)
    lost = any(t.lower in loseable() for t in tokens[token.i + 2 : token.i + 6])
    return Fate(i=token.i, what="killed", roles=frozenset({"object"}), last=token.i) if numbered and lost else None


def _paired(parsed: Parsed, found: list[Fate]) -> list[Fate]:
    """Join "killed or wounded", "killed and injured" said of the same people."""
    joined: list[Fate] = []
    tokens = parsed.tokens
    for fate in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.what, fate.what) in PAIRS
            and "noun" not in fate.roles
            and 2 <= fate.i - before.last <= 3
        ):
            middle = {t.lower for t in tokens[before.last + 1 : fate.i]}
            if (
                middle <= {"and", "or", "/", "-", "either"}
                and middle
                and _same_people(parsed, before, fate, "or" in middle)
            ):
                joined[-1] = Fate(i=before.i, what="casualties", roles=fate.roles | before.roles, last=fate.i)
                continue
        joined.append(fate)
    return joined


def _same_people(parsed: Parsed, first: Fate, second: Fate, either: bool) -> bool:
    if either:
        return True
    follow = parsed.tokens[second.i + 1] if second.i + 1 < len(parsed.tokens) else None
    return is_passive(parsed, first.i) or follow is None or follow.pos in {"NUM", "ADP"}
