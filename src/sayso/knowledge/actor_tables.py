"""The tables of actors in `sayso/data`, read and filed by name; and a user's own tables checked.

The tables (`states.csv`, `organs.toml`, `leaders.csv`, one table each for groups, bodies, parties, media and
the compiled armed groups) are filed ahead into `actors.bin`, so that opening the base takes milliseconds:
`training/build_actors.py pack`. `docs/actors.md` names the columns.
"""

from __future__ import annotations

import csv
import tomllib
import zlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args

import msgspec

from sayso.errors import DataBroken, SaysoError
from sayso.knowledge.name_keys import is_acronym, key, loose_key, plain
from sayso.types import PartyKind, Struct
from sayso.wikidata import item_of

DATA = Path(str(files("sayso") / "data"))
PACKED = DATA / "actors.bin"
# A user's own table comes first; then the better kept tables before the compiled one.
TABLES = ("own", "states", "organs", "leaders", "groups", "bodies", "parties", "media", "armed")
# Keys shorter than this have no other transliterations worth a guess.
SHORTEST_LOOSE = 6
COLUMNS = ("id", "name", "aliases", "country", "sector", "kind", "since", "until", "ucdp", "member_of")


class Actor(Struct, frozen=True, kw_only=True):
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

    @property
    def wikidata(self) -> str | None:
        """Id of its Wikidata item, None where none is known."""
        return item_of(self.id, self.name)


class State(Struct, frozen=True, kw_only=True):
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


class Organ(Struct, frozen=True, kw_only=True):
    """A kind of state body: army, police, foreign ministry."""

    id: str
    name: str
    """With {state} and {adjective} to be filled in; empty where only some states have one."""
    sector: str
    words: tuple[str, ...]


class Office(Struct, frozen=True):
    """Who held an office of a state, in the order of the table."""

    country: str
    office: str
    holders: list[Actor]


class Filed(msgspec.Struct):
    """All actors, and the keys under which each is filed (`sayso.knowledge.name_keys.key`)."""

    actors: list[Actor] = []
    states: list[State] = []
    organs: list[Organ] = []
    names: dict[str, list[int]] = {}
    """Key to indexes into `actors`."""
    exact: dict[str, list[str]] = {}
    """Key of a short form in capitals to the spellings that count."""
    longest: dict[str, int] = {}
    """First word of a key to the number of words of the longest key that begins with it."""
    demonyms: dict[str, str] = {}
    metonyms: dict[str, str] = {}
    ordinary: list[str] = []
    """Keys of names that are also words of the language."""
    small: list[str] = []
    """Keys of names whose last word is written small: US-led coalition."""
    loose: dict[str, list[int]] = {}
    """Key under which the transliterations of a name fall together, to indexes into `actors`."""
    proper: list[tuple[str, str, int]] = []
    """State and organ id to the index of the organ that has a name of its own."""
    offices: list[Office] = []

    def file(self, actor: Actor) -> int:
        """File an actor under all its names; its index."""
        index = len(self.actors)
        self.actors.append(actor)
        for name in (actor.name, *actor.aliases):
            self._file_name(name, index)
        return index

    def demonym(self, word: str, country: str) -> None:
        filed = key(word)
        self.demonyms.setdefault(filed, country)
        if is_acronym(word):
            self.exact.setdefault(filed, []).append(word.replace(".", ""))

    def _file_name(self, name: str, index: int) -> None:
        filed = key(name)
        if not filed:
            return
        if name.split()[-1][:1].islower() and " " in filed and filed not in self.small:
            self.small.append(filed)
        form = plain(name).replace(".", "").removeprefix("the ")
        known = self.names.get(filed)
        if known is None:
            self.names[filed] = [index]
            words = filed.split()
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
            if is_acronym(name):
                self.exact[filed] = [form]
            return
        if index not in known:
            known.append(index)
        if filed in self.exact:
            if not is_acronym(name):
                del self.exact[filed]
            elif form not in self.exact[filed]:
                self.exact[filed].append(form)


class ActorTableBroken(SaysoError):
    def __init__(self, path: Path, line: int, what: str):
        super().__init__(f"{path}, line {line}: {what}. The columns are described in docs/actors.md.")


def load_filed() -> Filed:
    """The filed tables of the package."""
    if not PACKED.exists():
        return file_tables()
    try:
        return msgspec.msgpack.decode(zlib.decompress(PACKED.read_bytes()), type=Filed)
    except (OSError, zlib.error, msgspec.DecodeError) as error:
        raise DataBroken(PACKED, str(error)) from error


def pack(filed: Filed) -> bytes:
    """Filed tables as they are kept; the same tables give the same bytes."""
    return zlib.compress(msgspec.msgpack.encode(filed), 9)


