"""Number phrases of a report and the nouns they count; ages, years, dates, money, distances, unit numbers left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from sayso.find.counts.numbers import GROUPS, MODIFIERS, SCALES, TENS, UNITS, VAGUE, Reading, digits, read_quantity
from sayso.find.counts.people import person_plurals, vocabulary
from sayso.types import Parsed, Struct, Token

STARTS = (
    {m[0] for m in MODIFIERS} | set(UNITS) | set(TENS) | set(VAGUE) | set(GROUPS)
    | {"a", "an", "another", "half", "between", "from", "the", "no", "none", "nobody", "zero", "neither"}
)  # fmt: skip
STATES = frozenset({"dead", "wounded", "injured", "missing", "displaced", "detained"})
LONGEST_NOUN_PHRASE = 9
# Words that lose the space before a number at the end of a printed line.
RUN_TOGETHER = ("around", "about", "between", "nearly", "almost", "over", "approximately", "estimated", "some", "least")
ONE = Reading(1.0, 1.0, 1.0)
COMPARING = (["fewer"], ["less"], ["more"])
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
FIRST_YEAR, LAST_YEAR = 1800, 2100
DAYS = 31
DAYS_JOINED = frozenset({"to", "-", "–"})


@cache
def words_about_numbers() -> dict[str, frozenset[str]]:
    """The [numbers] table of `data/counts.toml`."""
    return {name: frozenset(words) for name, words in vocabulary()["numbers"].items()}


class Amount(Struct, frozen=True, kw_only=True):
    """A number and what it counts. `head` is the noun, or the number's last token where it stands bare."""

    first: int
    number: int
    """Last token of the number."""
    last: int
    """Last token of the noun phrase."""
    head: int
    bare: bool
    partitive: bool
    """ "two of the victims"."""
    opened: bool
    """The words begin with "from": a rise from one figure to another, or a range."""
    reading: Reading


def find_amounts(parsed: Parsed) -> list[Amount]:
    """Every number phrase that may count people or things, in order of the text."""
    tokens = parsed.tokens
    words = [t.lower for t in tokens]
    found: list[Amount] = []
    i, size = 0, len(tokens)
    while i < size:
        word = words[i]
        if word not in STARTS and not word[:1].isdigit() and not (word[-1:].isdigit() and glued(word)):
            i += 1
            continue
        amount = _all_but(parsed, words, i) or _amount(parsed, words, i)
        if amount is None:
            i += 1
            continue
        found.append(amount)
        nobody = amount.partitive and amount.reading.high == 0.0  # "none of the five hostages"
        i = (amount.last if nobody else amount.number) + 1
    return found


def _all_but(parsed: Parsed, words: list[str], i: int) -> Amount | None:
    """ "All but two of the 14 hostages" at its "two": twelve."""
    if words[max(i - 2, 0) : i] != ["all", "but"] or "of" not in words[i + 1 : i + 2]:
        return None
    spared = read_quantity(words[i : i + 1], 0)
    end = parsed.sentences[parsed.tokens[i].sentence].last
    start = next((k for k in range(i + 2, min(i + 5, end)) if words[k][:1].isdigit() or words[k] in UNITS | TENS), None)
    whole = None if start is None else _amount(parsed, words, start)
    if spared is None or whole is None or spared[0].best is None or not spared[0].best < (whole.reading.best or 0.0):
        return None
    left = (whole.reading.best or 0.0) - spared[0].best
    return Amount(
        first=i - 2, number=whole.number, last=whole.last, head=whole.head, bare=whole.bare, partitive=True,
        opened=False, reading=Reading(left, left, left),
    )  # fmt: skip


def glued(word: str) -> tuple[str, ...]:
    """A word before a number and the number, run together in texts taken from printed pages.

    >>> glued("around1.6"), glued("covid19")
    (('around', '1.6'), ('covid19',))
    """
    start = next((p for p in RUN_TOGETHER if word.startswith(p) and digits(word[len(p) :]) is not None), "")
    return (start, word[len(start) :]) if start else (word,)


