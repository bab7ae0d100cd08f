"""Reads the quantities of a text by value, whatever the language's way of writing them.

Every figure, number word, Roman numeral and month name becomes a :class:`Quantity` with all values
that it may stand for: *18h30* is 18 or 6 and 30, *années 90* is 90 or 1990, *demi* is 0.5 or 30.
Two texts agree where each firm quantity of one shares a value with some quantity of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from mtqa.detect.accuracy.figures import clean, figure_values
from mtqa.detect.accuracy.han_numbers import RUN, han_readings, han_value
from mtqa.detect.accuracy.number_words import Token, spelled
from mtqa.language.numerals import Numerals, measures, numerals

Value = float | str

_TOKEN = re.compile(
    r"(?P<date>(?<!\d)\d{1,4}([./-])\d{1,2}\2\d{2,4}(?![\d,]))"
    r"|(?P<clock>(?<![\d.,])[0-2]?\d(?:[:hчг]|(?:\.(?=[0-5]\d ?(?:uhr|o'clock|a\.?m\b|p\.?m\b|heures|Uhr))))[0-5]\d(?!\d))"
    r"|(?P<hour>(?<![\d.,])[0-2]?\dh(?![^\W_]))"
    r"|(?P<fraction>[¼½¾⅓⅔⅛])"
    r"|(?P<num>\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+(?![\d]))?|\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+(?=\b))?)"
)
_ROMAN = re.compile(r"(?<![\w])([IVXLC]+)(e|ème|er|ᵉ|°)?(?![\w])")
_GLYPHS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_LATIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?|-[^\W\d_]+")
_IDIOM = re.compile(r"(?<!\d)(?:24/7|50[/-]50|9/11|20/20)(?!\d)")
_MONEY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or month of a text.

    Attributes:
        start: Where it begins.
        end: Where it ends, scale words included.
        values: What it may stand for; months are ``m1`` … ``m12``.
        form: ``figure``, ``words``, ``bare``, ``clock``, ``date``, ``month``, ``roman``, ``loose``.
        value: The plainest reading.
        firm: Whether its absence from the other text convicts.
        weak: Whether it convicts only beside another: a number word up to twelve, a scale alone.
        scale: The scale word (million, bn) that belongs to it, 0 without one.
        unit: Code of the currency or unit beside it, ``%`` or ``points``, else empty.
        parts: Other quantities that together say the same (12 and 300 for "12 300").
    """

    start: int
    end: int
    values: frozenset[Value]
    form: str
    value: float
    firm: bool = False
    weak: bool = False
    scale: float = 0.0
    unit: str = ""
    parts: tuple[float, ...] = field(default=())

    def shares(self, other: Quantity) -> bool:
        """Whether the two may stand for the same."""
        return not self.values.isdisjoint(other.values)


