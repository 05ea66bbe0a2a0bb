"""Words as the pipeline's rules see them: part of speech and lemma, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

# News has some 50,000 forms; beyond this the memory begins anew, so that it stays flat (half a kilobyte each).
REMEMBERED_FORMS = 60_000


class Form(NamedTuple):
    """What a token is besides its place, in the order of the fields of `Token`."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str


class Forms:
    """Universal part of speech and lemma of a word, by its text, tag and dependency.

    Asked of the pipeline's own rules on the word alone, so the answer never depends on what was read
    before; remembered, since news repeats itself: a fifth of the pipeline's time is saved.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._strings = nlp.vocab.strings
        self._rules = [nlp.get_pipe(name) for name in ("attribute_ruler", "lemmatizer")]
        self._lemmatizer: Any = self._rules[1]
        self._known: dict[tuple[int | str, int, int], Form] = {}

    def of(self, word: int | str, tag: int, dep: int) -> Form:
        """By the pipeline's numbers for strings; a word may be told by itself."""
        key = (word, tag, dep)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED_FORMS:
                self._known.clear()
            text = word if isinstance(word, str) else self._strings[word]
            found = self._known[key] = self._asked(text, self._strings[tag], self._strings[dep])
        return found

    def again(self, form: Form, tag: str, dep: str) -> Form:
        """The same word with another tag and dependency."""
        return self.of(form.text, self._strings.add(tag), self._strings.add(dep))

    def _asked(self, text: str, tag: str, dep: str) -> Form:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[text], spaces=[False], tags=[tag], deps=[dep], heads=[0])
        for rule in self._rules:
            doc = rule(doc)
        # The lemmatizer would keep every word; what it said is remembered here, up to a bound.
        self._lemmatizer.cache.clear()
        return Form(text, text.lower(), doc[0].lemma_.lower(), doc[0].pos_, tag, dep)
