"""Who stands in a claim and who does not, where the sentence tempts to take somebody else."""

from __future__ import annotations

import pytest

from sayso.pipeline import Coder
from sayso.types import Claim, Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, text: str) -> tuple[Claim, ...]:
    return coder.code(Report(id="r", text=text, outlet="The Valley Courier", published="2031-03-15"))


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Army sources said 40 rebels were killed and many more were hurt near Norvale.", "Army sources"),
        ("A woman was killed in the blast, the mayor said, adding that it also hurt 20 people.", "the mayor"),
        ("Three farmers died when gunmen attacked on foot near Norvale.", "foot"),
    ],
)
def test_who_only_stands_near_is_no_party(coder: Coder, text: str, nobody: str) -> None:
    """Who speaks was not hurt; a person is no "it"; on foot is how, not whom."""
    for claim in code(coder, text):
        assert nobody not in {p.text for p in (*claim.actor, *claim.recipient)}, claim.evidence.text


def test_a_clause_word_is_no_part_of_the_name(coder: Coder) -> None:
    claims = code(coder, "Seven people died in the village when armed Boko Haram fighters attacked on Sunday.")
    assert all(not p.text.lower().startswith("when") for c in claims for p in c.actor)


def test_a_name_with_and_in_it_is_one_party(coder: Coder) -> None:
    """The parser takes "Iraq and the Levant" apart."""
    claims = code(coder, "Militants of the Islamic State in Iraq and the Levant attacked a checkpoint in Mosul.")
    (attack,) = [c for c in claims if c.type == "ASSAULT"]
    assert len(attack.actor) == 1


def test_who_in_capitals_is_no_health_organization(coder: Coder) -> None:
    claims = code(coder, "The court tried Ana Castell, WHO KILLED A GUARD IN A CLASH IN MARCH, on Friday.")
    assert "World Health Organization" not in {p.name for c in claims for p in (*c.actor, *c.recipient)}


def test_who_tells_of_their_own_deed_is_its_doer(coder: Coder) -> None:
    """ "It" in what somebody says is the speaker, who is no mere voice then, whoever is named later."""
    text = (
        "The Indian military said it had launched airstrikes against a depot in Pakistan, the first such raid "
        "by Indian air forces since 1971."
    )
    struck = next(c for c in code(coder, text) if c.type == "ASSAULT" and "airstrikes" in c.trigger.text)
    assert [p.text for p in struck.actor] == ["The Indian military"]


def test_a_home_torn_down_is_what_was_hit(coder: Coder) -> None:
    """A thing that changes hands is no side of the deed; one that is struck is."""
    claims = code(coder, "The Israeli army demolished the home of a Palestinian man in Hebron on Friday.")
    assert ["the home of a Palestinian man"] in [[p.text for p in c.recipient] for c in claims if c.type == "ASSAULT"]


def test_a_circumstance_is_not_the_work_of_whoever_does_the_rest(coder: Coder) -> None:
    claims = code(coder, "The ministry warned farmers after last week's bombings that killed more than 30 people.")
    assert all(not c.actor for c in claims if c.type == "ASSAULT")


def test_a_bare_sentence_is_read_however_quiet_its_words(coder: Coder) -> None:
    """No rule sees an event here, and the words hardly speak for one."""
    claims = code(coder, "The Valley Museum returned a painting of a rider on a horse to Ambassador Amine Kherbi.")
    assert any("Kherbi" in p.text for c in claims for p in c.recipient)


def test_its_deed_carries_the_name_of_who_spoke(coder: Coder) -> None:
    """Rules take "it" for the state and the reader the president for the doer: one deed, told once."""
    text = "Turkey's president says it will start another military campaign against Kurdish fighters in Syria."
    deeds = [c for c in code(coder, text) if any("fighters" in p.text for p in c.recipient)]
    assert len(deeds) == 1


def test_a_warning_for_somebody_is_theirs_and_not_the_blast_before(coder: Coder) -> None:
    """What the reader takes for the recipient hangs on the warning; the ministry killed nobody."""
    text = "The State Department issued a travel warning for Sri Lanka after bombings that killed over 90 people."
    claims = code(coder, text)
    warned = next(c for c in claims if "warning" in c.trigger.text)
    assert "Sri Lanka" in {p.text for p in warned.recipient}
    assert all(not c.actor for c in claims if c.type == "ASSAULT")


def test_the_accused_has_his_role(coder: Coder) -> None:
    """ "Prime accused" tells who somebody is, though the parser takes "prime" for the noun."""
    claims = code(coder, "Ajay Bor, the prime accused in the bombing case, surrendered in Norvale.")
    assert {p.role for c in claims for p in (*c.actor, *c.recipient) if p.name == "Ajay Bor"} == {"prime accused"}


def test_whom_the_law_captures_is_detained(coder: Coder) -> None:
    """Police who capture arrest: their captives are counted as detained, those of a battle as carried off."""
    arrested = next(c for c in code(coder, "Police captured three men in Norvale.") if c.type == "COERCE")
    assert [(n.what, n.best) for n in arrested.counts] == [("detained", 3)]
    assert [p.effect for p in arrested.recipient] == [None]
    taken = next(c for c in code(coder, "Soldiers captured two rebels in the fighting.") if c.type == "ASSAULT")
    assert [(n.what, n.best) for n in taken.counts] == [("abducted", 2)]


def test_who_was_killed_is_not_whom_the_charge_is_made_against(coder: Coder) -> None:
    """A league that accuses the army of killing six accuses the army."""
    text = "The Farmers' League accused the army of killing six of its members in Dhaka."
    accused = next(c for c in code(coder, text) if c.type == "ACCUSE")
    assert [p.text for p in accused.recipient] == ["the army"]


def test_two_lands_named_as_often_are_nobodys_home(coder: Coder) -> None:
    """Medics who died in Syria are not of the state that another place of the report lies in."""
    text = '"They opened fire on us," said Ana Salem of the Red Crescent, adding that two medics died in Idlib.'
    died = next(c for c in code(coder, text) if any(n.what == "killed" for n in c.counts))
    assert {p.country for p in died.recipient} <= {"SYR", None}
