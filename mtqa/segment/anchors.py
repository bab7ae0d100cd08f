"""What a sentence and its translation have in common without a dictionary: numbers, names, marks.

The keys of a text are its numbers by their digits, the beginnings of its words without accents
(Cyrillic is spelled in Latin letters first) and a few marks. How much a key says is decided by how
rare it is in the two texts.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+(?:[.,'’·]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKS = {
    "?": "?",
    "？": "?",
    "؟": "?",
    "!": "!",
    "！": "!",
    "%": "%",
    "％": "%",
    "(": "(",
    "（": "(",
}
_QUOTES = re.compile(r"[\"«»“”„「」『』]")
# Letters of English news that stand for one character (Chinese 3.6, Japanese 2.6 on average).
_WORTH = (
    (re.compile(r"[\u3400-\u9fff]"), 3.6),
    (re.compile(r"[\u3041-\u30ff]"), 1.9),
    (re.compile(r"[\uac00-\ud7a3]"), 2.0),
)
_PREFIX = 5  # letters of a word that make its key
_DIGITS = str.maketrans(
    "０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "012345678901234567890123456789"
)
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e",
        "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
        "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia",
    }
)  # fmt: skip


def keys_of(text: str) -> frozenset[str]:
    """The keys of a text: ``#`` and digits, beginnings of words, marks."""
    text = text.translate(_DIGITS)
    keys = {"#" + re.sub(r"\D", "", m.group()) for m in _NUMBER.finditer(text)}
    for m in _WORD.finditer(text):
        word = m.group()
        if len(word) >= 4 or word.isupper():
            keys.add(_spelled(word)[:_PREFIX])
    keys |= {"." + key for mark, key in _MARKS.items() if mark in text}
    if _QUOTES.search(text):
        keys.add('."')
    return frozenset(keys)


def _spelled(word: str) -> str:
    low = word.lower()
    if low.isascii():
        return low
    low = low.translate(_CYRILLIC)
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text as alignment sees it.

    Attributes:
        length: Letters and digits, in letters of an alphabet, at least 1; so that a translation
            has about the length of its source in any pair of languages.
        keys: Its keys; see :func:`keys_of`.
    """

    length: int
    keys: frozenset[str]


def unit_of(text: str) -> Unit:
    """The unit of a text."""
    length = float(sum(map(str.isalnum, text)))
    if not text.isascii():
        length += sum((worth - 1) * len(p.findall(text)) for p, worth in _WORTH)
    return Unit(max(1, round(length)), keys_of(text))


def join(units: Sequence[Unit]) -> Unit:
    """Several units as one."""
    if len(units) == 1:
        return units[0]
    return Unit(sum(u.length for u in units), frozenset().union(*(u.keys for u in units)))


def weights(units: Iterable[Unit]) -> dict[str, float]:
    """How much each key says: the log of how rare it is among the units, at least 0.1."""
    counts: Counter[str] = Counter()
    total = 0
    for unit in units:
        counts.update(unit.keys)
        total += 1
    return {key: max(0.1, math.log(total / n)) for key, n in counts.items()}


def similarity(a: Unit, b: Unit, weight: Mapping[str, float]) -> float:
    """Weighted share of the keys that both have (Dice), 0 to 1."""
    shared = a.keys & b.keys
    if not shared:
        return 0.0
    common = sum(weight[k] for k in shared)
    return 2 * common / (sum(weight[k] for k in a.keys) + sum(weight[k] for k in b.keys))
