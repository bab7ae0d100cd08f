"""Who or what the pronouns of a sentence can stand for: word lists, read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from mtqa.detect.linguistic.speakers import lists
from mtqa.detect.linguistic.verbs import LEXICON
from mtqa.detect.reading import WORD


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``lexicon/antecedents.toml``."""
    data = tomllib.loads((LEXICON / "antecedents.toml").read_text(encoding="utf-8"))
    return frozenset(data[name].split())


def alternatives(name: str) -> str:
    """The words of a list as a regular expression."""
    return "|".join(sorted((re.escape(w) for w in words(name)), key=lambda w: (-len(w), w)))


def mentions_person(text: str) -> bool:
    """Whether a person may be meant: a given name, a role, a pronoun or "Mr".

    Roles in the plural do not count; nor does a name of one word that is not a given name.
    """
    singular = words("male_word") | words("female_word")
    for match in WORD.finditer(text):
        word, low = match.group(), match.group().lower()
        if low in singular or word in words("women") or word in words("men"):
            return True
        if low in lists().role and low not in ("source", "power"):
            return True
    return False
