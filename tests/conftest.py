"""What every test may ask for."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest

from sayso.parse import Parser
from sayso.pipeline import Coder
from sayso.types import Parsed, Report


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The English pipeline, loaded once for all tests."""
    return Parser()


@pytest.fixture(scope="session")
def parsed(parser: Parser) -> Callable[..., Parsed]:
    """Parse a text: `parsed("...", published="2024-03-07")`."""

    def parse(text: str, published: str | None = None, outlet: str | None = "The Valley Courier") -> Parsed:
        return parser.parse(Report(id="r1", text=text, outlet=outlet, published=published))

    return parse


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The whole pipeline, opened once for all tests. It reads every report: where nothing should be told, that must
    not be so because nothing was read."""
    return Coder(every=True)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test, and nothing that a test calls, may ask for anything beyond this machine.

    A Ray cluster looks up the machine's own address, and is left to it.
    """
    if "scale" in request.node.path.parts:
        return

    def held(call: Callable[..., Any], place: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **kwargs: Any) -> Any:
            host = place(*args)
            assert _here(host), f"a call to the network: {host!r}"
            return call(*args, **kwargs)

        return guarded

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, held(getattr(socket.socket, name), lambda door, address: address))
    monkeypatch.setattr(socket, "getaddrinfo", held(socket.getaddrinfo, lambda host, *rest: host))


def _here(address: Any) -> bool:
    """True for this machine: a path, a loopback address, or no address."""
    if not isinstance(address, tuple | str | None) or (isinstance(address, str) and address.startswith("/")):
        return True
    host = address[0] if isinstance(address, tuple) else address
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
