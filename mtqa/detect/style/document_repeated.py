"""A sentence that the document has said already."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Example, Finding, Rule, Scope
from mtqa.types import Severity, Span

_LEAST_SENTENCES = 4
_LEAST_CHARACTERS, _LEAST_WORDS = 40, 8


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Long sentences whose words are those of an earlier one."""
    segments = reading.document.segments
    if len(segments) < _LEAST_SENTENCES:
        return
    seen: set[str] = set()
    for segment in segments:
        if len(segment.target) < _LEAST_CHARACTERS:
            continue
        text = segment.target.of(reading.text)
        words = fold(text).translate(_MARKS).split()
        key = " ".join(words)
        if key in seen and len(words) >= _LEAST_WORDS and not _meant(reading, segment.target):
            yield Finding(segment.target)
        seen.add(key)


_MARKS = str.maketrans(dict.fromkeys('“”"«».,;:!?', " "))


def _meant(reading: Reading, sentence: Span) -> bool:
    """Whether the source repeats itself as well."""
    source = reading.source_of(sentence.start)
    return bool(source) and reading.source.count(source) > 1


RULE = Rule(
    id="style/document-repeated",
    category="linguistic-conventions/duplication",
    severity=Severity.MAJOR,
    message="The document has said this sentence already: delete one of the two.",
    find=find,
    doc="""A sentence of eight words or more that occurs twice in the document.

Copying an article together with its summary, its captions or a cached version doubles sentences.
Where the source is given and repeats itself too, the translation is right. A refrain in a column or
in a speech is reported as well.""",
    examples=(
        Example(
            "The bridge was closed on Friday after cracks had been found.\n"
            "Traffic is being diverted over the ring road.\n"
            "The city does not expect it to open again before spring.\n"
            "⟦Traffic is being diverted over the ring road.⟧"
        ),
        Example(
            "“The bridge was closed on Friday after cracks had been found.”\n"
            "Commuters complained.\nThe city apologised.\n"
            "⟦The bridge was closed on Friday, after cracks had been found.⟧"
        ),
        Example(
            "The bridge was closed on Friday after cracks had been found.\n"
            "Read more.\nThe city does not expect it to open before spring.\nRead more."
        ),
    ),
    scope=Scope.DOCUMENT,
    confidence=0.9,
)
