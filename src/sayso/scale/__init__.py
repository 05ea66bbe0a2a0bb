"""The same coding and linking on many machines, with Ray Data, from and to files that all of them reach.

No other room imports this one; Ray comes with the extra `sayso[ray]`.
"""

from sayso.scale.code import scale_code
from sayso.scale.link import scale_link
from sayso.scale.parts import Told

__all__ = ["Told", "scale_code", "scale_link"]
