"""Who is known: states and their organs, leaders, armed groups, parties, bodies and news media of the world.

The tables lie in `sayso/data`: `states.csv`, `organs.toml`, `leaders.csv`, and one table each for groups,
parties, bodies and media. `docs/actors.md` names their columns; a user's own table has the same.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from sayso.errors import SaysoError
from sayso.resolve.names import is_acronym, key, loose_key, plain
from sayso.types import PartyKind, Struct

DATA = Path(__file__).parent.parent / "data"
# A user's own table comes first; then the better kept tables before the compiled one.
TABLES = ("own", "groups", "bodies", "parties", "media", "armed")

NameSort = Literal["state", "metonym", "organization", "media", "person"]


class Actor(Struct, kw_only=True):
    """A state, organ, group, body, outlet or person that the base knows."""

    id: str
    name: str
    country: str | None = None
    """ISO 3166-1 alpha-3, None for bodies of many countries."""
    sector: str | None = None
    kind: PartyKind | None = None
    aliases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    """Dates (or years) between which it existed or held office, None where open or unknown."""
    ucdp: int | None = None
    role: str | None = None
    member_of: str | None = None
    table: str = "own"


class State(Struct, kw_only=True):
    """A state or territory with what people and papers call it."""

    id: str
    alpha3: str
    name: str
    capital: str | None
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]

    @property
    def adjective(self) -> str:
        return self.demonyms[0] if self.demonyms else self.name


class Organ(Struct, kw_only=True):
    """A kind of state body: army, police, foreign ministry."""

    id: str
    name: str
    """With {state} and {adjective} to be filled in."""
    sector: str
    words: tuple[str, ...]


class ActorTableBroken(SaysoError):
    def __init__(self, path: Path, line: int, what: str):
        super().__init__(f"{path}, line {line}: {what}. The columns are described in docs/actors.md.")


class ActorBase:
    """The known actors, found by any of their names."""

    def __init__(self, actors: Iterable[Actor], states: Iterable[State], organs: Iterable[Organ]):
        self.states = {state.alpha3: state for state in states}
        self.organs = {organ.id: organ for organ in organs}
        self.actors: dict[str, Actor] = {}
        self.proper: dict[tuple[str, str], Actor] = {}
        self.offices: dict[tuple[str, str], list[Actor]] = {}
        self._names: dict[str, list[Actor]] = {}
        self._loose: dict[str, list[Actor]] | None = None
        self._exact: dict[str, set[str]] = {}
        self._demonyms: dict[str, str] = {}
        self._metonyms: dict[str, str] = {}
        self._organ_words: dict[str, str] = {}
        self.last_read: tuple[object, object] | None = None
        """The report last read by `sayso.resolve.report_names` and what was found in it."""
        self.longest: dict[str, int] = {}
        """First word of a name's key to the number of words of the longest name that begins with it."""
        for state in self.states.values():
            self._file_state(state)
        for organ in self.organs.values():
            self._organ_words.update(dict.fromkeys(organ.words, organ.id))
        for actor in actors:
            self._file(actor)

    @classmethod
    def open(cls, path: Path | None = None) -> ActorBase:
        """The base the package ships; `path` is a table of the user's own that goes before it."""
        states = [_state(row) for _, row in _rows(DATA / "states.csv")]
        organs, proper = _organs(DATA / "organs.toml")
        actors: list[Actor] = read_actors(path, table="own") if path else []
        for table in TABLES[1:]:
            if (file := DATA / f"{table}.csv").exists():
                actors.extend(read_actors(file, table=table))
        base = cls(actors, states, organs)
        for country, organ, name, aliases in proper:
            base._file_organ(country, organ, name, aliases)
        if (file := DATA / "leaders.csv").exists():
            for _, row in _rows(file):
                base._file_leader(row)
        return base

    # ------------------------------------------------------------ looking up

    def find(self, name: str, *, date: str | None = None, countries: Iterable[str] = ()) -> Actor | None:
        """The one actor of that name, or None where there is none or several and nothing decides.

        `date` (ISO) drops those not there at the time, `countries` prefers those of these states.
        """
        return self.choose(self.candidates(name), date=date, countries=countries)

    def candidates(self, name: str) -> tuple[Actor, ...]:
        """All actors of that name, exact spelling first, then by organ of a state, then by transliteration."""
        found = self.named(key(name), name)
        if found:
            return found
        organ = self.organ_named(name)
        if organ is not None:
            return (organ,)
        return self.spelled_like(name)

    def named(self, filed: str, surface: str) -> tuple[Actor, ...]:
        """Actors filed under a key; short forms in capitals only where `surface` has the same capitals."""
        found = self._names.get(filed)
        if not found:
            return ()
        forms = self._exact.get(filed)
        if forms is not None and surface.replace(".", "") not in forms:
            return ()
        return tuple(found)

    def choose(
        self, found: tuple[Actor, ...], *, date: str | None = None, countries: Iterable[str] = ()
    ) -> Actor | None:
        """One of several actors of a name, by date, country and table; None where that leaves a choice."""
        if len(found) > 1 and date is not None:
            found = tuple(a for a in found if _there(a, date)) or found
        if len(found) > 1 and countries:
            wanted = set(countries)
            found = tuple(a for a in found if a.country in wanted) or found
        if len(found) > 1:
            best = min(TABLES.index(a.table) if a.table in TABLES else 0 for a in found)
            found = tuple(a for a in found if (TABLES.index(a.table) if a.table in TABLES else 0) == best)
        return found[0] if len(found) == 1 else None

    def spelled_like(self, name: str) -> tuple[Actor, ...]:
        """Actors whose name is another transliteration of this one."""
        if self._loose is None:
            self._loose = {}
            for filed, actors in self._names.items():
                if len(filed) > 5 and filed not in self._exact:
                    self._loose.setdefault(loose_key(filed), []).extend(actors)
        loose = loose_key(name)
        if len(loose) < 5 or is_acronym(name):
            return ()
        return tuple({a.id: a for a in self._loose.get(loose, ())}.values())

    def country_of(self, word: str) -> str | None:
        """Alpha-3 code of a state by name, demonym or metonym ("Syria", "Syrian", "the Kremlin")."""
        return self.demonym(word) or self.state_named(word) or self._metonyms.get(key(word))

    def state_named(self, word: str) -> str | None:
        """Alpha-3 code of a state by name alone."""
        found = self.named(key(word), word)
        return next((a.country for a in found if a.kind == "state" and a.table == "states"), None)

    def demonym(self, word: str) -> str | None:
        """Alpha-3 code of "Syrian", "Iraqis", "US"; None for other words."""
        filed = key(word)
        forms = self._exact.get(filed)
        if forms is not None and word.replace(".", "") not in forms:
            return None
        return self._demonyms.get(filed)

    def metonym(self, name: str) -> str | None:
        """Alpha-3 code of the state whose government is called by this place ("Damascus", "the White House")."""
        return self._metonyms.get(key(name))

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

    def state(self, country: str) -> Actor | None:
        """A state as an actor."""
        return self.actors.get(self.states[country].id) if country in self.states else None

    def organ(self, country: str, organ: str) -> Actor | None:
        """A state's army, police, foreign ministry, ... by the organ's id in `organs.toml`."""
        if (country, organ) in self.proper:
            return self.proper[country, organ]
        state, kind = self.states.get(country), self.organs.get(organ)
        if state is None or kind is None or not kind.name:
            return None
        name = kind.name.format(state=state.name, adjective=state.adjective)
        made = Actor(
            id=f"{state.id}-{organ}",
            name=name,
            country=country,
            sector=kind.sector,
            kind="organization",
            table="organs",
        )
        self.proper[country, organ] = made
        return made

    def organ_named(self, name: str) -> Actor | None:
        """The organ that "Syrian army", "Ministry of Defence of Iraq", "Turkey's parliament" name."""
        words = key(name).split()
        for cut in range(1, min(4, len(words))):
            for place, rest in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
                country = self.country_of(" ".join(place)) or self.country_of(" ".join(place).upper())
                while rest and rest[-1] in ("of", "in", "the", "for"):
                    rest = rest[:-1]
                organ = self._organ_words.get(" ".join(rest))
                if country and organ:
                    return self.organ(country, organ)
        return None

    def organ_word(self, words: str) -> str | None:
        """Organ id of "army", "defence ministry", "ministry of defence" (lower case)."""
        return self._organ_words.get(words)

    def leader(self, country: str, office: str, date: str | None) -> Actor | None:
        """Who held an office ("president", "prime minister", ...) on a date; None where unknown or several."""
        found = [a for a in self.offices.get((country, office), ()) if date is not None and _there(a, date)]
        return found[-1] if len(found) == 1 else None

    def info(self) -> dict[str, int]:
        """How many of what the base knows."""
        figures = {"states": len(self.states), "organs": len(self.states) * sum(1 for o in self.organs.values() if o.name), "names": len(self._names)}
        for actor in self.actors.values():
            if actor.table != "states":
                figures[actor.table] = figures.get(actor.table, 0) + 1
        return dict(sorted(figures.items()))

    # ------------------------------------------------------------ filing

    def _file(self, actor: Actor) -> None:
        if actor.id in self.actors:
            return
        self.actors[actor.id] = actor
        for name in (actor.name, *actor.aliases):
            self._file_name(name, actor)

    def _file_name(self, name: str, actor: Actor) -> None:
        filed = key(name)
        if not filed:
            return
        known = self._names.get(filed)
        if known is None:
            self._names[filed] = [actor]
            words = filed.split()
            if self.longest.get(words[0], 0) < len(words):
                self.longest[words[0]] = len(words)
            if is_acronym(name):
                self._exact[filed] = {plain(name).replace(".", "").removeprefix("the ")}
            return
        if actor not in known:
            known.append(actor)
        if (forms := self._exact.get(filed)) is not None:
            if is_acronym(name):
                forms.add(plain(name).replace(".", ""))
            else:
                del self._exact[filed]

    def _file_state(self, state: State) -> None:
        actor = Actor(
            id=state.id, name=state.name, country=state.alpha3, sector="GOV", kind="state", aliases=state.aliases,
            table="states",
        )  # fmt: skip
        self._file(actor)
        for word in state.demonyms:
            self._demonyms.setdefault(key(word), state.alpha3)
            if is_acronym(word):
                self._exact.setdefault(key(word), set()).add(word.replace(".", ""))
        for word in state.metonyms:
            self._metonyms.setdefault(key(word), state.alpha3)

    def _file_organ(self, country: str, organ: str, name: str, aliases: tuple[str, ...]) -> None:
        state, kind = self.states[country], self.organs[organ]
        actor = Actor(
            id=f"{state.id}-{organ}", name=name, country=country, sector=kind.sector, kind="organization",
            aliases=aliases, table="organs",
        )  # fmt: skip
        self.proper[country, organ] = actor
        self._file(actor)

    def _file_leader(self, row: dict[str, str]) -> None:
        country, name = row["country"], row["name"]
        state = self.states[country]
        actor = Actor(
            id=f"{state.id}-{key(name).replace(' ', '-')}", name=name, country=country, sector="GOV", kind="person",
            aliases=_split(row["aliases"]), since=row["since"] or None, until=row["until"] or None, role=row["office"],
            member_of=f"Government of {state.name}", table="leaders",
        )  # fmt: skip
        self.offices.setdefault((country, row["office"]), []).append(actor)
        if actor.id not in self.actors:
            self._file(actor)


