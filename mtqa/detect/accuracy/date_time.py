"""Months and weekdays that the target changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtqa.detect.accuracy.figures import clean
from mtqa.detect.accuracy.number_pairs import Pair, pairs_of
from mtqa.detect.accuracy.quantity import is_month
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.language.numerals import numerals
from mtqa.types import Severity, Span

_HOURS = ("noon", "midnight")
_CAPITALISED = frozenset({"en", "de"})
_VERBS_TOO = frozenset({"may", "march", "mar", "mars", "mai"})


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Compare months and weekdays of every pair."""
    for pair in pairs_of(reading):
        yield from _months(reading, pair)
        yield from _weekdays(reading, pair)
        yield from _noon(reading, pair)


def _months(reading: Reading, pair: Pair) -> Iterator[Finding]:
    theirs = {v: q for q in pair.theirs for v in q.values if isinstance(v, str) and is_month(v)}
    ours = {v: q for q in pair.ours for v in q.values if isinstance(v, str) and is_month(v)}
    lost = [k for k in theirs if k not in ours and theirs[k].form in ("month", "figure")]
    new = [k for k in ours if k not in theirs and ours[k].form == "month"]
    if len(lost) != 1 or len(new) != 1:
        return
    quantity = ours[new[0]]
    text = reading.text[quantity.start : quantity.end]
    if text.lower() in _VERBS_TOO or (reading.lang in _CAPITALISED and text[:1].islower()):
        return
    if theirs[lost[0]].form == "month" and _doubtful(reading, pair, lost[0]):
        return
    yield _finding(quantity.start, quantity.end, _name(reading, "months", float(lost[0][1:])))


def _doubtful(reading: Reading, pair: Pair, key: str) -> bool:
    quantity = next(q for q in pair.theirs if key in q.values and q.form == "month")
    return reading.source[quantity.start : quantity.end].lower() in _VERBS_TOO


def _noon(reading: Reading, pair: Pair) -> Iterator[Finding]:
    """Noon for midnight, or midnight for noon."""
    theirs, ours = numerals(reading.source_lang or ""), numerals(reading.lang)
    source = clean(pair.source.of(reading.source))
    said = {k for k in _HOURS if any(w in source for w in theirs.lists[k])}
    if len(said) != 1:
        return
    wrong = next(k for k in _HOURS if k not in said)
    for target in pair.targets:
        text = clean(target.of(reading.text))
        if any(w in text for w in ours.lists[next(iter(said))]):
            return
        for word in ours.lists[wrong]:
            at = text.find(word)
            if at >= 0:
                better = ours.lists[next(iter(said))][0]
                yield _finding(target.start + at, target.start + at + len(word), better)


def _weekdays(reading: Reading, pair: Pair) -> Iterator[Finding]:
    theirs = {d for _, d in _days(pair.source.of(reading.source), reading.source_lang or "")}
    ours = [
        (Span(s.start + t.start, s.end + t.start), d)
        for t in pair.targets
        for s, d in _days(t.of(reading.text), reading.lang)
    ]
    lost = theirs - {d for _, d in ours}
    new = {d for _, d in ours} - theirs
    if len(lost) == 1 and len(new) == 1:
        span = next(s for s, d in ours if d in new)
        yield _finding(span.start, span.end, _name(reading, "weekdays", next(iter(lost))))


@lru_cache(maxsize=32)
def _day_pattern(lang: str) -> re.Pattern[str] | None:
    table = numerals(lang)
    words = [w for w, senses in table.words.items() if "weekdays" in senses]
    if not words:
        return None
    body = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    edge = "" if table.han else r"(?!\w)"
    start = "" if table.han or table.lists["strip_prefixes"] else r"(?<!\w)"
    return re.compile(f"{start}({body}){edge}")


def _days(text: str, lang: str) -> list[tuple[Span, float]]:
    pattern = _day_pattern(lang)
    if pattern is None:
        return []
    table = numerals(lang)
    return [
        (Span(*m.span(1)), table.sense(m[1], "weekdays")[0]) for m in pattern.finditer(clean(text))
    ]


def _name(reading: Reading, table: str, value: float) -> str:
    """The month or weekday in the target language: its first form there."""
    words = numerals(reading.lang).words.items()
    for word, senses in words:
        if senses.get(table) == (value,):
            return word.capitalize() if reading.lang in _CAPITALISED else word
    return ""


def _finding(start: int, end: int, better: str) -> Finding:
    return Finding(Span(start, end), suggest(better) if better else ())


RULE = Rule(
    id="accuracy/date-time",
    category="accuracy/date-time",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="“{text}” is not the day or month that the source names.",
    doc="""A month or weekday of the source that the target turned into another.

A wrong day is a wrong fact. Only a swap is reported: one day (month) of the source is missing and
another one stands in the target; days that an editor added or dropped are left alone.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.85,
    examples=(
        Example(
            "The vote will take place on ⟦Tuesday⟧.",
            "Monday",
            source="Le vote aura lieu lundi.",
            source_lang="fr",
        ),
        Example(
            "The fire broke out on ⟦August⟧ 3.",
            "July",
            source="Der Brand brach am 3. Juli aus.",
            source_lang="de",
        ),
        Example(
            "He arrived on ⟦April⟧ 8, 2020.",
            "March",
            source="他于2020年3月8日抵达。",
            source_lang="zh",
        ),
        Example(
            "The vote will take place on Monday, March 3.",
            source="Le vote aura lieu lundi 3 mars.",
            source_lang="fr",
        ),
        Example(
            "It may rain overnight Monday.",
            source="Il pourrait pleuvoir dans la nuit de lundi à mardi.",
            source_lang="fr",
        ),
        Example("He came on 3/8/2020.", source="Il est venu le 8 mars 2020.", source_lang="fr"),
    ),
)
