"""How an attack was done: its mode by its own words, its means and doers, and the other tellings of it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.resolve.claims.background import running
from sayso.resolve.claims.equal_tolls import same_number
from sayso.resolve.claims.modes import Modes
from sayso.resolve.claims.stories import STEM_LETTERS, Told
from sayso.types import REAL, EventMention, Parsed, Party, ThingMention

# Words of a sentence that are looked through for what says how an attack was done.
LONGEST_AROUND = 200
# Sectors of those who fight with whatever arms a war has.
FIGHTERS = frozenset(["MIL", "REB", "PAR"])
# Kinds of bombs that somebody lays, carries or drives.
LAID = frozenset(["car-bomb", "ied", "mine", "suicide-vest", "grenade"])
PEOPLE = frozenset(["person", "group", "crowd", "organization"])


def manner(
    item: Told, others: Sequence[Told], actor: Sequence[Party], instruments: Sequence[ThingMention], modes: Modes
) -> str | None:
    """The mode of one telling; `others` are those of the same event, the nearest first.

    `actor` and `instruments` are its own or those that the others lend it.
    """
    own, told = item.values, (item, *others)
    mode = modes.by_fire(modes.unarmed(own.event.mode, item.lemma, own.instruments), item.lemma)
    harmed = not modes.harm.isdisjoint(_effects(item))
    mode = mode or modes.implied(own.instruments, ()) or modes.by_word(item.lemma, harmed=harmed)
    mode = mode or modes.implied((), item.actor)
    means = [i for o in told for i in o.values.instruments]
    laid = any(m.thing.kind in LAID for m in means)
    if mode != "explosives" or not laid:  # a state blamed for a car bomb flew nothing
        mode = modes.of_forces(mode, item.lemma, actor, instruments)
    mode = mode or _lent_mode(item, others, modes) or modes.implied(instruments, actor)
    if mode is None and harmed:
        mode = modes.beaten(item.around)
    if mode is None and own.event.status in REAL:
        mode = modes.usual(_stems(item, others), actor, harmed=harmed, fighters=_only_fighters(item))
    if mode == "explosives" and not laid and any(o.values.event.mode == "aerial" for o in others):
        mode = "aerial"
    return modes.sharper(mode, means, [*actor, *(p for o in told for p in o.actor)], item.around)


def around(parsed: Parsed, event: EventMention) -> tuple[str, ...]:
    """Beginnings of the words of an attack's sentence that tell what happened, "killed in clashes"; no people."""
    if event.type != "ASSAULT":
        return ()
    sentence = parsed.sentence_of(event.head)
    last = min(sentence.last, sentence.first + LONGEST_AROUND)
    words = parsed.tokens[sentence.first : last + 1]
    return tuple(t.lemma[:STEM_LETTERS] for t in words if t.pos in {"NOUN", "VERB"} and not t.lemma.endswith("er"))


def _stems(item: Told, others: Sequence[Told]) -> list[str]:
    """Beginnings of an attack's own word, and of those around it and in its other tellings; a war's toll has none."""
    around = () if running(item.values) else (*item.around, *(o.lemma for o in others))
    return [item.lemma, *around]


def _effects(item: Told) -> list[str | None]:
    """What became of the victims of one telling."""
    counted: list[str | None] = [c.count.what for c in item.values.counts if c.count.best != 0]
    return [item.values.event.effect, *(p.effect for p in item.recipient), *counted]


def _only_fighters(item: Told) -> bool:
    """Whether whoever came to harm was armed himself, as far as is told: by whom the figures count, else by name."""
    hit = [c.count.who == "combatants" for c in item.values.counts if c.count.what in {"killed", "injured"}]
    hit = hit or [p.sector in FIGHTERS for p in item.recipient if p.kind in PEOPLE]
    return bool(hit) and all(hit)


def _lent_mode(item: Told, others: Sequence[Told], modes: Modes) -> str | None:
    """Mode of who tells the same toll, else of the nearest other telling.

    What was done to one victim is lent only to a bare word for the deed.
    """
    attacks = [
        o for o in others
        if o.values.event.type == "ASSAULT" and not (o.lemma in modes.arson and o.values.event.mode == "primitive")
    ]  # fmt: skip
    for o in attacks:  # "all 40 people were killed" where others say that 40 were executed
        if same_number(item.values, o.values) and (mode := modes.by_word(o.lemma, harmed=True)):
            return mode
    bare = item.values.event.effect is None and not item.recipient and not item.values.counts
    told = (modes.of_forces(o.values.event.mode, o.lemma, o.actor, o.values.instruments) for o in attacks)
    return next((m for m in told if m and (bare or m not in modes.personal)), None)
