"""Harm that nobody meant, of accidents and of nature: it is no attack.

Before a word is read as an assault, `Accidents` looks for a cause in its clause and for a disaster in its sentence.
Of people who died or were hurt, `befell` says whether nobody did it to them: by what they died of, or by the mishap
that is told behind them. The words are those of `data/events.toml`.
"""

from __future__ import annotations

from functools import cache

from sayso.find.events.grammar import SUBJECTS, Grammar
from sayso.find.events.lexicon import Lexicon
from sayso.types import Parsed, Sentence
from sayso.words import joined_lists, listed

# What may stand between harm and its cause.
CAUSES = ("in", "by", "from", "of", "to", "after", "when", "during", "with")
OF = frozenset(["of", "from", "to", "in"])
BY = frozenset(["by", "in"])
AFTER = frozenset(["after", "following"])
# How a mishap is told behind its victims: "killed when a bus overturned", "hurt after a truck plunged into a gorge".
WHEN = frozenset(["when", "after", "as", "while", "once"])
# Turned over by a word of its own: "the boat turned turtle".
TURTLE = frozenset(["turtle", "over"])
# So many nouns of a cause are looked at: "of cholera and related complications".
MOST_CAUSES = 4
# What a mishap costs too.
TOLL = frozenset(["kill", "wound", "injure", "hurt", "die", "dead"])
# What vehicles do to people.
RUN_OVER = frozenset(["hit", "strike", "knock", "run", "crush"])
# How many tokens around a death are searched for violence.
NEAR = 30


class Accidents:
    """Looks for the accidents of one report."""

    def __init__(self, grammar: Grammar, lexicon: Lexicon) -> None:
        self.grammar = grammar
        self.lexicon = lexicon

    def told(self, v: int, *, agents_only: bool = False) -> bool:
        """Whether the clause gives a cause that nobody meant, or the sentence tells of a disaster and no weapon."""
        grammar = self.grammar
        agents = grammar.agents(v)
        if any(_fire(grammar.parsed, a) or self._beast(a) or self._run_over(v, a) for a in agents):
            return True
        if agents_only:
            if agents:
                return any(grammar.tokens[a].lemma in self.lexicon.accident for a in agents)
            above = (grammar.tokens[i].lemma for i in grammar.parsed.above(v))
            return not self.lexicon.disaster.isdisjoint(above)  # "a quake with a magnitude of 5.9 hit", misread
        near = [*agents, *grammar.after(v, CAUSES)]
        head = grammar.tokens[grammar.tokens[v].head]
        if grammar.tokens[v].dep in ("advcl", "conj") and head.pos == "VERB":
            near += [head.i, *grammar.agents(head.i)]
        for c in grammar.children[v]:
            if grammar.tokens[c].dep == "advcl":
                near += [c, *grammar.subject(c)]
        words = {w for p in near for i in grammar.conjuncts(p) for w in grammar.head_words(i)}
        spreads = head.lemma in listed("events", "accident", "spreading")
        if spreads and any(grammar.tokens[a].lower == "fire" for a in (head.head, *grammar.agents(head.i))):
            return True  # "fire swept through a market, killing three", whose verb may pass for a participle
        if any(self.caused(p) for p in near):
            return True
        if words & self.lexicon.accident:  # no truck that "overturned after it hit a mine"
            below = {i for p in near for i in grammar.parsed.subtree(p)}
            crashed = {i for p in near if grammar.tokens[p].pos == "VERB" for i in grammar.subject(p)}
            if not {grammar.tokens[i].lemma for i in below - crashed} & self.lexicon.means.keys():
                return True
        told = self._opening(grammar.parsed.sentence_of(v)) - {grammar.tokens[v].lemma, "kill", "wound"}
        if told & _arms():
            return False
        return bool(told & self.lexicon.disaster) or (not agents and self._goes_on(v))

    def _beast(self, n: int) -> bool:
        """An animal, which is nobody: "an elephant trampled a farmer"."""
        token = self.grammar.tokens[n]
        wild = token.lemma in self.lexicon.animals or token.lemma in listed("events", "accident", "vermin")
        return wild and token.pos == "NOUN"

    def _run_over(self, v: int, agent: int) -> bool:
        """ "Was hit by a car": nobody drove at him, nor was it the army's."""
        grammar, vehicle = self.grammar, self.grammar.tokens[agent]
        if grammar.tokens[v].lemma not in RUN_OVER or vehicle.lemma not in listed("events", "mishap", "things"):
            return False
        told = self._opening(grammar.parsed.sentence_of(v)) - RUN_OVER
        told |= {grammar.tokens[i].lower for i in grammar.parsed.subtree(agent)}
        return told.isdisjoint(_arms() | listed("events", "mishap", "aimed") | self.lexicon.acting)

    def _industrial(self, n: int) -> bool:
        """A blast of what bursts by itself: "a gas explosion", "a blast at a fireworks factory", and nobody's bomb."""
        grammar = self.grammar
        if grammar.tokens[n].lemma not in listed("events", "accident", "bursts"):
            return False
        burst = grammar.subject(n) if grammar.tokens[n].pos == "VERB" else [n]
        told = {w for i in burst for w in grammar.head_words(i)} & listed("events", "accident", "bursting")
        sites = grammar.after(n, ("at", "in", "inside"))
        told |= {w for i in sites for w in grammar.head_words(i)} & listed("events", "accident", "works")
        arms = _arms() - told - listed("events", "accident", "bursts") - listed("events", "mishap", "beside") - {"mine"}
        return bool(told) and self._opening(grammar.parsed.sentence_of(n)).isdisjoint(arms)

    def _goes_on(self, v: int) -> bool:
        """Whether harm by nobody stands behind a sentence that tells of a disaster and of no weapon."""
        number = self.grammar.tokens[v].sentence
        if number == 0:
            return False
        words = self._opening(self.grammar.parsed.sentences[number - 1]) - listed("events", "mishap", "beside")
        told = self.lexicon.disaster | listed("events", "mishap", "told")
        return bool(words & told) and not words & _arms()

    def _opening(self, sentence: Sentence) -> set[str]:
        """The words of a sentence, of a very long one those it begins with."""
        last = min(sentence.last, sentence.first + 2 * NEAR)
        return {t.lemma for t in self.grammar.tokens[sentence.first : last + 1]}

    def caused(self, n: int) -> bool:
        """Whether a blast is told to be nobody's doing: "an explosion caused by a gas leak", "a gas explosion"."""
        grammar = self.grammar
        if self._industrial(n):
            return True
        told = [c for c in grammar.children[n] if grammar.tokens[c].dep in ("relcl", "acl")]
        told += [c for v in told for c in grammar.children[v] if grammar.tokens[c].dep == "ccomp"]
        told += [grammar.tokens[n].head] if grammar.tokens[n].dep in SUBJECTS else []
        causing = listed("events", "accident", "causing")
        causes = [p for v in told if grammar.tokens[v].lemma in causing
                  for p in (*grammar.agents(v), *grammar.after(v, ("by", "from", "on", "to")))]  # fmt: skip
        return any(w in self.lexicon.accident for p in causes for w in grammar.head_words(p))

    def violent(self, v: int) -> bool:
        """Whether arms or violence are told of around a word."""
        bounds = self.grammar.parsed.sentence_of(v)
        window = self.grammar.tokens[max(bounds.first, v - NEAR) : min(bounds.last, v + NEAR) + 1]
        return any(t.i != v and (t.lemma in self.lexicon.means or t.lemma in self.lexicon.violent) for t in window)


