"""How frequent a word is in a language, for rules that ask whether something is a word at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

_NONE: Mapping[str, float] = {}


@cache
def _table(lang: str) -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    if lang not in available_languages("best"):
        return _NONE
    table: Mapping[str, float] = get_frequency_dict(lang, "best")
    return table


def knows(lang: str) -> bool:
    """Whether there is a word list for the language; without one a rule has to stay silent."""
    return bool(_table(lang))


def zipf(word: str, lang: str) -> float:
    """Frequency of ``word`` on the Zipf scale (6 is very common, 3 is rare), 0 if unknown."""
    share = _table(lang).get(word.lower().replace("’", "'"))
    return math.log10(share) + 9 if share else 0.0


@cache
def words_above(lang: str, least: float) -> frozenset[str]:
    """All words whose Zipf frequency is ``least`` or more: the quick test for ordinary ones."""
    share = 10 ** (least - 9)
    return frozenset(w for w, s in _table(lang).items() if s >= share)
