"""Which noun phrases can be a party, and which of them are several."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.find.counts.people import person_words
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.phrases import NAMED, Phrases, named
from sayso.find.events.shared import beside, ends_list
from sayso.types import Effect, PartyMention
from sayso.words import listed

NOT_NAMED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
# Who tells what a headline tells.
TELLING = frozenset(
    {"report", "source", "witness", "ministry", "medic", "monitor", "media", "official", "police", "army"}
)
NOBODY_PRONOUNS = frozenset(
    {"this", "that", "which", "what", "there", "these", "those", "itself", "everything", "nothing", "something"}
    | {"anything", "himself", "themselves", "herself", "who"}
)
# Words before "forces" for one side of a war and for the other.
STATE_SIDE = frozenset({"army", "government", "regime", "loyalist", "police", "junta"})
REBEL_SIDE = frozenset({"rebel", "opposition", "insurgent", "separatist", "militant", "jihadist"})
# Words between people and the bodies they come from, and those behind which a body's name stands.
BODY_LINKS = frozenset({"of", "from", "to", "with"})
CALLING = frozenset({"known", "called", "named", "dubbed"})
WHERE = frozenset({"GPE", "LOC", "FAC", "NORP"})
# Verbs whose object only hears, and who hears for the public.
INFORMING = frozenset({"tell", "inform", "brief"})
PRESS = frozenset({"reporter", "journalist", "correspondent", "media", "medium"})


def _foes(one: str, other: str) -> bool:
    """Whether two words tell the forces of a state and its opponents': "army and opposition forces"."""
    return (one in STATE_SIDE and other in REBEL_SIDE) or (one in REBEL_SIDE and other in STATE_SIDE)


