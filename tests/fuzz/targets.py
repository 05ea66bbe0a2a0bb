"""What is fuzzed: every reader and every parser of words, each a function of bytes that may only end well.

A target may raise what Sayso raises on purpose for bad input (SaysoError); anything else is a crash. Some check laws
on the way: a report read has an id and a text, a span's text is the slice it names.
"""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from fuzz.made_parsed import made_parsed

from sayso.casing import Caser
from sayso.errors import BadReport, SaysoError
from sayso.evaluate import check, read_facts
from sayso.export.asked import read_filters
from sayso.judgements import Judgement, in_force
from sayso.knowledge.actors import ActorBase
from sayso.knowledge.gazetteer import Gazetteer
from sayso.neutral import changes
from sayso.pipeline import Coder
from sayso.read.decode import decode
from sayso.read.feed import plain
from sayso.read.fields import parse_date
from sayso.read.inputs import Input, input_of
from sayso.read.language import detect_language
from sayso.read.reports import read_input
from sayso.relevance import Relevance
from sayso.settings import LONGEST_REPORT_CHARACTERS
from sayso.types import Claim, Parsed, Report

Target = Callable[[bytes], None]

# The parser takes milliseconds a sentence; longer texts would be few.
MOST_PARSED_CHARACTERS = 2_000


def read_as(name: str, data: bytes) -> list[Report | BadReport]:
    """What a file of this name and these bytes comes out as; every report read is held to what reports are."""
    found = list(read_input(input_of(name, io.BytesIO(data)), {}))
    for item in found:
        if isinstance(item, Report):
            assert item.id and item.text.strip() and len(item.text) <= LONGEST_REPORT_CHARACTERS
            assert item.published is None or parse_date(item.published) is not None
            msgspec.json.encode(item)
        else:
            assert "\n" not in " ".join(str(item).split())
    return found


def _file(name: str) -> Target:
    return lambda data: void(read_as(name, data))


def void(value: object) -> None:
    """The value is not looked at; making it must not fail."""


