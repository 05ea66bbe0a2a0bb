"""Uses of event words that tell no event, or another one: things that allow, papers that say, places fought for."""

from __future__ import annotations

from sayso.find.events.grammar import Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.find.events.reading import Reading
from sayso.types import PartyMention

# Event nouns that are papers as well.
DOCUMENTS = frozenset({"release"})
# Verbs by which somebody permits, and things make possible.
ENABLING = frozenset({"allow", "permit", "let", "enable"})
# Verbs with which a speaker asks not to be named.
ASKING = frozenset({"ask", "request", "insist", "demand", "decline", "refuse"})
# Verbs that tell of people in a building, by whose aid or not.
LODGING = frozenset({"shelter", "house", "accommodate"})
# Words behind which somebody says nothing.
SILENT = frozenset({"decline", "refuse", "willing", "unwilling"})
NAMING = frozenset({"name", "identify", "quote"})


def keeps_silent(grammar: Grammar, lexicon: Lexicon, i: int) -> bool:
    """Whether somebody only does not say something, and refuses nobody anything: "declined to comment"."""
    words = grammar.child(i, "xcomp") if grammar.tokens[i].lemma in SILENT else None
    return words is not None and words.lemma in lexicon.commenting


class Uses:
    """Tells the uses of one report's words apart."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.grammar = reading.grammar
        self.lexicon = reading.lexicon

    def enables(self, v: int) -> bool:
        """Whether a thing or a deed makes something possible, which nobody allows: "a camera, allowing police to"."""
        token = self.grammar.tokens[v]
        if token.lemma not in ENABLING:
            return False
        doers = self.grammar.agents(v)
        free = token.tag == "VBG" and token.dep in ("advcl", "acl", "conj", "dep")
        named = any(self.reading.parties.personal(d) for d in doers)
        subject = self.grammar.child(v, "nsubj")
        own = subject is not None
        if subject is not None and subject.tag == "WDT" and not named:
            return True  # "devices which allow for recording"
        return (free and not named) or (own and not any(self.reading.parties.can_be(d) for d in doers))

    def stays_unnamed(self, v: int) -> bool:
        """ "Who asked not to be named": how a source speaks, and no demand."""
        inner = self.grammar.child(v, "xcomp") if self.grammar.tokens[v].lemma in ASKING else None
        return inner is not None and inner.lemma in NAMING and self.grammar.passive(inner.i)

    def names_people(self, v: int) -> bool:
        """Whether a participle stands for people of whom nothing new is told: "treat the wounded and injured"."""
        token = self.grammar.tokens[v]
        head = self.grammar.tokens[token.head]
        if token.tag != "VBN" or token.dep != "conj" or head.pos not in ("NOUN", "ADJ") or self.grammar.children[v]:
            return False
        return any(self.grammar.tokens[c].lower == "the" for c in self.grammar.children[head.i])

    def stands_over(self, v: int) -> bool:
        """Whether somebody only is under a roof, or a building has people in it, and nobody aids them."""
        if self.grammar.tokens[v].lemma not in LODGING:
            return False
        hosts = self.grammar.agents(v)
        sites = bool(hosts) and all(self.grammar.tokens[h].lemma in self.lexicon.sites for h in hosts)
        return sites or not (self.grammar.passive(v) or self.grammar.child(v, "dobj"))

    def for_area(self, v: int, actor: tuple[PartyMention, ...]) -> bool:
        """Fighters that battle for a place, against whom they do not say."""
        grammar = self.grammar
        armed = any(grammar.tokens[p.head].lemma in self.lexicon.acting for p in actor)
        return armed and any(
            grammar.names.get(p) in ("GPE", "LOC", "FAC") or grammar.tokens[p].lemma in self.lexicon.areas
            for p in grammar.after(v, ("for",))
        )

    def denied_below(self, v: int) -> bool:
        """Whether what is denied is told as a denied deed, or is nothing one can name: "denied it"."""
        objects = [p for p in self.grammar.patients(v) if self.grammar.tokens[p].pos in ("NOUN", "PROPN")]
        read = self.reading.read
        return not objects or any(
            e is not None and e.status == "denied" for i, e in read.items() if v < i <= self.grammar.tokens[v].right
        )

    def speaks(self, n: int) -> bool:
        """Whether the noun is a document that says something: "a release said"."""
        token = self.grammar.tokens[n]
        head = self.grammar.tokens[token.head]
        if token.lemma not in DOCUMENTS:
            return False
        return token.dep == "nsubj" and head.lemma in self.lexicon.saying and not self.grammar.passive(head.i)

    def published(self, n: int) -> bool:
        """Whether a film, a figure or the like comes out, and nobody is let go: "the film's release"."""
        if self.grammar.tokens[n].lemma not in DOCUMENTS:
            return False
        senses = self.lexicon.verbs.get(self.grammar.tokens[n].lemma, ())
        things = {w for s in senses for w in s.not_objects} - {w for s in senses for w in s.objects or ()}
        own = [c for c in self.grammar.children[n] if self.grammar.tokens[c].dep in ("poss", "compound")]
        behind = self.grammar.after(n, ("of",))
        dated = any(self.grammar.names.get(i) == "DATE" for i in behind)  # "the first release of the year"
        return dated or any(self.grammar.tokens[i].lemma in things for i in (*own, *behind))
