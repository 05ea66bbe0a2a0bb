"""Filters, orders, the map's points and the timeline, without a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store import Brief, Store
from sayso.web.filters import Filter, read_filter
from sayso.web.overview import Overview
from sayso.web.spots import MOST_POINTS, View, spots
from sayso.web.timeline import timeline
from sayso.web.told import country_name

WORLD = View((-180.0, -90.0, 180.0, 90.0), 1.0)


def brief(id: str, **more: Any) -> Brief:
    base: dict[str, Any] = dict.fromkeys(Brief._fields) | {
        "id": id, "type": "ASSAULT", "status": "happened", "claim_count": 1, "report_count": 1, "independent": 1,
        "copies": 0, "latitude": 10.0, "longitude": 20.0, "date_from": "2031-05-06", "country": "MLI",
    }  # fmt: skip
    return Brief(**(base | more))


def ids(overview: Overview, **query: str) -> list[str]:
    return [overview.briefs[r].id for r in overview.select(read_filter(query))]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 11), ({"type": "PROTEST"}, 1), ({"type": "NONE"}, 0), ({"country": "DNK"}, 1),
        ({"since": "2031-06-01"}, 3), ({"since": "2031-05-01", "until": "2031-05-31"}, 5), ({"differ": "1"}, 1),
        ({"q": "fish market"}, 1), ({"q": "VARNHOLM denmark"}, 1), ({"q": "الميناء"}, 1), ({"q": "no such"}, 0),
        ({"state": "open"}, 11), ({"state": "checked"}, 0), ({"box": "8,54,13,58"}, 1), ({"box": "170,-20,200,20"}, 0),
    ],
)  # fmt: skip
def test_filters_find(store: Store, query: dict[str, str], count: int) -> None:
    """Each filter alone, over the same eleven incidents."""
    overview = Overview.read(store, country_name)
    assert len(overview.select(read_filter(query))) == count


def test_orders_sort(store: Store) -> None:
    overview = Overview.read(store, country_name)
    assert ids(overview) == list(reversed(ids(overview, sort="old")[:-1])) + ids(overview, sort="old")[-1:]
    tolls = [overview.killed[overview.row_of[i]] for i in ids(overview, sort="toll")]
    assert tolls == sorted(tolls, reverse=True) and tolls[0] == 30
    assert ids(overview, sort="told")[0] == ids(overview, sort="differ")[0] == ids(overview, q="varnholm")[0]


@given(
    st.dictionaries(
        st.sampled_from(["type", "country", "since", "until", "q", "state", "differ", "box", "sort", "page"]),
        st.text(max_size=30) | st.sampled_from(["1", "2031-05-06", "open", "nan,nan,nan,nan", "1,2,3,4", "toll"]),
    )
)
def test_any_address_is_understood_or_left_aside(query: Mapping[str, str]) -> None:
    """No address breaks the page, and what is understood is asked again by the address made of it."""
    from urllib.parse import parse_qsl

    asked = read_filter(query)
    assert read_filter(dict(parse_qsl(asked.address()[1:]))) == asked or asked.box is not None
    overview = Overview.of([brief("a"), brief("b", date_from=None, latitude=None, longitude=None)])
    rows = overview.select(asked)
    timeline(overview, rows)
    spots(overview, rows, WORLD)


def test_map_shows_one_point_an_incident_where_there_are_few() -> None:
    overview = Overview.of(
        [brief("a", killed_best=3), brief("b", latitude=11.0, precision=4), brief("c", latitude=None)]
    )
    found = spots(overview, overview.select(Filter()), WORLD)
    assert found["placed"] == 2
    by_id = {f["properties"]["id"]: f["properties"] for f in found["features"]}
    assert by_id["a"]["killed"] == 3 and by_id["a"]["km"] == 0 and by_id["b"]["km"] == 100


def test_map_joins_points_where_there_are_many() -> None:
    """However many there are, the answer stays small, and no incident is lost from the sums."""
    rows = [
        brief(f"i{n}", latitude=(n * 7 % 1700) / 10 - 85, longitude=(n * 13 % 3600) / 10 - 180) for n in range(20_000)
    ]
    overview = Overview.of(rows)
    found = spots(overview, overview.select(Filter()), WORLD)
    assert len(found["features"]) < MOST_POINTS * 2
    assert sum(f["properties"]["n"] for f in found["features"]) == 20_000


def test_map_reaches_over_the_180th_meridian() -> None:
    overview = Overview.of([brief("fiji", longitude=179.5), brief("samoa", longitude=-172.0), brief("mali")])
    found = spots(overview, overview.select(Filter()), View((170.0, -30.0, 195.0, 30.0), 3.0))
    assert sum(f["properties"]["n"] for f in found["features"]) == 2


@pytest.mark.parametrize(
    ("days", "unit", "bars"),
    [
        (["2031-05-06"], "day", 1), (["2031-01-01", "2031-03-01"], "day", 60), ([None], "day", 0),
        (["2030-01-01", "2031-12-31"], "month", 24), (["1990-01-01", "2031-01-01"], "year", 42),
        (["0001-01-01", "9999-12-31"], "year", 1300),
    ],
)  # fmt: skip
def test_timeline_takes_the_unit_that_fits(days: list[str | None], unit: str, bars: int) -> None:
    """Bars stay wide enough to hit; the ends of the calendar are no error."""
    overview = Overview.of([brief(f"i{n}", date_from=d) for n, d in enumerate(days)])
    line = timeline(overview, overview.select(Filter()))
    assert (line.unit, len(line.bars)) == (unit, bars)
    assert sum(b.count for b in line.bars) + line.undated == len(days)


def test_next_undecided_goes_round(store: Store) -> None:
    overview = Overview.read(store, country_name)
    order = ids(overview)
    assert overview.next_open(Filter(), None, reviewer=False) == order[0]
    assert overview.next_open(Filter(), order[3], reviewer=False) == order[4]
    assert overview.next_open(Filter(), order[-1], reviewer=False) == order[0]
    assert overview.beside(Filter(), order[0], -1) is None and overview.beside(Filter(), order[0], 1) == order[1]
