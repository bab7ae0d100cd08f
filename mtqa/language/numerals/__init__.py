"""How languages write numbers, dates and money: one table per language, read on first use.

A table holds the marks of figures (``decimal``, ``groups``), number words grouped by value, month
and weekday names, and the words that turn a number into a decade, an hour, a percentage. A language
without a table is read by :data:`NEUTRAL`, which knows figures only and no convention.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_LISTS = (
    "articles", "joiners", "half", "range", "hours", "decade_before", "decade_after", "per_cent",
    "points", "ordinal_suffixes", "month_after", "strip_prefixes", "between", "vague",
    "tenths_after", "noon", "midnight", "half_before", "tenths",
)  # fmt: skip
_TABLES = (
    "cardinals", "scales", "ordinals", "collectives", "periods", "loose", "months", "weekdays",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Numerals:
    """The numerals of one language.

    Attributes:
        lang: Primary subtag; empty for :data:`NEUTRAL`.
        decimal: The decimal mark; empty where it is not known.
        groups: The marks that may group thousands (a space stands for every kind of space).
        han: Whether figures may be written with Chinese characters.
        compounds: Whether number words are written together (*dreiundzwanzig*).
        lists: Words by role: articles, joiners, half, range, hours, decade_before, decade_after,
            per_cent, points, ordinal_suffixes, month_after, strip_prefixes, between (what may
            stand between a number and its scale word), vague (scales that make no exact number).
        eras: Name of an era to the year before its first.
        also: A measure in words (*15 jours*) to the other numbers that say it (2 weeks).
        apostrophes: Whether an apostrophe may stand within a word.
        day_first: Whether a date in figures begins with the day.
        words: Folded word to its senses, each a table name and its possible values.
    """

    lang: str = ""
    decimal: str = ""
    groups: str = ",. '’"
    han: bool = False
    compounds: bool = False
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    eras: Mapping[str, float] = field(default_factory=dict)
    also: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    apostrophes: bool = False
    day_first: bool = False
    words: Mapping[str, Mapping[str, tuple[float, ...]]] = field(default_factory=dict)

    def sense(self, word: str, table: str) -> tuple[float, ...]:
        """The values of a folded word as a member of that table, empty where it is none."""
        return self.words.get(word, {}).get(table, ())


NEUTRAL = Numerals(lists=dict.fromkeys(_LISTS, ()))
"""Reads figures of any language; both readings of an ambiguous mark are possible."""


@cache
def numerals(lang: str) -> Numerals:
    """The table of a primary language subtag, :data:`NEUTRAL` where there is none."""
    file = _HERE / f"{lang}.toml"
    if not lang.isalpha() or not file.is_file():
        return NEUTRAL
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Numerals(
        lang=lang,
        decimal=data["decimal"],
        groups=data["groups"],
        han=data.get("script_numerals") == "han",
        compounds=bool(data.get("compounds")),
        lists={name: tuple(data.get(name, ())) for name in _LISTS},
        eras=data.get("eras", {}),
        also={k: tuple(map(float, v)) for k, v in data.get("also", {}).items()},
        apostrophes=bool(data.get("apostrophes")),
        day_first=bool(data.get("day_first")),
        words=_words(data),
    )


def _words(data: Mapping[str, Any]) -> dict[str, dict[str, tuple[float, ...]]]:
    found: dict[str, dict[str, tuple[float, ...]]] = {}
    for table in _TABLES:
        for values, words in data.get(table, {}).items():
            numbers = tuple(float(v) for v in values.split())
            for word in words.split():
                found.setdefault(word, {})[table] = numbers
    return found


@dataclass(frozen=True, slots=True)
class Measures:
    """Currencies and units, by the forms that any of our languages writes.

    Attributes:
        code: Folded form to its code (``EUR``, ``km``).
        family: Code to its family (``money``, ``length`` …).
    """

    code: Mapping[str, str]
    family: Mapping[str, str]


@cache
def measures() -> Measures:
    """The table of currencies and units of measurement."""
    data = tomllib.loads((_HERE / "measures.toml").read_text(encoding="utf-8"))
    code: dict[str, str] = {}
    family: dict[str, str] = {}
    for name, members in data.items():
        for key, forms in members.items():
            family[key] = name
            for form in forms.split():
                code[form.replace("_", " ")] = key
    return Measures(code, family)
