"""Line breaks inside a unit that its source does not have, or has."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.markup.pairs import is_bilingual, pairs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span
from mtqa.unit import Unit


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Units with another number of lines than their source."""
    if not is_bilingual(reading) or reading.document.format in ("srt", "vtt"):
        return
    for pair in pairs(reading):
        ours, theirs = pair.ours.count("\n"), pair.theirs.count("\n")
        if ours != theirs:
            lines = f"{theirs + 1} line{'s' * (theirs > 0)}"
            yield Finding(pair.target, message=f"The source has {lines}, this has {ours + 1}.")


RULE = Rule(
    id="markup/line_breaks",
    category="design-and-markup/layout",
    severity=Severity.MINOR,
    needs=Needs.SOURCE,
    message="The source has another number of lines.",
    doc="""A unit with more or fewer line breaks than its source.

A dialogue or a list that was laid out by hand falls apart. Only units of bilingual files are
compared; subtitles are broken to fit the screen and may differ.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.8,
    of_unit=True,
    examples=(
        Example(
            "⟦Eine Zeile und noch eine.⟧",
            source="A line\nand another.",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "Eine Zeile\nund noch eine.",
            source="A line\nand another.",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example("A line.\nAnother.", source="Une ligne. Une autre.", source_lang="fr"),
    ),
)
