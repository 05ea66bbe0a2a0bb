"""The server against its own description: schemathesis asks what the description allows, and what it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from conftest import Served
from hypothesis import HealthCheck, settings
from starlette.routing import Route
from test_guard import session

import sayso.web
from sayso.store import Store
from sayso.web.app import make_app
from sayso.web.judging import UndoWish, Wish

DESCRIPTION = Path(sayso.web.__file__).parent / "openapi.yaml"
TOLD: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))

schemathesis = pytest.importorskip("schemathesis", reason="no schemathesis: make setup-dev")

# A wish that is well formed may be about nothing (422), and 2.0 is an integer to a JSON schema alone (400). Filters are
# words of any kind, so nothing in an address is wrong; what is wrong is a body. A body without the session's token is
# refused before its method is looked at.
CHECKS = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "403", "404", "409", "422"]},
    "negative_data_rejection": {"expected-statuses": ["2xx", "400", "403", "404", "405", "413", "415", "421", "422"]},
    "unsupported_method": {"enabled": False},
}
schema = schemathesis.openapi.from_path(
    DESCRIPTION,
    config=schemathesis.Config.from_dict({"checks": CHECKS, "generation": {"deterministic": True, "database": "none"}}),
)


@schema.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_server_answers_as_described(case: Any, served_once: tuple[Served, str, str]) -> None:
    """Every answer has a status, a type and a shape that stand in the description, and none is a crash."""
    site, token, incident = served_once
    # Three of four wishes come from the page itself, half of the questions are about an incident that is there.
    drawn = len(str(case.body)) + len(str(case.path_parameters))
    if case.method == "POST" and drawn % 4:
        case.headers = {**(case.headers or {}), "X-Sayso-Token": token, "Origin": site.address}
    if isinstance(case.body, dict) and isinstance(case.body.get("incident"), str) and drawn % 2:
        case.body["incident"] = incident
    if isinstance((case.path_parameters or {}).get("id"), str) and drawn % 2:
        case.path_parameters["id"] = incident
    case.call_and_validate(base_url=site.address)


@pytest.fixture(scope="module")
def served_once(linked: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One server for all questions, its session's token, and an incident of its store."""
    path = tmp_path_factory.mktemp("interface") / "press.sqlite"
    path.write_bytes(linked.read_bytes())
    with Store.open(path) as store, Served(store) as site:
        yield site, session(site), next(store.incidents()).id


def test_description_has_every_address(store: Store) -> None:
    routes = {r.path: r.methods or set() for r in make_app(store).routes if isinstance(r, Route)}
    del routes["/favicon.ico"]
    assert {path: {m.upper() for m in told} for path, told in TOLD["paths"].items()} == {
        path: methods - {"HEAD"} for path, methods in routes.items()
    }


@pytest.mark.parametrize("type", [Wish, UndoWish])
def test_description_has_every_field_of_a_wish(type: type[msgspec.Struct]) -> None:
    told = TOLD["components"]["schemas"][type.__name__]
    assert set(told["properties"]) == set(type.__struct_fields__)
    assert told["required"] == [f.name for f in msgspec.structs.fields(type) if f.required]
