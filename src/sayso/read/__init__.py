"""Bytes to reports: text, JSON, tables, pages, feeds and archives, with what is wrong named file by file.

`read_reports` is the door; one file beside it for each kind of input.
"""

from sayso.read.reports import read_reports

__all__ = ["read_reports"]
