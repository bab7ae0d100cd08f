"""A quotation that opens and never closes, or closes without having opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import ANCHORS, Mark, quotation
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_WORD_BEFORE = re.compile(r"\S+\s?\Z")
_WORD_AFTER = re.compile(r"\s?\S{1,40}")
_SENTENCE = re.compile(r"[^\W\d_][^“”„«»\"]*[,.!?]\Z")
_LONGEST = 1000  # characters of a sentence that may have lost its opening mark


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Marks whose other half is nowhere; a quotation may run over several paragraphs."""
    text = reading.text
    for mark in quotation(reading).orphans:
        if mark.opens:
            word = _WORD_AFTER.match(text, mark.at + 1)
            yield Finding(Span(mark.at, word.end() if word else mark.at + 1), message=_NOT_CLOSED)
        else:
            yield _not_opened(reading, mark)


def _not_opened(reading: Reading, mark: Mark) -> Finding:
    """The sentence that the mark closes begins the quotation, where nothing else can."""
    text = reading.text
    block = reading.block_at(mark.at)
    segment = reading.segment_at(mark.at)
    start = segment.target.start if segment else mark.at
    near = block is not None and start == block.span.start and mark.at - start <= _LONGEST
    if near and segment and _SENTENCE.match(text[start : mark.at]):
        word = _WORD_AFTER.match(text, start)
        if word and mark.char == "”" and word.end() <= mark.at:
            return Finding(Span(start, word.end()), suggest("“" + word.group()), _NOT_OPENED)
    before = _WORD_BEFORE.search(text, max(0, mark.at - 40), mark.at)
    return Finding(Span(before.start() if before else mark.at, mark.at + 1), message=_NOT_OPENED)


_NOT_CLOSED = "This quotation is opened but never closed; readers cannot tell where it ends."
_NOT_OPENED = "This closing mark has no opening one; readers cannot tell who says what."

RULE = Rule(
    id="linguistic/quote_unpaired",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message=_NOT_CLOSED,
    doc="""A quotation mark whose other half is missing.

Who says what is lost with it. A quotation that goes on over paragraphs, each beginning with a mark,
and one that spans several units are in order; of a text of one or two blocks the edges may have
been cut, so only a mark between two others is judged there. The place of a missing opening mark is
suggested where the paragraph begins with the quotation.""",
    find=find,
    anchors=ANCHORS,
    confidence=0.8,
    examples=(
        Example(
            "The town waits.\nHe said that ⟦“nobody⟧ will be left behind and walked off.\n"
            "The vote is on Friday.\nThe mayor agreed."
        ),
        Example("⟦“We⟧ wait, he said. “We have waited for years.”"),
        Example(
            "The town waits.\n⟦We⟧ will not give up,” he said on Friday.\nThe vote is near.",
            fix="“We",
        ),
        Example(
            "The town waits.\n“We will not give up,” he said. “We will ⟦stay.”⟧ And go.”\n"
            "The vote is near.\nThe mayor agreed.".replace("⟦stay.”⟧ And go.”", "stay.” And ⟦go.”⟧")
        ),
        Example("“We wait.\n“We have waited for years.\n“We will not go,” he said.\nThe town."),
        Example("He said “we wait.\nWe will wait for ever.\nThat is all”.\nThe town is quiet."),
        Example("We will wait,” he said."),
        Example("“We will wait, he said."),
        Example('The pipe is 5" wide.\nIt is old.\nIt leaks.\nNobody cares.'),
        Example('He is 6\'2" tall.\nHe plays "centre" now.\nHe is from Lyon.\nHe is 20.'),
    ),
)
