"""Languages that their letters give away."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

MIN_LETTERS = 4
"""Letters of a script below which it settles nothing."""
_SHARE = 0.6  # of the letters, for a script to be the text's own

# First code point of a stretch and its script; what lies outside is "".
_RANGES: tuple[tuple[int, str], ...] = (
    (0x41, "Latn"), (0x250, ""), (0x370, "Grek"), (0x400, "Cyrl"), (0x530, "Armn"),
    (0x590, "Hebr"), (0x600, "Arab"), (0x700, ""), (0x750, "Arab"), (0x780, ""), (0x900, "Deva"),
    (0x980, "Beng"), (0xA00, "Guru"), (0xA80, "Gujr"), (0xB00, ""), (0xB80, "Taml"),
    (0xC00, "Telu"), (0xC80, "Knda"), (0xD00, "Mlym"), (0xD80, "Sinh"), (0xE00, "Thai"),
    (0xE80, "Laoo"), (0xF00, ""), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, ""), (0x1780, "Khmr"), (0x1800, ""), (0x1E00, "Latn"), (0x1F00, "Grek"),
    (0x2000, ""), (0x3040, "Kana"), (0x3100, ""), (0x3400, "Hani"), (0xA000, ""),
    (0xAC00, "Hang"), (0xD7B0, ""), (0xF900, "Hani"), (0xFB00, ""), (0xFB50, "Arab"), (0xFE00, ""),
    (0x20000, "Hani"), (0x32000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _RANGES]

# Scripts that one language of the news writes nearly alone.
_SINGLE = {
    "Grek": "el", "Armn": "hy", "Hebr": "he", "Beng": "bn", "Guru": "pa", "Gujr": "gu",
    "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Thai": "th",
    "Laoo": "lo", "Mymr": "my", "Geor": "ka", "Hang": "ko", "Khmr": "km",
}  # fmt: skip

# Letters that mark a language among those of its script: the letters, what they say. The first row
# with a share of at least one letter in a hundred wins; the last row is the fallback.
_MARKS: dict[str, tuple[tuple[str, str], ...]] = {
    "Cyrl": (
        ("әғқңөұүһ", "?"), ("ў", "be"), ("ѓќѕ", "mk"), ("ђјљњћџ", "sr"), ("їєґ", "uk"),
        ("ыэё", "ru"), ("і", "uk"), ("", "?"),
    ),
    "Arab": (("ٹڈڑےں", "ur"), ("پچژگک", "fa"), ("", "ar")),
    "Deva": (("", "?"),),
}  # fmt: skip
_TRADITIONAL = frozenset(
    "這個們國來時會說對學為與過還後從當發點經現無間問開關動實體長種見兩讓區據員總統"
)
_SIMPLIFIED = frozenset(
    "这个们国来时会说对学为与过还后从当发点经现无间问开关动实体长种见两让区据员总统"
)


def script_of(letter: str) -> str:
    """ISO 15924 code of a letter's script (``Kana`` for both kana), empty where not known."""
    k = bisect_right(_STARTS, ord(letter)) - 1
    return _RANGES[k][1] if k >= 0 else ""


def by_script(words: str) -> tuple[str, float] | None:
    """The language that the letters of ``words`` settle, with the share of its script.

    Returns:
        BCP 47 tag and confidence from 0 to 1, or None where the script leaves it open.
    """
    scripts = Counter(script_of(c) for c in words if c.isalpha())
    total = scripts.total()
    east = scripts["Hani"] + scripts["Kana"]
    if total >= MIN_LETTERS and east >= _SHARE * total:
        return _east(words, scripts), round(east / total, 3)
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    if count < MIN_LETTERS or count < _SHARE * total:
        return None
    lang = _SINGLE.get(script) or _marked(words.lower(), script, count)
    return (lang, round(count / total, 3)) if lang else None


def _east(words: str, scripts: Counter[str]) -> str:
    if scripts["Kana"] >= 0.05 * (scripts["Hani"] + scripts["Kana"]):
        return "ja"
    traditional = sum(c in _TRADITIONAL and c not in _SIMPLIFIED for c in words)
    simplified = sum(c in _SIMPLIFIED and c not in _TRADITIONAL for c in words)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _marked(words: str, script: str, count: int) -> str | None:
    for letters, lang in _MARKS.get(script, ()):
        if not letters or sum(map(words.count, letters)) >= 0.01 * count:
            return None if lang == "?" else lang
    return None
