"""The page's HTTP interface under requests that Hypothesis makes up: an answer each time, never an error of its own.

There is no published schema of the interface, which serves one page; so the requests are drawn from its own routes
and types, right in most parts and wrong in some.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
from typing import Any
from urllib.parse import quote

import pytest
from conftest import Served
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HELD = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

PATHS = (
    "/",
    "/list",
    "/incident/{id}",
    "/timeline",
    "/map",
    "/near/{id}",
    "/next",
    "/places",
    "/changes",
    "/static/{id}",
)
QUERIES = ("type", "country", "since", "until", "q", "state", "differ", "box", "sort", "page", "name", "after", "token")
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ("", "0", "-1", "9" * 400, "2031-03-12", "9999-99-99", "1,2,3,4", "nan,inf,-inf,1e999", "ASSAULT", "SYR",
         "open", "\x00", "' OR 1=1 --", "../..", "<script>", "%", "\u202e", "new", "toll")
    ),
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KINDS = ("right", "wrong", "wrong-claim", "split", "same", "not-same", "value", "comment", "x")
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(KINDS),
        "incident": WORDS | st.just("{id}"), "by": WORDS | st.just("Ana"), "role": st.sampled_from(["coder", "x", 3]),
        "seen": st.integers(-5, 2**70), "claims": st.lists(WORDS, max_size=4) | WORDS, "other": WORDS | st.just("{id}"),
        "field": st.sampled_from(["mode", "place", "when", "counts.killed.people", "counts..", "type", "x"]) | WORDS,
        "value": st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | WORDS,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6,
        ),
        "passage": st.fixed_dictionaries(
            {"report": WORDS, "text": WORDS, "start": st.integers(), "end": st.integers()}
        ),
        "note": WORDS, "anyway": st.booleans(), "number": st.integers(-9, 2**70), "odd": WORDS,
    },
)  # fmt: skip


def session(site: Served) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    connection.request("GET", "/")
    found = re.search(rb'name="session" content="([^"]+)"', connection.getresponse().read())
    connection.close()
    assert found
    return found[1].decode()


def status(site: Served, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    try:
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@HELD
@given(st.sampled_from(PATHS), VALUES, st.dictionaries(st.sampled_from(QUERIES), VALUES, max_size=4))
def test_any_question_gets_an_answer(served: Served, path: str, id: str, query: dict[str, str]) -> None:
    """No query breaks a page: what is not understood is not asked for."""
    asked = "&".join(f"{k}={quote(v, safe='', errors='replace')}" for k, v in query.items())
    where = path.replace("{id}", quote(id, safe="", errors="replace"))
    assert status(served, "GET", f"{where}?{asked}") < 500


@HELD
@given(st.sampled_from(["/judge", "/undo"]), WISHES)
def test_any_wish_gets_an_answer(served: Served, path: str, wish: dict[str, Any]) -> None:
    """A wish is done or refused; the store is whole after it."""
    real = next(served.store.incidents()).id
    body = json.dumps(wish).replace("{id}", real).encode()
    told = status(served, "POST", path, body, content_type="application/json", x_sayso_token=session(served))
    assert told < 500


@HELD
@given(st.binary(max_size=300))
def test_any_body_gets_an_answer(served: Served, body: bytes) -> None:
    told = status(served, "POST", "/judge", body, content_type="application/json", x_sayso_token=session(served))
    assert 400 <= told < 500


@pytest.mark.parametrize("opening", [b'{"value": ', b'{"kind": "value", "value": ', b'{"passage": '])
def test_deep_values_are_refused(served: Served, opening: bytes) -> None:
    body = opening + b"[" * 3000
    told = status(served, "POST", "/judge", body, content_type="application/json", x_sayso_token=session(served))
    assert told == 400


@HELD
@given(st.binary(max_size=200))
def test_what_is_no_request_ends(served: Served, sent: bytes) -> None:
    """Bytes that are not HTTP are answered or cut off, and the next visitor is served."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=120) as connection:
        connection.sendall(sent + b"\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        while True:
            try:
                if not connection.recv(65536):
                    break
            except ConnectionError:
                break
    assert status(served, "GET", "/list") == 200
