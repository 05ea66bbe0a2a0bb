"""Who is subject and object of a verb, through passives, conjunctions, control, relative and participial clauses.

All functions speak of token indexes of one `Parsed`; they return the heads of noun phrases.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from sayso.english import ANY_SUBJECTS, AT, FINITE, TIME_UNITS, WHO
from sayso.find.events.governed import after_deed, just_before, of_clause, of_noun, of_preposition, of_verb
from sayso.find.events.identified import Identified, identified, lends_subject
from sayso.find.events.lent import lent, of_headline, while_others
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.openings import Openings
from sayso.find.events.relatives import antecedent, members, one_of_those
from sayso.find.events.shared import noun_before, shared_agent, shot_there
from sayso.types import Parsed, Token

SUBJECTS = ANY_SUBJECTS
# What is told to lie between two deeds.
MEASURES = TIME_UNITS | {"minutes"}
DEEP = 6
# Tokens after a passive in which its agent is looked for.
FAR = 25
# Tokens before "which" among which its deed stands.
NEAR_DEED = 12
# What a device does by which people die.
BURSTING = frozenset({"explode", "detonate", "burst", "fall", "land", "crash"})
DASHES = frozenset({"--", "-", "–", "—"})
# Words of "as a result of", "in the wake of".
RESULTS = frozenset({"result", "consequence", "outcome", "wake", "course"})
OF = ("of",)
# The same of two words: the second by the first.
LONG_CAUSES = {"due": "to", "because": "of", "owing": "to", "thanks": "to"}
# In what state somebody is found: "found him shot".
FINDING = frozenset({"find", "discover", "leave", "see", "spot"})
# How a clause without a subject of its own gets one; the first that knows tells.
LENDERS = (just_before, while_others, of_noun, of_clause, after_deed, lent, of_verb, of_preposition)


def much_later(tokens: Sequence[Token], i: int) -> bool:
    """Whether a preposition parts two deeds by a measure of time: "days after", "a week before", "ten years since"."""
    if i == 0 or tokens[i - 1].lower not in MEASURES:
        return False
    counted = tokens[i - 1].tag == "NNS" or (i > 1 and tokens[i - 2].lower in ("a", "an", "one"))
    return tokens[i].lower in ("after", "before") or (tokens[i].lower == "since" and counted)  # no "worst day since"


class Grammar:
    """The clauses of one report."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.tokens = parsed.tokens
        self.children = parsed.children
        self.names = parsed.labels()
        self.name_bounds = {i: (n.first, n.last) for n in parsed.names for i in range(n.first, n.last + 1)}
        self.openings = Openings(parsed, self.names, lexicon)
        self.headed: dict[int, int] = {}
        """Where the phrase of a headline's doer begins whom the parser took for part of a name."""

    @cached_property
    def _identified(self) -> list[Identified]:
        return identified(self.parsed)

    def child(self, i: int, *deps: str) -> Token | None:
        for c in self.children[i]:
            if self.tokens[c].dep in deps:
                return self.tokens[c]
        return None

    def passive(self, v: int) -> bool:
        token = self.tokens[v]
        if self.child(v, "auxpass", "nsubjpass", "agent") or self._found_so(v) or self._hurt_as_well(v):
            return True
        if token.lemma == "blame" and token.dep == "xcomp" and self.tokens[token.head].lemma == "be":
            return True  # "the army is to blame"
        if self._ground_taken(v) or shot_there(self, v) or self._parted(v):
            return True
        if token.tag != "VBN" or self.child(v, "nsubj", "aux") or self._before_aside(v):
            return False
        if token.dep in ("acl", "advcl", "xcomp", "oprd", "acomp"):  # "was found murdered", "remained wounded"
            return self.child(v, "dobj") is None
        return token.dep == "conj" and self.tokens[token.head].pos == "VERB" and self.passive(token.head)

    def _parted(self, v: int) -> bool:
        """A passive parted by its day, which the parser took for a clause: "a farmer was on Friday night attacked"."""
        token, head = self.tokens[v], self.tokens[self.tokens[v].head]
        if token.tag not in ("VBN", "VBD") or head.lemma != "be" or head.tag not in FINITE or head.i >= v:
            return False
        between = self.tokens[head.i + 1 : v]
        day = any(self.names.get(t.i) in ("DATE", "TIME") for t in between)
        told = all(t.pos in ("ADP", "ADV", "DET", "NUM") or self.names.get(t.i) in ("DATE", "TIME") for t in between)
        return day and told and self.child(v, "dobj", "aux", *SUBJECTS) is None

    def _ground_taken(self, v: int) -> bool:
        """A participle that the parser took for the verb of a town: "the town captured last year saw fighting"."""
        subject = noun_before(self, v)
        if subject is None or subject.pos != "NOUN" or subject.lemma not in self.lexicon.areas:
            return False
        if self.child(v, "dobj", "aux", "prt"):
            return False
        senses = self.lexicon.verbs.get(self.tokens[v].lemma, ())
        return any(s.frame.type == "CONTROL" and "object" in s.frame.to for s in senses)

    def _found_so(self, v: int) -> bool:
        """A state somebody was found in: "found him shot to death"."""
        token = self.tokens[v]
        head = self.tokens[token.head]
        return (
            token.dep == "ccomp" and token.tag in ("VBN", "VBD") and head.lemma in FINDING and head.i < v
            and self.child(v, "aux", "dobj", "mark", "ccomp", "xcomp") is None
            and all(self.tokens[k].tag not in ("IN", ",", "``") for k in range(head.i + 1, self.tokens[v].left))
        )  # fmt: skip

    def _hurt_as_well(self, v: int) -> bool:
        """A headline's passive, by what it led to: "man shot and killed"."""
        token = self.tokens[v]
        if token.tag not in ("VBN", "VBD") or self.child(v, "aux", "dobj", "xcomp", "ccomp") is not None:
            return False
        joined = [k for k in self.conjuncts(v, ("VERB",)) if k != v]
        if any(self.child(k, "dobj", "aux", *SUBJECTS) is not None for k in joined):
            return False
        return any(self.tokens[k].tag == "VBN" and self.tokens[k].lemma in self.lexicon.harming for k in joined)

    def agents(self, v: int) -> list[int]:
        """Who does it."""
        if not self.passive(v):
            return self.subject(v)
        found = [p for c in self.children[v] if self.tokens[c].dep == "agent" for p in self._by_both(c)]
        if not found:
            found = [p for p in self.after(v, ("by",)) if self.names.get(p) not in ("DATE", "TIME")]
        return found or shared_agent(self, v) or self._far_agent(v)

    def _by_both(self, by: int) -> list[int]:
        """What stands behind "by", and behind a second one joined to it: "backed by X and by Y"."""
        again = [c for c in self.children[by] if self.tokens[c].dep == "conj" and self.tokens[c].lower == "by"]
        return self.inside(by) + [p for c in again for p in self.inside(c)]

    def _far_agent(self, v: int) -> list[int]:
        """The "by" of a passive that the parser hung elsewhere: "was taken on Friday in the north by armed men"."""
        last = min(self.parsed.sentence_of(v).last, v + FAR)
        for k in range(v + 1, last + 1):
            token = self.tokens[k]
            if token.lower == ";" or (token.pos == "VERB" and self.child(k, *SUBJECTS, "agent")):
                break
            if token.lower == "by" and token.pos == "ADP":
                found = [p for p in self.inside(k) if self.tokens[p].dep == "pobj"]
                return [p for p in found if self.names.get(p) not in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY")]
        return []

    def patients(self, v: int) -> list[int]:
        """To whom it is done: object, or subject of a passive, or the noun a relative clause leaves out."""
        if self.passive(v):
            return [one_of_those(self.tokens, self.children, s) for s in self.subject(v)]
        objects = [c for c in self.children[v] if self.tokens[c].dep in ("dobj", "oprd")]
        found = [c for c in objects if self.tokens[c].pos != "ADJ" or self.counted(c) != c]  # "most of the town"
        if found:
            return [antecedent(self.tokens, self.children, c, v) for c in found]
        for c in self.children[v]:  # "found him guilty", "held them responsible"
            if self.tokens[c].dep == "ccomp" and self.tokens[c].pos == "ADJ":
                small = self.child(c, "nsubj")
                if small:
                    return [small.i]
        token = self.tokens[v]
        if token.dep == "relcl" and self.child(v, "nsubj") and not self.child(v, "ccomp", "xcomp"):
            subject = self.child(v, "nsubj")
            if subject and subject.lower not in WHO:
                return [members(self.tokens, self.children, v)]
        for c in self.children[v]:  # "shelled and stormed the town" shares its object
            other = self.tokens[c]
            if other.dep == "conj" and other.pos == "VERB" and other.i - v <= 3 and not self.child(c, *SUBJECTS):
                return self.patients(c)
        return []

    def subject(self, v: int, depth: int = 0) -> list[int]:
        """The grammatical subject, also where another clause lends it."""
        own = self._named_so(v, self._nearest(v)) or self._before_aside(v)
        if self._identified:
            lent = lends_subject(self.parsed, self._identified, v, own.i if own else None)
            if lent is not None:
                return [lent]
        if own:
            taken = of_headline(self, v, own, depth)
            if taken is not None:
                return taken
            return self.openings.past(self._of_thing(antecedent(self.tokens, self.children, own.i, v), own, v), v)
        if depth > DEEP or self.child(v, "expl"):  # "there was shelling, he said": nobody is told to have done it
            return []
        return next((found for step in LENDERS if (found := step(self, v, depth)) is not None), [])

    def _of_thing(self, noun: int, pronoun: Token, v: int) -> int:
        """The deed that "which" stands for, where the parser hung its clause on people ("attacks which left ten dead")
        or on a place ("an attack in Kabul, which killed 30")."""
        tokens = self.tokens
        if self.names.get(noun) in ("GPE", "LOC", "FAC") and tokens[v].lemma in self.lexicon.resulting:
            for k in self.parsed.above(noun)[1:]:
                if tokens[k].pos == "NOUN" and tokens[k].lemma in self.lexicon.event_nouns:
                    return k
                if tokens[k].pos == "VERB" and tokens[k].lemma in BURSTING:  # "bombs exploded in Basra, which"
                    return next(iter(self.subject(k)), noun)
                if tokens[k].pos not in ("ADP", "NOUN", "PROPN"):
                    break
            return noun
        if pronoun.lower != "which" or tokens[noun].lemma not in self.lexicon.moving | self.lexicon.persons:
            return noun
        near = range(pronoun.i - 1, max(pronoun.i - NEAR_DEED, noun), -1)
        return next((k for k in near if tokens[k].lemma in self.lexicon.event_nouns), noun)

    def _nearest(self, v: int) -> Token | None:
        """The subject; where a comma is lost who acts, not the deed before: "after the strikes rebels attacked"."""
        before = [self.tokens[c] for c in self.children[v] if c < v and self.tokens[c].dep in SUBJECTS]
        deed = len(before) > 1 and before[0].lemma in self.lexicon.event_nouns
        lost = deed and before[-1].right == v - 1 and before[-1].lemma in self.lexicon.acting
        return before[-1] if lost else self.child(v, *SUBJECTS)

    def _named_so(self, v: int, own: Token | None) -> Token | None:
        """The name right behind an adjective that the parser took for the subject: "the paramilitary Red Force"."""
        if own is None or own.pos != "ADJ" or own.i >= v:
            return own
        names = (self.tokens[c] for c in self.children[v] if own.i < c < v and self.tokens[c].dep in SUBJECTS)
        return next((t for t in names if t.pos == "PROPN" and t.left == own.right + 1), own)

    def _before_aside(self, v: int) -> Token | None:
        """The subject before an aside in dashes on which the parser hangs the verb: "robbers -- two masked -- fled"."""
        token = self.tokens[v]
        closing = token.left if self.tokens[token.left].lower in DASHES else token.left - 1
        if token.dep not in ("acl", "relcl") or token.head >= closing or self.tokens[closing].lower not in DASHES:
            return None
        first = self.parsed.sentence_of(v).first
        opening = next((k for k in range(closing - 1, first, -1) if self.tokens[k].lower in DASHES), None)
        if opening is None or not opening < token.head:
            return None
        noun = next((k for k in self._chain(token.head) if first <= k < opening), None)
        return self.tokens[noun] if noun is not None and self.tokens[noun].pos in ("NOUN", "PROPN", "PRON") else None

    def _chain(self, i: int) -> list[int]:
        chain = [i]
        while self.tokens[chain[-1]].head != chain[-1] and len(chain) < DEEP:
            chain.append(self.tokens[chain[-1]].head)
        return chain

    def governor(self, noun: int) -> int | None:
        """The verb that has this noun as object, subject of a passive, or behind a preposition."""
        token = self.tokens[noun]
        for _ in range(DEEP):
            head = self.tokens[token.head]
            if head.i == token.i:
                return None
            if head.pos in ("VERB", "AUX") and head.dep != "prep":  # no "including"
                return head.i
            if token.dep not in ("dobj", "pobj", "prep", "conj", "nsubjpass", "pcomp", "attr", "compound"):
                return None
            token = head
        return None

    def dateline(self, number: int) -> int | None:
        """The dash that ends the dateline of a sentence, if it has one."""
        return self.openings.dateline(number)

    def inside(self, prep: int) -> list[int]:
        ends = ("pobj", "pcomp", "dobj") if self.tokens[prep].dep == "prep" else ("pobj", "pcomp")  # "following a raid"
        return [c for c in self.children[prep] if self.tokens[c].dep in ends]

    def after(self, i: int, prepositions: Collection[str]) -> list[int]:
        """Objects of the prepositions that hang on token i (or on a preposition there: "out of")."""
        found: list[int] = []
        for c in self.children[i]:
            token = self.tokens[c]
            if token.dep in ("prep", "agent", "dative") and token.pos in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
                inner = self.inside(c)
                beside = [q for p in inner for q in self._beside(token, p)]
                if beside and self._done_to_another(i):
                    continue  # "shot a teacher in front of his pupils"
                if beside:  # "in front of the bank" is at the bank, not in it
                    found += beside if AT.intersection(prepositions) else []
                elif token.lower in prepositions and not self._in_name(c):
                    found += inner
                if token.lower == "according":
                    continue  # "charged him, according to the ministry"
                found += [p for g in self.children[c] if self.tokens[g].dep == "prep"
                          and self.tokens[g].lower in prepositions for p in self.inside(g)]  # fmt: skip
        return found

    def _done_to_another(self, v: int) -> bool:
        """Whether a verb has somebody for its object, and no weapon."""
        thing = self.child(v, "dobj")
        return thing is not None and thing.lemma not in self.lexicon.means

    def _beside(self, preposition: Token, i: int) -> list[int]:
        """For "in front of X": X."""
        if preposition.lower != "in" or self.tokens[i].lower != "front" or self.tokens[i].text[:1].isupper():
            return []
        return [p for c in self.children[i] if self.tokens[c].lower == "of" for p in self.inside(c)]

    def causes(self, v: int, prepositions: tuple[str, ...]) -> list[int]:
        """What stands behind prepositions that may tell the cause; what was days before is none, unless of a death."""
        found = [*self.after(v, prepositions), *self._brought_about(v)]
        if self.tokens[v].lemma == "die":
            return found
        return [p for p in found if not much_later(self.tokens, self.tokens[p].head)]

    def _brought_about(self, v: int) -> list[int]:
        """What stands behind longer words for a cause: "as a result of", "in the wake of", "because of", "due to"."""
        found: list[int] = []
        for c in self.children[v]:
            if self.tokens[c].dep != "prep":
                continue
            if (link := LONG_CAUSES.get(self.tokens[c].lower)) is not None:
                ends = [k for k in self.children[c] if self.tokens[k].lower == link]
                found += [p for k in ends for p in self.inside(k)] or (self.inside(c) if ends else [])
            found += [p for noun in self.inside(c) if self.tokens[noun].lower in RESULTS for p in self.after(noun, OF)]
        return found

    def _in_name(self, i: int) -> bool:
        """A preposition within a body's name: "the Centre for Relief"."""
        bounds = self.name_bounds.get(i)
        return bounds is not None and bounds[0] < i < bounds[1] and self.names.get(i) == "ORG"

    def conjuncts(self, i: int, kinds: tuple[str, ...] = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")) -> list[int]:
        """The noun and those joined to it by "and" or a comma; other words where `kinds` says so."""
        found = [i]
        for c in self.children[i]:
            token = self.tokens[c]
            if token.dep == "conj" and token.pos in kinds and token.text[:1].isalnum():
                found += self.conjuncts(c, kinds)
        return found[:12]

    def counted(self, i: int) -> int:
        """What a measure counts: rebels in "dozens of rebels", else the noun itself."""
        for _ in range(3):
            token = self.tokens[i]
            if token.lemma not in self.lexicon.measures and token.pos != "NUM":
                return i
            inner = [p for p in self.after(i, ("of",)) if self.tokens[p].dep != "pcomp"]
            if not inner:
                return i
            i = inner[0]
        return i

    def counting(self, i: int) -> int:
        """The measure that counts a noun, "series" of "a series of explosions", else the noun itself."""
        for _ in range(3):
            token, link = self.tokens[i], self.tokens[self.tokens[i].head]
            measure = self.tokens[link.head]
            told = measure.lemma in self.lexicon.measures or measure.pos == "NUM"
            if token.dep != "pobj" or link.lower != "of" or not told:
                return i
            i = measure.i
        return i

    def head_words(self, i: int) -> list[str]:
        """The words of a noun and of what it counts: its own forms, and what stands before it."""
        counted = self.counted(i)
        words = [self.tokens[i].lemma, self.tokens[i].lower, self.tokens[counted].lemma]
        return words + [
            self.tokens[c].lemma for c in self.children[counted] if self.tokens[c].dep in ("compound", "amod", "nmod")
        ]

    def bears_name(self, i: int) -> bool:
        """A common noun with a name before it: "X province"."""
        return any(self.tokens[c].dep == "compound" and self.tokens[c].pos == "PROPN" for c in self.children[i])

    def clause_of(self, i: int) -> int:
        """The verb of the clause a token stands in; the token itself where none is above."""
        token = self.tokens[i]
        for _ in range(12):
            if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod"):
                return token.i
            if token.head == token.i:
                return token.i
            token = self.tokens[token.head]
        return token.i
