"""Reads one figure by a language's marks: 1.234,5 and 1,234.5 are the same number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mtqa.detect.reading import fold
from mtqa.language.numerals import Numerals

_SPACES = dict.fromkeys("\u2009\u2008\u2007\u202f\xa0\u3000", " ")


@lru_cache(maxsize=1)
def _digits() -> dict[int, str]:
    """Every decimal digit, full-width forms and signs to their plain form."""
    table = {
        code: str(unicodedata.decimal(chr(code)))
        for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xDE6, 0xFF10)
        for code in range(start, start + 10)
    }
    marks = {"٫": ".", "٬": ",", "．": ".", "，": ";", "％": "%", "＄": "$", "：": ":", "–": "-"}
    return table | str.maketrans(marks | _SPACES)


def clean(text: str) -> str:
    """Folded text with plain digits, marks and spaces; the same length as ``text``."""
    flat = fold(text).translate(_digits())
    return re.sub(r"(?<=\d)・(?=\d)", ".", flat) if "・" in flat else flat


def figure_values(raw: str, table: Numerals) -> tuple[float, frozenset[float], tuple[float, ...]]:
    """Read a figure.

    Args:
        raw: Digits with inner points, commas, spaces or apostrophes.
        table: The language's marks.

    Returns:
        Its value, further values where the marks leave a doubt, and the numbers that it holds if
        its spaces (or many points) separate rather than group.
    """
    bare = re.sub(r"[ '’]", "", raw)
    parts = tuple(float(p) for p in re.split(r"[ '’]", raw) if p.isdigit()) if bare != raw else ()
    marks = re.findall(r"[.,]", bare)
    if not marks:
        return float(bare), frozenset(), parts
    if len(set(marks)) == 2:
        decimal = marks[-1]
        group = "," if decimal == "." else "."
        text = bare.replace(group, "").replace(decimal, ".")
        return _float(text), frozenset(), parts
    mark = marks[0]
    grouped = re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+", bare) is not None
    if len(marks) > 1:
        if grouped:
            return float(bare.replace(mark, "")), frozenset(), parts
        pieces = tuple(float(p) for p in bare.split(mark))
        return pieces[0], frozenset(pieces), pieces
    as_decimal, as_group = _float(bare.replace(mark, ".")), float(bare.replace(mark, ""))
    pieces = tuple(float(p) for p in bare.split(mark))
    if not grouped:
        return as_decimal, frozenset(), pieces
    if not table.decimal:
        return as_group, frozenset({as_decimal}), parts
    if mark == table.decimal:
        return as_decimal, frozenset({as_group}), parts
    return as_group, frozenset(), parts


def _float(text: str) -> float:
    try:
        return round(float(text), 6)
    except ValueError:
        return 0.0


def grouped(value: float, decimals: int, table: Numerals) -> str:
    """A value in the language's way of writing: 1,234.5 or 1 234,5."""
    group = table.groups[:1].replace(" ", "\u00a0") or ","
    text = f"{value:,.{decimals}f}"
    whole, _, rest = text.partition(".")
    if value < 10000 and decimals == 0 and group == "\u00a0":
        whole = whole.replace(",", "")
    whole = whole.replace(",", group)
    return whole + ((table.decimal or ".") + rest if rest else "")
