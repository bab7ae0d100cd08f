"""Stops followed by a lower-case letter: where a sentence was cut in two, or lost its capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.detect.linguistic.vocabulary import knows, zipf
from mtqa.detect.reading import Reading
from mtqa.language.facts import Facts, facts
from mtqa.types import Span

_BREAK = re.compile(r"[.?!](?<=\w.)[ \u00a0]+(?=[^\W\d_])")
_BEFORE = re.compile(r"(?<![\w.@/&’'\-])[^\W_][\w’'\-]*(?:\.[\w.]+)?\Z")
_AFTER = re.compile(r"[^\W\d_][\w’'\-]*")
_REACH = 40
_PARTICLES = frozenset(
    "van von de du da der den del della di dos das al el la le ter ten bin ben ibn al-".split()
)
_COMMON = 5.8  # Zipf value of the words of two letters that are no abbreviations
_UNITS = frozenset("m s g l t h km kg cm mm ha kw mw".split())


@dataclass(frozen=True, slots=True)
class Break:
    """A stop with a lower-case word after it.

    Attributes:
        before: The word before the stop.
        stop: The mark.
        after: The lower-case word after it.
        stop_span: The span of the mark.
        after_span: The span of that word.
    """

    before: str
    stop: str
    after: str
    stop_span: Span
    after_span: Span


def breaks(reading: Reading, within: Span) -> Iterator[Break]:
    """The breaks whose stop ends a sentence for certain: no abbreviation, number or ellipsis."""
    text, lang = reading.text, reading.lang
    if not knows(lang):
        return
    known = facts(reading.document.target_lang)
    for match in _BREAK.finditer(text, within.start, within.end):
        if not text[match.end()].islower():
            continue
        before = _BEFORE.search(text, max(within.start, match.start() - _REACH), match.start())
        after = _AFTER.match(text, match.end())
        if before and after and _certain(before.group(), after, known, lang):
            stop = Span(match.start(), match.start() + 1)
            yield Break(before.group(), text[stop.start], after.group(), stop, Span(*after.span()))


def _certain(before: str, match: re.Match[str], known: Facts, lang: str) -> bool:
    after, text = match.group(), match.string
    if "." in before or not any(c.isalpha() for c in before):
        return False
    least = 3.0 if len(before) > 2 else _COMMON
    if len(before) < 2 or zipf(before, lang) < least or _abbreviation(before, known):
        return False
    if (
        any(c.isupper() for c in after)
        or after in _UNITS
        or (before[0].isupper() and len(before) < 5)
    ):
        return False
    follows = text[match.end() : match.end() + 2].lstrip()[:1]
    if after in _PARTICLES and follows.isupper():
        return False
    # a web address or file name, a word in small letters by its owner's wish
    return text[match.end() : match.end() + 1] not in tuple("./@_:") and zipf(after, lang) > 0


def _abbreviation(word: str, known: Facts) -> bool:
    every = known.abbreviations | known.final_abbreviations | known.number_abbreviations
    forms = (f"{word}.", f"{word.lower()}.", f"{word.capitalize()}.")
    return any(f in every for f in forms) or word.lower() in _MORE


_MORE = frozenset(
    "approx max min est incl excl esp fig figs vol vols misc govt dept intl natl assn tel ext in"
    " no nos resp prop rev var spp ssp subsp nat gen comm jan feb mar apr jun jul aug sep sept oct"
    " nov dec mon tue tues wed thu thur thurs fri sat sun mio mrd tsd inkl zzgl bzw evtl ggf"
    " env max min tél art chap éd".split()
)
