"""All that was found in a report, put together into claims."""

from sayso.resolve.claims.assembly import Tools, make_claims
from sayso.resolve.claims.findings import Findings

__all__ = ["Findings", "Tools", "make_claims"]