def _amount(parsed: Parsed, words: list[str], i: int) -> Amount | None:
    tokens = parsed.tokens
    end_of_sentence = parsed.sentences[tokens[i].sentence].last
    window = words[i : min(i + 14, end_of_sentence + 1)]
    parted = glued(window[0])
    window = [*parted, *window[1:]]
    if window[0] in {"no", "none", "nobody", "zero", "neither"} and window[1:2] not in COMPARING:  # "no fewer than ten"
        read: tuple[Reading, int] | None = (Reading(0.0, 0.0, 0.0), 1)
    elif window[0] == "another" or (window[0] == "a" and window[1:2] and window[1] in ORDINALS):
        size = 1 if window[0] == "another" else 2
        k = i + size
        while k <= end_of_sentence and tokens[k].pos == "ADV":
            k += 1
        if k > end_of_sentence or tokens[k].pos not in {"VERB", "AUX", "ADP", "PUNCT"}:
            return None
        if size == 2 and tokens[k].lower == "of":
            return None  # "a third of its people"
        read = (ONE, size)
    elif window[0] == "the" and not (
        window[1:2] and window[1] in {"two", "three", "four", "five", "six", "seven", "eight"}
    ):
        return None
    else:
        offset = 1 if window[0] == "the" else 0
        read = read_quantity(window, offset)
    if read is None:
        return None
    reading, length = read
    last = i + length - 1 - (len(parted) > 1)
    if _excluded(parsed, words, i, last, reading):
        return None
    head, phrase_end, partitive = _counted(parsed, last + 1, end_of_sentence)
    bare = head is None
    if window[0] == "no" and bare:
        return None
    if window[0] == "twin" and (bare or is_number_word(words[i - 1])):
        return None  # "a twin", "two twin brothers"
    if bare and words[last] == "couple" and tokens[last].pos == "NOUN" and words[last + 1 : last + 2] != ["more"]:
        reading = Reading(2.0, 2.0, 2.0)  # a man and his wife
    return Amount(
        first=i, number=last, last=last if bare else phrase_end, head=last if head is None else head, bare=bare,
        partitive=partitive, opened=window[0] == "from", reading=reading,
    )  # fmt: skip


def _excluded(parsed: Parsed, words: list[str], first: int, last: int, reading: Reading) -> bool:
    """True for ages, years, dates, clock times, money, distances, percentages, numbered names."""
    tokens = parsed.tokens
    before = words[first - 1] if first else ""
    behind = words[last + 1] if last + 1 < len(words) else ""
    if words[first] == "scores" and before in {"of", "settle", "settling", "settled", "the"}:
        return True
    if before == "but" and first > 1 and words[first - 2] == "all":
        return True
    if (
        before in words_about_numbers()["currency"]
        or before in words_about_numbers()["labels"]
        or behind in words_about_numbers()["units"]
        or behind in words_about_numbers()["currency"]
    ):
        return True
    months = words_about_numbers()["months"]
    if behind == "per" or ((before.rstrip(".") in months or behind in months) and (reading.best or 0) <= DAYS):
        return True
    day = (reading.best or 0) <= DAYS and first > 2
    if day and before in DAYS_JOINED and words[first - 3].rstrip(".") in months and words[first - 2].isdigit():
        return True  # "on the night of May 8 to 9"
    start = next((k for k in range(first, last + 1) if words[k][:1].isdigit()), first)
    glued = (
        start > 0
        and tokens[start - 1].end == tokens[start].start
        and words[start - 1][-1:] in "-–/:.'#"
        and start == first
    )
    if glued or (behind in {"-", "–"} and _compound(tokens, last)):
        return True
    if behind in {"/", ":"} and last + 2 < len(words) and words[last + 2][:1].isdigit():
        return True
    # "3 : 2", but "Floods in Karova: 12 killed".
    ratio = before == ":" and first > 1 and words[first - 2][-1:].isdigit()
    if behind.startswith("-year") or behind.startswith("-month") or before == "/" or ratio:
        return True
    return _year(tokens, words, first, last) or _age(tokens, words, first, last) or _fraction(words, first, last)


def _compound(tokens: tuple[Token, ...], last: int) -> bool:
    """ "a 15-member team", "a 5-year-old": the number is part of an adjective."""
    dash = tokens[last + 1]
    if dash.start != tokens[last].end or last + 2 >= len(tokens):
        return False
    return tokens[last + 2].start == dash.end and tokens[last + 2].text[:1].isalpha()


