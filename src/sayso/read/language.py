"""Which language a report is in."""

from __future__ import annotations

import re

# Words that only English prose strings together; a share of them settles short and upper-case texts,
# where a statistical guess is weakest.
ENGLISH = frozenset(
    "the of and to in a is was for on that with by as at from it he has have had were been this who said"
    " they their his an be not are its after will would which but".split()
)
ENGLISH_SHARE = 0.22

# The detector sees the first characters only: more does not change its answer on news.
SEEN_CHARACTERS = 3000


def detect_language(text: str) -> str:
    """BCP 47 code of the language: `en`, `ar`, ...; `und` where no letters are.

    >>> detect_language("The army said that two of its men were killed in the north.")
    'en'
    """
    seen = text[:SEEN_CHARACTERS].lower()
    words = re.findall(r"[^\W\d_]+", seen)
    if not words:
        return "und"
    if sum(word in ENGLISH for word in words) / len(words) >= ENGLISH_SHARE:
        return "en"
    import py3langid

    return str(py3langid.classify(seen)[0])
