"""Compute the first days of movable feasts by year, as the tables at the end of `data/times.toml` have them.

    python training/build_days.py >> tables.toml

Islamic days by the Umm al-Qura calendar (hijridate), Jewish days by convertdate, Lunar New Year and Diwali
by the public holidays of Vietnam and Singapore (holidays). Two days where a lunar year begins twice in one.
"""

from __future__ import annotations

import holidays
from convertdate import hebrew
from hijridate import Hijri

YEARS = range(1985, 2041)
Days = dict[int, list[str]]

ISLAMIC = {
    "ramadan": (9, 1), "fitr": (10, 1), "adha": (12, 10), "ashura": (1, 10), "arbaeen": (2, 20), "mawlid": (3, 12),
    "muharram": (1, 1),
}  # fmt: skip
JEWISH = {"passover": (1, 15), "rosh-hashanah": (7, 1), "yom-kippur": (7, 10), "sukkot": (7, 15), "hanukkah": (9, 25)}


def islamic(month: int, day: int) -> Days:
    found: Days = {}
    for year in range(1400, 1470):
        date = Hijri(year, month, day).to_gregorian()
        found.setdefault(date.year, []).append(f"{date.month:02}-{date.day:02}")
    return found


def jewish(month: int | None, day: int) -> Days:
    """Month None is Purim's: the second Adar of leap years."""
    found: Days = {}
    for year in range(5740, 5805):
        at = month if month is not None else 13 if hebrew.leap(year) else 12
        gregorian, solar_month, solar_day = hebrew.to_gregorian(year, at, day)
        found.setdefault(gregorian, []).append(f"{solar_month:02}-{solar_day:02}")
    return found


def holiday(country: str, words: tuple[str, ...], but: tuple[str, ...]) -> Days:
    """First day of the year whose name has one of the words and none of the others."""
    found: Days = {}
    for day, name in sorted(holidays.country_holidays(country, years=YEARS, language="en_US").items()):
        if any(w in name for w in words) and not any(w in name for w in but):
            found.setdefault(day.year, [f"{day.month:02}-{day.day:02}"])
    return found


def main() -> None:
    tables = {name: islamic(*at) for name, at in ISLAMIC.items()}
    tables |= {name: jewish(*at) for name, at in JEWISH.items()}
    tables["purim"] = jewish(None, 14)
    tables["lunar-new-year"] = holiday("VN", ("Lunar New Year",), ("Eve", "econd"))
    tables["diwali"] = holiday("SG", ("eepavali", "Diwali"), ("in lieu", "observed"))
    for name, days in tables.items():
        print(f"[tables.{name}]")
        for year in YEARS:
            if year in days:
                print(f"{year} = [{', '.join(repr(d) for d in days[year])}]".replace("'", '"'))
        print()


if __name__ == "__main__":
    main()
