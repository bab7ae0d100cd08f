"""Question marks that the target lost."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.accuracy.number_pairs import Pair, pairs_of
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_QUESTION = ("?", "？", "؟", "吗", "呢", "か", "ли ", "чи ", "\u037e")
_OPENERS = frozenset(
    [
        "who",
        "what",
        "when",
        "where",
        "why",
        "which",
        "whose",
        "whom",
        "how",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "should",
        "shall",
        "may",
        "might",
        "isn't",
        "aren't",
        "wasn't",
        "don't",
        "doesn't",
        "didn't",
        "won't",
    ]
)


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Pairs whose source is a question and whose target is none."""
    for pair in pairs_of(reading):
        whole = pair.source.of(reading.source)
        yield from _asked(reading, pair, whole)
        source = whole.rstrip(" \u00a0\u202f»”\"')」』")
        if not source.endswith(("?", "？", "؟")) or source.count(source[-1]) != 1:
            continue
        text = " ".join(t.of(reading.text) for t in pair.targets)
        if any(m in text for m in "?？؟") or len(pair.targets) != 1 or "http" in text:
            continue
        span = _end(reading.text, pair.targets[0])
        first = text.split()[0].lower().strip("“\"'‘") if text.split() else ""
        sure = first in _OPENERS or reading.lang != "en"
        better = "?" if span.of(reading.text) in ".。!" else span.of(reading.text) + "?"
        yield Finding(span, suggest(better) if sure else ())


def _asked(reading: Reading, pair: Pair, source: str) -> Iterator[Finding]:
    """A question that the source does not ask."""
    if len(pair.targets) != 1 or any(m in source for m in _QUESTION) or "http" in source:
        return
    segment = pair.targets[0]
    text = segment.of(reading.text).rstrip(" ”\"'»)’")
    if text.endswith("?") and text.count("?") == 1 and len(text.split()) > 3:
        at = segment.start + len(text) - 1
        yield Finding(Span(at, at + 1), message="The translation asks; the source does not.")


def _end(text: str, segment: Span) -> Span:
    """The final stop, or the last word where there is none."""
    end = segment.end
    while end > segment.start and text[end - 1] in " ”\"'»)’":
        end -= 1
    if text[end - 1] in ".。!…":
        return Span(end - 1, end)
    start = max(text.rfind(" ", segment.start, end) + 1, segment.start)
    return Span(start, end)


RULE = Rule(
    id="accuracy/question",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="The source asks a question here; the translation does not.",
    doc="""A sentence whose source ends in a question mark and that has none, or vice versa.

The question has become a statement, or has lost its mark. Limits: only sources with one question,
translated as one sentence.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.85,
    examples=(
        Example("Who will pay for it⟦.⟧", "?", source="Qui va payer ?", source_lang="fr"),
        Example("He will pay for ⟦it⟧", source="Wer wird das bezahlen?", source_lang="de"),
        Example(
            "Did the minister resign on Monday⟦?⟧",
            source="Le ministre a démissionné lundi.",
            source_lang="fr",
        ),
        Example("Who will pay for it?", source="谁来付钱？", source_lang="zh"),
        Example("He asked who would pay.", source="Il a demandé qui paierait.", source_lang="fr"),
    ),
)
