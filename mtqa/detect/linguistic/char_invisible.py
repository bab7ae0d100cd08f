"""Characters that nobody sees: zero-width spaces, soft hyphens, direction marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.vocabulary import zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_MARKS = "\u00ad\u034f\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
_MEANT = "\u00ad\u2060"  # typographers set these on purpose
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
_RUN = re.compile(f"[{_MARKS}{_JOINERS}{_DIRECTIONS}]+")
_BETWEEN = re.compile(r"[^\W\d_]+\Z"), re.compile(r"[^\W\d_]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_NEEDS_JOINERS = re.compile(
    "[\u0600-\u0dff\u1000-\u109f\u1780-\u17ff\u200d\ufe0f\U0001f000-\U0001faff\u2600-\u27bf]"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Runs of invisible characters that the script around them does not need."""
    text = reading.text
    for match in _RUN.finditer(text, within.start, within.end):
        around = text[max(0, match.start() - 3) : match.end() + 3]
        run = match.group()
        if set(run) <= set(_JOINERS) and _NEEDS_JOINERS.search(around.replace(run, "")):
            continue
        if set(run) <= set(_DIRECTIONS) and _RIGHT_TO_LEFT.search(text):
            continue
        space = " " if _two_words(text, match, reading.lang) else ""
        meant = set(run) <= set(_MEANT)
        severity = Severity.NEUTRAL if meant and not space else None
        yield Finding(Span(*match.span()), suggest(space, safe=not meant), severity=severity)


def _two_words(text: str, match: re.Match[str], lang: str) -> bool:
    """Whether a zero-width space stands where a real one belongs."""
    if "\u00ad" in match.group():
        return False
    left = _BETWEEN[0].search(text, max(0, match.start() - 30), match.start())
    right = _BETWEEN[1].match(text, match.end())
    if left is None or right is None:
        return False
    whole = zipf(left.group() + right.group(), lang)
    return whole < 2.0 and min(zipf(left.group(), lang), zipf(right.group(), lang)) >= 3.0


RULE = Rule(
    id="linguistic/char_invisible",
    category="linguistic-conventions/character-encoding",
    severity=Severity.MINOR,
    message="An invisible character stands here; it breaks search and line ends.",
    doc="""Zero-width spaces, soft hyphens, byte order marks and direction marks.

Translation services and web pages leave them behind; searches and spell checkers stumble over them.
Soft hyphens and word joiners, which typographers set on purpose, are neutral. Joiners in emoji and
in scripts that need them, and direction marks beside Hebrew or Arabic, are in order.""",
    find=find,
    anchors=tuple(_MARKS + _JOINERS + _DIRECTIONS),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("These are our values⟦\u200b⟧ and norms.", fix=""),
        Example("The gov⟦\u00ad⟧ernment closed the road.", fix=""),
        Example("The road⟦\u200b⟧was closed.", fix=" "),
        Example("⟦\ufeff⟧The road is closed.", fix=""),
        Example("A pair \U0001f468\u200d\U0001f469 and Farsi \u0645\u06cc\u200c\u062e\u0648."),
        Example("The road is closed."),
    ),
)
