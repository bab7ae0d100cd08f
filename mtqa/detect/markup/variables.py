"""The variables that a program puts into a text, in the syntaxes that programs use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.unit import Unit

_CONVERSION = r"(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGaAcCsSp@]"
_VARIABLE = re.compile(
    rf"(?P<python>%\(\w+\)[-+ 0\#]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa])"
    rf"|(?P<position>%\d{{1,2}}\$[-+0\#']*\d*(?:\.\d+)?{_CONVERSION})"
    rf"|(?P<ruby>%\{{\w+\}}|%<\w+>[-+0]*\d*(?:\.\d+)?[dfsx])"
    r"|(?P<mustache>\{\{\{?\s*[\w.\-\[\]]+\s*(?:\|[^{}]*)?\}?\}\})"
    r"|(?P<dollar>\$\{[\w.\-]+\}|\#\{[\w.\-]+\})"
    r"|(?P<brace>\{[A-Za-z_][\w.\-\[\]]*(?:![rsa])?(?::[^{}]{0,40})?\}"
    r"|\{\d{1,2}(?:![rsa])?(?:[:,][^{}]{0,40})?\})"
    r"|(?P<empty>\{\}(?!\}))"
    rf"|(?P<printf>(?<![%\d])%[-+0\#']*(?:\d+|\*)?(?:\.(?:\d+|\*))?{_CONVERSION})"
    rf"|(?P<spaced>(?<!%)%[-+ 0\#']*(?:\d+|\*)?(?:\.(?:\d+|\*))?{_CONVERSION})"
    r"|(?P<named>(?<![%\w])%[A-Za-z_]\w{1,30}%)"
    r"|(?P<qt>(?<![%\d])%L?\d{1,2}(?![\d.,$%\w])|(?<![%\w])%n(?!\w))"
)
_UNITS_ONLY = ("named", "qt", "empty")
_COUNTED = ("printf", "spaced", "empty", "position", "qt")


NUMBERED = re.compile(rf"%\d{{1,2}}\$[-+0\#']*\d*(?:\.\d+)?{_CONVERSION}")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable in a text.

    Attributes:
        text: As it is written.
        key: What it is, whatever its place and spaces.
        start: Where it begins.
        end: Where it ends.
        counted: Whether it matters how often it occurs.
    """

    text: str
    key: str
    start: int
    end: int
    counted: bool


def variables(text: str, unit: Unit | None, *, numbered: bool = False) -> Iterator[Variable]:
    """The variables of a text.

    Args:
        text: A source or target.
        numbered: Whether those of printf that have no number are numbered (``%d`` is ``%1$d``).
        unit: What a bilingual file says of it: elsewhere only what cannot be anything else counts.
    """
    if not any(sign in text for sign in "%{"):
        return
    number = 0
    for m in _VARIABLE.finditer(text):
        kind = m.lastgroup or ""
        if not _counts(kind, m, unit):
            continue
        found = "".join(m.group().split())
        if kind in ("printf", "spaced"):
            number += 1
            found = f"%{number}${found[1:]}" if numbered else found
        elif kind == "brace":  # how it is shown may differ, what is shown may not
            found = re.split(r"[:!,}]", found)[0] + "}"
        yield Variable(m.group(), found, m.start(), m.end(), kind in _COUNTED)


def _counts(kind: str, m: re.Match[str], unit: Unit | None) -> bool:
    syntax = unit.syntax if unit else frozenset()
    if kind in ("printf", "spaced", "position") and "no-c-format" in syntax:
        return False
    if "c-format" in syntax:
        return True
    if kind == "spaced":
        return False
    if kind == "printf":  # “50%de réduction”, “100 %s”: a percentage, where no file says otherwise
        following = m.string[m.end() : m.end() + 1]
        before = m.string[: m.start()].rstrip(" \u00a0\u202f")[-1:]
        plain = m.group() in ("%s", "%d", "%@", "%i", "%u", "%f", "%ld", "%lu", "%1s")
        return not following.isalnum() and not before.isdigit() and (unit is not None or plain)
    return unit is not None or kind not in _UNITS_ONLY