@lru_cache(maxsize=256)
def read_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order.

    Args:
        text: Any text.
        lang: Primary subtag of its language.
    """
    table = numerals(lang)
    flat = clean(text)
    found = list(_figures(text, flat, table))
    taken = {at for q in found for at in range(q.start, q.end)}
    found += [q for q in _words(flat, table) if q.start not in taken]
    found += _romans(text)
    found.sort(key=lambda q: (q.start, -q.end))
    found = _share_scales(found, flat, table)
    return tuple(replace(q, unit=_unit_of(q, flat, table)) for q in found)


def _figures(text: str, flat: str, table: Numerals) -> Iterator[Quantity]:
    taken = 0
    if table.han:
        for run in RUN.finditer(flat):
            yield from _han(run, flat, table)
        flat = RUN.sub(lambda m: "\0" * len(m.group()), flat)
    for match in _TOKEN.finditer(flat):
        if match.start() < taken or match.lastgroup == "word" or match["word"]:
            continue
        if match["date"]:
            yield from _date(match, table)
        elif match["clock"] or match["hour"]:
            yield from _clock(match)
        elif match["fraction"]:
            value = _GLYPHS[match["fraction"]]
            values = frozenset({round(value, 6), round(value * 100, 6)})
            yield Quantity(match.start(), match.end(), values, "loose", value)
        else:
            quantity = _number(match, text, flat, table)
            taken = quantity.end
            yield quantity


def _han(run: re.Match[str], flat: str, table: Numerals) -> Iterator[Quantity]:
    value = han_value(run.group())
    values: set[Value] = {value}
    firm = run.group()[0].isascii()
    after = flat[run.end() : run.end() + 2]
    if after.startswith(table.lists["month_after"]) and value <= 12:
        values.add(f"m{value:g}")
    if after.startswith("年代"):
        values |= {value + 1900, value % 100}
    if after.startswith(table.lists["hours"]) and 12 < value <= 24:
        values.add(value - 12)
    if after.startswith("时半") or after.startswith("点半"):
        values.add(value)
    values |= han_readings(run.group())
    if after.startswith("成"):
        values.add(value * 10)
    yield Quantity(
        run.start(), run.end(), frozenset(values), "figure", value, firm, scale=1.0 if firm else 0.0
    )


def _date(match: re.Match[str], table: Numerals) -> Iterator[Quantity]:
    numbers = [int(n) for n in re.findall(r"\d+", match.group())]
    if any(n > 2100 for n in numbers):
        return
    at = match.start()
    for part in re.finditer(r"\d+", match.group()):
        number = int(part.group())
        values: set[Value] = {float(number)}
        if number <= 12:
            values.add(f"m{number}")
        if number < 100:
            values |= {1900.0 + number, 2000.0 + number}
        yield Quantity(at + part.start(), at + part.end(), frozenset(values), "date", float(number))


def _clock(match: re.Match[str]) -> Iterator[Quantity]:
    numbers = list(re.finditer(r"\d+", match.group()))
    hour = int(numbers[0].group())
    values: set[Value] = {float(hour)}
    if 12 <= hour <= 24:
        values |= {float(hour - 12), 12.0 if hour in (12, 24) else float(hour - 12)}
    if hour == 0:
        values.add(12.0)
    if 0 < hour <= 12:
        values.add(float(hour + 12))
    at = match.start()
    end = at + numbers[0].end()
    yield Quantity(at, end, frozenset(values), "clock", float(hour), firm=True)
    if len(numbers) > 1 and int(numbers[1].group()):
        minute = float(numbers[1].group())
        span = (at + numbers[1].start(), at + numbers[1].end())
        yield Quantity(*span, frozenset({minute, minute / 60}), "clock", minute, firm=True)


def _number(match: re.Match[str], text: str, flat: str, table: Numerals) -> Quantity:
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
        elif suffix in table.lists["ordinal_suffixes"] or suffix in measures().code:
            pass
        elif suffix.startswith("-") and suffix[1:2].isalpha():
            pass
        else:
            firm = firm and not table.lang and len(match["num"]) > 3
    if not scale:
        value, end, scale = _scale_after(value, end, flat, table)
        values = {value} if scale else values
    values |= _contextual(value, start, end, flat, table)
    return Quantity(start, end, frozenset(values), "figure", value, firm, scale=scale, parts=parts)


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
    return word in ("md", "mds", "bn", "mn", "tn", "bi", "mi") or flat[end : end + 2].strip()[
        :1
    ] in tuple(_MONEY_SIGNS)


def _contextual(value: float, start: int, end: int, flat: str, table: Numerals) -> set[Value]:
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
    if after.startswith(("年代",)):
        values |= {value % 100, value % 100 + 1900, value % 100 + 2000}
    hours = table.lists["hours"]
    if hours and (after.startswith(hours) or before.endswith(hours)) and value <= 24:
        values |= {(value - 12) % 24, (value + 12) % 24, 12.0 if value in (0, 24) else value}
    if re.match(r"[ap]\.?m\b", after) and value <= 12:
        values |= {value + 12, value % 12}
    if value == 15 and table.lang in ("fr", "es", "pt", "it"):
        values |= {2.0, 14.0}
    if value == 8 and table.lang in ("fr",) and after.startswith("jours"):
        values |= {1.0, 7.0}
    return values


def _words(flat: str, table: Numerals) -> Iterator[Quantity]:
    if not table.words:
        return
    if table.han:
        yield from _loose_han(flat, table)
        return
    for form in table.lists["per_cent"]:
        if " " in form:  # the "cent" of "pour cent" is no hundred
            flat = flat.replace(form, "\1" * len(form))
    tokens = [Token(m.group(), *m.span()) for m in _WORD[table.lang == "uk"].finditer(flat)]
    tokens = [_stripped(t, table) for t in tokens]
    covered: set[int] = set()
    numbers = list(spelled(tokens, flat, table))
    for number in numbers:
        covered.update(range(number.start, number.end))
        values: set[Value] = {number.value}
        if number.value in (15.0,):
            values |= {2.0, 14.0}
        values |= _contextual(number.value, number.start, number.end, flat, table)
        weak = number.value <= 12 or number.bare
        yield Quantity(
            number.start, number.end, frozenset(values), "bare" if number.bare else "words",
            number.value, number.exact and not weak and not number.ordinal, weak, number.scale,
        )  # fmt: skip
    for token in tokens:
        senses = table.words.get(token.text)
        if not senses:
            continue
        months = senses.get("months")
        if months:
            values = {f"m{months[0]:g}", months[0]}
            yield Quantity(token.start, token.end, frozenset(values), "month", months[0])
        loose: set[Value] = set()
        for name in ("ordinals", "collectives", "loose"):
            loose.update(senses.get(name, ()))
        if loose and token.start not in covered:
            for before in numbers:
                if flat[before.end : token.start] == " " and "collectives" in senses:
                    loose |= {before.value * v for v in senses["collectives"]}
            first = next(iter(sorted(loose, key=str)))
            yield Quantity(token.start, token.end, frozenset(loose), "loose", float(first))


_WORD = {False: re.compile(r"[^\W\d_]+"), True: re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")}


def _stripped(token: Token, table: Numerals) -> Token:
    if token.text in table.words:
        return token
    for prefix in table.lists["strip_prefixes"]:
        rest = token.text.removeprefix(prefix)
        if rest != token.text and rest.removeprefix("ال") in table.words:
            rest = rest.removeprefix("ال")
            return Token(rest, token.end - len(rest), token.end)
    return token


def _loose_han(flat: str, table: Numerals) -> Iterator[Quantity]:
    for word, senses in table.words.items():
        at = flat.find(word) if "loose" in senses else -1
        if at >= 0:
            values = frozenset(senses["loose"])
            yield Quantity(at, at + len(word), values, "loose", senses["loose"][0])


def _romans(text: str) -> Iterator[Quantity]:
    weights = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    for match in _ROMAN.finditer(text):
        letters = match[1]
        numbers = [weights[c] for c in letters]
        value = sum(
            -n if any(m > n for m in numbers[k + 1 : k + 2]) else n for k, n in enumerate(numbers)
        )
        values: frozenset[Value] = frozenset({float(value)})
        yield Quantity(match.start(), match.end(1), values, "roman", float(value))


def _share_scales(found: list[Quantity], flat: str, table: Numerals) -> list[Quantity]:
    """Let the scale (or month) at the end of a range or list count for the numbers before it."""
    links = "|".join(re.escape(w) for w in (*table.lists["range"], ","))
    gap = re.compile(rf"\s*(?:[-–—~～/]|{links or ','})\s*")
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        left, right = out[k], out[k + 1]
        if left.form not in ("figure", "words") or right.form not in ("figure", "words"):
            continue
        if not gap.fullmatch(flat[left.end : right.start]):
            continue
        values = set(left.values)
        if right.scale and not left.scale and left.value < 1000:
            values.add(left.value * right.scale)
        if any(isinstance(v, str) for v in right.values) and left.value <= 12:
            values.add(f"m{left.value:g}")
        if right.value < 100 and 1000 < left.value < 2100:
            century = left.value // 100 * 100
            out[k + 1] = replace(right, values=right.values | {century + right.value})
        out[k] = replace(left, values=frozenset(values))
    return out


_AFTER_UNIT = re.compile(
    r"[\s-]?(?:d'|de |di |of )?((?:[$€£¥₹%٪]|°[cf]?|[^\W\d_]+[$²2]?)(?: [^\W\d_]+){0,2})"
)
_BEFORE_UNIT = re.compile(r"(r\$|us\$|[$€£¥₹]|[a-z]{3})\s?$")


def _unit_of(quantity: Quantity, flat: str, table: Numerals) -> str:
    """The currency, unit, percent or points that stand beside a figure."""
    if quantity.form not in ("figure", "words"):
        return ""
    after = flat[quantity.end : quantity.end + 32]
    lead = after.lstrip(" -")
    for name, code in (("points", "points"), ("per_cent", "%")):
        for form in sorted(table.lists[name], key=len, reverse=True):
            if lead.startswith(form) and not lead[len(form) : len(form) + 1].isalnum():
                return code
    codes = measures().code
    match = _AFTER_UNIT.match(after)
    if match:
        for size in (3, 2, 1):
            form = " ".join(match[1].split()[:size])
            if form in codes:
                return codes[form]
    before = _BEFORE_UNIT.search(flat[max(quantity.start - 4, 0) : quantity.start])
    if before and before[1] in codes:
        return codes[before[1]]
    return ""
