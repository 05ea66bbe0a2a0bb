"""Who is known: states and their organs, leaders, armed groups, parties, bodies and news media of the world.

`ActorBase.open()` opens what the package ships, `ActorBase.open(path)` with a table of the user's own before it.
Usable alone: `ActorBase.open().find("Al Shabab")`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Literal

from sayso.knowledge.actor_tables import SHORTEST_LOOSE, TABLES, Actor, Filed, Organ, State, load_filed, read_actors
from sayso.knowledge.name_keys import is_acronym, key, loose_key
from sayso.wikidata import known_items

__all__ = ["Actor", "ActorBase", "NameSort", "Organ", "State"]

NameSort = Literal["state", "metonym", "organization", "media", "person"]
RANK = {table: rank for rank, table in enumerate(TABLES)}


class ActorBase:
    """The known actors, found by any of their names."""

    def __init__(self, filed: Filed):
        self._filed = filed
        self._names, self._exact = filed.names, filed.exact
        self._demonyms, self._metonyms = filed.demonyms, filed.metonyms
        self.longest = filed.longest
        """First word of a name's key to the number of words of the longest name that begins with it."""
        self.ordinary = frozenset(filed.ordinary)
        """Keys of names that are also words of the language."""
        self.small = frozenset(filed.small)
        """Keys of names whose last word may be written small."""
        self.states = {state.alpha3: state for state in filed.states}
        self.organs = {organ.id: organ for organ in filed.organs}
        self.paired = {name.split()[0] for name in (*self._demonyms, *self._metonyms) if " " in name}
        """First words of demonyms and metonyms of two words: south, saudi, tel."""
        self._organ_words = {word: organ.id for organ in filed.organs for word in organ.words}
        self._proper = {(country, organ): filed.actors[i] for country, organ, i in filed.proper}
        self._offices = {(o.country, o.office): o.holders for o in filed.offices}
        self._state_actors = {a.country: a for a in filed.actors[: len(filed.states)]}
        self.last_read: tuple[object, object] | None = None
        """The report last read by `sayso.find.names` and what was found in it."""

    @classmethod
    def open(cls, path: Path | None = None) -> ActorBase:
        """The base the package ships; `path` is a table of the user's own that goes before it."""
        filed = load_filed()
        for actor in read_actors(path) if path else ():
            filed.file(actor)
        return cls(filed)

    # ------------------------------------------------------------ by name

    def find(self, name: str, *, date: str | None = None, countries: Iterable[str] = ()) -> Actor | None:
        """The one actor of that name, or None where there is none or several and nothing decides.

        `date` (ISO) drops those not there at the time, `countries` prefers those of these states.
        """
        return self.choose(self.candidates(name), date=date, countries=countries)

    def candidates(self, name: str) -> tuple[Actor, ...]:
        """All actors of that name: as filed, else the organ of a state, else by transliteration."""
        found = self.named(key(name), name)
        if found:
            return found
        organ = self.organ_named(name)
        return (organ,) if organ is not None else self.spelled_like(name)

    def named(self, filed: str, surface: str) -> tuple[Actor, ...]:
        """Actors filed under a key; short forms in capitals only where `surface` has the same capitals."""
        found = self._names.get(filed)
        if not found:
            return ()
        forms = self._exact.get(filed)
        if forms is not None and surface.replace(".", "").removeprefix("the ") not in forms:
            return ()
        return tuple(self._filed.actors[i] for i in found)

    def choose(
        self, found: tuple[Actor, ...], *, date: str | None = None, countries: Iterable[str] = ()
    ) -> Actor | None:
        """One of several actors of a name, by date, country and table; None where that leaves a choice."""
        if len(found) > 1 and date is not None:
            found = tuple(a for a in found if there(a, date)) or found
        if len(found) > 1 and countries:
            wanted = set(countries)
            found = tuple(a for a in found if a.country in wanted) or found
        if len(found) > 1:
            best = min(RANK.get(a.table, 0) for a in found)
            found = tuple(a for a in found if RANK.get(a.table, 0) == best)
        if len(found) > 1 and len({a.id for a in found}) == 1:
            return max(found, key=lambda a: a.since or "")  # one body that changed sides, on no day told: as it is now
        return found[0] if len(found) == 1 else None

    def spelled_like(self, name: str) -> tuple[Actor, ...]:
        """Actors whose name is another transliteration of this one."""
        if is_acronym(name) or len(key(name)) < SHORTEST_LOOSE:
            return ()
        return tuple(self._filed.actors[i] for i in self._filed.loose.get(loose_key(name), ()))

    def sort(self, name: str) -> NameSort | None:
        """What a name is: a state, a place that stands for a government, a body, a news outlet, a person."""
        if self.metonym(name):
            return "metonym"
        found = self.candidates(name)
        if not found:
            return None
        first = found[0]
        if first.kind == "state":
            return "state"
        if first.kind == "person":
            return "person"
        return "media" if first.sector == "MED" else "organization"

    # ------------------------------------------------------------ states

    def country_of(self, word: str) -> str | None:
        """Alpha-3 code of a state by name, demonym or metonym ("Syria", "Syrian", "the Kremlin")."""
        return self.demonym(word) or self.state_named(word) or self.metonym(word)

    def state_named(self, word: str) -> str | None:
        """Alpha-3 code of a state by name alone."""
        return next((a.country for a in self.named(key(word), word) if a.table == "states"), None)

    def demonym(self, word: str) -> str | None:
        """Alpha-3 code of "Syrian", "Iraqis", "US"; None for other words."""
        filed = key(word)
        country = self._demonyms.get(filed)
        if country is None:
            return None
        forms = self._exact.get(filed)
        return None if forms is not None and word.replace(".", "") not in forms else country

    def metonym(self, name: str) -> str | None:
        """Alpha-3 code of the state whose government is called by this place ("Damascus", "the White House")."""
        return self._metonyms.get(key(name))

    def state(self, country: str) -> Actor | None:
        """A state as an actor."""
        return self._state_actors.get(country)

    # ------------------------------------------------------------ organs and offices

    def organ(self, country: str, organ: str) -> Actor | None:
        """A state's army, police, foreign ministry, ... by the organ's id in `organs.toml`."""
        known = self._proper.get((country, organ))
        if known is not None:
            return known
        state, kind = self.states.get(country), self.organs.get(organ)
        if state is None or kind is None or not kind.name:
            return None
        made = Actor(
            id=f"{state.id}-{organ}", name=kind.name.format(state=state.name, adjective=state.adjective),
            country=country, sector=kind.sector, kind="organization", table="organs",
        )  # fmt: skip
        self._proper[country, organ] = made
        return made

    def organ_named(self, name: str) -> Actor | None:
        """The organ that "Syrian army", "Ministry of Defence of Iraq", "Turkey's parliament" name."""
        words = key(name).split()
        for cut in range(1, len(words)):
            for place, rest in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
                joined = " ".join(place)
                country = self.country_of(joined) or (self.country_of(joined.upper()) if cut < 2 else None)
                while rest and rest[-1] in ("of", "in", "the", "for"):
                    rest = rest[:-1]
                organ = self._organ_words.get(" ".join(rest)) if country else None
                if country and organ:
                    return self.organ(country, organ)
        return None

    def leader(self, country: str, office: str, date: str | None) -> Actor | None:
        """Who held an office ("president", "prime minister", ...) on a date; None where unknown or several."""
        if date is None:
            return None
        found = [a for a in self._offices.get((country, office), ()) if there(a, date)]
        # On a day of handing over the one who comes holds it.
        return found[-1] if found and len({a.id for a in found}) <= 2 and _follow(found) else None

    def bearer(self, surname: str, office: str, countries: Iterable[str], date: str | None) -> Actor | None:
        """The one of a surname who held an office in these states on a date or, if nobody did, last before it."""
        last, latest = key(surname).split(), date or "9999"
        holders = (a for country in sorted(set(countries)) for a in self._offices.get((country, office), ()))
        found = [a for a in holders if key(a.name).split()[-1:] == last and (a.since or "") <= latest]
        now = [a for a in found if date is not None and there(a, date)]
        if not now and len({a.id for a in found}) > 1:
            return None
        return max(now or found, key=lambda a: a.since or "", default=None)

    def office_of(self, person: Actor, date: str | None) -> str | None:
        """The office a person held on a date, the only one they ever held where the date is unknown."""
        held = {
            office
            for (country, office), holders in self._offices.items()
            if country == person.country
            for a in holders
            if a.id == person.id and (date is None or there(a, date))
        }
        return held.pop() if len(held) == 1 else None

    def info(self) -> dict[str, int]:
        """How many of what the base knows."""
        made = len(self.states) * sum(1 for organ in self.organs.values() if organ.name)
        figures = {"organs by rule": made, "names": len(self._names), "with Wikidata item": known_items()}
        for actor in self._filed.actors:
            figures[actor.table] = figures.get(actor.table, 0) + 1
        return dict(sorted(figures.items()))

    def conflicts(self, actors: Iterable[Actor]) -> list[str]:
        """What a user's actors change: one line for each name that already stands for somebody else."""
        lines = []
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                for known in self.named(key(name), name):
                    differs = [f for f in ("country", "sector") if getattr(known, f) != getattr(actor, f)]
                    if known.id != actor.id or differs:
                        was = (
                            f"{known.name} ({known.id}, {known.country or 'no country'}, {known.sector or 'no sector'})"
                        )
                        lines.append(f"{name}: now {actor.name} ({actor.id}), was {was}")
        return list(dict.fromkeys(lines))


def there(actor: Actor, date: str) -> bool:
    """True unless its dates say that it was not there yet or no longer; a year alone counts whole."""
    since, until = actor.since or "", actor.until or "9999"
    return since <= date[: len(since)] and date[: len(until)] <= until


def _follow(found: list[Actor]) -> bool:
    """True where one holder's last day is the next one's first."""
    return len(found) == 1 or all(a.until == b.since for a, b in pairwise(found))
