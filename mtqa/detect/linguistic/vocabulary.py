"""How frequent a word is in a language, for rules that ask whether something is a word at all."""

from __future__ import annotations

from collections.abc import Mapping

from mtqa.language import frequency


def knows(lang: str) -> bool:
    """Whether there is a word list for the language; without one a rule has to stay silent."""
    return frequency.has_list(lang)


def zipf(word: str, lang: str) -> float:
    """Frequency of ``word`` on the Zipf scale (6 is very common, 3 is rare), 0 if unknown."""
    return frequency.zipf(word.lower().replace("’", "'"), lang)


def known(lang: str) -> Mapping[str, float]:
    """The words of the list as they are folded, with their Zipf frequency: the quick test."""
    return frequency.table(lang)