def _year(tokens: tuple[Token, ...], words: list[str], first: int, last: int) -> bool:
    word = words[last]
    years = word.split("-") if first == last else [words[first], word]
    if (
        len(years) == 2
        and first != last - 1
        and all(len(y) == 4 and y.isdigit() and FIRST_YEAR <= int(y) <= LAST_YEAR for y in years)
    ):
        return True
    if len(word) != 4 or not word.isascii() or not word.isdigit() or not FIRST_YEAR <= int(word) <= LAST_YEAR:
        return False
    if first != last:
        return (
            words[first] in {"from", "between", "over", "under", "around", "about"}
            and last + 1 < len(tokens)
            and (tokens[last + 1].pos not in {"NOUN", "ADJ", "PROPN"})
        )
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    before = words[first - 1] if first else ""
    if following is not None and is_number_word(following.lower):
        return True  # a day before a headline: "3 May 2016 dozens killed"
    if (
        before in {"in", "since", "until", "of", "by", "during", "mid", "late", "early", ",", "("}
        or before in words_about_numbers()["months"]
    ):
        return True
    return following is None or following.tag not in {"NNS", "JJ"}


# "A boy of nine" is so old, "a mother of nine" has so many children.
ONE_PERSON = frozenset(
    "boy girl child man woman youth teenager baby pensioner "
    "mother father parent mum mom dad grandmother grandfather widow widower".split()
)


def _age(tokens: tuple[Token, ...], words: list[str], first: int, last: int) -> bool:
    """ "Ali Hassan, 23," and "(23)" behind a name or a noun for one person, and how many children somebody has."""
    if first != last or first < 2:
        return False
    if words[first - 1] == "of" and tokens[first - 2].lemma in ONE_PERSON and tokens[first - 2].tag == "NN":
        return True  # "a boy of nine", "a mother of four"
    if not words[first].isdigit() or len(words[first]) > 2:
        return False
    opener = words[first - 1]
    closer = words[last + 1] if last + 1 < len(words) else "."
    before = tokens[first - 2]
    if opener in {",", "("} and before.pos in {"PROPN", "NOUN"} and before.tag not in {"NNS", "NNPS"}:
        return closer in {",", ")", ".", ";", "and", "who", "was", "were", "from", "of", "had", "has"}
    return False


def _fraction(words: list[str], first: int, last: int) -> bool:
    behind = words[last + 1] if last + 1 < len(words) else ""
    further = words[last + 2] if last + 2 < len(words) else ""
    parts = {"third", "thirds", "quarter", "quarters", "fifth", "fifths", "fourth", "half", "tenth", "tenths"}
    if behind in parts or (behind == "-" and further in parts):
        return True
    if words[last] == "one" and first == last:
        return behind in {"another", "day", "-", "side", "hand", "point"} or (
            first > 0 and words[first - 1] in {"no", "the", "this", "that", "any", "every", "-", "some"}
        )
    return False


def _counted(parsed: Parsed, start: int, end: int) -> tuple[int | None, int, bool]:
    """Head noun behind a number, the last token of the phrase, and whether "of the" stood between."""
    tokens = parsed.tokens
    j, partitive = start, False
    if j <= end and tokens[j].lower == "more" and j + 1 <= end and tokens[j + 1].lower == "than":
        return None, start - 1, False
    if j <= end and tokens[j].lower == "of":
        j, partitive = j + 1, True
        while j <= end and (tokens[j].pos in {"DET", "PRON"} or tokens[j].tag in {"PRP$", "POS", "PDT"}):
            if tokens[j].lower in {"them", "whom", "us", "those", "these"}:
                return j, j, True
            j += 1
        if j <= end and tokens[j].pos == "NUM" and tokens[j - 1].lower != "of":
            j += 1  # "four of the six who held him"
    if partitive and j <= end and tokens[j].lower in STATES:
        return j, j, True
    head = None
    for k in islice(_unbracketed(tokens, j, end), LONGEST_NOUN_PHRASE + 1):
        token = tokens[k]
        if head is not None and _ends_phrase(tokens, head, k):
            break
        if _hyphened(tokens, k):
            continue
        if token.pos in {"NOUN", "PROPN"} or token.tag in {"NNS", "NNPS"} or token.lower in {"others", "people"}:
            head = k
        elif not _inside_phrase(tokens, k, head):
            break
        if token.lower == "-" and _glued(tokens, k):
            head = None
    if head is None or (not partitive and _title_run(tokens, j, head)):
        return None, start - 1, False
    return head, head, partitive


