"""Who is told once for two deeds, or beside another: "arrested and beaten by agents", "he along with his aide"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.english import ANY_SUBJECTS, ATTRIBUTES, NOUNS, OWNERS, PAST, PRESENT, SUBJECTS
from sayso.find.events.lexicon import FORCE
from sayso.types import Token

if TYPE_CHECKING:
    from sayso.find.events.grammar import Grammar
    from sayso.find.events.parties import Parties

# Verbs with a tense of their own.
TENSED = PRESENT | {"VBD"}
# Between two deeds of one doer.
JOINING = frozenset({"and", "or", "then", "also", "later", "subsequently", "even", ","})
# "X along with Y", "X together with Y".
ALONG = frozenset({"along", "together"})
# Verbs that lay a deed, their object, on somebody.
LAID_ON = frozenset({"blame", "pin"})
# Who speaks for others.
SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "official"})
# What is said to others, whoever says it together.
TO_OTHERS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# What each of two does to the other: "X and Y traded accusations", "failed to agree".
MUTUAL = frozenset({"trade", "exchange", "swap", "clash", "fight", "battle", "fail"})


def shared_agent(grammar: Grammar, v: int) -> list[int]:
    """Who did both of two deeds by force that are told of one victim: "was arrested and beaten by agents"."""
    tokens = grammar.tokens
    for c in grammar.children[v]:
        other = tokens[c]
        if other.dep != "conj" or other.tag != "VBN" or c < v or grammar.child(c, "aux", "auxpass", *SUBJECTS):
            continue
        between = tokens[v + 1 : c]
        if tokens[v].lemma not in grammar.lexicon.forcing or other.lemma not in grammar.lexicon.forcing:
            continue
        if all(t.lower in JOINING or t.tag == "VBN" or t.pos == "ADV" for t in between):
            return [p for a in grammar.children[c] if tokens[a].dep == "agent" for p in grammar.inside(a)]
    return []


def noun_before(grammar: Grammar, v: int) -> Token | None:
    """What the parser took for the subject of a verb that may be a participle behind it."""
    subject = grammar.child(v, "nsubj") if grammar.tokens[v].tag in PAST else None
    return subject if subject is not None and subject.i < v else None


def shot_there(grammar: Grammar, v: int) -> bool:
    """A participle that the parser took for a verb of its own: "a girl shot in the town was taken to hospital"."""
    tokens, token = grammar.tokens, grammar.tokens[v]
    if token.lemma not in grammar.lexicon.forcing:
        return False
    subject = noun_before(grammar, v)
    if subject is None or subject.pos not in NOUNS:
        return False
    if grammar.child(v, "dobj", "aux", "cc", "ccomp", "xcomp", "prt"):
        return False
    if token.dep in ANY_SUBJECTS:
        return True
    for c in grammar.children[v]:
        clause = tokens[c]
        if clause.dep == "conj" and c > v and grammar.child(c, "auxpass", "aux") and not grammar.child(c, *SUBJECTS):
            return tokens[clause.left].tag in TENSED and tokens[clause.left - 1].pos != "PUNCT"
    return False


def planner(grammar: Grammar, noun: int) -> list[int]:
    """Whose plan or attempt a noun tells without a possessor: "a decision by Velia to", "rebel attempts to"."""
    tokens, lexicon = grammar.tokens, grammar.lexicon
    by = [p for p in grammar.after(noun, ("by",)) if tokens[p].dep == "pobj" and tokens[p].pos in NOUNS]
    lemma = tokens[noun].lemma
    if by or (lemma not in lexicon.unreal_nouns and lemma not in lexicon.undertakings):
        return by
    before = [tokens[c] for c in grammar.children[noun] if c < noun and tokens[c].dep in ATTRIBUTES]
    return [
        t.i for t in before
        if (t.lower in lexicon.peoples or t.lemma in lexicon.acting or grammar.names.get(t.i) == "ORG")
        and tokens[t.i + 1].lower != "-" and tokens[t.i - 1].lower != "-"
    ][-1:]  # fmt: skip


def beside(grammar: Grammar, head: int) -> list[int]:
    """Who is named with another: "the police as well as the army", "the minister along with his driver"."""
    tokens = grammar.tokens
    found: list[int] = []
    for c in grammar.children[head]:
        if tokens[c].lower == "as" and tokens[c].dep == "cc" and tokens[c - 1].lower == "well":
            found += [k for k in grammar.children[tokens[head].head]
                      if tokens[k].left == c + 1 and tokens[k].dep == tokens[head].dep]  # fmt: skip
    for link in grammar.children[head]:
        if link > head and tokens[link].lower == "with" and tokens[link - 1].lower in ALONG:
            found += grammar.inside(link)
        elif link > head and tokens[link].lower in ALONG:
            found += grammar.after(link, ("with",))
    behind = tokens[head].right + 1
    if not found and behind + 1 < len(tokens) and tokens[behind].lower in ALONG and tokens[behind + 1].lower == "with":
        with_whom = [*grammar.inside(behind + 1), *grammar.inside(behind)]
        found += [p for p in with_whom if any(tokens[c].lower in OWNERS for c in grammar.children[p])]
    return [p for p in found if tokens[p].pos in NOUNS]


def ends_list(grammar: Grammar, head: int) -> list[int]:
    """The last of a list behind a name in it: "a leader, Ivo Sorn, and his driver" are two people."""
    tokens = grammar.tokens
    if tokens[head].tag != "NN":
        return []
    names = [c for c in grammar.children[head] if tokens[c].dep == "appos" and tokens[c].pos == "PROPN" and c > head]
    last = [k for c in names for k in grammar.children[c] if tokens[k].dep == "conj"]
    last += [c for c in grammar.children[head] if names and tokens[c].dep == "appos" and c > names[0]]
    last += [c for c in grammar.children[tokens[head].head] if names and tokens[c].dep == "conj" and c > names[0]]
    return [k for k in last if tokens[k].pos in ("NOUN", "NUM") and tokens[tokens[k].left - 1].lower == "and"]


def laid_on(grammar: Grammar, v: int) -> list[int]:
    """Who is accused of a deed, where that is the object: "blamed the attack on rebels"."""
    if grammar.tokens[v].lemma not in LAID_ON:
        return []
    deeds = [p for p in grammar.patients(v) if grammar.tokens[p].lemma in grammar.lexicon.event_nouns]
    return [p for d in deeds for p in (*grammar.after(v, ("on",)), *grammar.after(d, ("on",)))]


def speaks_for(grammar: Grammar, parties: Parties, i: int) -> list[int]:
    """For whom somebody speaks: "a spokesman for the rebels", "Front spokesman Ivo Sorn"; nothing where he is none."""
    tokens, below = grammar.tokens, grammar.children[i]
    titles = (i, *(c for c in below if c < i and tokens[c].dep in ATTRIBUTES))
    speaker = next((k for k in titles if tokens[k].lemma in SPEAKERS), None)
    if speaker is None:
        return []
    before = [c for c in grammar.children[speaker] if c < speaker and tokens[c].dep in (*ATTRIBUTES, "poss")]
    named = [c for c in before if tokens[c].pos == "PROPN"][-1:]
    return [k for k in (*grammar.after(speaker, ("for", "of")), *named) if parties.can_be(k)]


def joint(grammar: Grammar, i: int, kind: str) -> bool:
    """Whether whoever is named with a subject does the same, and nothing to him: "the army and police fired".

    Of deeds by force and of words to others alone: two who sign or promise something do it to each other as well.
    """
    token = grammar.tokens[i]
    if token.dep != "nsubj" or grammar.tokens[token.head].lemma in MUTUAL:
        return False
    return kind in FORCE or (kind in TO_OTHERS and not _each_other(grammar, token.head))


def _each_other(grammar: Grammar, v: int) -> bool:
    """ "Accused each other", "blamed one another"."""
    return any(grammar.tokens[c].lower in ("other", "another") for c in grammar.children[v])