def file_tables() -> Filed:
    """All tables of the package, filed."""
    filed = Filed()
    countries = {}
    for _, row in rows_of(DATA / "states.csv"):
        state = _state(row)
        countries[state.alpha3] = state
        filed.states.append(state)
        filed.file(
            Actor(
                id=state.id, name=state.name, country=state.alpha3, sector="GOV", kind="state", aliases=state.aliases,
                table="states",
            )
        )  # fmt: skip
        for word in state.demonyms:
            filed.demonym(word, state.alpha3)
        for word in state.metonyms:
            filed.metonyms.setdefault(key(word), state.alpha3)
    _file_organs(filed, countries)
    _file_leaders(filed, countries)
    for table in TABLES[4:]:
        for actor in read_actors(DATA / f"{table}.csv", table=table):
            filed.file(actor)
    lines = (DATA / "ordinary_names.txt").read_text(encoding="utf-8").splitlines()
    filed.ordinary = [line for line in lines if line and not line.startswith("#")]
    for name, indexes in filed.names.items():
        if len(name) >= SHORTEST_LOOSE and name not in filed.exact:
            known = filed.loose.setdefault(loose_key(name), [])
            known.extend(i for i in indexes if i not in known)
    return filed


def read_actors(path: Path, *, table: str = "own") -> list[Actor]:
    """Actors of one CSV table, which is taken whole or not at all."""
    return [actor_of(row, path, line, table=table) for line, row in rows_of(path)]


def actor_of(row: dict[str, str], path: Path, line: int, *, table: str = "own") -> Actor:
    """The actor of one row; `name` is the one column that must be filled."""
    if not row.get("name"):
        raise ActorTableBroken(path, line, "a row without a name")
    country, kind, ucdp = row.get("country") or None, row.get("kind") or "organization", row.get("ucdp") or ""
    if country is not None and not (len(country) == 3 and country.isupper()):
        raise ActorTableBroken(path, line, f"country {country!r} is no ISO 3166-1 alpha-3 code")
    if kind not in get_args(PartyKind):
        raise ActorTableBroken(path, line, f"kind {kind!r} is none of {', '.join(get_args(PartyKind))}")
    return Actor(
        id=row.get("id") or key(row["name"]).replace(" ", "-"), name=row["name"], country=country,
        sector=row.get("sector") or None, kind=cast(PartyKind, kind), aliases=_split(row.get("aliases") or ""),
        since=row.get("since") or None, until=row.get("until") or None, ucdp=int(ucdp) if ucdp.isdigit() else None,
        member_of=row.get("member_of") or None, table=table,
    )  # fmt: skip


def _file_organs(filed: Filed, countries: dict[str, State]) -> None:
    table = tomllib.loads((DATA / "organs.toml").read_text(encoding="utf-8"))
    filed.organs = [
        Organ(id=name, name=organ["name"], sector=organ["sector"], words=tuple(organ["words"]))
        for name, organ in table["organ"].items()
    ]
    filed.organs += [Organ(id=name, name="", sector=sector, words=()) for name, sector in table["sectors"].items()]
    sectors = {organ.id: organ.sector for organ in filed.organs}
    for country, organs in table["proper"].items():
        for organ, names in organs.items():
            actor = Actor(
                id=f"{countries[country].id}-{organ}", name=names[0], country=country, sector=sectors[organ],
                kind="organization", aliases=tuple(names[1:]), table="organs",
            )  # fmt: skip
            filed.proper.append((country, organ, filed.file(actor)))
    places = {(country, organ): index for country, organ, index in filed.proper}
    for country, same in table["same"].items():
        filed.proper.extend((country, organ, places[country, other]) for organ, other in same.items())


def _file_leaders(filed: Filed, countries: dict[str, State]) -> None:
    """One actor a person, from the first day in an office to the last; one holder a row of the table."""
    people: dict[str, list[Actor]] = {}
    offices: dict[tuple[str, str], list[Actor]] = {}
    for _, row in rows_of(DATA / "leaders.csv"):
        state = countries[row["country"]]
        opposed = row["office"].startswith("opposition")
        holder = Actor(
            id=f"{state.id}-{key(row['name']).replace(' ', '-')}", name=row["name"], country=state.alpha3,
            sector="OPP" if opposed else "GOV", kind="person", aliases=_split(row["aliases"]),
            since=row["since"] or None, until=row["until"] or None, role=row["office"],
            member_of=None if opposed else f"Government of {state.name}", table="leaders",
        )  # fmt: skip
        offices.setdefault((state.alpha3, row["office"]), []).append(holder)
        people.setdefault(holder.id, []).append(holder)
    for terms in people.values():
        first, ends = terms[0], [term.until for term in terms]
        until = None if None in ends else max(end for end in ends if end is not None)
        aliases = tuple(dict.fromkeys(alias for term in terms for alias in term.aliases))
        since = min((term.since for term in terms if term.since), default=None)
        filed.file(msgspec.structs.replace(first, since=since, until=until, aliases=aliases))
    filed.offices = [Office(country, office, holders) for (country, office), holders in offices.items()]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a CSV table; lines that begin with # are comments."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataBroken(path, str(error)) from error
    numbers = [n for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    reader = csv.reader(lines[n - 1] for n in numbers)
    head = [cell.strip() for cell in next(reader, [])]
    for cells in reader:
        yield numbers[reader.line_num - 1], dict(zip(head, cells, strict=False))


def _state(row: dict[str, str]) -> State:
    return State(
        id=row["id"], alpha3=row["alpha3"], name=row["name"], capital=row["capital"] or None,
        aliases=_split(row["aliases"]), demonyms=_split(row["demonyms"]), metonyms=_split(row["metonyms"]),
    )  # fmt: skip
