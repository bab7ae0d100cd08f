"""Numbers in Chinese characters, alone or mixed with figures: 三千五百, 1亿2000万, 20多万."""

from __future__ import annotations

import re

_DIGITS = {c: float(k) for k, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0.0, "两": 2.0, "兩": 2.0, "壹": 1.0, "贰": 2.0,
}  # fmt: skip
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_BIG = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
_VAGUE = "多余餘几來来"
_HAN = "".join([*_DIGITS, *_SMALL, *_BIG])
_UNITS, _MYRIADS = "".join([*_SMALL, *_BIG]), "".join(_BIG)
_FIGURE = r"\d+(?:[.,]\d+)*"
RUN = re.compile(
    rf"(?:{_FIGURE}(?:[{_VAGUE}]?(?:千(?![瓦克米卡伏])|(?!千)[{_UNITS}]))+|[{_HAN}])"
    rf"(?:[{_VAGUE}](?=[{_MYRIADS}])"
    rf"|千(?![瓦克米卡伏])|(?!千)[{_HAN}]"
    rf"|(?<=[{_MYRIADS}])\d{{4}}(?:\.\d+)?(?!\d)"
    rf"|{_FIGURE}(?=[{_UNITS}]))*"
)
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|.")


def han_value(text: str) -> float:
    """The value of a run that :data:`RUN` matched."""
    total = section = 0.0
    number: float | None = None
    last_big = float("inf")
    for piece in _PIECE.findall(text):
        if piece[0].isascii() and piece[0].isdigit():
            number = float(piece.replace(",", ""))
        elif piece in _DIGITS:
            digit = _DIGITS[piece]
            number = digit if number is None else number * 10 + digit
        elif piece in _SMALL:
            section += (1.0 if number is None else number) * _SMALL[piece]
            number = None
        elif piece in _BIG:
            section += number or 0.0
            big = _BIG[piece]
            if total and big > last_big:
                total = (total + section) * big
            else:
                total += (section or 1.0) * big
            section, number, last_big = 0.0, None, big
    return total + section + (number or 0.0)


def han_readings(text: str) -> set[float]:
    """Further values of a run: its figures alone, and the ends of a vague pair (五六百)."""
    found = {float(p.replace(",", "")) for p in re.findall(r"\d[\d.,]*\d|\d", text)}
    digits = "".join(_DIGITS)
    for pair in re.finditer(rf"([{digits}])([{digits}])([{''.join(_SMALL)}]?)", text):
        unit = _SMALL.get(pair[3], 1.0)
        found |= {_DIGITS[pair[1]] * unit, _DIGITS[pair[2]] * unit}
    return found
