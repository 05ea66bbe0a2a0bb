"""What axe-core finds on an open page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def bad(page: Any) -> list[str]:
    """Findings that are serious or critical: names, roles, contrast."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']}: {json.dumps([n['html'][:120] for n in v['nodes'][:3]])}"
        for v in told["violations"]
        if v["impact"] in ("serious", "critical")
    ]
