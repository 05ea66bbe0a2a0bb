"""Which noun phrases can be a party, and which characters name it."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.find.counts.people import person_words
from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.shared import beside, ends_list
from sayso.types import Effect, PartyMention

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
NOT_NAMED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "advmod", "case"})


# Words that open a clause: when, where, that, because.
CLAUSE_TAGS = frozenset({"WRB", "IN", "WDT"})

# Verbs behind whose object "of" tells the charge.
ACCUSING = frozenset({"accuse", "convict", "suspect", "acquit"})
# Who tells what a headline tells.
TELLING = frozenset(
    {"report", "source", "witness", "ministry", "medic", "monitor", "media", "official", "police", "army"}
)
# What became of somebody, between the deed and the name.
FATES = frozenset({"dead", "alive"})
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
QUOTES = frozenset({'"', "“", "”", "''", "``"})
# Tokens of the longest name that a party's phrase is stretched over.
LONGEST_NAME = 9


def _foes(one: str, other: str) -> bool:
    """Whether two words tell the forces of a state and its opponents': "army and opposition forces"."""
    return (one in STATE_SIDE and other in REBEL_SIDE) or (one in REBEL_SIDE and other in STATE_SIDE)


class Parties:
    """Noun phrases of one report as parties."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon
        self._starts: dict[int, int] = {}
        self._cuts: dict[int, int] = {}

    def start(self, head: int, first: int) -> int:
        """Let the phrase of a head begin at an earlier token; gives the head."""
        self._starts[head] = min(first, self._starts.get(head, head))
        return head

    def mention(self, head: int, effect: Effect | None = None) -> PartyMention:
        """The phrase around a head: its left side, and "of" phrases on the right."""
        if self.grammar.tokens[head].lemma in self.lexicon.grips:  # "from the grip of X" is X
            head = self.grammar.counted(head)
        behind = self._behind_name(head)
        if behind is not None:
            return PartyMention(first=self._first(head), last=behind, head=behind, effect=effect)
        first, last = self._first(head), self._last(head)
        first = max(min(first, self._starts.get(head, first)), self._cuts.get(head, 0))
        return PartyMention(first=first, last=last, head=self.grammar.counted(head), effect=effect)

    def _behind_name(self, head: int) -> int | None:
        """The noun that a body's long name only describes: leader of "an Islamic Front of Velia leader"."""
        tokens, bounds = self.grammar.tokens, self.grammar.name_bounds.get(head)
        if bounds is None or not bounds[0] <= head < bounds[1] or self.grammar.names.get(head) != "ORG":
            return None
        last = tokens[bounds[1]]
        if last.dep != "compound" or last.head != bounds[1] + 1 or tokens[head + 1].lower != "of":
            return None
        noun = tokens[last.head]
        return noun.i if noun.lemma in self.lexicon.acting or noun.lemma in self.lexicon.officials else None

    def _first(self, head: int) -> int:
        first = head
        for c in reversed(self.grammar.children[head]):
            token = self.grammar.tokens[c]
            if token.tag in CLAUSE_TAGS:
                continue  # "when armed men attacked": the clause's word, whatever it hangs on
            if token.lower in FATES and self.grammar.tokens[c - 1].pos == "VERB":
                continue  # "shot dead Ana Bor"
            if c < first and token.dep in BEFORE and token.right == first - 1:
                first = token.left
            elif c < first and token.dep == "punct" and token.lower in ("-", '"', "“", "'"):
                first = c
        tokens = self.grammar.tokens
        for i in range(head - 1, first, -1):  # a dateline runs into the name: "WASHINGTON - The president"
            if tokens[i].lower in ("-", "--", "–", "—") and tokens[i - 1].end < tokens[i].start:
                first = i + 1
                break
        end = self.grammar.dateline(0) if tokens[head].sentence == 0 else None
        if end is not None and first <= end < head:  # "new tarn: the president"
            first = end + 1
        for i in range(head - 1, first - 1, -1):  # so does a date: "July 26 2014 IS fighters"
            if self.grammar.names.get(i) == "DATE" or (len(tokens[i].text) == 4 and tokens[i].text[:2] in ("19", "20")):
                first = i + 1
                break
        for i in range(head - 1, first, -1):  # and a headline, into a number: "Alta Bera Sixteen civilians"
            if tokens[i].pos == "NUM" and tokens[i].text.isalpha() and tokens[i - 1].pos == "PROPN":
                first = i
                break
        for i in range(head - 1, first, -1):  # and a heading, into the sentence: "Alta Bera An army unit"
            if (
                tokens[i].text in ("A", "An", "The")
                and tokens[i - 1].pos == "PROPN"
                and i not in self.grammar.name_bounds
            ):
                first = i
                break
        first = self._behind_mark(first, head)
        while first < head and tokens[first].pos in ("PUNCT", "CCONJ"):
            first += 1
        return first

    def _behind_mark(self, first: int, head: int) -> int:
        """The first token behind the end of a quotation, or behind editors' brackets: "[Text] The army"."""
        tokens = self.grammar.tokens
        quotes = [i for i in range(first, head) if tokens[i].text in QUOTES]
        if len(quotes) % 2:  # what was said ends before who says it: "... tested positive" Ambassador Reed told
            return quotes[-1] + 1
        opened = first
        for i in range(first, head):
            if tokens[i].text == "[":
                opened = i
            elif tokens[i].text == "]" and opened == first:
                return i + 1
        return first

    def _before_mark(self, head: int, last: int) -> int:
        """The last token before square brackets that the phrase does not close: "the HTL [Lir state"."""
        tokens = self.grammar.tokens
        marks = [i for i in range(head + 1, last + 1) if tokens[i].text in ("[", "]")]
        if len(marks) % 2 and tokens[marks[-1]].text == "[":
            return marks[-1] - 1
        return last

    def _last(self, head: int) -> int:
        tokens = self.grammar.tokens
        bounds = self.grammar.name_bounds.get(head)
        last = bounds[1] if bounds and self.named(head) and self._plain_name(*bounds) else head
        if last > head and tokens[last].lower in ("'s", "’s"):
            last -= 1
        for c in self.grammar.children[head]:
            token = tokens[c]
            if c <= last:
                continue
            if token.lower == "of" and self._is_charge(head, c):
                break
            if c == last + 1 and token.dep == "prep" and self._belongs(head, c):
                for p in self.grammar.inside(c):
                    last = max(last, self._last(p))
            elif c == last + 1 and token.lower in self.lexicon.belonging and token.dep in ("amod", "acl"):
                for p in self.grammar.after(c, ("to", "with")):
                    last = max(last, self._last(p))
            elif token.dep == "prep" and token.lower == "of" and c == last + 1:
                for p in self.grammar.inside(c):
                    if tokens[p].dep == "pobj" and tokens[p].lemma not in self.lexicon.event_nouns:
                        last = max(last, self._last(p))
            elif token.dep in ("nummod", "compound", "nmod", "flat") and c == last + 1:
                last = c
            else:
                break
        return self._before_mark(head, self._through_name(head, last))

    def _is_charge(self, head: int, of: int) -> bool:
        """What somebody is accused of: "accusing the paper of customs fraud"."""
        tokens = self.grammar.tokens
        blamed = tokens[head].dep in ("dobj", "nsubjpass") and tokens[tokens[head].head].lemma in ACCUSING
        things = [tokens[p] for p in self.grammar.inside(of)]
        return (
            blamed
            and all(t.pos == "NOUN" and t.lemma not in self.lexicon.acting for t in things)
            and not any(tokens[c].dep in ("det", "poss") for t in things for c in self.grammar.children[t.i])
        )

    def _through_name(self, head: int, last: int) -> int:
        """To the end of the name right behind a noun, however the parser hung it: "the rights group Sela"."""
        tokens = self.grammar.tokens
        if last != head or tokens[head].lemma not in self.lexicon.called or tokens[head].tag != "NN":
            return last
        bounds = self.grammar.name_bounds.get(head + 1)
        last = bounds[1] if bounds is not None and bounds[0] == head + 1 else last
        while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN" and tokens[last + 1].text[:1].isupper():
            last += 1
        name = next((tokens[i] for i in range(head + 1, last + 1) if not head < tokens[i].head <= last), None)
        if name is None or name.dep not in ("appos", "nsubj", "nsubjpass") or not tokens[head + 1].text[:1].isupper():
            return head
        return last if name.head in (head, tokens[head].head) or tokens[name.head].head == head else head

    def name_end(self, head: int) -> int:
        """The last token of the body's name around a head: "the Centre for Relief"."""
        bounds = self.grammar.name_bounds.get(head)
        if bounds is None or self.grammar.names.get(head) != "ORG" or not self._plain_name(*bounds):
            return head
        return bounds[1] - (self.grammar.tokens[bounds[1]].lower in ("'s", "’s"))

    def _plain_name(self, first: int, last: int) -> bool:
        """A name without a verb in it; in recased text whole clauses pass for names."""
        return last - first < LONGEST_NAME and all(
            t.pos not in ("VERB", "AUX") for t in self.grammar.tokens[first : last + 1]
        )

    def _belongs(self, head: int, prep: int) -> bool:
        """Whether the phrase tells whose or which body it is: "soldiers from the X brigade", "a court in Y"."""
        token = self.grammar.tokens[prep]
        if token.lower not in ("from", "in"):
            return False
        inside = self.grammar.inside(prep)
        whose = inside and (self.named(inside[0]) or self.grammar.bears_name(inside[0]) or self._led(inside[0]))
        if not whose:
            return False
        return token.lower == "from" or self.grammar.tokens[head].lemma in self.lexicon.bodies

    def _led(self, i: int) -> bool:
        """A coalition told by who leads it: "planes from a Chad-led coalition"."""
        tokens = self.grammar.tokens
        words = (tokens[c].lower for c in self.grammar.children[i])
        return any(word in ("led", "international") or word.endswith("-led") for word in words)

    def named(self, i: int) -> bool:
        return self.grammar.names.get(i) in NAMED

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
        """Whether the noun only tells what was done, or says where: neither has a part in it."""
        return self._only_tells(i) or self._bearing(i)

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
        if label in NAMED:
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
        """A direction from a place, which is none itself: "south of Karm"; but "the south of the country"."""
        tokens = self.grammar.tokens
        of = i + 1 < len(tokens) and tokens[i + 1].lower == "of"
        return of and tokens[i].lower in self.lexicon.compass and self.grammar.child(i, "det") is None

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
                    return self.start(c, self._first(head))
        if tokens[head].lower not in self.lexicon.peoples or tokens[head].tag not in ("NNP", "JJ", "NN"):
            return head
        for other in (tokens[c] for c in self.grammar.children[head] if tokens[c].dep == "conj"):
            joined = other.left == head + 2 < other.i and tokens[head + 1].lower == "and" and other.pos == "NOUN"
            if joined and tokens[other.left].tag not in ("DT", "PRP$", "CD"):
                return self.start(other.i, self._first(head))
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
                self._cuts[head] = c + 2
                return [self.start(c, self._first(head)), *found]
            if joined and body and one.lower not in self.lexicon.peoples and tokens[head].lemma in self.lexicon.arrayed:
                self._cuts[head] = c + 2
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