def is_mishap(grammar: Grammar, v: int) -> bool:
    """Whether a verb tells what happens to vehicles by themselves: "two ships collided", "a military plane crashed"."""
    if grammar.tokens[v].lemma not in listed("events", "mishap", "verbs") or grammar.passive(v):
        return False
    riding = listed("events", "mishap", "things") | listed("events", "mishap", "aircraft")
    subject = {grammar.tokens[s].lemma for s in grammar.subject(v)}
    hit = {grammar.tokens[p].lemma for p in grammar.after(v, ("into", "through"))}
    if not subject or not subject <= riding or hit & (grammar.lexicon.persons | grammar.lexicon.moving):
        return False  # "a car crashed into a crowd"
    told = {grammar.tokens[i].lemma for i in grammar.parsed.subtree(v)} - subject - TOLL
    return not told & _arms()


def befell(parsed: Parsed, anchor: int) -> bool:
    """Whether the word at `anchor` tells that people died or were hurt by nobody's doing."""
    tokens, lemma = parsed.tokens, parsed.tokens[anchor].lemma
    dying, harming = listed("events", "accident", "dying"), _harming()
    if lemma not in dying and lemma not in harming:
        return False
    if _by_mishap(parsed, anchor):
        return True
    behind = [n for c in parsed.children[anchor] if tokens[c].lower in AFTER for n in parsed.children[c]]
    if lemma in dying and any(against_illness(parsed, n) for n in behind):
        return True
    near = [
        n for c in parsed.children[anchor] if tokens[c].lower in (OF if lemma in dying else BY)
        for n in parsed.children[c] if tokens[n].dep == "pobj"
    ]  # fmt: skip
    if lemma in harming:  # "killed by a landslide"; a crash may be that of what was shot down
        nature = (listed("events", "disaster", "words") | listed("events", "accident", "falls")) - {"crash"}
        return any(tokens[n].lemma in nature for n in near)
    told = near + [k for n in near for k in parsed.children[n] if tokens[k].dep in ("conj", "compound")]
    words = listed("events", "accident", "words")
    return any(tokens[n].lemma in words or _fire(parsed, n) for n in told[:MOST_CAUSES])


