"""Closed classes of English words, and labels of the parser that mean one thing together.

Here stand those that several rooms ask for, small words alone; words of a meaning stand in `data/*.toml`.
"""

from __future__ import annotations

# Labels of the parser (Universal and Penn part-of-speech tags, ClearNLP dependencies).
NOUNS = frozenset(["NOUN", "PROPN"])
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
ANY_SUBJECTS = SUBJECTS | {"csubj", "csubjpass"}
# What stands before a noun and is told of it, its determiners left out.
ATTRIBUTES = frozenset(["compound", "amod", "nmod"])
# Verbs that a clause is built on, and the forms that tell what is past, and what is now.
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
PAST = frozenset(["VBD", "VBN"])
PRESENT = frozenset(["VBP", "VBZ"])
# Adjectives and adverbs that say that nothing is more so.
SUPERLATIVE = frozenset(["JJS", "RBS"])

# What opens a clause about a noun and is its subject or object, or owns that.
WHO = frozenset(["who", "which", "that", "whom"])
RELATIVE = WHO | {"whose"}
# Subjects that somebody named before stands behind.
PERSONAL = frozenset(["i", "we", "he", "she", "it", "they"])
# What stands before a noun for its owner, who was named before.
OWNERS = frozenset(["his", "her", "its", "their"])
# What stands before a noun that is known by now, and before one told in other words before.
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
ONE_TOLD = frozenset(["the", "this", "that", "same"])
# Auxiliaries of what is to come, and of what is past and matters now.
FUTURE = frozenset(["will", "shall", "wo", "'ll", "’ll"])
PERFECT = frozenset(["has", "have", "'ve", "’ve"])
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# What time is measured in.
TIME_UNITS = frozenset("hour hours day days week weeks month months year years".split())
# What stands before the place where something is or happens, and where nothing comes from or goes to.
AT = frozenset(["in", "at", "near", "outside"])
PLACING = AT | {"inside"}
