"""Words that the quality model holds for wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Risk, Severity, Span

MOST_WORDS = 8
"""Words of one issue; a longer run of suspects says that the sentence is wrong, not where."""

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_CLOSE = re.compile(r"\s{0,2}")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Runs of suspect words, without the punctuation around them."""
    risks = [r for r in reading.document.risks if r.suspect and r.span.within(within)]
    for run in _runs(reading.text, risks):
        span = _trimmed(reading.text, Span(run[0].span.start, run[-1].span.end))
        if span is None or len(run) > MOST_WORDS:
            continue
        p = max(r.p for r in run)
        category = "accuracy/untranslated" if _copied(reading, span) else None
        severity = Severity.MAJOR if p >= 0.75 else Severity.MINOR
        yield Finding(span, category=category, severity=severity, confidence=p)


def _runs(text: str, risks: list[Risk]) -> Iterator[list[Risk]]:
    run: list[Risk] = []
    for risk in risks:
        if run and not _CLOSE.fullmatch(text, run[-1].span.end, risk.span.start):
            yield run
            run = []
        run.append(risk)
    if run:
        yield run


def _trimmed(text: str, span: Span) -> Span | None:
    inner = span.of(text)
    head = _EDGES.match(inner)
    start = span.start + (head.end() if head else 0)
    tail = _EDGES.search(inner, 1) if inner else None
    end = span.start + tail.start() if tail and tail.end() == len(inner) else span.end
    return Span(start, end) if start < end else None


def _copied(reading: Reading, span: Span) -> bool:
    """Whether the words stand in the source as they do here, and are no name or figure."""
    segment = reading.segment_at(span.start)
    words = span.of(reading.text)
    if segment is None or segment.source is None or not words.islower():
        return False
    return re.search(rf"\b{re.escape(words)}\b", segment.source.of(reading.source)) is not None


RULE = Rule(
    id="accuracy/model_suspect",
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    needs=Needs.SOURCE,
    message="The quality model doubts “{text}”: compare it with the source.",
    doc="""Words that the quality model holds for wrong, given the source.

The model that ships with mtqa gives every word of a translation a probability of being wrong; runs
of words above its reporting threshold become an issue, in sentences that it holds for bad. Both
thresholds are in the model's card; they are set where such words are three times as dense in
segments that people marked as in those they did not.

With the model that ships it never speaks: no thresholds passed in every domain that was held out.

Limits: it says where, not what; it knows best the languages it was trained on; runs of more than
eight words are not reported, since they say only that the sentence is bad, as its score does.
Findings of other rules take precedence.""",
    find=find,
    scope=Scope.SEGMENT,
    confidence=0.5,
    examples=(
        Example(
            "He opened the ⟦umbrella⟧ of the court.",
            source="Il a ouvert la séance du tribunal.",
            source_lang="fr",
            target_lang="en",
            risks=(("umbrella", 0.9),),
        ),
        Example(
            "He opened the session of the court.",
            source="Il a ouvert la séance du tribunal.",
            source_lang="fr",
            target_lang="en",
        ),
    ),
)