def _unbracketed(tokens: tuple[Token, ...], start: int, end: int) -> Iterator[int]:
    """The words of a phrase but for brackets between a name and its noun: "army (SPLA) soldiers"."""
    k = start
    while k <= end:
        if tokens[k].lower == "(" and k > start:
            close = next((c for c in range(k + 1, min(end, tokens[k - 1].head)) if tokens[c].lower == ")"), k - 1)
            k = close + 1
        yield k
        k += 1


def _title_run(tokens: tuple[Token, ...], start: int, head: int) -> bool:
    """Names behind a number in a headline ("70 Reuters Middle East") are not what it counts."""
    return head > start and tokens[head].tag == "NNP" and tokens[head - 1].tag == "NNP"


def _glued(tokens: tuple[Token, ...], k: int) -> bool:
    """A hyphen inside one word: "conflict-related"."""
    return 0 < k < len(tokens) - 1 and tokens[k - 1].end == tokens[k].start and tokens[k].end == tokens[k + 1].start


def _hyphened(tokens: tuple[Token, ...], k: int) -> bool:
    """Part of a hyphened word that describes a noun behind it: "three off-duty federal agents"."""
    if k + 1 < len(tokens) and tokens[k + 1].lower == "-" and _glued(tokens, k + 1):
        return tokens[k].pos in {"ADP", "PART", "ADV"}
    after = tokens[k - 1].lower == "-" and _glued(tokens, k - 1)
    return after and tokens[k].head > k and tokens[k].dep in {"nmod", "amod", "compound", "npadvmod"}


def _ends_phrase(tokens: tuple[Token, ...], head: int, k: int) -> bool:
    """True where token k cannot continue the noun phrase that has reached `head`."""
    token = tokens[k]
    if token.pos not in {"NOUN", "PROPN", "PART"} and token.lower not in {"-", "'", "’"}:
        return True
    ends = tokens[head].lower in person_plurals() and tokens[head].dep != "poss"  # not in "Workers' Party militants"
    if ends and token.tag in {"NN", "NNP"} and token.pos != "PART":
        return True
    plural = tokens[head].tag in {"NNS", "NNPS"}
    return (
        plural
        and k == head + 1
        and tokens[head].dep not in {"compound", "nmod", "poss"}
        and token.pos in {"PROPN", "NOUN"}
    )


def _inside_phrase(tokens: tuple[Token, ...], k: int, head: int | None) -> bool:
    """Adjectives, participles before their noun, hyphens, "more", "other"."""
    token = tokens[k]
    if _glued(tokens, k - 1) and tokens[k - 1].lower == "-":
        return True
    if token.pos == "ADJ" or token.lower in {
        "more",
        "other",
        "further",
        "additional",
        "mostly",
        "mainly",
        "-",
        "'s",
        "’s",
        "'",
        "’",
        '"',
    }:
        return True
    if token.pos == "ADV" and k + 1 < len(tokens):
        return tokens[k + 1].pos in {"ADJ", "PROPN", "NOUN"} or tokens[k + 1].tag in {"VBN"}
    if token.tag in {"VBN", "VBG"} and token.dep in {"amod", "compound", "nmod"}:
        return True
    if token.pos == "CCONJ" and head is None and k + 1 < len(tokens):
        return tokens[k - 1].pos == "ADJ" and tokens[k + 1].pos == "ADJ" and not is_number_word(tokens[k + 1].lower)
    return token.pos == "NUM" and token.dep == "compound"


def is_number_word(word: str) -> bool:
    """True for a word that can be (part of) a number."""
    return word in UNITS or word in TENS or word in SCALES or word in VAGUE or digits(word) is not None