class Parties:
    """Noun phrases of one report as parties."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        self.phrases = Phrases(grammar, lexicon)

    def start(self, head: int, first: int) -> int:
        """Let the phrase of a head begin at an earlier token; gives the head."""
        return self.phrases.start(head, first)

    def mention(self, head: int, effect: Effect | None = None) -> PartyMention:
        """The phrase around a head, as a party."""
        return self.phrases.mention(head, effect)

    def named(self, i: int) -> bool:
        return named(self.grammar, i)

    def official(self, i: int) -> bool:
        """Somebody who speaks or travels for a state or body: a named person, a minister, a delegation."""
        token = self.grammar.tokens[i]
        if self.grammar.names.get(i) == "PERSON":
            return True
        return token.lemma in self.lexicon.officials

    def person(self, i: int) -> bool:
        """A single person by name or office."""
        token = self.grammar.tokens[i]
        if self.grammar.names.get(i) is not None:
            return self.grammar.names[i] == "PERSON"
        # A name that the finder of names does not know is oftenest somebody's.
        unknown = token.tag == "NNP" and token.text.istitle()
        return unknown or (token.tag == "NN" and token.lemma in self.lexicon.officials)

    def personal(self, i: int) -> bool:
        """A name, or a noun for persons and bodies."""
        lemma = self.grammar.tokens[self.grammar.counted(i)].lemma
        lexicon = self.lexicon
        return self.named(i) or lemma in lexicon.acting or lemma in lexicon.officials or lemma in lexicon.moving

    def outside(self, i: int) -> bool:
        """Whether the noun only tells or hears what was done, or says where: none has a part in it."""
        return self._only_tells(i) or self._bearing(i) or self._is_told(i)

    def _is_told(self, i: int) -> bool:
        """A paper or station to which somebody says something: "told Radio Bor that the army must go"."""
        tokens = self.grammar.tokens
        token = tokens[tokens[i].head] if tokens[i].dep == "compound" else tokens[i]
        above = tokens[token.head]
        if token.dep not in ("dobj", "dative") or above.lemma not in INFORMING:
            return False
        words = {token.lower, token.lemma, *(tokens[c].lower for c in self.grammar.children[token.i])}
        return token.text in listed("attribution", "voices", "media") or not words.isdisjoint(
            listed("attribution", "voices", "media_words") | PRESS
        )

    def _only_tells(self, i: int) -> bool:
        """Who tells it, behind a colon at the end of a headline: "nine killed in the north: army"."""
        tokens, token = self.grammar.tokens, self.grammar.tokens[i]
        sentence = self.grammar.parsed.sentence_of(i)
        begin = token.left if token.left > sentence.first else i
        if begin <= sentence.first or tokens[begin - 1].lower != ":" or i < sentence.last - 1:
            return False
        ends = i == sentence.last or tokens[sentence.last].pos == "PUNCT"
        speaks = token.lemma in self.lexicon.acting or token.lemma in self.lexicon.officials or token.lemma in TELLING
        return ends and speaks

    def can_be(self, i: int, *, victim: bool = False) -> bool:
        """Whether the noun can be somebody, or a body, or a vehicle or place that acts or is acted upon.

        A bare number ("killing 12") and a gathering ("attacked a rally") only as a victim.
        """
        i = self.grammar.counted(i)
        token = self.grammar.tokens[i]
        if self.outside(i):
            return False
        label = self.grammar.names.get(i)
        following = self.grammar.tokens[i + 1] if i + 1 < len(self.grammar.tokens) else None
        if following is not None and following.lower == "-" and following.start == token.end and not self._leads(i):
            return False
        if not token.text[:1].isalnum() or token.lower in ("least", "most", "gmt", "utc"):
            return False
        if token.pos == "NUM":
            return victim and label not in NOT_NAMED
        if label in NOT_NAMED or token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            return False
        if label in NAMED and not (token.pos == "NOUN" and token.lemma in self.lexicon.means):  # no "Missiles struck"
            return token.lower not in self.lexicon.nobody or token.pos == "PROPN"
        if token.pos == "PRON":
            return token.lower not in NOBODY_PRONOUNS
        if token.pos == "ADJ":
            return token.lemma in self.lexicon.acting or token.lower in self.lexicon.communities
        lemma = token.lemma
        if lemma == "force" and token.tag == "NN" and (self._bare(i) or self._of_deed(i)):
            return False  # "using excessive force", "the force of the blast" is no army
        if victim and lemma in self.lexicon.gatherings:
            return True
        if lemma in self.lexicon.animals and token.pos == "NOUN" and not victim:
            return False
        if lemma == "campaign" and self._runs(i):
            return True
        if lemma in self.lexicon.nobody or (lemma in self.lexicon.event_nouns and token.pos == "NOUN"):
            return False
        if lemma in self.lexicon.abstract_parties:
            return True
        abstract = lemma in self.lexicon.abstract_nouns or lemma.endswith(self.lexicon.abstract_endings)
        return not (token.pos == "NOUN" and abstract)

    def _bearing(self, i: int) -> bool:
        """A direction, which is no place: "south of Karm", "in front of"; but "the south of the country"."""
        tokens = self.grammar.tokens
        of = i + 1 < len(tokens) and tokens[i + 1].lower == "of"
        before = i > 0 and tokens[i].lower == "front" and tokens[i - 1].lower == "in"
        return of and (before or (tokens[i].lower in self.lexicon.compass and self.grammar.child(i, "det") is None))

    def _runs(self, i: int) -> bool:
        """A candidate's staff: "the senator's reelection campaign"."""
        before = [self.grammar.tokens[c] for c in self.grammar.children[i] if c < i]
        return any(t.dep == "poss" for t in before) and any(t.lower in self.lexicon.campaigns for t in before)

    def _of_deed(self, i: int) -> bool:
        return any(self.grammar.tokens[p].lemma in self.lexicon.event_nouns for p in self.grammar.after(i, ("of",)))

    def _bare(self, i: int) -> bool:
        """Without an article or a word that makes it somebody's."""
        return all(self.grammar.tokens[c].dep not in ("det", "poss", "compound") for c in self.grammar.children[i])

    def noun_of(self, head: int) -> int:
        """The noun that an adjective belongs to which the parser took for a noun itself: behind "and", or a name.

        forces in "Afghan and coalition forces"; the word itself where there is none.
        """
        tokens = self.grammar.tokens
        if tokens[head].tag == "JJ":  # "the paramilitary Meridian Forces"
            for c in self.grammar.children[head]:
                if tokens[c].dep == "appos" and tokens[c].pos == "PROPN" and tokens[c].left == head + 1:
                    return self.start(c, self.phrases.first(head))
        if tokens[head].lower not in self.lexicon.peoples or tokens[head].tag not in ("NNP", "JJ", "NN"):
            return head
        for other in (tokens[c] for c in self.grammar.children[head] if tokens[c].dep == "conj"):
            joined = other.left == head + 2 < other.i and tokens[head + 1].lower == "and" and other.pos == "NOUN"
            if joined and tokens[other.left].tag not in ("DT", "PRP$", "CD"):
                return self.start(other.i, self.phrases.first(head))
        return head

    def only_where(self, owner: int, n: int, first: int, mode: str | None) -> bool:
        """A site, or a people's name that says in which country an attack was: "a Chadian market attack".

        `n` is the noun of the attack, whose words begin at `first`.
        """
        tokens, lexicon = self.grammar.tokens, self.lexicon
        token = tokens[owner]
        if token.dep not in ("amod", "compound", "nmod") or owner > n:
            return False
        if token.lower not in lexicon.peoples:
            return token.lemma in lexicon.sites and self.grammar.names.get(owner) != "ORG"
        if any(tokens[k].lemma in lexicon.sites for k in range(owner + 1, first)):
            return True
        joined = self.grammar.child(owner, "conj") is not None  # "Chadian and Libyan clashes"
        return not joined and (mode == "suicide-attack" or tokens[n].lemma in lexicon.befalling)

    def _members(self, head: int) -> list[int]:
        """A noun and those joined to it: "Afghan and coalition forces" is one phrase, "Hamas and police forces" two."""
        noun = self.noun_of(head)
        if noun != head:
            return self.grammar.conjuncts(noun)
        found = self.grammar.conjuncts(head)
        tokens = self.grammar.tokens
        for c in self.grammar.children[head]:
            one = tokens[c]
            joined = one.dep == "nmod" and tokens[c + 1].lower == "and" and tokens[c + 1].head == c and c + 2 < head
            body = one.pos == "PROPN" and self.grammar.names.get(c) in ("NORP", "ORG")
            foes = joined and _foes(one.lemma, tokens[c + 2].lemma) and not self._numbered(c)
            if foes and tokens[head].lemma in self.lexicon.arrayed:
                self.phrases.cut(head, c + 2)
                return [self.start(c, self.phrases.first(head)), *found]
            if joined and body and one.lower not in self.lexicon.peoples and tokens[head].lemma in self.lexicon.arrayed:
                self.phrases.cut(head, c + 2)
                return [c, *found]
        return found

    def _numbered(self, i: int) -> bool:
        """Whether a number before the one is of both together: "70 regime and rebel fighters"."""
        return any(self.grammar.tokens[c].dep == "nummod" for c in self.grammar.children[i])

    def _bodies(self, head: int) -> list[int]:
        """The further bodies or places that a phrase names: "fighters from the Front and the Brigade"."""
        tokens = self.grammar.tokens
        if tokens[head].tag not in ("NNS", "NNPS"):
            return []
        if tokens[head].lemma in self.lexicon.towns:  # "the towns of X and Y"
            return [k for p in self.grammar.after(head, ("of",))[:1] for k in self.grammar.conjuncts(p)[1:]
                    if tokens[k].pos == "PROPN"]  # fmt: skip
        if tokens[head].lemma not in self.lexicon.ranks:
            return []
        own = [c for c in self.grammar.children[head] if c > head]
        loyal = [g for c in own if tokens[c].lower in self.lexicon.belonging for g in self.grammar.children[c]]
        links = [c for c in (*own, *loyal) if tokens[c].dep == "prep" and tokens[c].lower in BODY_LINKS]
        first = [p for c in links for p in self.grammar.inside(c)][:1]
        called = [p for b in first for p in self._called(b)]
        named = called or [k for b in first if tokens[b].pos == "PROPN" for k in self.grammar.conjuncts(b)[1:]]
        return [k for k in named if tokens[k].pos == "PROPN" and self.grammar.names.get(k) not in WHERE]

    def _beside(self, head: int) -> list[int]:
        """The people told beside a party or behind its name, but things that are: "along with his car"."""
        tokens, counted, persons = self.grammar.tokens, self.grammar.counted, person_words()
        both = (*beside(self.grammar, head), *ends_list(self.grammar, head))
        return [o for o in both if self.personal(o) or tokens[counted(o)].lemma in persons]

    def _called(self, body: int) -> list[int]:
        """The names of "the groups known as X and Y"."""
        for c in self.grammar.children[body]:
            if self.grammar.tokens[c].lower in CALLING and c > body:
                return [k for p in self.grammar.after(c, ("as",)) for k in self.grammar.conjuncts(p)]
        return []

    def _leads(self, i: int) -> bool:
        """The first word of "X-led strikes"."""
        return i + 2 < len(self.grammar.tokens) and self.grammar.tokens[i + 2].lower == "led"

    def mentions(
        self, heads: Iterable[int], effect: Effect | None = None, *, victim: bool = False
    ) -> tuple[PartyMention, ...]:
        """Each conjunct that can be a party, once, in order of the text."""
        found: dict[int, PartyMention] = {}
        for head in heads:
            members = self._members(head)
            members += [o for m in members for o in self._beside(m)]
            for c in (*members, *(b for m in members for b in self._bodies(m))):
                if self.can_be(c, victim=victim or effect is not None):
                    found.setdefault(c, self.mention(c, effect))
        return tuple(found[c] for c in sorted(found))
