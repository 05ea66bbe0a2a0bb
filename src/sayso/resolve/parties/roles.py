"""What the words for unnamed people and bodies say (`data/roles.toml`): soldiers are MIL, gunmen UAF."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from sayso.types import Struct, Voice
from sayso.words import table

DATA = Path(str(files("sayso") / "data"))
# Words of the longest phrase that is looked up.
LONGEST = 5


class Role(Struct, frozen=True, kw_only=True):
    """What a role noun says of its bearer."""

    shape: str
    """people, crowd, person, body, facility, vehicle, area or voice, as in the file's `as`."""
    sector: str | None = None
    organ: str | None = None
    office: str | None = None
    voice: Voice = "unknown"


class RoleBook:
    """Role words and the lists about sides, voices and metonyms, loaded once."""

    def __init__(self) -> None:
        roles = table("roles")
        self._roles: dict[str, Role] = {}
        for row in roles["role"]:
            role = Role(
                shape=row["as"], sector=row.get("sector"), organ=row.get("organ"), office=row.get("office"),
                voice=row.get("voice", "unknown"),
            )  # fmt: skip
            for word in row["words"]:
                self._roles.setdefault(word, role)
        self.modifiers: dict[str, str] = roles["modifiers"]
        self.sides: dict[str, str] = roles["sides"]
        self.voices: dict[str, Voice] = roles["voices"]
        self.speaking: dict[str, Voice] = roles["speaking"]
        self.ordinary_units = frozenset(roles["units"]["ordinary"])
        self.metonym_verbs = frozenset(roles["metonym"]["verbs"])
        self.metonym_prepositions = frozenset(roles["metonym"]["prepositions"])

    def of(self, words: Sequence[str], lemma: str = "") -> tuple[Role, int] | None:
        """The role that the longest phrase at the end of `words` names, and how many words it has.

        `words` are lower case without hyphens, the last one the head noun; `lemma` is its lemma.
        """
        last = words[-1]
        forms = [last, lemma, *singulars(last)] if lemma else [last, *singulars(last)]
        for size in range(min(LONGEST, len(words)), 0, -1):
            front = " ".join(words[-size:-1])
            for form in forms:
                role = self._roles.get(f"{front} {form}" if front else form)
                if role is not None:
                    return role, size
        return None

    def knows(self, word: str) -> bool:
        """True where a single word is a role noun as it stands or in the singular."""
        return word in self._roles or any(s in self._roles for s in singulars(word))


# Titles before a name are cut short.
SHORT_TITLES = {
    "gen": "general", "col": "colonel", "lt": "lieutenant", "maj": "major", "capt": "captain", "sgt": "sergeant",
    "brig": "brigadier", "adm": "admiral", "sen": "senator", "gov": "governor", "rep": "representative",
    "pres": "president", "insp": "inspector", "supt": "superintendent", "prof": "professor", "dr": "doctor",
}  # fmt: skip


def title_words(role: str | None) -> frozenset[str]:
    """The words of a title, those cut short in full.

    >>> sorted(title_words("Col. Gen."))
    ['colonel', 'general']
    """
    words = (word.strip(".,").lower() for word in (role or "").split())
    return frozenset(SHORT_TITLES.get(word, word) for word in words)


def singulars(word: str) -> list[str]:
    """What a plural may be the plural of.

    >>> singulars("policemen"), singulars("parties"), singulars("soldiers")
    (['policeman'], ['party', 'partie', 'parti'], ['soldier'])
    """
    found = []
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    if word.endswith("women"):
        found.append(word[:-5] + "woman")
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("ves"):
        found.append(word[:-3] + "f")
    return found
