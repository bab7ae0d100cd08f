"""Finds the figures of a text and reads them with what stands beside them: scales, hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtqa.detect.accuracy.figures import figure_values
from mtqa.detect.accuracy.han_numbers import RUN, han_readings, han_value
from mtqa.detect.accuracy.quantity import Quantity, Value
from mtqa.language.numerals import Numerals, measures

_TOKEN = re.compile(
    r"(?P<date>(?<!\d)\d{1,4}([./-])\d{1,2}\2\d{2,4}(?![\d,]))"
    r"|(?P<clock>(?<![\d.,])[0-2]?\d(?:[:hчг]|\.(?=[0-5]\d ?"
    r"(?:uhr|o'clock|a\.?m\b|p\.?m\b|heures)))[0-5]\d(?!\d))"
    r"|(?P<hour>(?<![\d.,])[0-2]?\dh(?![^\W_]))"
    r"|(?P<fraction>[¼½¾⅓⅔⅛])"
    r"|(?P<num>\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+(?![\d]))?|\d+(?:[.,]\d+)*)"
)
_GLYPHS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_LATIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?|-[^\W\d_]+")
_IDIOM = re.compile(r"(?<!\d)(?:24/7|50[/-]50|9/11|20/20)(?!\d)")
_MONEY_SIGNS = ("$", "€", "£", "₹")


def figures(flat: str, table: Numerals) -> Iterator[Quantity]:
    """The figures of a folded text, in the order of their kinds."""
    taken = 0
    if table.han:
        for run in RUN.finditer(flat):
            yield from _han(run, flat, table)
        flat = RUN.sub(lambda m: "\0" * len(m.group()), flat)
    for match in _TOKEN.finditer(flat):
        if match.start() < taken:
            continue
        if match["date"]:
            yield from _date(match, table)
        elif match["clock"] or match["hour"]:
            yield from _clock(match, flat, table)
        elif match["fraction"]:
            value = _GLYPHS[match["fraction"]]
            values = frozenset({round(value, 6), round(value * 100, 6)})
            yield Quantity(match.start(), match.end(), values, "loose", value)
        else:
            quantity = _number(match, flat, table)
            taken = quantity.end
            yield quantity


def _han(run: re.Match[str], flat: str, table: Numerals) -> Iterator[Quantity]:
    value = han_value(run.group())
    values: set[Value] = {value}
    firm = run.group()[0].isascii()
    after = flat[run.end() : run.end() + 2]
    if after.startswith(table.lists["month_after"]) and value <= 12:
        values.add(f"m{value:g}")
    if after.startswith(table.lists["decade_after"]):
        values |= {value + 1900, value % 100}
    if after.startswith(table.lists["hours"]) and value <= 24:
        values |= hours_of(value % 12 or 12)
    values |= han_readings(run.group())
    if after.startswith(table.lists["tenths_after"]):
        values.add(value * 10)
    yield Quantity(
        run.start(), run.end(), frozenset(values), "figure", value, firm, scale=1.0 if firm else 0.0
    )


def _date(match: re.Match[str], table: Numerals) -> Iterator[Quantity]:
    numbers = [int(n) for n in re.findall(r"\d+", match.group())]
    if any(n > 2100 for n in numbers):
        return
    at = match.start()
    known = table.day_first and numbers[-1] > 31 and max(numbers[:2]) <= 31
    for k, part in enumerate(re.finditer(r"\d+", match.group())):
        number = int(part.group())
        values: set[Value] = {float(number)}
        if known and k == 1 and number <= 12:
            values = {f"m{number}"}
        elif number <= 12 and not known:
            values.add(f"m{number}")
        if number < 100:
            values |= {1900.0 + number, 2000.0 + number}
        yield Quantity(at + part.start(), at + part.end(), frozenset(values), "date", float(number))


_AND_A_HALF = re.compile(r".{0,2}半")
_HALF_DAY = re.compile(r"\s?([ap])\.?\s?m\b")


def _half_day(hour: float, end: int, flat: str) -> float | None:
    """The hour of the day where a.m. or p.m. tells it."""
    match = _HALF_DAY.match(flat, end)
    return hour % 12 + (12 if match[1] == "p" else 0) if match and hour <= 12 else None


def hours_of(value: float) -> set[Value]:
    """What a plain number says as a time of day: six o'clock may be morning or evening."""
    return {f"h{value:g}"} if 0 < value <= 12 and value == int(value) else set()


def _clock(match: re.Match[str], flat: str, table: Numerals) -> Iterator[Quantity]:
    numbers = list(re.finditer(r"\d+", match.group()))
    hour = float(numbers[0].group())
    exact = _half_day(hour, match.end(), flat)
    values: set[Value] = {exact} if exact is not None else {hour, *hours_of(hour % 12 or 12)}
    if hour == 24:
        values.add(0.0)
    if exact is None and hour <= 12 and (table.han or not table.lang):
        values.add(hour % 12 + 12)  # what tells the half of the day may stand before the hour
    at = match.start()
    yield Quantity(at, at + numbers[0].end(), frozenset(values), "clock", hour, firm=True)
    if len(numbers) > 1 and int(numbers[1].group()):
        minute = float(numbers[1].group())
        span = (at + numbers[1].start(), at + numbers[1].end())
        yield Quantity(*span, frozenset({minute, minute / 60}), "clock", minute, firm=True)


