"""Counts the words of a text, or its characters where words are not written apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqa.language.facts import facts

_WORD = re.compile(r"[^\W_]+(?:[’'\-‑.,][^\W_]+)*")
_CHARACTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Count:
    """The size of a text.

    Attributes:
        units: How many, from 0.
        unit: What was counted: ``words`` or ``characters``.
    """

    units: int
    unit: str


def count_units(text: str, lang: str) -> Count:
    """Count the words of ``text``, or its letters and digits where no spaces separate words.

    A word holds its inner apostrophes, hyphens, points and commas: ``l'an``, ``U.S``, ``2,4`` and
    ``well-known`` are one each.

    Args:
        text: Any text.
        lang: BCP 47 tag of its language.

    Returns:
        The count with the name of its unit.
    """
    if facts(lang).spaced:
        return Count(sum(1 for _ in _WORD.finditer(text)), "words")
    return Count(sum(1 for _ in _CHARACTER.finditer(text)), "characters")
