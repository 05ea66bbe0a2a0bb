"""JSON Schema of the published data, made from the types."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.types import Claim, Incident, Report


def json_schema() -> dict[str, Any]:
    """One schema with `report`, `claim` and `incident` under `$defs`, for draft 2020-12."""
    (report, claim, incident), parts = msgspec.json.schema_components(
        [Report, Claim, Incident], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sayso",
        "anyOf": [claim, incident, report],
        "$defs": dict(sorted(parts.items())),
    }
