"""Names of source and target made comparable: romanised, without accents, by their sound."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mtqa.language.frequency import IN_SMALL, zipf

_PLAIN = "a b v g d e z i i k l m n o p r s t u f i e i i e g"
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіїєґ", _PLAIN.split(), strict=True)) | {
    "ё": "e", "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "",
    "ю": "iu", "я": "ia", "'": "",
}  # fmt: skip
_SOUNDS = (
    ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("ck", "k"),
    ("gh", "g"), ("th", "t"), ("ou", "u"), ("oe", "o"), ("ae", "a"), ("ue", "u"), ("dj", "j"),
    ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"),
)  # fmt: skip
_NAME = re.compile(r"(?<![\w@#/.-])[^\W\d_a-zа-яёіїєґß-öø-ÿ][^\W\d_]{3,}(?![\w@/])")
_WORDLIKE = re.compile(r"(?:al|ness|[ts]ion|ian|yan|ese|ity|ism|ists?|ing|plan)s?\Z")
"""Endings of English words that stand in a name with a capital: Libyan, Meteorological."""
_COMMON = 3.05
"""Zipf frequency from which a capitalised word is taken for more than a name."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…«»“”„\"'‘’(\[\n–—-])\s*\Z")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A key under which spellings of one name fall near each other."""
    low = "".join(_CYRILLIC.get(c, c) for c in word.lower())
    low = unicodedata.normalize("NFKD", low)
    low = "".join(c for c in low if c.isascii() and c.isalpha())
    for old, new in _SOUNDS:
        low = low.replace(old, new)
    return re.sub(r"(.)\1", r"\1", low)


def rare_names(text: str, lang: str, common: float = _COMMON) -> list[re.Match[str]]:
    """Capitalised words inside sentences that are no common word of the language.

    Args:
        text: A sentence.
        lang: Its language.
        common: Zipf frequency from which a word is common.
    """
    found = []
    for match in _NAME.finditer(text):
        word = match.group()
        if word.isupper() or _SENTENCE_START.search(
            text[max(match.start() - 3, 0) : match.start()]
        ):
            continue
        if _rare(word.lower(), lang, common) and not _WORDLIKE.search(word):
            found.append(match)
    return found


@lru_cache(maxsize=65536)
def _rare(word: str, lang: str, common: float) -> bool:
    return zipf(word, lang, least=IN_SMALL) < common


def alike(one: str, other: str) -> bool:
    """Whether two words may be one name: the same start, or much the same sound."""
    from rapidfuzz import fuzz

    a, b = sound(one), sound(other)
    if not a or not b:
        return True
    return a[:3] == b[:3] or fuzz.ratio(a, b) >= 60 or (len(a) > 4 and (a in b or b in a))
