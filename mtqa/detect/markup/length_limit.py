"""Targets that are longer than their place."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span
from mtqa.unit import CODE, Unit


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """What stands beyond the limit of each unit that has one."""
    for block in reading.document.blocks:
        unit = block.unit
        if unit is None or unit.max_length is None:
            continue
        text = unit.whole.of(reading.text)
        size = [_size(c, unit.length_in) for c in text]
        if sum(size) <= unit.max_length:
            continue
        fits, used = 0, 0
        while fits < len(size) and used + size[fits] <= unit.max_length:
            used += size[fits]
            fits += 1
        of_what = "bytes" if unit.length_in == "byte" else "characters"
        yield Finding(
            Span(unit.whole.start + fits, unit.whole.end),
            message=f"This has {sum(size):,} {of_what}; there is room for {unit.max_length:,}.",
        )


def _size(character: str, length_in: str) -> int:
    if character == CODE:
        return 0
    return len(character.encode("utf-8", "replace")) if length_in == "byte" else 1


RULE = Rule(
    id="markup/length_limit",
    category="design-and-markup/truncation",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="This is longer than there is room for.",
    doc="""A translation over the length that the file or the settings allow.

XLIFF states a limit (maxwidth with size-unit char or byte, maxbytes, the size and storage
restrictions of 2.x); `max_length` in mtqa.toml is the limit of all other units. Marked is what does
not fit. Limits: inline tags count nothing; widths in pixels are not measured.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.95,
    of_unit=True,
    examples=(
        Example(
            "Jetzt spei⟦chern⟧",
            source="Save now",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0), max_length=10),
        ),
        Example(
            "Öffne⟦n⟧",
            source="Open",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0), max_length=6, length_in="byte"),
        ),
        Example(
            "Speichern",
            source="Save",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0), max_length=9),
        ),
    ),
)
