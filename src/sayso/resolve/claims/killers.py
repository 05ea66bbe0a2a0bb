"""Who killed, where the verb of dying has no doer of its own and the sentence tells in whose hands people died.

"300 were killed when insurgents drove into the town", "nine died at the hands of the army", "three were killed in a
police operation": the doers come, are named as hands, or stand before what they undertook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.find.events.identified import suspicion
from sayso.resolve.claims.tree import Tree
from sayso.types import EventMention, PartyMention, Token

# Verbs of coming somewhere, and what leads to the place.
COMING = frozenset(
    "drive ride come arrive enter descend burst break move swoop march infiltrate pour cross sneak".split()
)
INTO = frozenset(["into", "on", "upon", "through", "in", "to"])
# How the parser may hang the clause: "in Norvik, when rebels drove in" it takes for one of the place.
CIRCUMSTANCES = frozenset(["advcl", "relcl", "ccomp"])
MEANWHILE = frozenset(["when", "as", "after"])
# Those who come without arms in hand have to be told so: "armed men".
PLAIN = frozenset("men man youths youth group people persons suspects elements".split())
# What a state's forces undertake, in or during which others die, and the words before it that say whose it is.
UNDERTAKEN = frozenset("operation offensive crackdown sweep manhunt".split())
FORCES = frozenset("army military police security government".split())
DURING = frozenset(["in", "during"])
# Whose dead are no deed of these forces.
OWN = frozenset("soldier troop policeman police officer serviceman recruit guard gendarme commander sailor".split())


def killers(tree: Tree, event: EventMention) -> list[PartyMention]:
    """The doers of a killing by what else its clause tells; none where it tells of none."""
    for found in (_hands(tree, event), _coming(tree, event.head), _undertaking(tree, event)):
        if found:
            return found
    return []


def _hands(tree: Tree, event: EventMention) -> list[PartyMention]:
    """Those behind "at the hands of"."""
    tokens, children = tree.parsed.tokens, tree.parsed.children
    for at, hands in _below(tree, event.head, frozenset(["at"])):
        of = [c for c in children[hands] if tokens[c].lower == "of"]
        if tokens[hands].lower in {"hands", "hand"} and of:
            return [_mention(tokens[c]) for o in of for c in children[o] if tokens[c].dep == "pobj" and at < c]
    return []


def _coming(tree: Tree, verb: int) -> list[PartyMention]:
    """The armed subject of a clause of coming that hangs on the verb."""
    tokens, children = tree.parsed.tokens, tree.parsed.children
    for clause in range(verb + 1, tree.parsed.sentence_of(verb).last + 1):
        if tokens[clause].lemma not in COMING or tokens[clause].dep not in CIRCUMSTANCES:
            continue
        above = tree.above(clause)
        if verb not in above or any(tokens[k].pos == "VERB" for k in above[1 : above.index(verb)]):
            continue
        own = [tokens[c] for c in children[clause]]
        opened = any(t.lower in MEANWHILE and t.i < clause for t in own)
        reached = tokens[clause].lemma == "enter" or any(t.lower in INTO and t.i > clause for t in own)
        who = next((t for t in own if t.dep == "nsubj"), None)
        if opened and reached and who is not None and _armed(tree, who):
            return [_mention(who)]
    return []


def _undertaking(tree: Tree, event: EventMention) -> list[PartyMention]:
    """The forces before what they undertook, where it is not their own people who died."""
    tokens, children = tree.parsed.tokens, tree.parsed.children
    if any(tokens[m.head].lemma in OWN for m in event.recipient):
        return []
    for _, noun in _below(tree, event.head, DURING):
        if tokens[noun].lemma in UNDERTAKEN:
            whose = [tokens[c] for c in children[noun] if tokens[c].dep in {"compound", "amod"}]
            return [_named(tree, t, noun) for t in whose if t.lower in FORCES][:1]
    return []


def _named(tree: Tree, force: Token, noun: int) -> PartyMention:
    """With whose forces they are: "Velian army operations"."""
    tokens, first = tree.parsed.tokens, force.i
    while first and tokens[first - 1].head in {noun, force.i} and tokens[first - 1].text[:1].isupper():
        first -= 1
    return PartyMention(first=first, last=force.i, head=force.i)


def _below(tree: Tree, verb: int, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Each of these prepositions on the verb with the nouns behind it."""
    tokens, children = tree.parsed.tokens, tree.parsed.children
    for c in children[verb]:
        if tokens[c].lower in words and c > verb:
            yield from ((c, p) for p in children[c] if tokens[p].dep == "pobj")


def _mention(token: Token) -> PartyMention:
    return PartyMention(first=token.left, last=token.right, head=token.i)


def _armed(tree: Tree, who: Token) -> bool:
    words = _lowers(tree.parsed.tokens[who.left : who.i + 1])
    known = who.lower in suspicion().armed | suspicion().perpetrators
    return known and (who.lower not in PLAIN or "armed" in words)


def _lowers(tokens: Sequence[Token]) -> set[str]:
    return {t.lower for t in tokens}
