"""How a party speaks: with which voice, and whether under a name."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.knowledge.name_keys import key
from sayso.resolve.parties.roles import Role, RoleBook
from sayso.types import Party, Token, Voice

# Words of one who speaks for a body: the body is named, so the speaker is not anonymous.
OFFICES = frozenset(
    "spokesman spokeswoman spokesperson president minister premier chancellor king ambassador envoy secretary chairman "
    "director head leader governor mayor chief embassy".split()
)
# Bodies that name nobody in particular.
UNNAMED = frozenset(
    "authorities authority media source official rebel local report press leadership militia gang mob cell squad "
    "faction".split()
)
# Bodies that are known by what they are and whose: the defence ministry, the Russian centre for reconciliation.
INSTITUTIONS = frozenset(
    "ministry department centre center command council commission committee office directorate court tribunal "
    "government parliament senate army navy military police embassy agency bureau authority secretariat mission "
    "presidency cabinet administration union federation association".split()
)
HIDDEN = frozenset({"unnamed", "unidentified", "anonymous", "undisclosed"})
MONITORS = ("observatory", "monitor", "network for human")


def voice_of(book: RoleBook, party: Party, role: Role | None, tokens: Sequence[Token]) -> Voice:
    """The voice of a speaker: by the body it is or stands for, else by its words, else by its sector."""
    body = party.name if party.kind != "person" else party.member_of
    if party.sector == "NGO" and body is not None:
        return "monitor" if any(word in key(body) for word in MONITORS) else "ngo"
    if party.sector is not None and party.id is not None and party.sector in book.voices:
        return book.voices[party.sector]
    spoken = [book.speaking[w] for t in tokens for w in (t.lower, t.lemma) if w in book.speaking]
    if spoken:
        return spoken[-1]
    if role is not None and role.voice != "unknown":
        return role.voice
    titles = [book.speaking[w] for w in key(party.role or "").split() if w in book.speaking]
    if titles:
        return titles[-1]
    return book.voices.get(party.sector or "", "unknown")


def anonymous(party: Party, head: Token, tokens: Sequence[Token]) -> bool:
    """True where neither a person nor a body is named ("activists", "a military source", "officials")."""
    if head.lower in UNNAMED or head.lemma in UNNAMED or any(t.lower in HIDDEN for t in tokens):
        return True
    if party.name is not None:
        return False
    if party.kind == "organization":
        named = party.country is not None and head.lemma in INSTITUTIONS and head.tag != "NNS"
        return party.member_of is None and head.pos != "PROPN" and not named
    office = any(word in OFFICES for word in key(party.role or "").split())
    return not (office and (party.member_of or party.country))
