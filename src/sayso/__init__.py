"""Who did what to whom, where and when, and on whose say-so.

>>> from sayso import Coder, Report, link
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.link import link
from sayso.types import Claim, Incident, Report

if TYPE_CHECKING:
    from sayso.export.table import Table
    from sayso.pipeline import Coder
    from sayso.store import Store

__all__ = ["Claim", "Coder", "Incident", "Report", "Store", "Table", "link"]


def __getattr__(name: str) -> Any:
    """Coder, Store and Table, loaded when first asked for: the parser behind them takes a second to import."""
    if name == "Coder":
        from sayso.pipeline import Coder

        return Coder
    if name == "Store":
        from sayso.store import Store

        return Store
    if name == "Table":
        from sayso.export.table import Table

        return Table
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