def against_illness(parsed: Parsed, noun: int) -> bool:
    """Whether a fight is one for health: "a long battle with lung cancer"."""
    tokens, words = parsed.tokens, listed("events", "accident", "words")
    links = [c for c in parsed.children[noun] if tokens[c].lower in ("with", "against")]
    return tokens[noun].pos == "NOUN" and any(
        tokens[n].lemma in words for c in links for n in parsed.children[c] if tokens[n].dep == "pobj"
    )


@cache
def _harming() -> frozenset[str]:
    return listed("events", "harm", "words") | listed("events", "harm", "mourned")


@cache
def _arms() -> frozenset[str]:
    return listed("events", "violent", "words") | joined_lists("events", "means")


def _fire(parsed: Parsed, n: int) -> bool:
    """A fire that nobody is told to have set, "fire destroyed a market": no gunfire, no fire "set by rebels"."""
    if parsed.tokens[n].lemma != "fire":
        return False
    burning = listed("events", "accident", "fires")
    below = {parsed.tokens[c].dep for c in parsed.children[n] if parsed.tokens[c].lemma not in burning}
    aimed = any(parsed.tokens[c].lower in ("from", "by") for c in parsed.children[n])
    return below.isdisjoint(("compound", "amod", "nmod", "acl", "relcl")) and not aimed


def _by_mishap(parsed: Parsed, anchor: int) -> bool:
    """Whether an accident befell the victims and the sentence tells of no arms or violence."""
    tokens, sentence = parsed.tokens, parsed.sentence_of(anchor)
    words = {t.lemma for t in tokens[sentence.first : sentence.last + 1]}
    words -= listed("events", "accident", "dying") | _harming() | RUN_OVER
    if words & _arms():
        return False
    joined = {anchor, *(c for c in parsed.children[anchor] if tokens[c].dep == "conj")}
    if tokens[anchor].dep == "conj":
        joined.add(tokens[anchor].head)
    below = [c for v in joined for c in parsed.children[v]]
    clauses = [c for c in below if tokens[c].dep == "advcl" and _when(parsed, c)]
    clauses += [k for c in below if tokens[c].lower in WHEN for k in parsed.children[c] if tokens[k].dep == "pcomp"]
    behind = [n for c in below if tokens[c].lower in WHEN | BY for n in parsed.children[c] if tokens[n].dep == "pobj"]
    if any(tokens[n].lemma in listed("events", "mishap", "told") for n in behind):
        return True  # "two killed in mishap"
    # The parser takes "after a truck overturned" for a noun and what it did.
    clauses += [k for n in behind for k in parsed.children[n] if tokens[k].dep in ("acl", "relcl")]
    return any(_mishap(parsed, c) for c in clauses)


def _when(parsed: Parsed, clause: int) -> bool:
    return any(parsed.tokens[c].lower in WHEN for c in parsed.children[clause])


def _mishap(parsed: Parsed, v: int) -> bool:
    tokens, below = parsed.tokens, parsed.children[v]
    subjects = {tokens[c].lemma for c in below if tokens[c].dep in ("nsubj", "nsubjpass")} or {
        tokens[tokens[v].head].lemma
    }
    riding = listed("events", "mishap", "things")
    if tokens[v].lemma in RUN_OVER:  # "was hit by a train"
        by = [n for c in below if tokens[c].dep == "agent" for n in parsed.children[c]]
        words = {t.lemma for t in tokens[parsed.sentence_of(v).first : parsed.sentence_of(v).last + 1]}
        return any(tokens[n].lemma in riding for n in by) and words.isdisjoint(listed("events", "mishap", "aimed"))
    if not subjects & riding:
        return False
    if tokens[v].lemma in listed("events", "mishap", "verbs"):
        return True
    if tokens[v].lemma == "turn":
        return any(tokens[c].lower in TURTLE for c in below)
    into = {tokens[n].lemma for c in below if tokens[c].dep == "prep" for n in parsed.children[c]}
    return tokens[v].lemma in listed("events", "mishap", "moves") and bool(into & listed("events", "mishap", "ends"))
