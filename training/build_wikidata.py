"""Make `src/sayso/data/wikidata.csv`: which Wikidata item is which actor of ours, where a source says so.

    npm pack name-suggestion-index@8.0.20260918
    pip download --no-deps opensanctions==3.2.0
    python training/build_wikidata.py --index name-suggestion-index-*.tgz --resolver opensanctions-3.2.0-*.whl

Three sources: rigour gives the items of territories by their ISO code; the resolver of opensanctions those of parties,
by country and short form or name as EveryPolitician kept them; the name suggestion index those of forces, bodies, firms
and media, by name. A name alone is no proof: the item's description or the places where its name is used must also tell
the country, and the description the trade. `training/actors/wikidata_by_hand.csv` holds what was read by a person:
`same` lets another label of the item stand for our name, `other` refuses what would be joined. Ids are never by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_actors import DATA, HAND, read_table, write_table

from sayso.knowledge.actor_tables import Actor
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.name_keys import key

HEAD = (
    "# Wikidata items (CC0) of the known actors. Joined by training/build_wikidata.py from: rigour 2.6.1 (MIT), states;"
    " opensanctions 3.2.0 (MIT), parties; name-suggestion-index 8.0.20260918 (BSD-3-Clause), the rest.\n"
)
COLUMNS = ("id", "name", "wikidata")
# What the description of an item must tell, by the sector of our actor.
TRADES = {
    "BUS": r"compan|corporation|enterprise|manufactur|operator|aerospace|business",
    "COP": r"polic|law enforcement|gendarm|security force",
    "GOV": r"government|ministry|agency|authority|department|service",
    "IGO": r"international|intergovernmental|united nations|union|alliance",
    "LAB": r"union|labour|labor",
    "LEG": r"parliament|house|assembly|legislat",
    "MED": r"news|broadcast|television|radio|magazine|media|tabloid|agency",
    "MIL": r"force|army|navy|military|defence|defense|branch|gendarm",
    "NGO": r"organi[sz]ation|charity|society|humanitarian|network|relief|movement|federation",
    "PTY": r"political party|\bparty in\b",
    "SPY": r"intelligence",
}
# The index's own names for parts of states.
PARTS = {"fx": "fr", "conus": "us"}
# Banks of a state's name are seldom its central bank.
UNRULED = frozenset({"central-bank"})


@dataclass
class Item:
    """A Wikidata item as the index tells of it."""

    id: str
    label: str
    description: str
    names: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    """ISO 3166-1 alpha-2 of the states where its name is used; empty where that is the whole world."""


def read_index(package: Path) -> tuple[dict[str, Item], dict[str, set[str]]]:
    """Items of operators, brands, networks and owners of flags by id; those with a national flag by alpha-2 code."""
    with tarfile.open(package) as held:

        def read(name: str) -> dict[str, dict]:
            part = held.extractfile(f"package/dist/{name}.min.json")
            assert part is not None
            return json.load(part)

        told, listed = read("wikidata/wikidata")["wikidata"], read("json/nsi")["nsi"]
    items: dict[str, Item] = {}
    flags: dict[str, set[str]] = defaultdict(set)
    for entry in (entry for group in listed.values() for entry in group.get("items", ())):
        tags = entry["tags"]
        if tags.get("flag:type") == "national" and "country" in tags and "subject:wikidata" in tags:
            flags[tags["country"].lower()].add(tags["subject:wikidata"])
        for tag, value in tags.items():
            about = told.get(value, {})
            if tag.endswith(":wikidata") and tag != "flag:wikidata" and "label" in about and "description" in about:
                named = tag.removesuffix(":wikidata")
                item = items.setdefault(value, Item(value, about["label"], about["description"], {about["label"]}))
                item.names |= {tags[t] for t in (named, f"{named}:en", f"{named}:short") if t in tags}
                lands = (re.match(r"[a-z]+", str(place)) for place in entry["locationSet"]["include"])
                item.lands |= {PARTS.get(land[0], land[0]) for land in lands if land}
    return items, flags


def territories(flags: dict[str, set[str]]) -> dict[str, set[str]]:
    """Items of states by alpha-2 code; several where who flies the flag is another: a kingdom, its country."""
    from rigour.territories import get_territories

    lands = {code: set(items) for code, items in flags.items()}
    for land in get_territories():
        if land.qid and re.fullmatch("[a-z]{2}", land.code):
            lands.setdefault(land.code, set()).add(land.qid)
    return lands


def resolver_parties(wheel: Path) -> dict[str, set[str]]:
    """`cc-name` of a party in EveryPolitician to the items that a person or EveryPolitician itself said it is."""
    with zipfile.ZipFile(wheel) as held:
        lines = held.read("opensanctions/static/resolve.ijson").decode().splitlines()
    items: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        one, other, judged, *_ = json.loads(line)
        for a, b in ((one, other), (other, one)):
            party = re.fullmatch(r"evpo-([a-z]{2}-.*)", a)
            if judged == "positive" and party and re.fullmatch(r"Q\d+", b):
                items[party[1]].add(b)
    return items


@dataclass
class Hand:
    """What a person read: labels that are the actor, and items (or all, "") that are not."""

    same: dict[str, str]
    other: set[str]

    @classmethod
    def read(cls, path: Path) -> Hand:
        rows = read_table(path)
        return cls(
            {r["id"]: r["label"] for r in rows if r["verdict"] == "same"},
            {r["id"] for r in rows if r["verdict"] == "other"},
        )


class Joiner:
    """Our actors and the items that are the same."""

    def __init__(
        self,
        base: ActorBase,
        items: dict[str, Item],
        lands: dict[str, set[str]],
        parties: dict[str, set[str]],
        hand: Hand,
    ):
        self.base, self.items, self.lands, self.parties, self.hand = base, items, lands, parties, hand
        self.alpha2 = {r["alpha3"]: r["alpha2"].lower() for r in read_table(DATA / "countries.csv")}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for item in items.values():
            for name in item.names:
                self.by_name[key(name)].add(item.id)

    def joined(self) -> Iterator[tuple[Actor, str, str]]:
        """Actor, item and the source that joins them."""
        for actor in self.actors():
            same = self.hand.same.get(actor.id)
            if same is not None:
                sources = {"hand": {i for i in self.by_name[key(same)] if self.items[i].label == same}}
            elif actor.id in self.hand.other:
                continue
            else:
                sources = {
                    "territories": self.territory(actor),
                    "parties": self.party(actor),
                    "index": self.named(actor),
                }
            found = set().union(*sources.values())
            if len(found) == 1:
                yield actor, found.pop(), "+".join(s for s, items in sources.items() if items)

    def actors(self) -> Iterator[Actor]:
        """All but people; of organs by rule those that every state has."""
        for actor in self.base._filed.actors:
            if actor.table not in ("own", "leaders"):
                yield actor
        for country in sorted(self.base.states):
            for name, kind in self.base.organs.items():
                organ = self.base.organ(country, name)
                if organ is not None and kind.name and organ not in self.base._filed.actors:
                    yield organ

    def territory(self, actor: Actor) -> set[str]:
        return self.lands.get(self.alpha2.get(actor.country or "", ""), set()) if actor.table == "states" else set()

    def party(self, actor: Actor) -> set[str]:
        """Short forms count here: a country's parliament has no two parties of one."""
        if actor.table not in ("parties", "groups", "armed"):
            return set()
        slugs = {re.sub(r"[^a-z0-9]+", "-", key(n)) for n in (actor.name, *actor.aliases)}
        found = {slug: self.parties.get(f"{self.alpha2.get(actor.country or '')}-{slug}", set()) for slug in slugs}
        return set().union(*found.values())

    def named(self, actor: Actor) -> set[str]:
        ruled = self.ruled_names(actor)
        if ruled is None:
            found = self.by_name.get(key(actor.name), set())
        else:
            found = {i for name in ruled for i in self.by_name.get(name, ()) if key(self.items[i].label) == name}
        return {i for i in found if self.of_land(actor, i) and self.of_trade(actor, i)}

    def ruled_names(self, organ: Actor) -> set[str] | None:
        """Keys of what an organ without a name of its own may be called: Army of Bolivia, Bolivian Army, Bolivia Army.

        None for those that have a name.

        The item's label must say so, as nothing else tells the country for sure. A federal police is not all police.
        """
        if organ.table != "organs":
            return None
        state = self.base.states[organ.country or ""]
        kind = self.base.organs[organ.id.removeprefix(f"{state.id}-")]
        if organ.name != kind.name.format(state=state.name, adjective=state.adjective):
            return None
        names = set()
        for word in kind.words:
            if kind.id not in UNRULED and not word.startswith("federal "):
                names |= {f"{word} of {state.name}", f"{word} of the {state.name}", f"{state.name} {word}"}
                names |= {f"{demonym} {word}" for demonym in state.demonyms}
        return {key(name) for name in names}

    def of_land(self, actor: Actor, item: str) -> bool:
        """True where the item tells our actor's country: in its description or by where its name is used."""
        about, state = self.items[item], self.base.states.get(actor.country or "")
        if state is None:
            return True
        told = f" {key(about.label)} {key(about.description)} "
        return self.alpha2[state.alpha3] in about.lands or any(
            f" {key(w)} " in told for w in (state.name, *state.demonyms, *state.aliases)
        )

    def of_trade(self, actor: Actor, item: str) -> bool:
        trade = TRADES.get(actor.sector or "")
        return bool(trade and re.search(trade, self.items[item].description, re.IGNORECASE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True, help="package of name-suggestion-index, .tgz")
    parser.add_argument("--resolver", type=Path, required=True, help="wheel of opensanctions 3.2.0")
    parser.add_argument("--told", action="store_true", help="print each join with what the item is, for reading")
    args = parser.parse_args()
    hand = Hand.read(HAND / "wikidata_by_hand.csv")
    items, flags = read_index(args.index)
    joiner = Joiner(ActorBase.open(), items, territories(flags), resolver_parties(args.resolver), hand)
    rows: dict[str, dict[str, str]] = {}
    named: dict[str, set[str]] = defaultdict(set)
    for actor, item, source in joiner.joined():
        rows[actor.id] = {"id": actor.id, "name": actor.name, "wikidata": item}
        if actor.table != "armed":  # it holds many of the other tables' groups and parties once more
            named[item].add(key(actor.name))
        if args.told:
            about = items.get(item)
            said = f"{about.label}: {about.description}" if about else ""
            print(source, actor.table, actor.id, actor.name, actor.country, item, said, sep=" | ")
    for item, names in sorted(named.items()):
        if len(names) > 1:
            print(f"{item} would be several actors ({', '.join(sorted(names))}): none of them is written")
    out = [row for _, row in sorted(rows.items()) if len(named[row["wikidata"]]) < 2]
    write_table(DATA / "wikidata.csv", HEAD, COLUMNS, out)
    print(f"{len(out)} actors have an item")


if __name__ == "__main__":
    main()
