"""White space at the ends of a unit that its source does not have, or has."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.markup.pairs import is_bilingual
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import BlockKind, Severity, Span
from mtqa.unit import Unit

_XML = frozenset({"xliff", "tmx"})
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Both ends of each unit against those of its source."""
    if not is_bilingual(reading):
        return
    document = reading.document
    for block, source in zip(document.blocks, document.source_blocks, strict=True):
        if block.unit is None or source.unit is None or block.kind is not BlockKind.UNIT:
            continue
        whole, given = block.unit.whole, source.unit.whole
        if not len(block.span) or not len(source.span):
            continue
        ends = (
            (Span(whole.start, block.span.start), Span(given.start, source.span.start), "begins"),
            (Span(block.span.end, whole.end), Span(source.span.end, given.end), "ends"),
        )
        for ours, theirs, where in ends:
            have, want = ours.of(reading.text), theirs.of(reading.source)
            if not _same(have, want, reading):
                yield Finding(
                    ours,
                    suggest(want, safe=True),
                    message=f"The source {where} with {_named(want)}, this {where} with"
                    f" {_named(have)}.",
                )


def _same(have: str, want: str, reading: Reading) -> bool:
    if have == want:
        return True
    if reading.document.format in _XML and "\n" in have + want:
        return True  # how the file is laid out
    return reading.lang in _UNSPACED and "\n" not in have + want


_NAMES = {" ": "space", "\n": "line break", "\t": "tab", "\r\n": "line break"}


def _named(space: str) -> str:
    if not space:
        return "none"
    kinds = {_NAMES.get(c, "white space") for c in space.replace("\r\n", "\n")}
    kind = kinds.pop() if len(kinds) == 1 else "white space"
    return f"a {kind}" if len(space) == 1 else f"{len(space)} characters of {kind}"


RULE = Rule(
    id="markup/edge_space",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    needs=Needs.SOURCE,
    message="The white space at the ends of source and target differs.",
    doc="""A unit that begins or ends with other white space than its source.

Programs join texts: a lost space glues two words, a lost line break two lines. Only units of
bilingual files are compared; line breaks at the ends of XML elements are layout, and scripts that
write no spaces may leave them out.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.9,
    of_unit=True,
    examples=(
        Example(
            "Name:⟦⟧",
            fix=" ",
            source="Name: ",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "⟦  ⟧Gespeichert.\n",
            fix="",
            source="Saved.\n",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            " und \n",
            source=" and \n",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example("The end. ", source="La fin.", source_lang="fr"),
    ),
)
