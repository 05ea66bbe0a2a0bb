"""All that was found in a report, put together into claims."""

from sayso.resolve.claims.assembly import Findings, Tools, make_claims

__all__ = ["Findings", "Tools", "make_claims"]
