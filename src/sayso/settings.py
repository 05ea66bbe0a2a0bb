"""Every threshold, with its unit, its reason and how it was chosen."""

from __future__ import annotations