def packed(data: bytes) -> None:
    """The bytes as a gzip file, and as the content of one, of a kind told by its first bytes."""
    read_as("a.gz", data)
    kind = ("a.jsonl.gz", "a.csv.gz", "a.txt.gz", "a.html.gz", "a.warc.gz", "a.gz")[data[0] % 6 if data else 0]
    body = gzip.compress(data[1:], 1)
    read_as(kind, body)
    read_as(kind, body[: len(body) * 3 // 4])


def standard_input(data: bytes) -> None:
    from sayso.read import read_reports

    void(list(read_reports(["-"], stdin=io.BytesIO(data))))


def words(data: bytes) -> None:
    """Encoding, date, language and markup of any text."""
    text = decode(data)
    assert "\r" not in text
    parse_date(text[:100])
    detect_language(text)
    plain(text)


@cache
def tools() -> dict[str, Any]:
    """The finders, opened once."""
    from sayso.find.attribution import AttributionFinder
    from sayso.find.counts import CountFinder
    from sayso.find.events import EventFinder
    from sayso.find.labels import LabelFinder
    from sayso.find.places import PlaceFinder
    from sayso.find.things import ThingFinder
    from sayso.find.times import TimeFinder
    from sayso.resolve.places import PlaceResolver

    gazetteer, actors = Gazetteer.open(), ActorBase.open()
    return {
        "gazetteer": gazetteer, "actors": actors, "times": TimeFinder(), "counts": CountFinder(),
        "labels": LabelFinder(actors), "things": ThingFinder(), "places": PlaceFinder(gazetteer),
        "resolver": PlaceResolver(gazetteer), "attributions": AttributionFinder(), "events": EventFinder(),
        "caser": Caser(), "relevance": Relevance.open(),
    }  # fmt: skip


@cache
def coder() -> Coder:
    """The whole pipeline, opened once."""
    return Coder()


def _halves(data: bytes) -> Parsed:
    """Grammar before the first NUL, text behind it."""
    grammar, _, text = data.partition(b"\x00")
    return made_parsed(text.decode("utf-8", "replace"), grammar)


def _slices(parsed: Parsed, mentions: Iterable[Any]) -> None:
    for m in mentions:
        assert parsed.text[m.start : m.end] == m.text, m


def times(data: bytes) -> None:
    from sayso.resolve.dates import resolve_dates

    parsed = _halves(data)
    found = resolve_dates(parsed, tools()["times"].find(parsed))
    _slices(parsed, found)
    for mention in found:
        if mention.when is not None and mention.when.from_ and mention.when.to:
            assert mention.when.from_ <= mention.when.to


def counts(data: bytes) -> None:
    parsed = _halves(data)
    _slices(parsed, (m.count for m in tools()["counts"].find(parsed)))


def labels(data: bytes) -> None:
    parsed = _halves(data)
    _slices(parsed, (m.label for m in tools()["labels"].find(parsed)))


def things(data: bytes) -> None:
    parsed = _halves(data)
    _slices(parsed, (m.thing for m in tools()["things"].find(parsed)))


def places(data: bytes) -> None:
    parsed = _halves(data)
    found = tools()["places"].find(parsed)
    _slices(parsed, found)
    assert len(tools()["resolver"].resolve(parsed, found)) == len(found)


def attributions(data: bytes) -> None:
    void(tools()["attributions"].find(_halves(data)))


def events(data: bytes) -> None:
    void(tools()["events"].find(_halves(data)))


def _told(parsed: Parsed, claims: Iterable[Claim]) -> None:
    """Every value of a claim that names a place in the text is what stands there."""
    waiting: list[Any] = list(claims)
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | tuple):
            waiting.extend(value)
        elif isinstance(value, msgspec.Struct):
            fields = msgspec.structs.asdict(value)
            if {"text", "start", "end"} <= fields.keys():
                assert parsed.text[value.start : value.end] == value.text, value
            waiting.extend(fields.values())


def claims(data: bytes) -> None:
    """All finders and what puts their findings together, under any grammar."""
    parsed = _halves(data)
    found = coder().claims(parsed)
    _told(parsed, found)
    assert len({claim.id for claim in found}) == len(found)
    msgspec.json.encode(found)


def report(data: bytes) -> None:
    """Any text, lone surrogates too, through the whole pipeline: case, neutral names, words, trees, claims."""
    text = data.decode("utf-8", "replace").replace("\ufffd", "\ud800")
    given = Report(id="made", text=text[:MOST_PARSED_CHARACTERS])
    parsed = coder().parser.parse(given)
    assert len(parsed.text) == len(given.text)
    for token in parsed.tokens:
        assert 0 <= token.start < token.end <= len(given.text)
    _told(parsed, coder().claims(parsed))
    coder().may_tell(given)


def shapes_of_words(data: bytes) -> None:
    """Case, neutral names and relevance, whose offsets are the text's."""
    text = data.decode("utf-8", "replace")
    cased = tools()["caser"].recase(text)
    assert len(cased) == len(text)
    end = 0
    for change in changes(text):
        assert end <= change.start < change.end <= len(text)
        end = change.end
    assert all(total >= 0 for total in tools()["relevance"].totals(text))


def judgements(data: bytes) -> None:
    """Judgements as kept and as the page sends them."""
    from sayso.web.judging import UndoWish, Wish

    for kind in (Judgement, list[Judgement], Wish, UndoWish):
        try:
            read = msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        if isinstance(read, Judgement):
            in_force([read])
        elif isinstance(read, list):
            in_force(read)


def _with_file(data: bytes, use: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="sayso-fuzz-") as folder:
        path = Path(folder) / "given"
        path.write_bytes(data)
        use(path)


def gazetteer_add(data: bytes) -> None:
    from sayso.knowledge.own_gazetteers import add

    def use(path: Path) -> None:
        layer = path.with_name("own.sqlite")
        added = add(path, layer, tools()["gazetteer"])
        if added.places:
            Gazetteer.open(extra=[layer]).close()

    _with_file(data, use)


def actors_add(data: bytes) -> None:
    from sayso.knowledge.own_actors import add_actors

    def use(path: Path) -> None:
        own = path.with_name("own.csv")
        added = add_actors(path, own, tools()["actors"])
        if added.actors:
            again = add_actors(own, path.with_name("again.csv"), tools()["actors"])
            assert not again.broken, again.broken

    _with_file(data, use)


# A claim as `sayso evaluate` sees it: enough of every shape that a path walks through.
CLAIM = {
    "type": "ASSAULT", "mode": None, "main": True, "place": {"name": "Norvale", "lat": 1.0, "lon": 2.0},
    "counts": [{"what": "killed", "best": 3.0}, {"what": "injured", "best": None}], "actor": [], "confidence": 0.5,
}  # fmt: skip


def facts(data: bytes) -> None:
    """A file of hand-coded facts, read and held against a claim."""

    def use(path: Path) -> None:
        wanted = list(read_facts(path))
        check(wanted, {f.report: [CLAIM] for f in wanted})

    _with_file(data, use)


def pairs(data: bytes) -> None:
    """Lines for relate and train, and spans for places."""
    from sayso.learned.lessons import LabelledLine
    from sayso.learned.relate import given_pairs, read_pairs
    from sayso.terminal import given_spans

    void(list(read_pairs(data.split(b"\n"))))
    void(list(given_pairs(data.split(b"\n"), LabelledLine)))
    _with_file(data, lambda path: void(given_spans(path)))


def asked(data: bytes) -> None:
    """Filters of the command and of the page's address."""
    from urllib.parse import parse_qsl

    from sayso.web.filters import read_filter

    text = data.decode("utf-8", "replace")
    query = dict(parse_qsl(text, max_num_fields=50) if text.count("&") < 50 else [])
    address = read_filter(query).address()
    assert read_filter(dict(parse_qsl(address[1:]))).address() == address
    read_filters(**{k: query.get(k) for k in ("since", "until", "country", "box", "type", "state", "redact")})


def parquet_rows(data: bytes) -> None:
    """The bytes as Parquet, whole and in parts."""
    read_as("a.parquet", data)
    rows = (data[0], data[-1]) if data else (0, 1)
    void(list(read_input(Input("a", "parquet", io.BytesIO(data), None, rows), {})))


TARGETS: dict[str, Target] = {
    "text": _file("a.txt"), "json": _file("a.json"), "table": _file("a.csv"), "tabs": _file("a.tsv"),
    "html": _file("a.html"), "feed": _file("a.xml"), "warc": _file("a.warc"), "parquet": parquet_rows,
    "packed": packed, "standard_input": standard_input, "words": words,
    "times": times, "counts": counts, "labels": labels, "things": things, "places": places,
    "attributions": attributions, "events": events, "claims": claims, "report": report,
    "shapes_of_words": shapes_of_words,
    "judgements": judgements, "gazetteer_add": gazetteer_add, "actors_add": actors_add, "facts": facts,
    "pairs": pairs, "asked": asked,
}  # fmt: skip


def hold(target: str, data: bytes) -> None:
    """Run one target; what Sayso raises on purpose is well."""
    try:
        TARGETS[target](data)
    except SaysoError as error:
        assert str(error).strip()
