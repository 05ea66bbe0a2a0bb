"""Every threshold that more than one part shares or a user may ask about, with its unit and reason."""

from __future__ import annotations

# A text file or a page is one report; beyond this it is an archive by mistake.
LARGEST_FILE_BYTES = 40_000_000
LARGEST_PAGE_BYTES = 10_000_000
LARGEST_LINE_BYTES = 40_000_000

# About 300,000 words: the longest inquiry reports are shorter.
LONGEST_REPORT_CHARACTERS = 2_000_000

# Reports handed to one worker at a time: large enough for the parser's batches, small enough that
# a killed run repeats little.
BATCH_REPORTS = 16

# Fewer reports than this are coded in the calling process: starting workers takes longer.
FEW_REPORTS = 40
