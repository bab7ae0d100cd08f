"""Facts about languages, read from ``data/*.toml``: code never asks ``if lang in (...)``.

A tag is looked up from the most to the least special: ``de-CH`` takes what ``[variants.CH]`` of
``de.toml`` says and the rest from ``de.toml``; a language without a file gets neutral facts, named
``known = False``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of a language.

    Attributes:
        lang: The BCP 47 tag that was asked for.
        name: English name; the tag itself where nothing is known.
        script: ISO 15924 code of its script, ``Zyyy`` where unknown.
        spaced: Whether spaces separate words.
        quotes: Opening and closing quotation marks, outer pair first.
        decimal: Decimal mark.
        group: Mark between groups of three digits.
        titles: Courtesy titles as they stand beside a name.
        months: January to December, as inside a date.
        months_alone: The same on their own; equal to ``months`` in most languages.
        weekdays: Monday to Sunday.
        abbreviations: With their stop; the sentence goes on after it.
        final_abbreviations: With their stop, which may also end the sentence.
        number_abbreviations: Abbreviations only where a number follows.
        ordinal_stop: Whether a number with a stop is an ordinal (``19. Jahrhundert``).
        continuations: What carries on a sentence after a closing quotation mark.
        spacing: The space that belongs before a mark (after an opening quotation mark); a mark
            that is not in it takes none.
        known: Whether there is a file for the language.
    """

    lang: str
    name: str = ""
    script: str = "Zyyy"
    spaced: bool = True
    quotes: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"))
    decimal: str = "."
    group: str = ","
    titles: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    months_alone: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    final_abbreviations: frozenset[str] = frozenset()
    number_abbreviations: frozenset[str] = frozenset()
    ordinal_stop: bool = False
    continuations: tuple[str, ...] = ()
    spacing: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    known: bool = True


@lru_cache(maxsize=256)
def facts(lang: str) -> Facts:
    """The facts of the language with the BCP 47 tag ``lang``; neutral ones where it has no file."""
    primary, *rest = lang.split("-")
    table = _table(primary.lower())
    if table is None:
        return Facts(lang, name=lang, known=False)
    merged = {k: v for k, v in table.items() if k != "variants"}
    for subtag in rest:
        merged |= table.get("variants", {}).get(subtag, {})
    merged.setdefault("months_alone", merged["months"])
    return Facts(lang, **{k: _frozen(k, v) for k, v in merged.items()})


@cache
def known_languages() -> tuple[str, ...]:
    """Primary subtags of the languages that have a file, in order."""
    names = (f.name for f in (files("mtqa.language") / "data").iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def _table(primary: str) -> dict[str, Any] | None:
    # The list of files guards the path: a tag is user input.
    if primary not in known_languages():
        return None
    path = files("mtqa.language") / "data" / f"{primary}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


_SETS = {f.name for f in fields(Facts) if "frozenset" in str(f.type)}


def _frozen(key: str, value: Any) -> Any:
    if isinstance(value, list):
        items = (tuple(v) if isinstance(v, list) else v for v in value)
        return frozenset(items) if key in _SETS else tuple(items)
    return MappingProxyType(value) if isinstance(value, dict) else value