def _number(match: re.Match[str], flat: str, table: Numerals) -> Quantity:
    start, end = match.span()
    value, also, parts = figure_values(match["num"], table)
    values: set[Value] = {value, *also}
    before = flat[max(start - 2, 0) : start]
    glued = before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalpha())
    firm = not glued or (table.han and not before[:1].isascii())
    if _IDIOM.search(flat[max(start - 3, 0) : end + 3]):
        firm = False
    tail = _LATIN.match(flat, end)
    scale = 0.0
    if tail and (tail.group().isascii() or not table.han):
        suffix = tail.group()
        decade = suffix.startswith(tuple(table.lists["decade_after"]) or ("\1",))
        if table.sense(suffix, "scales") and not suffix.startswith("-"):
            scale = table.sense(suffix, "scales")[0]
            value *= scale
            values = {value, *(values if len(suffix) == 1 else ())}
            end = tail.end()
        elif decade and value % 10 == 0 and (10 <= value < 100 or 1000 < value < 2100):
            values |= {value % 100, value % 100 + 1900, value % 100 + 2000}
            if value == 2000:
                values |= {0.0}
        elif not _harmless(suffix, table):
            firm = firm and not table.lang and len(match["num"]) > 3
    if not scale:
        value, end, scale = _scale_after(value, end, flat, table)
        values = {value} if scale else values
    exact = _half_day(value, end, flat)
    values |= contextual(value, start, end, flat, table) | hours_of(value)
    values = values if exact is None else {exact}
    return Quantity(start, end, frozenset(values), "figure", value, firm, scale=scale, parts=parts)


def _harmless(suffix: str, table: Numerals) -> bool:
    """Whether letters glued to a figure leave it a number: 19th, 5km, 90-летний."""
    if suffix in table.lists["ordinal_suffixes"] or suffix in measures().code:
        return True
    return suffix.startswith("-") and suffix[1:2].isalpha()


def _scale_after(value: float, end: int, flat: str, table: Numerals) -> tuple[float, int, float]:
    """Multiply by the scale words that follow: *3,7 milliards*, *3 mil millones*, *725 M€*."""
    last = 0.0
    while match := _NEXT_WORD.match(flat, end):
        word = match[2]
        scale = table.sense(word, "scales")
        if not scale:
            match = _OTHER_WORD.match(flat, end)
            scale = table.sense(match[2], "scales") if match else ()
            if not match or match[1] not in table.lists["between"]:
                break
            word = match[2]
        if not scale or (len(word) < 3 and not _short_scale(word, match.end(), flat)):
            break
        if scale[0] < max(last, 1000):
            break
        value, end, last = round(value * scale[0], 6), match.end(), scale[0]
        if flat[end : end + 1] == "." and len(word) in (3, 4) and not word.isascii():
            end += 1
    if last >= 1000:
        half = _half_after(table).match(flat, end)
        if half:
            value, end = value + last / 2, half.end()
    return value, end, last


_NEXT_WORD = re.compile(r"[$€£]?[ -]()([^\W\d_]+)(?![\w])")
_OTHER_WORD = re.compile(r"[$€£]? ([^\W\d_]+) ([^\W\d_]+)(?![\w])")


@lru_cache(maxsize=32)
def _half_after(table: Numerals) -> re.Pattern[str]:
    halves = "|".join(table.lists["half"] or ("\1",))
    return re.compile(rf" (?:[^\W\d_]+ ){{1,2}}(?:{halves})(?!\w)")


def _short_scale(word: str, end: int, flat: str) -> bool:
    """Whether a short scale is certain: *M€*, *Md €*, *mn*; not *5 m*."""
    return (
        word in ("md", "mds", "bn", "mn", "tn", "bi", "mi")
        or flat[end : end + 2].strip()[:1] in _MONEY_SIGNS
    )


def contextual(value: float, start: int, end: int, flat: str, table: Numerals) -> set[Value]:
    """Further readings that the words around a figure allow."""
    values: set[Value] = set()
    before, after = flat[max(start - 24, 0) : start].rstrip("' ’"), flat[end : end + 16].lstrip()
    if table.lists["month_after"] and after.startswith(table.lists["month_after"]):
        values.add(f"m{value:g}")
    if before.endswith(table.lists["decade_before"] or ("\1",)) and value % 10 == 0:
        values |= {value % 100, value % 100 + 1900}
    for era, year in table.eras.items():
        if before.endswith(era):
            values.add(year + value)
    if table.han and _AND_A_HALF.match(after):
        values.add(value + 0.5)
    if table.han and after.startswith(table.lists["decade_after"]):
        values |= {value % 100, value % 100 + 1900, value % 100 + 2000}
    hours = table.lists["hours"]
    if hours and value <= 24 and (after.startswith(hours) or before.endswith(hours)):
        values |= hours_of(value % 12 or 12)
        if value <= 12:
            values.add(value + 12)
        if value == 24:
            values.add(0.0)
    if after.startswith(table.lists["tenths_after"] or ("\1",)):
        values.add(value * 10)
    if after.startswith(table.lists["tenths"] or ("\1",)):
        values.add(value / 10)
    if before.endswith(table.lists["half_before"] or ("\1",)):
        values |= {value - 1, value + 11, *hours_of(value - 1)}
    for phrase, others in table.also.items():
        if flat.startswith(phrase, start):
            values.update(others)
    return values
