"""Number words to values: *quatre-vingt-dix-sept*, *two and a half million*, *dreiundzwanzig*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mtqa.language.numerals import Numerals

_WIDE_TENS = (60, 80)
"""Tens that teens may follow: soixante-dix, quatre-vingt-quinze."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a folded text with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        value: Its value.
        exact: Whether it was cardinals and scales only, led by no article ("a hundred").
        ordinal: Whether it ended in an ordinal.
        bare: Whether it is a scale word alone (*millions*, *des milliers*).
        scale: The scale word that it ends in (a thousand, a million), 0 without one.
    """

    start: int
    end: int
    value: float
    exact: bool
    ordinal: bool = False
    bare: bool = False
    scale: float = 0.0


@lru_cache(maxsize=64)
def _morphemes(table: Numerals) -> re.Pattern[str]:
    parts = {w for w, senses in table.words.items() if "cardinals" in senses or "scales" in senses}
    parts |= {"ein", "eins", "uno", "un", "und"} & ({*table.lists["articles"], "und"})
    return re.compile("|".join(sorted((re.escape(p) for p in parts if len(p) > 1), key=len)[::-1]))


def _split_compound(word: str, table: Numerals) -> list[str]:
    """The number words that a compound is made of, empty where it is not one."""
    pieces: list[str] = []
    at = 0
    while at < len(word):
        match = _morphemes(table).match(word, at)
        if not match:
            return []
        pieces.append(match.group())
        at = match.end()
    return pieces if len(pieces) > 1 else []


class _Sum:
    """Adds up the words of one number; says when a word begins the next one."""

    def __init__(self) -> None:
        self.total = self.current = 0.0
        self.scale = float("inf")
        self.begun = False

    def unit(self, value: float) -> bool:
        tail = self.current % 100
        fits = (
            not self.begun
            or self.current == 0
            or (self.current >= 100 and tail == 0 and value < 100)
            or (tail >= 20 and tail % 10 == 0 and value < 10)
            or (tail in _WIDE_TENS and 10 <= value < 20)
            or (tail == 10 and 7 <= value < 10)
            or (tail in (70, 90) and self.current >= 60 and value < 10)
        )
        if fits:
            self.current += value
            self.begun = True
        return fits

    def twenty(self, value: float) -> bool:
        """*quatre-vingt*: four times twenty."""
        if self.current % 100 == 4 and value == 20:
            self.current += 76
            return True
        return self.unit(value)

    def times(self, scale: float) -> bool:
        if scale == 100:
            if self.begun and self.current > 99 and self.current % 100 != 0:
                return False
            self.current = (self.current or 1.0) * 100
        elif self.current:
            self.total = (
                self.total + self.current * scale
                if scale < self.scale
                else (self.total + self.current) * scale
            )
            self.current, self.scale = 0.0, scale
        elif self.total and scale > self.scale:
            self.total, self.scale = self.total * scale, scale
        elif self.begun:
            return False
        else:
            self.total, self.scale = scale, scale
        self.begun = True
        return True

    def add_half(self) -> bool:
        """Add *and a half* of the last scale, or of one."""
        if self.ends_in:
            self.total += self.ends_in / 2
        else:
            self.current += 0.5
        return self.begun

    @property
    def ends_in(self) -> float:
        """The scale of the last word, 0 where that was no scale."""
        return self.scale if self.total and not self.current else 0.0

    @property
    def value(self) -> float:
        return self.total + self.current


def spelled(tokens: Sequence[Token], text: str, table: Numerals) -> Iterator[Spelled]:
    """The numbers in words among the tokens of a folded text."""
    at = 0
    while at < len(tokens):
        found, after = _one(tokens, at, text, table)
        if found is None:
            at += 1
            continue
        yield found
        at = after


def _one(
    tokens: Sequence[Token], at: int, text: str, table: Numerals
) -> tuple[Spelled | None, int]:
    halved = _halved(tokens, at, text, table)
    if halved:
        return halved, at + (3 if tokens[at + 1].text in table.lists["articles"] else 2)
    if not _begins(tokens, at, text, table):
        return None, at
    start, k, end = at, at, at
    led = tokens[at].text in table.lists["articles"]
    adding, exact, ordinal = _Sum(), not led, False
    if led:
        adding.unit(1.0)
        k, end = at + 1, at + 1
    while k < len(tokens) and (k == start or _adjacent(tokens[k - 1], tokens[k], text)):
        word = tokens[k].text
        if word in table.lists["between"] and _scale_at(tokens, k + 1, table):
            k += 1
            continue
        if word in table.lists["joiners"] and k > start:
            halves = _half(tokens, k, table)
            if halves and adding.add_half():
                k, end = halves, halves
            else:
                k += 1
            continue
        if table.sense(word, "ordinals") and k > start and not table.sense(word, "cardinals"):
            value = table.sense(word, "ordinals")[0]
            ordinal = adding.unit(value) if value < 100 else adding.times(value)
            end = k + 1 if ordinal else end
            break
        if not _take(adding, word, table):
            break
        k += 1
        end = k
    if end == start:
        return None, at
    span = (tokens[start].start, tokens[end - 1].end)
    vague = table.lists["vague"]
    exact = exact and not any(t.text.endswith(vague or ("\0",)) for t in tokens[start:end])
    bare = end == start + 1 and _scale_at(tokens, start, table)
    return Spelled(*span, adding.value, exact, ordinal, bare, adding.ends_in), end


def _take(adding: _Sum, word: str, table: Numerals) -> bool:
    """Add a word to a number; False where it begins the next one or is none."""
    pieces = _split_compound(word, table) if table.compounds else []
    if pieces:
        return _add_compound(adding, pieces, table)
    if table.sense(word, "cardinals"):
        return adding.twenty(table.sense(word, "cardinals")[0])
    if table.sense(word, "scales") and len(word) > 1:
        return adding.times(table.sense(word, "scales")[0])
    follows_tens = adding.begun and adding.value % 10 == 0 and adding.current % 100 >= 20
    return word in table.lists["articles"] and follows_tens and adding.unit(1.0)


def _scale_at(tokens: Sequence[Token], at: int, table: Numerals) -> bool:
    return at < len(tokens) and bool(table.sense(tokens[at].text, "scales"))


def _half(tokens: Sequence[Token], at: int, table: Numerals) -> int:
    """The index after *and a half*, *et demi*; 0 where it does not stand there."""
    k = at + 1
    if k < len(tokens) and tokens[k].text in table.lists["articles"]:
        k += 1
    return k + 1 if k < len(tokens) and tokens[k].text in table.lists["half"] else 0


def _halved(tokens: Sequence[Token], at: int, text: str, table: Numerals) -> Spelled | None:
    """*half a million*, *medio millar*."""
    if tokens[at].text not in table.lists["half"] or at + 1 >= len(tokens):
        return None
    k = at + 1
    if tokens[k].text in table.lists["articles"] and k + 1 < len(tokens):
        k += 1
    scale = table.sense(tokens[k].text, "scales") or table.sense(tokens[k].text, "collectives")
    if not scale or scale[0] < 100 or not _adjacent(tokens[k - 1], tokens[k], text):
        return None
    return Spelled(tokens[at].start, tokens[k].end, scale[0] / 2, exact=True)


def _begins(tokens: Sequence[Token], at: int, text: str, table: Numerals) -> bool:
    word = tokens[at].text
    if word in table.lists["articles"]:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is None or not _adjacent(tokens[at], following, text):
            return False
        return bool(table.sense(following.text, "scales")) and len(following.text) > 2
    if table.sense(word, "cardinals"):
        return True
    if table.sense(word, "scales"):
        return len(word) > 2
    return table.compounds and bool(_split_compound(word, table))


def _add_compound(adding: _Sum, pieces: list[str], table: Numerals) -> bool:
    """Add *dreiundzwanzig*, where the unit stands before the ten."""
    k, fits = 0, True
    while k < len(pieces) and fits:
        piece = pieces[k]
        joined = k + 2 < len(pieces) and pieces[k + 1] in ("und", "e")
        if joined and table.sense(pieces[k + 2], "cardinals"):
            unit = (table.sense(piece, "cardinals") or (1.0,))[0]
            tens = table.sense(pieces[k + 2], "cardinals")[0]
            if 0 < unit < 10 and tens >= 20:
                fits = adding.unit(unit + tens)
                k += 3
                continue
        if piece in ("und", "e"):
            pass
        elif table.sense(piece, "scales"):
            fits = adding.times(table.sense(piece, "scales")[0])
        else:
            fits = adding.unit((table.sense(piece, "cardinals") or (1.0,))[0])
        k += 1
    return fits


def _adjacent(left: Token, right: Token, text: str) -> bool:
    return text[left.end : right.start] in (" ", "-", " - ")
