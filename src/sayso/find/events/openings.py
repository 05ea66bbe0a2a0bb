"""What stands before the first clause of a sentence and is no part of it: datelines, headings, places."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.english import ANY_SUBJECTS
from sayso.find.events.lexicon import Lexicon
from sayso.types import Parsed


class Openings:
    """The openings of the sentences of one report. `names` are the labels of the tokens that names are made of."""

    def __init__(self, parsed: Parsed, names: Mapping[int, str], lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.children = parsed.children
        self.names = names
        self.lexicon = lexicon
        self._datelines: dict[int, int | None] = {}

    def past(self, i: int, v: int) -> list[int]:
        """The subject of the verb `v` behind what the parser took for it; the subject itself where it is none."""
        return self._past_heading(self._past_place(self._past_dateline(i, v), v), v)

    def _past_dateline(self, i: int, v: int) -> int:
        """The subject behind a dateline that the parser took for it: "CAIRO -- Forces loyal to ..."."""
        sentence = self.parsed.sentence_of(i)
        if i - sentence.first > 10 or self.tokens[i].pos not in ("PROPN", "NOUN"):
            return i
        end = self.dateline(sentence.i)
        if end is None or i >= end or v <= end:
            return i
        for k in range(end + 1, v):
            token = self.tokens[k]
            if token.pos in ("NOUN", "PROPN", "PRON") and token.dep in (
                "nsubj",
                "nsubjpass",
                "appos",
                "conj",
                "dep",
                "ROOT",
            ):
                return k
        return i

    def _past_place(self, i: int, v: int) -> int:
        """The subject behind a place that the parser took for it: "In X district, Y province, police arrested"."""
        token = self.tokens[i]
        if i == 0 or self.tokens[token.left - 1].lower != "," or token.right >= v:
            return i
        if token.lemma not in self.lexicon.units and self.names.get(i) != "GPE":
            return i
        first = self.tokens[self.parsed.sentence_of(i).first]
        behind = next((c for c in self.children[i] if self.tokens[c].dep == "appos"), None)
        if (
            first.pos not in ("ADP", "ADV")
            or behind is None
            or behind < i
            or self.tokens[behind].lemma in self.lexicon.areas
        ):
            return i
        return behind

    def _past_heading(self, i: int, v: int) -> list[int]:
        """Who is told of behind a colon, not who tells it: "Police: man shot and killed"."""
        colon = next((k for k in range(i + 1, min(i + 3, v)) if self.tokens[k].lower == ":"), None)
        if colon is None or self.tokens[i].dep not in ANY_SUBJECTS:
            return [i]
        return [k for k in range(v - 1, colon, -1) if self.tokens[k].pos in ("NOUN", "PROPN", "PRON")][:1]

    def dateline(self, number: int) -> int | None:
        """The dash that ends the dateline of a sentence, if it has one."""
        if number not in self._datelines:
            sentence = self.parsed.sentences[number]
            self._datelines[number] = None
            for k in range(sentence.first, min(sentence.first + 12, sentence.last)):
                token = self.tokens[k]
                dash = token.lower in ("-", "--", "–", "—", '"') and self.tokens[max(k - 1, 0)].end < token.start
                dash = dash or (token.text in (")", ":") and self._agency(sentence.first, k))
                colon = token.lower == ":" and number == 0 and self._small(sentence.first, k)
                if k > sentence.first and (dash or colon):
                    self._datelines[number] = k
                    break
                recased = number == 0 and token.text.istitle() and self._small(k, k + 1)
                if not (token.pos in ("PROPN", "PUNCT", "NUM", "X", "SYM") or k in self.names or recased):
                    break
        return self._datelines[number]

    def _agency(self, first: int, last: int) -> bool:
        """A place in capitals with its agency in brackets and no dash behind: "SELE (Herald): Rebels attacked"."""
        opening = next((k for k in range(first, last) if self.tokens[k].text == "("), last)
        behind = self.tokens[last + 1 : last + 2]
        place = self.parsed.text[self.tokens[first].start : self.tokens[opening].start]
        return first < opening < last and place.isupper() and bool(behind) and behind[0].pos != "PUNCT"

    def _small(self, first: int, last: int) -> bool:
        """A place written small before a colon, as pages without capitals open: "new tarn: the party said"."""
        text = self.parsed.text[self.tokens[first].start : self.tokens[last].start]
        return last - first <= 4 and text.islower()
