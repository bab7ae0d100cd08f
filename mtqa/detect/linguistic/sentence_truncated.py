"""A sentence that breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule
from mtqa.types import BlockKind, Severity, Span

_OPEN = frozenset(
    "the a an of and or but nor because although whereas than my your our their its every into"
    " from whose via per amid between among towards upon until unless whether which is are was"
    " were will would has had have be been".split()
)
_ALWAYS = frozenset(
    "the a an of and or nor because although whereas than my your our every into whose amid among"
    " unless whether".split()
)
_LAST = re.compile(r"(?<![\w’'\-])(?P<word>[a-z]+)(?P<stop>[.!?]?[”\"’»)]*)\s*\Z")
_LEAST = 7
_END = 40  # characters in which the last word and what closes it must stand
_FINISHED = re.compile(r"[.!?…][”\"’»)\]]*\Z")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Blocks whose last word cannot end a sentence, with a stop or where the others have one."""
    blocks = reading.document.blocks
    bodies = [b.span.of(reading.text) for b in blocks]
    finished = sum(bool(_FINISHED.search(b, max(len(b) - _END, 0))) for b in bodies)
    for k, (block, body) in enumerate(zip(blocks, bodies, strict=True)):
        match = _LAST.search(body, max(len(body) - _END, 0))
        if match is None or match["word"] not in _OPEN or block.kind in _PIECES:
            continue
        if body.count(" ") < _LEAST - 1:
            continue
        following = bodies[k + 1] if k + 1 < len(bodies) else ""
        if not match["stop"] and following[:1].islower():
            continue  # a line that the next one carries on
        word = match["word"]
        open_end = word in _ALWAYS or (word in _OPEN and not match["stop"] and finished >= 2)
        if open_end and not (match["stop"] and word not in ("the", "a", "an", "and", "or")):
            start = block.span.start + match.start("word")
            yield Finding(Span(start, start + len(word)))


_PIECES = (BlockKind.CUE, BlockKind.CELL)

RULE = Rule(
    id="linguistic/sentence_truncated",
    category="design-and-markup/truncation",
    severity=Severity.MAJOR,
    message="This sentence breaks off: it cannot end with “{text}”.",
    doc="""A paragraph that ends in an article, a conjunction or a preposition.

The rest was lost: a decoder stopped early, a segment was cut, a teaser was copied. Short lines,
subtitles and table cells are left alone, and so is a line that the next one carries on.""",
    find=find,
    target_langs=frozenset({"en"}),
    confidence=0.85,
    examples=(
        Example("The ministers will meet in Brussels on Friday to discuss ⟦the⟧"),
        Example("The road is closed.\nIt is old.\nThe bridge over the river was rebuilt and ⟦is⟧"),
        Example("The ministers will meet in Brussels on Friday to discuss ⟦the⟧."),
        Example("That is the world that we have always dreamt of."),
        Example("All that you need to know and where to go to"),
        Example("He does not know who they are or what it is."),
        Example("Sales were down on last year and the year before and\nso were prices."),
    ),
)
