"""Reads the quantities of a text by value, whatever the language's way of writing them.

Every figure, number word, Roman numeral and month name becomes a
:class:`~mtqa.detect.accuracy.quantity.Quantity` with all values that it may stand for: *18h30* is
18 or 6 and 30, *années 90* is 90 or 1990, *demi* is 0.5 or 30. Two texts agree where each firm
quantity of one shares a value with some quantity of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from mtqa.detect.accuracy.figures import clean
from mtqa.detect.accuracy.number_words import Spelled, Token, spelled
from mtqa.detect.accuracy.quantity import Quantity, Value, is_month
from mtqa.detect.accuracy.quantity_figures import contextual, figures, hours_of
from mtqa.language.numerals import Numerals, measures, numerals

_ROMAN = re.compile(r"(?<![\w])([IVXLC]+)(e|ème|er|ᵉ|°)?(?![\w])")


@lru_cache(maxsize=256)
def read_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order.

    Args:
        text: Any text.
        lang: Primary subtag of its language.
    """
    table = numerals(lang)
    flat = clean(text)
    found = list(figures(flat, table))
    taken = {at for q in found for at in range(q.start, q.end)}
    found += [q for q in _words(flat, table) if q.start not in taken]
    found += _romans(text)
    found.sort(key=lambda q: (q.start, -q.end))
    found = _share_scales(found, flat, table)
    return tuple(replace(q, unit=_unit_of(q, flat, table)) for q in found)


def _words(flat: str, table: Numerals) -> Iterator[Quantity]:
    if not table.words:
        return
    if table.han:
        yield from _loose_han(flat, table)
        return
    for form in table.lists["per_cent"]:
        if " " in form:  # the "cent" of "pour cent" is no hundred
            flat = flat.replace(form, "\1" * len(form))
    tokens = [Token(m.group(), *m.span()) for m in _WORD[table.apostrophes].finditer(flat)]
    tokens = [_stripped(t, table) for t in tokens]
    covered: set[int] = set()
    numbers = list(spelled(tokens, flat, table))
    for number in numbers:
        covered.update(range(number.start, number.end))
        values: set[Value] = {number.value}
        values |= contextual(number.value, number.start, number.end, flat, table)
        values |= hours_of(number.value)
        if number.bare and number.value >= 1000:  # tens of thousands, hundreds of millions
            values |= {number.value * 10, number.value * 100}
        weak = number.value <= 12 or number.bare or not (number.exact or number.ordinal)
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
        if token.start not in covered:
            yield from _loose(token, senses, [n for n in numbers if n.end + 1 == token.start])


def _loose(
    token: Token, senses: Mapping[str, tuple[float, ...]], before: Sequence[Spelled]
) -> Iterator[Quantity]:
    """A word that says a number in passing: ordinals, dozens, decades, both, half."""
    loose: list[float] = []
    for name in ("ordinals", "collectives", "periods", "loose"):
        loose += senses.get(name, ())
    if not loose:
        return
    value = loose[0]
    loose += [round(100 / n) for n in senses.get("ordinals", ())]
    grouping = (*senses.get("collectives", ()), *senses.get("periods", ()))
    loose += [n.value * v for n in before for v in grouping]
    weak = "collectives" in senses or (value != int(value) and value > 1)
    yield Quantity(token.start, token.end, frozenset(loose), "loose", value, weak=weak)


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
        if any(is_month(v) for v in right.values) and left.value <= 12:
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
