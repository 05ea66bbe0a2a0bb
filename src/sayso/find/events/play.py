"""Deeds of matches and of made-up stories, which tell of no event."""

from __future__ import annotations

from sayso.english import SUBJECTS
from sayso.find.events.lexicon import Lexicon
from sayso.types import Parsed

# So many different words of sport make a sentence a match report, or three sentences in a row.
SPORTS, SPORTS_NEAR = 2, 3
# Weapons of matches: others in a sentence make it no match report.
SPORTING = frozenset({"shot", "shooting", "strike", "firing", "bomber", "rocket", "missile", "gunner", "stick", "axe"})


class Play:
    """Tells which sentences of one report are of sport or fiction."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self._parsed = parsed
        self._lexicon = lexicon
        words = ({t.lemma for t in parsed.tokens[s.first : s.last + 1]} for s in parsed.sentences)
        self._sport = [told & lexicon.sports for told in words]

    def only(self, number: int) -> bool:
        """Whether what a sentence tells was only played or made up."""
        return self._match(number) or self._story(number)

    def _match(self, number: int) -> bool:
        own = self._sport[number]
        near = own.union(*self._sport[max(number - 1, 0) : number + 2])
        return bool(own) and (len(own) >= SPORTS or len(near) >= SPORTS_NEAR) and not self._armed(number)

    def _armed(self, number: int) -> bool:
        bounds = self._parsed.sentences[number]
        words = (t.lemma for t in self._parsed.tokens[bounds.first : bounds.last + 1])
        return any(w in self._lexicon.means and w not in SPORTING for w in words)

    def _story(self, number: int) -> bool:
        """ "The film tells of a man who kills his brother"."""
        root = self._parsed.sentences[number].root
        tokens = self._parsed.tokens
        if tokens[root].lemma not in self._lexicon.narrating:
            return False
        return any(
            tokens[c].dep in SUBJECTS and tokens[c].lemma in self._lexicon.fiction for c in self._parsed.children[root]
        )