def read_actors(path: Path, *, table: str) -> list[Actor]:
    """Actors of one CSV table: id, name, aliases, country, sector, kind and, where known, since, until, ucdp."""
    actors = []
    for line, row in _rows(path):
        if not row.get("name"):
            raise ActorTableBroken(path, line, "a row without a name")
        kind = row.get("kind") or "organization"
        ucdp = row.get("ucdp") or ""
        actors.append(
            Actor(
                id=row.get("id") or key(row["name"]).replace(" ", "-"), name=row["name"],
                country=row.get("country") or None, sector=row.get("sector") or None, kind=kind,  # type: ignore[arg-type]
                aliases=_split(row.get("aliases") or ""), since=row.get("since") or None, until=row.get("until") or None,
                ucdp=int(ucdp) if ucdp.isdigit() else None, member_of=row.get("member_of") or None, table=table,
            )
        )  # fmt: skip
    return actors


def _there(actor: Actor, date: str) -> bool:
    """True unless the dates say that it was not there yet or no longer."""
    since, until = actor.since or "", actor.until or "9999"
    return since[: len(date)] <= date[: len(since) or None] and date[: len(until)] <= until[: len(date)]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("|") if name)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    reader = csv.reader(lines)
    head = next(reader, [])
    for cells in reader:
        yield reader.line_num + 1, dict(zip(head, cells, strict=False))


def _state(row: dict[str, str]) -> State:
    return State(
        id=row["id"], alpha3=row["alpha3"], name=row["name"], capital=row["capital"] or None,
        aliases=_split(row["aliases"]), demonyms=_split(row["demonyms"]), metonyms=_split(row["metonyms"]),
    )  # fmt: skip


def _organs(path: Path) -> tuple[list[Organ], list[tuple[str, str, str, tuple[str, ...]]]]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    sectors: dict[str, str] = table["sectors"]
    organs = [
        Organ(id=name, name=organ["name"], sector=organ["sector"], words=tuple(organ["words"]))
        for name, organ in table["organ"].items()
    ]
    organs += [Organ(id=name, name="", sector=sector, words=()) for name, sector in sectors.items()]
    proper = [
        (country, organ, names[0], tuple(names[1:]))
        for country, organs_of in table["proper"].items()
        for organ, names in organs_of.items()
    ]
    return organs, proper
