"""A pattern that is fine once and too much when the whole document leans on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mtqa.detect.kind import Find, Kind
from mtqa.detect.kinds.existence import compile_patterns
from mtqa.detect.matching import CONDITIONS, Matcher
from mtqa.detect.phrase import PhraseError
from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Finding, Scope
from mtqa.types import Span

MARKS = ("beyond", "repeats", "first")
_MIN_WORDS, _MIN_SENTENCES, _AT_LEAST = 150, 4, 3


def compile_density(fields: Mapping[str, Any], classes: Mapping[str, str]) -> list[dict[str, Any]]:
    """One probe, since the occurrences of all patterns count together."""
    own = {"per_100_words", "at_least", "min_words", "mark"}
    limit = fields.get("per_100_words")
    if not isinstance(limit, int | float) or limit <= 0:
        raise PhraseError("a density needs per_100_words, a number above 0")
    mark = fields.get("mark", "beyond")
    if mark not in MARKS:
        raise PhraseError(f"mark is one of {' '.join(MARKS)}, not {mark!r}")
    patterns = compile_patterns({k: v for k, v in fields.items() if k not in own}, classes)
    anchored = all(p["anchors"] for p in patterns)
    return [
        {
            "anchors": sorted({a for p in patterns for a in p["anchors"]}) if anchored else [],
            "patterns": patterns,
            "limit": float(limit),
            "at_least": int(fields.get("at_least", _AT_LEAST)),
            "min_words": int(fields.get("min_words", _MIN_WORDS)),
            "mark": mark,
        }
    ]


def finder(probe: Mapping[str, Any]) -> Find:
    """The find function: silent up to the limit, then one finding or several, as ``mark`` says."""
    matchers = [Matcher(p) for p in probe["patterns"]]

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        # a word and its space take at least two characters
        if len(reading.text) < 2 * probe["min_words"]:
            return
        if len(reading.document.segments) < _MIN_SENTENCES:
            return
        words = len(reading.words_in(within))
        if words < probe["min_words"]:
            return
        spans = _spans(matchers, reading, within)
        if len(spans) < probe["at_least"] or 100 * len(spans) <= probe["limit"] * words:
            return
        for span in _marked(spans, reading, probe, words):
            yield Finding(span)

    return find


def _spans(matchers: list[Matcher], reading: Reading, within: Span) -> list[Span]:
    found: set[Span] = set()
    for matcher in matchers:
        for match in matcher.matches(reading, within):
            group = "mark" if "mark" in match.re.groupindex else 0
            found.add(Span(*match.span(group)))
    return sorted(found)


def _marked(
    spans: list[Span], reading: Reading, probe: Mapping[str, Any], words: int
) -> Iterator[Span]:
    """The occurrences to report."""
    if probe["mark"] == "repeats":
        seen: set[str] = set()
        for span in spans:
            last = fold(span.of(reading.text)).split()[-1]
            if last in seen:
                yield span
            seen.add(last)
        return
    allowed = max(int(probe["limit"] * words / 100), probe["at_least"] - 1)
    yield from spans[allowed : allowed + 1] if probe["mark"] == "first" else spans[allowed:]


KIND = Kind(
    name="density",
    doc="`pattern` or `regex` (with `anchors`), one or several, counted over the document. Nothing "
    "is said up to `per_100_words` occurrences, below `at_least` (3) of them, or in a text of "
    "fewer than `min_words` (150) words. `mark`: `beyond` reports each occurrence after the "
    "allowed ones, `first` only the first of those, `repeats` each whose last word an earlier one "
    "ended in. Set the limit at the 99th percentile of native text. Conditions: `not_before`, "
    "`not_after`, `unless`, `only_if`.",
    fields=frozenset(
        {"pattern", "regex", "anchors", "per_100_words", "at_least", "min_words", "mark"}
        | set(CONDITIONS)
    ),
    compile=compile_density,
    finder=finder,
    scope=Scope.DOCUMENT,
)
