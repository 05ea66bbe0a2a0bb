"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.parse import Parser
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
