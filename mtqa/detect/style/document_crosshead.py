"""A crosshead that has become body text: a quotation in a paragraph of its own, repeated below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading, fold
from mtqa.detect.rule import Example, Finding, Rule, Scope
from mtqa.types import Block, BlockKind, Severity, Span

_LEAST_BLOCKS = 6
_REACH = 6
_LEAST_WORDS, _MOST_WORDS = 3, 14
_OPEN, _CLOSE = "“\"«„‘'", "”\"»“’'"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STOPPED = re.compile(r"[.!?…][”\"»’']*\s*[”\"»’']?\Z")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Short paragraphs without attribution whose words come back in the next paragraphs."""
    blocks = reading.document.blocks
    if len(blocks) < _LEAST_BLOCKS:
        return
    for k, block in enumerate(blocks[1:-1], start=1):
        if block.kind is not BlockKind.PARAGRAPH or len(block.span) > 12 * _MOST_WORDS:
            continue
        text = block.span.of(reading.text).strip()
        words = _WORD.findall(fold(text))
        quoted = text[:1] in _OPEN and text.rstrip(" .\u00a0\u202f")[-1:] in _CLOSE
        # without a stop and without marks it is a crosshead in good order
        stopped = bool(_STOPPED.search(text))
        if not _LEAST_WORDS <= len(words) <= _MOST_WORDS or not (quoted or stopped):
            continue
        # a question is a crosshead in good order too
        if not quoted and (len(words) < _LEAST_WORDS + 1 or text[-1] in "?!"):
            continue
        if _comes_back(reading, words, blocks[k + 1 : k + 1 + _REACH]):
            yield Finding(block.span, severity=None if stopped else Severity.NEUTRAL)


def _comes_back(reading: Reading, words: list[str], blocks: tuple[Block, ...]) -> bool:
    """Whether the words stand, in that order, inside a longer sentence of one of the blocks."""
    wanted = f" {' '.join(words)} "
    for block in blocks:
        found = _WORD.findall(fold(block.span.of(reading.text)))
        if len(found) > len(words) + 2 and wanted in f" {' '.join(found)} ":
            return True
    return False


RULE = Rule(
    id="style/document-crosshead",
    category="design-and-markup/layout",
    severity=Severity.MAJOR,
    message="This looks like a crosshead that has become body text: nobody is named as its speaker "
    "and the words come again below. Set it as a heading without a full stop, or delete it.",
    find=find,
    doc="""A paragraph that is only a short quotation or phrase, taken from a paragraph below.

French papers and agencies set crossheads from a quotation of the section; when a site is copied
and translated they turn into sentences, often with a full stop. Fires only where the same words
come back within six paragraphs, so a real quotation of its own stays in peace; a paraphrase of
the quotation is missed.""",
    examples=(
        Example(
            "The mine closed in 1990.\nIts miners left for the coast.\n"
            "⟦“Nothing will be as before”.⟧\n"
            "The town then turned to tourism.\n"
            "A museum opened in the former pithead.\n"
            "“After this nothing will be as before,” said mayor Luc Petit.\n"
            "He hopes for 50,000 visitors."
        ),
        Example(
            "The mine closed in 1990.\nIts miners left for the coast.\n"
            "⟦A wound that does not heal.⟧\n"
            "For many families it is a wound that does not heal, says a former miner.\n"
            "A museum opened in the former pithead.\n"
            "The town hopes for 50,000 visitors."
        ),
        Example(
            "The mine closed in 1990.\nIts miners left for the coast.\n"
            "“Nothing was as before.”\n"
            "The town then turned to tourism.\n"
            "A museum opened in the former pithead.\n"
            "“We will be ready,” said mayor Luc Petit."
        ),
        Example(
            "The mine closed in 1990.\nIts miners left for the coast.\n"
            "A wound that does not heal\n"
            "For many families it is a wound that does not heal, says a former miner.\n"
            "A museum opened in the former pithead.\n"
            "The town hopes for 50,000 visitors."
        ),
    ),
    scope=Scope.DOCUMENT,
    confidence=0.85,
)
