"""Tellings of an attack that say nothing of the one told beside them: who somebody is, what a land is used to, before.

And attacks of which the report says that nobody knows whose they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.english import SUBJECTS
from sayso.find.events.apart import COMING
from sayso.find.events.clauses import often, usual
from sayso.resolve.claims.attach import ATTACKS, FINDING
from sayso.resolve.claims.bystanders import describes_victim
from sayso.resolve.claims.stories import Told
from sayso.resolve.claims.talk import is_part
from sayso.resolve.claims.tree import Tree
from sayso.types import Parsed

# What attacks are made from, and the words between it and them: "the base, a launch pad for gas attacks".
FROM = frozenset("launchpad pad springboard base airbase airfield airport ground hub platform".split())
PURPOSE = frozenset(["for", "in", "to", "as"])
# How it is said that nobody knows whose a deed was: "it was not clear who fired the shell".
OPEN = frozenset(["unclear", "clear", "known", "unknown", "certain", "uncertain", "know", "determine", "established"])
WHO = frozenset(["who", "which", "whether"])
AMID = frozenset(["amid", "amidst"])
DID = frozenset(
    "carry fire launch plant stage conduct behind responsible drop shoot detonate perpetrate strike bomb attack".split()
)
FAR = 8
# Sentences from an attack to the one that says so.
NEAR_SENTENCES = 2


def mark_asides(told: Sequence[Told], tree: Tree) -> None:
    """Marks on each telling whether it is an aside, of another day or place of its own, or of a doer nobody knows."""
    attacks = [item for item in told if item.values.event.type == "ASSAULT"]
    hit: dict[int, set[int]] = {}
    for item in attacks:
        hit.setdefault(item.sentence, set()).update(p.head for p in item.values.event.recipient)
    open_ = frozenset(_unknown_whose(tree.parsed)) if attacks else frozenset()
    for item in attacks:
        event, tokens = item.values.event, tree.parsed.tokens
        chain = tree.above(event.head)
        describes = describes_victim(tokens, chain, event, hit[item.sentence])
        item.aside = item.aside or describes or is_part(tree, event)
        item.bygone = (
            _bygone(tree.parsed, item, attacks)
            or _made_from(tree.parsed, chain)
            or _habit(tree.parsed, event.head)
            or _amid(tree.parsed, event.head)
        )
        near = range(item.sentence, item.sentence + NEAR_SENTENCES + 1)
        item.unclear = _found_after(tree.parsed, item, attacks) or any(n in open_ for n in near)


def _amid(parsed: Parsed, head: int) -> bool:
    """Whether it is what goes on around the attack told of: "the raid took place amid fighting between the two"."""
    tokens = parsed.tokens
    link = tokens[tokens[head].head]
    if tokens[head].dep != "pobj" or link.lower not in AMID or tokens[link.head].pos != "VERB":
        return False
    return any(tokens[c].dep in SUBJECTS and tokens[c].lemma in ATTACKS for c in parsed.children[link.head])


def _habit(parsed: Parsed, head: int) -> bool:
    """Whether a clause tells what often befalls a place or what people do: "the bandits who raid farms"."""
    token = parsed.tokens[head]
    does = token.dep == "relcl" and token.tag == "VBP" and parsed.tokens[token.head].tag in {"NNS", "NNPS"}
    return does or often(parsed, head) or usual(parsed, head)


def _made_from(parsed: Parsed, chain: Sequence[int]) -> bool:
    """Whether the attack only says what a place is there for."""
    tokens = parsed.tokens
    for lower, upper in pairwise(chain):
        if tokens[lower].lower not in PURPOSE or tokens[lower].pos not in {"ADP", "PART"}:
            continue
        above = tokens[upper]
        if above.lemma in FROM and tokens[lower].lower == "for":
            return True
        subject = next((tokens[c] for c in parsed.children[upper] if tokens[c].dep == "nsubjpass"), None)
        if above.lemma == "use" and subject is not None and subject.lemma in FROM:
            return True
    return False


def _found_after(parsed: Parsed, item: Told, attacks: Iterable[Told]) -> bool:
    """Whether it tells of bodies found after somebody fought there: "found after the army launched an offensive"."""
    tokens = parsed.tokens
    found = tokens[tokens[item.values.event.head].head]
    if item.actor or found.pos != "VERB" or found.lemma not in FINDING:
        return False
    clauses = [c for c in parsed.children[found.i] if tokens[c].dep == "advcl"]
    later = {c for c in clauses if any(tokens[k].lower == "after" for k in parsed.children[c])}
    return any(not later.isdisjoint((o.values.event.head, *o.values.event.others)) for o in attacks) or any(
        tokens[o.values.event.head].head in later for o in attacks
    )


def _bygone(parsed: Parsed, item: Told, attacks: Iterable[Told]) -> bool:
    """Whether it only dates the attack that its sentence tells: "days after a raid on the camp, five were shot"."""
    words, head = item.time_apart, item.values.event.head
    if words is None or head not in words:
        return False
    others = (o for o in attacks if o.sentence == item.sentence and o.values.event.head not in words)
    apart = any(o.lemma != "die" for o in others)  # "died two days after the blast": of it
    return apart or _comes(parsed, words.start)


def _comes(parsed: Parsed, after: int) -> bool:
    """ "The attack comes a day after": the one dated is told before, and has no telling of its own here."""
    tokens = parsed.tokens
    clause = tokens[tokens[after].head]
    verb = tokens[clause.head] if tokens[after].dep == "mark" else clause
    subjects = (tokens[c] for c in parsed.children[verb.i] if tokens[c].dep == "nsubj")
    return verb.lemma in COMING and any(t.lemma in ATTACKS for t in subjects)


def _unknown_whose(parsed: Parsed) -> Iterator[int]:
    """Sentences that say that nobody knows who did it."""
    tokens = parsed.tokens
    for i, token in enumerate(tokens[:-1]):
        if token.lower not in WHO or not _open(parsed, i):
            continue
        behind = [t.lemma for t in tokens[i + 1 : i + 1 + FAR] if t.sentence == token.sentence]
        if not DID.isdisjoint(behind) and "first" not in behind:
            yield token.sentence


def _open(parsed: Parsed, i: int) -> bool:
    """Whether the words before "who" say that it is not known."""
    before = [t.lower for t in parsed.tokens[max(i - FAR, 0) : i] if t.sentence == parsed.tokens[i].sentence]
    word = next((w for w in reversed(before) if w in OPEN), None)
    return word in {"unclear", "unknown", "uncertain"} or (
        word is not None and any(w in {"not", "n't", "never", "unable"} for w in before)
    )
