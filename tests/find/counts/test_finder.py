"""Figures with what became of the people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.find.counts import CountFinder
from sayso.types import Parsed

Parse = Callable[..., Parsed]
# Text; the counts as (what, who, low, best, high).
Row = tuple[str, str, float | None, float | None, float | None]
WORDINGS: list[tuple[str, list[Row]]] = [
    (
        "At least 16 people were killed and 20 others wounded at Marn.",
        [("killed", "people", 16, 16, None), ("injured", "people", 20, 20, 20)],
    ),
    (
        "Clashes at Marn have resulted in six deaths and 23 injuries.",
        [("killed", "people", 6, 6, 6), ("injured", "people", 23, 23, 23)],
    ),
    ("Three Velian Free Front (VFF) militants were killed in a raid.", [("killed", "combatants", 3, 3, 3)]),
    ("At least 14 army (NGA) soldiers were killed in Marn.", [("killed", "combatants", 14, 14, None)]),
    ("Gunmen abducted three Relief Union (RU) staff in Marn.", [("abducted", "staff", 3, 3, 3)]),
    ("One soldier was shot in the leg in Marn.", [("injured", "combatants", 1, 1, 1)]),
    ("Two men were stabbed in the arms by a gang.", [("injured", "men", 2, 2, 2)]),
    ("A man was shot in Leg Street in Marn.", []),
    ("A fight between inmates left at least 46 dead.", [("killed", "people", 46, 46, None)]),
    ("Police at Marn arrested a facilitator.", [("detained", "facilitators", 1, 1, 1)]),
    ("Gunmen killed a man who had hired four guards.", [("killed", "men", 1, 1, 1)]),
    ("Six men were taken into custody by the army.", [("detained", "men", 6, 6, 6)]),
    ("The blast left 12 dead and 30 injured.", [("killed", "people", 12, 12, 12), ("injured", "people", 30, 30, 30)]),
    ("A bomb killed five and wounded dozens.", [("killed", "people", 5, 5, 5), ("injured", "people", 24, None, None)]),
    ("A soldier was killed in Narva.", [("killed", "combatants", 1, 1, 1)]),
    (
        "A dentist was shot dead with his wife in Narva.",
        [("killed", "dentists", 1, 1, 1), ("killed", "people", 2, 2, 2), ("killed", "wives", 1, 1, 1)],
    ),
    ("A dentist was shot dead with his own rifle in Narva.", [("killed", "dentists", 1, 1, 1)]),
    ("Gunmen killed a well-known lawyer and critic of the mayor.", [("killed", "lawyers", 1, 1, 1)]),
    (
        "Gunmen killed a mother and child.",
        [("killed", "mothers", 1, 1, 1), ("killed", "people", 2, 2, 2), ("killed", "children", 1, 1, 1)],
    ),
    ("Troops killed nine of the 30 gunmen at the bridge.", [("killed", "combatants", 9, 9, 9)]),
    ("Three off-duty federal agents were killed.", [("killed", "agents", 3, 3, 3)]),
    ("Gunmen killed a mother of 12.", [("killed", "mothers", 1, 1, 1)]),
    ("The author of three novels was killed in Marn.", [("killed", "authors", 1, 1, 1)]),
    ("Some of those five villagers were killed by police in Marn.", []),
    ("A third of the 90 prisoners died in Marn.", []),
    ("Two-thirds of the town's 9,000 people have fled.", []),
    ("All but two of the 14 hostages were freed.", [("released", "people", 12, 12, 12)]),
    (
        "Rebels freed two of the five men abducted in Marn.",
        [("released", "men", 2, 2, 2), ("abducted", "men", 5, 5, 5)],
    ),
    ("An average of 30 people are killed every month in Marn.", []),
    ("Snipers are killing up to ten people a day in Marn.", []),
    ("Nine people were killed in a day of clashes in Marn.", [("killed", "people", 9, 9, 9)]),
    (
        "The monitor updated a previous toll of 12 dead, saying 26 people were killed.",
        [("killed", "people", 26, 26, 26)],
    ),
    ("Police lowered the death toll from 45 to 31.", [("killed", "people", 31, 31, 31)]),
    (
        "Nine people were killed, bringing the total since June to 371.",
        [("killed", "people", 9, 9, 9), ("killed", "people", 371, 371, 371)],
    ),
    (
        "Nine people were killed, taking to 371 the number killed in Marn.",
        [("killed", "people", 9, 9, 9), ("killed", "people", 371, 371, 371)],
    ),
    (
        "Elders said 60 people were killed, while police gave a figure of 16.",
        [("killed", "people", 60, 60, 60), ("killed", "people", 16, 16, 16)],
    ),
    ("The monitor put the number of gunmen at 300 in the raid, which killed nine.", [("killed", "people", 9, 9, 9)]),
    ("More than a quarter of a million people have died in the war.", [("killed", "people", 250000, 250000, None)]),
    ("Gunmen killed the mayor on the night of March 8 to 9.", [("killed", "mayors", 1, 1, 1)]),
    ("Gunmen killed the mayor in Marn on Feb. 9.", [("killed", "mayors", 1, 1, 1)]),
    ("Gunmen killed an elderly couple in Marn.", [("killed", "people", 2, 2, 2)]),
    ("A couple of soldiers were killed in Marn.", [("killed", "combatants", 2, None, None)]),
    ("Twin brothers were shot dead in Marn.", [("killed", "twin brothers", 2, 2, 2)]),
    ("Twin bombings killed nine in Marn.", [("killed", "people", 9, 9, 9)]),
    ("A Palestinian was killed by gunfire in Hebron.", [("killed", "people", 1, 1, 1)]),
    (
        "2016 Senior Leader Among 8 More Killed in Raid",
        [("killed", "leaders", 1, 1, 1), ("killed", "people", 8, 8, 8)],
    ),
    ("Tue May 3 2016 dozens killed in Marn.", [("killed", "people", 24, None, None)]),
    (
        "Two clerks, Judge Kas Bor and a court officer, were shot dead in Marn by gunmen.",
        [("killed", "clerks", 2, 2, 2)],
    ),
    ("No fewer than eleven persons were killed in Marn.", [("killed", "people", 11, 11, None)]),
    ("Police confirmed the arrest of these persons.", []),
    ("There was no other choice, as the villagers were besieged in Marn.", []),
    ("There were no casualties.", [("casualties", "people", 0, 0, 0)]),
    ("No one was hurt.", [("injured", "people", 0, 0, 0)]),
    ("A priest was shot dead by gunmen in Oster.", [("killed", "priests", 1, 1, 1)]),
    ("Mayor Juan Rivas was assassinated on Friday.", [("killed", "people", 1, 1, 1)]),
    ("A teacher was on Monday night shot dead by masked men.", [("killed", "teachers", 1, 1, 1)]),
    ("Shelling killed three civilians in Tavna.", [("killed", "civilians", 3, 3, 3)]),
    ("The bodies of 15 people were found near Tal.", [("killed", "people", 15, 15, 15)]),
    ("The attack claimed 40 lives.", [("killed", "people", 40, 40, 40)]),
    ("The death toll rose from 12 to 23.", [("killed", "people", 23, 23, 23)]),
    ("The death toll stands at 112.", [("killed", "people", 112, 112, 112)]),
    ("Two bombers killed at least 31 people.", [("killed", "people", 31, 31, None)]),
    ("About 100 attackers were either killed or wounded.", [("casualties", "attackers", None, 100, None)]),
    ("Twelve miners are missing after the raid.", [("missing", "miners", 12, 12, 12)]),
    ("Gunmen kidnapped six engineers.", [("abducted", "engineers", 6, 6, 6)]),
    ("Police arrested 120 protesters.", [("detained", "protesters", 120, 120, 120)]),
    ("The rebels released 30 hostages.", [("released", "people", 30, 30, 30)]),
    ("About 2,000 families fled the town.", [("displaced", "families", None, 2000, None)]),
    ("Between 270,000 and 330,000 people have been displaced.", [("displaced", "people", 270000, None, 330000)]),
    ("Up to 500 people took refuge in a school.", [("displaced", "people", None, None, 500)]),
    ("Fifty fighters surrendered.", [("surrendered", "combatants", 50, 50, 50)]),
    ("The ministry deployed 300 troops.", [("deployed", "combatants", 300, 300, 300)]),
    ("Thousands of demonstrators marched through the capital.", [("participants", "demonstrators", 2000, None, None)]),
    ("Six villagers were fatally wounded.", [("killed", "villagers", 6, 6, 6)]),
    ("Seventeen migrants drowned when their boat sank.", [("killed", "migrants", 17, 17, 17)]),
    ("The bomber killed himself and three others.", [("killed", "people", 3, 3, 3)]),
    ("Both pilots died in the crash.", [("killed", "pilots", 2, 2, 2)]),
    ("At least 11 children were among the dead.", [("killed", "children", 11, 11, None)]),
    ("Five of the dead were children.", [("killed", "children", 5, 5, 5)]),
    ("The dead included nine evacuees.", [("killed", "evacuees", 9, 9, 9)]),
    ("An estimated 1.3 million people need aid.", [("affected", "people", None, 1300000, None)]),
    ("Hundreds of thousands took to the streets.", [("participants", "people", 200000, None, None)]),
    ("Shelling killed 24 traders, a nurse and a guard said.", [("killed", "traders", 24, 24, 24)]),
    ("Seven aid workers -- all but two of them nurses -- were shot dead.", [("killed", "aid workers", 7, 7, 7)]),
    ("Police found the bodies on Friday of six young men.", [("killed", "men", 6, 6, 6)]),
    ("A tailor was on Sunday night attacked and murdered with an axe.", [("killed", "tailors", 1, 1, 1)]),
    ("The army lost nine men in the ambush.", [("killed", "men", 9, 9, 9)]),
    ("The party lost 12 seats and 300 workers lost their jobs.", []),
    ("The blast cost six people their lives.", [("killed", "people", 6, 6, 6)]),
    (
        "Five people have been killed and another seriously injured.",
        [("killed", "people", 5, 5, 5), ("injured", "people", 1, 1, 1)],
    ),
    ("Nine people were killed and a tenth injured.", [("killed", "people", 9, 9, 9), ("injured", "people", 1, 1, 1)]),
    ("Bomb kills 13 people, wounds 31.", [("killed", "people", 13, 13, 13), ("injured", "people", 31, 31, 31)]),
    ("His bodyguard sustained injuries.", [("injured", "bodyguards", 1, 1, 1)]),
    ("It was a settling of scores between two gangs.", []),
    (
        "Nine civilians, including four foreigners, were killed.",
        [("killed", "civilians", 9, 9, 9), ("killed", "civilians", 4, 4, 4)],
    ),
    (
        "Eleven people were killed, among them a child and two nuns.",
        [("killed", "people", 11, 11, 11), ("killed", "children", 1, 1, 1), ("killed", "nuns", 2, 2, 2)],
    ),
    (
        "Five civilians including a child and a woman were killed.",
        [("killed", "civilians", 5, 5, 5), ("killed", "children", 1, 1, 1), ("killed", "women", 1, 1, 1)],
    ),
    ("Around1.6 million people are living in 60 camps.", [("displaced", "people", None, 1600000, None)]),
    ("Between159,000 and 192,000 people were displaced.", [("displaced", "people", 159000, None, 192000)]),
    ("A tent was one of the biggest evacuations yet.", []),
    ("Four people were killed in a bloody conflict between two clans.", [("killed", "people", 4, 4, 4)]),
    ("Nine persons killed 12 injured in Marn.", [("killed", "people", 9, 9, 9), ("injured", "people", 12, 12, 12)]),
    ("Neither of the two pilots was hurt.", [("injured", "pilots", 0, 0, 0)]),
    ("None of the five hostages was killed.", [("killed", "people", 0, 0, 0)]),
    ("1,00,000 people fled the floods.", [("displaced", "people", 100000, 100000, 100000)]),
    ("12.500 people were displaced.", [("displaced", "people", 12500, 12500, 12500)]),
    ("10 000 people were displaced.", [("displaced", "people", 10000, 10000, 10000)]),
    ("Between 50 and 30 people were killed.", [("killed", "people", 30, None, 50)]),
    ("Police killed 30-20 fighters.", [("killed", "combatants", 20, None, 30)]),
    ("2016 people were killed.", [("killed", "people", 2016, 2016, 2016)]),
    ("In 2016 soldiers killed three men.", [("killed", "men", 3, 3, 3)]),
    ("A 45-year-old man was killed by a 7.62 mm bullet.", [("killed", "men", 1, 1, 1)]),
    ("Rebels fired 107 mm rockets and killed two.", [("killed", "people", 2, 2, 2)]),
    ("Gunmen with AK-47s killed four people at 10.30 am on Highway 61.", [("killed", "people", 4, 4, 4)]),
    ("Maria Oren, 34, was killed.", [("killed", "people", 1, 1, 1)]),
    ("Three quarters of the town burned and a third of its people fled.", []),
    (
        "About 600 families (3,400 people) were displaced.",
        [("displaced", "families", None, 600, None), ("displaced", "people", 3400, 3400, 3400)],
    ),
    ("A dozen or so prisoners were freed.", [("released", "prisoners", None, 12, None)]),
    ("Some 2 to 3 million people need aid.", [("affected", "people", 2000000, None, 3000000)]),
    ("As many as 40 miners are missing.", [("missing", "miners", None, None, 40)]),
    ("A couple of villagers were hurt.", [("injured", "villagers", 2, None, None)]),
    ("A few prisoners were shot dead.", [("killed", "prisoners", 3, None, None)]),
    (
        "Residents said bandits took 80 women hostage, but police put the number at 12.",
        [("abducted", "women", 80, 80, 80), ("abducted", "women", 12, 12, 12)],
    ),
    ("Prices put the number at 12.", []),
    (
        "Rebels ambushed a convoy, killing nine soldiers and wounding 12, two military sources said.",
        [("killed", "combatants", 9, 9, 9), ("injured", "people", 12, 12, 12)],
    ),
    ("The blast left 25 hurt.", [("injured", "people", 25, 25, 25)]),
    ("IS has killed 40 villagers.", [("killed", "villagers", 40, 40, 40)]),
    (
        "The group killed eight policemen and 13 rebels.",
        [("killed", "police", 8, 8, 8), ("killed", "combatants", 13, 13, 13)],
    ),
]


@pytest.fixture(scope="module")
def finder() -> CountFinder:
    return CountFinder()


def rows(finder: CountFinder, parsed: Parsed) -> list[Row]:
    counts = [m.count for m in finder.find(parsed)]
    return [(c.what, c.who, c.low, c.best, c.high) for c in counts]


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_counts_read_wording(finder: CountFinder, parsed: Parse, text: str, expected: list[Row]) -> None:
    """Who, how many and what became of them, in the words of news."""
    assert rows(finder, parsed(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The 23-year-old left for Marn in 2016.",
        "The 82nd Brigade holds the hill.",
        "Two Su-24 jets and an F-16 flew over the town at 10:30.",
        "The convoy drove 20 km in three hours and cost $5 million.",
        "Prices rose by 12 percent on 3 March.",
    ],
)
def test_counts_leave_other_numbers_alone(finder: CountFinder, parsed: Parse, text: str) -> None:
    """Ages, units, aircraft, clock times, distances, money and shares count nobody."""
    assert rows(finder, parsed(text)) == []


def test_counts_sum_people_named_side_by_side(finder: CountFinder, parsed: Parse) -> None:
    """ "A man and his two sons" is three dead, the three standing beside the parts."""
    found = rows(finder, parsed("A man and his two sons were shot dead."))
    assert ("killed", "people", 3, 3, 3) in found
    assert ("killed", "men", 1, 1, 1) in found


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The blast went off, killing him, two of his brothers and a bodyguard.", 4),
        ("Gunmen burst into the home, killing him and five of his family members.", 6),
        ("Gunmen killed a senior director of a college along with his driver.", 2),
        ("Gunmen killed an aide of the governor in an attack that left eight others dead.", 9),
        ("Gunmen shot and killed the Council of Preachers chairman Oren Valdis.", 1),
        ("Rebels attacked two hamlets, killing a midwife, a teacher and 18 other persons.", 20),
        ("A farmer, his brother and a guest were killed in the raid.", 3),
        ("The shelling killed five pupils of a college and a foreign national.", 6),
        ("A mayor died alongside four of the six men who held him.", 5),
        ("Bombs killed 12 people in Marn, seven in Ostin and three in Varnol on Monday.", 22),
        ("Police arrested 12 people in Marn, nine in Ostin and five in Varnol.", 26),
        ("Two Palestinians and an Israeli were killed in Hebron.", 3),
        ("A couple and their three children were killed in Marn.", 5),
        ("A former member of the court and a member of the board, Oren Valdis, was stabbed to death.", 1),
    ],
)
def test_counts_add_up_those_named_together(finder: CountFinder, parsed: Parse, text: str, total: int) -> None:
    """Pronouns, partitives and companions count; two descriptions of one man are one."""
    assert max(c[3] or 0 for c in rows(finder, parsed(text))) == total


def test_counts_sum_whom_the_parse_takes_for_two_subjects(finder: CountFinder, parsed: Parse) -> None:
    """A total is given wherever people are joined by "and", however the parse joins them."""
    assert ("killed", "people", 10, 10, 10) in rows(finder, parsed("Nine passengers and the driver died."))


def test_counts_link_what_a_dash_breaks_down(finder: CountFinder, parsed: Parse) -> None:
    """ "Five people -- two with guns and three with knives" is five, not eight."""
    mentions = finder.find(parsed("Raiders killed five people -- two with guns and three with knives -- in Ostin."))
    assert [(m.count.best, m.whole) for m in mentions] == [(5, None), (3, 0)]


def test_counts_keep_sides_apart(finder: CountFinder, parsed: Parse) -> None:
    """Soldiers and civilians killed together are not added up."""
    found = rows(finder, parsed("The raid killed ten civilians and three soldiers."))
    assert found == [("killed", "civilians", 10, 10, 10), ("killed", "combatants", 3, 3, 3)]


def test_counts_link_part_to_total(finder: CountFinder, parsed: Parse) -> None:
    """ "20 people, including five children": the five point to the twenty and are not added."""
    mentions = finder.find(parsed("The strike killed 20 people, including five children."))
    assert [(m.count.who, m.count.best, m.whole) for m in mentions] == [("people", 20, None), ("children", 5, 0)]


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("The war has killed 40,000 people since 2011.", True),
        ("More than 300 people have died in the conflict.", True),
        ("Between January and March, 739 civilians were killed.", True),
        ("So far this year 90 people have been abducted.", True),
        ("Nine people were killed since Sunday.", False),
        ("Since January, 230 people have been killed in raids.", True),
        ("Nine teachers have been killed since the country's full-scale invasion of Sele.", True),
        ("Nine people died in Marn, the deadliest attack since March.", False),
        ("The air strikes have killed hundreds of civilians, activists say.", True),
        ("Air strikes have killed dozens of civilians on Friday, activists say.", False),
        ("Nine people were killed in one of the deadliest raids this year.", False),
        ("Some 900 people fled, the highest figure told for any seven-day period since 2009.", False),
    ],
)
def test_counts_mark_running_tolls(finder: CountFinder, parsed: Parse, text: str, cumulative: bool) -> None:
    """The toll of a war or a year is told from that of the event."""
    assert [m.count.cumulative for m in finder.find(parsed(text))] == [cumulative]


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("Nine people were killed on Monday, bringing the total to 371 since June.", [False, True]),
        ("Some 371 people have died since June 15; on Saturday nine more died.", [True, False]),
    ],
)
def test_counts_tell_the_days_toll_from_that_of_a_period(
    finder: CountFinder, parsed: Parse, text: str, cumulative: list[bool]
) -> None:
    """The "since" belongs to the figure that it is told with."""
    assert [m.count.cumulative for m in finder.find(parsed(text))] == cumulative


def test_counts_read_evacuation_as_displacement_too(finder: CountFinder, parsed: Parse) -> None:
    """Residents evacuated from home are displaced; patients are not."""
    assert {c[0] for c in rows(finder, parsed("About 600 residents were evacuated."))} == {"evacuated", "displaced"}
    assert {c[0] for c in rows(finder, parsed("Forty patients were evacuated."))} == {"evacuated"}


def test_counts_anchor_is_the_word_of_the_fate(finder: CountFinder, parsed: Parse) -> None:
    """The assembler finds the event by the anchor."""
    document = parsed("Gunmen raided the market, killing nine traders.")
    mention = finder.find(document)[0]
    assert mention.anchor is not None
    assert document.tokens[mention.anchor].text == "killing"
    assert document.tokens[mention.head].text == "traders"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["12", "killed", "dead", "and", "people", "were", ",", "toll", "of", "them", "\x00", "١٢", "a", "fled", "."]
        ),
        max_size=25,
    )
)
def test_counts_spans_are_slices(finder: CountFinder, parsed: Parse, words: list[str]) -> None:
    """Whatever the text, every count's text is the slice it points to."""
    document = parsed(" ".join(words))
    for mention in finder.find(document):
        assert document.text[mention.count.start : mention.count.end] == mention.count.text


def test_deaths_after_one_attack_are_no_running_toll(parsed: Callable[..., Parsed]) -> None:
    """What the strikes of a campaign did so far runs on; what followed one of them does not."""
    after = parsed("Dozens of people have been killed after air strikes hit a market in Lena.")
    so_far = parsed("The air strikes have killed hundreds of people in Lena.")
    assert [c.count.cumulative for c in CountFinder().find(after)] == [False]
    assert [c.count.cumulative for c in CountFinder().find(so_far)] == [True]
