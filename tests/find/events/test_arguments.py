"""Actors and recipients through the constructions of English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.events import EventFinder
from sayso.parse import Parser
from sayso.types import Report

Roles = Callable[[str, str], tuple[list[str], list[str]]]


@pytest.fixture(scope="module")
def roles(parser: Parser) -> Roles:
    finder = EventFinder()

    def read(text: str, type_: str) -> tuple[list[str], list[str]]:
        parsed = parser.parse(Report(id="r", text=text, published="2024-03-07"))
        event = next(e for e in finder.find(parsed) if e.type == type_)
        words = [[parsed.span(p.first, p.last).text for p in side] for side in (event.actor, event.recipient)]
        return words[0], words[1]

    return read


CONSTRUCTIONS = [
    (
        "fight before the gain",
        "Rebels seized Velsk after two days of clashes with the army.",
        "ASSAULT",
        ["Rebels", "the army"],
        [],
    ),
    (
        "fight of two others",
        "The town was seized by rebels after clashes between the army and a militia.",
        "ASSAULT",
        ["the army", "a militia"],
        [],
    ),
    (
        "passive parted by its day",
        "Two men were on Monday shot dead in Velsk.",
        "ASSAULT",
        [],
        ["Two men"],
    ),
    (
        "the ones who",
        "The priest said that officers were the ones who murdered the nuns.",
        "ASSAULT",
        ["officers"],
        ["the nuns"],
    ),
    (
        "implicated",
        "The report implicated two officers in the murder of the priest.",
        "ASSAULT",
        ["two officers"],
        ["the priest"],
    ),
    ("in front of", "A bomb exploded in front of a bank in Velsk.", "ASSAULT", [], ["a bank"]),
    ("placed", "The bomb was placed in a liquor store.", "ASSAULT", [], ["a liquor store"]),
    ("occurred outside", "The blast occurred outside the Royal Hotel.", "ASSAULT", [], ["the Royal Hotel"]),
    ("damage to", "The explosion caused damage to a hotel.", "ASSAULT", [], ["a hotel"]),
    ("found so", "Officers found Daniel Orto shot to death at home.", "ASSAULT", [], ["Daniel Orto"]),
    ("headline behind a colon", "Police: young man shot and killed near the mill", "ASSAULT", [], ["young man"]),
    ("fired weapon", "The patrol fired its guns at the crowd.", "ASSAULT", ["The patrol"], ["the crowd"]),
    ("threat with a weapon", "He threatened them with a knife.", "THREATEN", ["He"], ["them"]),
    (
        "adjective joined to a noun",
        "Two leaders were captured by a combined Afghan and allied border force.",
        "ASSAULT",
        ["a combined Afghan and allied border force"],
        ["Two leaders"],
    ),
    (
        "place before the subject",
        "In Sele district, Karm province, an Afghan and coalition force detained a man.",
        "COERCE",
        ["an Afghan and coalition force"],
        ["a man"],
    ),
    (
        "two sides in one noun phrase",
        "The Taliban and government forces clashed near Kunduz.",
        "ASSAULT",
        ["Taliban", "government forces"],
        [],
    ),
    ("police firing", "Four people were killed in police firing.", "ASSAULT", ["police"], ["Four people"]),
    ("active", "The army shelled the village.", "ASSAULT", ["The army"], ["the village"]),
    ("passive", "The village was shelled by the army.", "ASSAULT", ["the army"], ["The village"]),
    ("no agent", "The village was shelled overnight.", "ASSAULT", [], ["The village"]),
    ("nominal of, by", "The shelling of Karm by the army went on.", "ASSAULT", ["the army"], ["Karm"]),
    ("possessor", "Russia's attack on Georgia went on.", "ASSAULT", ["Russia"], ["Georgia"]),
    ("nationality", "Russian air strikes on Aleppo went on.", "ASSAULT", ["Russian"], ["Aleppo"]),
    ("given", "The regent gave the Pentagon permission to land.", "RETREAT", ["The regent"], ["the Pentagon"]),
    (
        "name with a preposition",
        "Sudan sent aid to the Arab Centre for Relief Training.",
        "AID",
        ["Sudan"],
        ["the Arab Centre for Relief Training"],
    ),
    ("compound", "A rebel attack on the base went on.", "ASSAULT", ["rebel"], ["the base"]),
    ("light verb", "The rebels launched an attack on the base.", "ASSAULT", ["The rebels"], ["the base"]),
    ("light verb passive", "An attack on the base was carried out by rebels.", "ASSAULT", ["rebels"], ["the base"]),
    ("suffering verb", "The base came under attack by rebels.", "ASSAULT", ["rebels"], ["The base"]),
    ("participle", "Rebels attacking the base fled at noon.", "ASSAULT", ["Rebels"], ["the base"]),
    ("reduced passive", "Villages shelled by the army lay in ruins.", "ASSAULT", ["the army"], ["Villages"]),
    ("relative subject", "The rebels who attacked the base fled.", "ASSAULT", ["The rebels"], ["the base"]),
    ("relative object", "The village that the army shelled lay in ruins.", "ASSAULT", ["the army"], ["The village"]),
    ("begin", "The army began shelling the village.", "ASSAULT", ["The army"], ["the village"]),
    ("shared subject", "The army entered Karm and shelled the village.", "ASSAULT", ["The army"], ["the village"]),
    (
        "two actors",
        "The army and the police attacked the village.",
        "ASSAULT",
        ["The army", "the police"],
        ["the village"],
    ),
    ("two recipients", "The army shelled Karm and Zelt.", "ASSAULT", ["The army"], ["Karm", "Zelt"]),
    ("clash", "Soldiers clashed with rebels.", "ASSAULT", ["Soldiers", "rebels"], []),
    ("clashes between", "Clashes between soldiers and rebels went on.", "ASSAULT", ["soldiers", "rebels"], []),
    ("talks between", "Talks between Egypt and Sudan began.", "CONSULT", ["Egypt", "Sudan"], []),
    ("met", "President Diallo met Chancellor Weber.", "CONSULT", ["President Diallo", "Chancellor Weber"], []),
    ("weapon as subject", "A bomb killed five soldiers.", "ASSAULT", [], ["five soldiers"]),
    ("somebody's weapon", "Russian missiles struck Odessa.", "ASSAULT", ["Russian"], ["Odessa"]),
    ("threat", "Turkey threatened to bomb Aleppo.", "THREATEN", ["Turkey"], ["Aleppo"]),
    ("refusal", "Norway refused to meet the envoy.", "REJECT", ["Norway"], ["the envoy"]),
    ("demand", "The UN urged Sudan to free the prisoners.", "REQUEST", ["The UN"], ["Sudan"]),
    ("said it will", "Egypt said it will send aid to Gaza.", "AGREE", ["Egypt"], ["Gaza"]),
    ("refugees", "Thousands of residents fled the town.", "DISPLACE", [], ["Thousands of residents"]),
    ("territory", "Rebels captured Karm from the army.", "CONTROL", ["Rebels"], ["the army"]),
    ("fell to", "The town fell to the rebels.", "CONTROL", ["the rebels"], []),
    (
        "two sides",
        "Clashes between government and rebel forces went on.",
        "ASSAULT",
        ["government", "rebel forces"],
        [],
    ),
    ("fell", "The town fell on Monday.", "CONTROL", [], ["The town"]),
    ("whose murder", "The town mourned Senator Ana Castell's murder.", "ASSAULT", [], ["Senator Ana Castell"]),
    (
        "against behind the place",
        "Forces are waging a campaign in Nigeria's vast Sambisa forest region against Boko Haram.",
        "ASSAULT",
        ["Forces"],
        ["Boko Haram"],
    ),
    (
        "unless",
        "There were threats by President Kora that he would open the border unless the Union paid more.",
        "THREATEN",
        ["President Kora"],
        ["the Union"],
    ),
    ("if", "The minister threatened to resign if parliament rejects it.", "THREATEN", ["The minister"], ["parliament"]),
    ("whose kidnapping", "The town protested against the mayor's kidnapping.", "ASSAULT", [], ["the mayor"]),
    ("whose killing of whom", "The army's killing of two farmers went on.", "ASSAULT", ["The army"], ["two farmers"]),
    ("found murdered", "Ana Castell was found murdered near Karm.", "ASSAULT", [], ["Ana Castell"]),
    ("found them murdered", "Farmers found the teacher murdered in a field.", "ASSAULT", [], ["the teacher"]),
    (
        "by and by",
        "Karm was bombed by Chad and by fighters from Niger.",
        "ASSAULT",
        ["Chad", "fighters from Niger"],
        ["Karm"],
    ),
    ("used by", "The hill was used by rebels to shell the village.", "ASSAULT", ["rebels"], ["the village"]),
    ("required", "The party required him to pledge to support Ana Castell.", "AGREE", ["him"], ["Ana Castell"]),
    ("assailed for", "The Front assailed the mayor for supporting Niger.", "SUPPORT", ["the mayor"], ["Niger"]),
    (
        "after talks",
        "The envoy spoke after talks with Chancellor Weber.",
        "CONSULT",
        ["The envoy", "Chancellor Weber"],
        [],
    ),
    (
        "in talks",
        "During a meeting with nurses, President Diallo said no.",
        "CONSULT",
        ["nurses", "President Diallo"],
        [],
    ),
    (
        "ended talks",
        "President Diallo wrapped up talks with Ana Castell.",
        "CONSULT",
        ["President Diallo", "Ana Castell"],
        [],
    ),
    ("no talks of prices", "Oil prices fell after a meeting with creditors.", "CONSULT", ["creditors"], []),
    (
        "owners of strikes",
        "Ten farmers died in regime and Russian air strikes.",
        "ASSAULT",
        ["regime", "Russian"],
        ["Ten farmers"],
    ),
    (
        "held by",
        "Shelling in the city of Karm, held by rebels for months, has killed 11 people.",
        "ASSAULT",
        [],
        ["11 people"],
    ),
    (
        "driven out by a fight",
        "Ten people were displaced by fighting between Russian and Chadian forces.",
        "ASSAULT",
        ["Russian and Chadian forces"],
        [],
    ),
    (
        "both sides in number",
        "Some 40 army and rebel fighters were killed in Karm.",
        "ASSAULT",
        [],
        ["Some 40 army and rebel fighters"],
    ),
    ("throats", "The rebels slit the throats of 12 farmers.", "ASSAULT", ["The rebels"], ["12 farmers"]),
    ("dispersed", "Police broke up the rally.", "ASSAULT", ["Police"], ["the rally"]),
    ("received", "The mayor received threats.", "THREATEN", [], ["The mayor"]),
    ("force of a blast", "The force of the explosion injured ten people.", "ASSAULT", [], ["ten people"]),
    ("among those", "There were many nurses among those killed.", "ASSAULT", [], ["many nurses"]),
    ("among those by name", "Ana Castell was among those killed by rebels.", "ASSAULT", ["rebels"], ["Ana Castell"]),
    ("telegraphic", "Five killed in blast at market.", "ASSAULT", [], ["Five"]),
    (
        "doer told once for two deeds",
        "The clerk was kidnapped and killed by gunmen in Karm.",
        "ASSAULT",
        ["gunmen"],
        ["The clerk"],
    ),
    (
        "helper of whom was hurt",
        "A clerk was injured and taken to hospital by neighbours in Karm.",
        "ASSAULT",
        [],
        ["A clerk"],
    ),
    (
        "participle taken for a verb",
        "A 12-year-old girl shot in the town of Karm was taken to a Velsk clinic.",
        "ASSAULT",
        [],
        ["A 12-year-old girl"],
    ),
    (
        "kind of deed and its doer",
        "The military offensive launched by the rebels in rural areas killed many.",
        "ASSAULT",
        ["the rebels"],
        [],
    ),
    ("salvo", "A salvo of Chadian missiles damaged a factory.", "ASSAULT", ["Chadian"], ["a factory"]),
    ("whose death", "Youths have protested daily since the boy's death in Karm.", "ASSAULT", [], ["the boy"]),
    ("two towns", "Chadian jets struck the towns of Karm and Velsk.", "ASSAULT", ["Chadian jets"], ["Velsk"]),
    (
        "decision by",
        "The ministry welcomed the decision by Norland to withdraw its troops.",
        "CONCEDE",
        ["Norland"],
        [],
    ),
    (
        "whose plans",
        "The minister condemned Chadian plans to annex the region.",
        "COERCE",
        ["Chadian"],
        ["the region"],
    ),
    (
        "as well as",
        "The police as well as the army attacked protesters in Karm.",
        "ASSAULT",
        ["The police", "the army"],
        ["protesters"],
    ),
    (
        "along with",
        "Gunmen killed the minister along with his driver in Karm.",
        "ASSAULT",
        ["Gunmen"],
        ["the minister", "his driver"],
    ),
    (
        "along with an army",
        "Rebels attacked the village along with the army.",
        "ASSAULT",
        ["Rebels"],
        ["the village"],
    ),
    (
        "last of a list",
        "Gunmen killed a tribal elder, Omar Khan, and two of his guards in Karm.",
        "ASSAULT",
        ["Gunmen"],
        ["a tribal elder", "two of his guards"],
    ),
    (
        "led to do",
        "Protests led the government to declare a ceasefire in Karm.",
        "CONCEDE",
        ["the government"],
        [],
    ),
    (
        "last of a longer list",
        "Gunmen killed a businessman, Ali Hassan, owner of a hotel, and his wife in Karm.",
        "ASSAULT",
        ["Gunmen"],
        ["a businessman", "his wife"],
    ),
    ("whose trial", "The minister's prosecution began on Monday.", "ACCUSE", [], ["The minister"]),
]


@pytest.mark.parametrize(("name", "text", "type_", "actor", "recipient"), CONSTRUCTIONS)
def test_arguments_are_read_from(
    roles: Roles, name: str, text: str, type_: str, actor: list[str], recipient: list[str]
) -> None:
    """One sentence for each construction that gives an event its parties."""
    found = roles(text, type_)
    assert found[0] == actor
    if recipient or name in ("clash", "talks between", "weapon as subject", "fell to"):
        assert set(recipient) <= set(found[1])


def test_arguments_look_past_a_dateline(roles: Roles) -> None:
    """The place of writing is not who did it."""
    assert roles("CAIRO -- Rebels attacked the base.", "ASSAULT")[0] == ["Rebels"]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("At a shop in Karm, rebels attacked a baker.", ["a baker"]),
        ("The explosion hit a suburb on the city's outskirts.", ["a suburb"]),
    ],
)
def test_whereabouts_are_no_recipients(roles: Roles, text: str, recipient: list[str]) -> None:
    """Where somebody was attacked, or where the place hit lies, was not attacked as well."""
    assert roles(text, "ASSAULT")[1] == recipient


def test_sums_are_no_recipients(roles: Roles) -> None:
    """Money is asked for, and not itself asked."""
    assert roles("The kidnappers demanded an unspecified sum for his release.", "REQUEST")[1] == []
