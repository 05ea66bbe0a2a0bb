"""Every threshold that parts share or a user may ask about, with its unit and reason; and what a user chose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# A text file or a page is one report; beyond this it is an archive by mistake.
LARGEST_FILE_BYTES = 40_000_000
LARGEST_PAGE_BYTES = 10_000_000
LARGEST_LINE_BYTES = 40_000_000

# Texts pack 3 to 12 times, a thousand copies of one report 100 times; a bomb of zeros 1,000 times.
MOST_UNPACKED_RATIO = 200
FREE_UNPACKED_BYTES = 1_000_000

# Large news pages have 10,000 tags; 100,000 take 4 s and 270 MB. Tags have a dozen attributes; the parsers of
# pages and feeds take time in their square: half a minute for 100,000.
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 2_000

# `x.txt.json` beside `x.txt`: a handful of fields.
LARGEST_SIDECAR_BYTES = 1_000_000

# Of an id, outlet, address, title or language; longer ones are texts in the wrong column.
LONGEST_FIELD_CHARACTERS = 10_000

# About 300,000 words: the longest inquiry reports are shorter.
LONGEST_REPORT_CHARACTERS = 2_000_000

# A text of so few sentences is read whole, and parties are found more freely in it: whoever hands over a bare sentence
# asks what it tells, and no other tells it again.
FEW_SENTENCES = 2

# Reports handed to one worker at a time: large enough for the parser's batches, small enough that
# a killed run repeats little.
BATCH_REPORTS = 16

# Fewer reports than this are coded in the calling process: starting workers takes longer.
FEW_REPORTS = 40


@dataclass(frozen=True)
class Chosen:
    """What the user chose to code with."""

    own: Path | None = None
    """Folder of additions: a gazetteer layer, a table of actors, one of loaded names, any or none."""
    every: bool = False
    """Read all reports, also those whose words speak for no event."""
    model: Path | None = None
    """File of `sayso train`, by whose lessons the reader finds parties and types."""


AS_SHIPPED = Chosen()
