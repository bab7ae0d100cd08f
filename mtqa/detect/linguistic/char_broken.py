"""Characters that have lost their meaning: control characters and the replacement character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span
from mtqa.unit import CODE

_BROKEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffc\ufffd\ue000-\uf8ff\ufff9-\ufffb]+"
)
_WINDOWS = {
    "\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\x96": "–", "\x97": "—", "\x85": "…",
    "\x80": "€", "\x99": "™", "\x8c": "Œ", "\x9c": "œ",
}  # fmt: skip
_MOJIBAKE = tuple("ÂÃâÅÐÑï")  # what follows one of these is wrongly decoded, not broken
_LOST_APOSTROPHE = re.compile(r"(?:s|t|re|ve|ll|d|m)\b")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Runs of such characters; Windows punctuation is restored, controls are removed."""
    text = reading.text
    for match in _BROKEN.finditer(text, within.start, within.end):
        run = match.group()
        if text[match.start() - 1 : match.start()] in _MOJIBAKE:
            continue
        if not run.strip(CODE) and _inline(reading, match.start()):
            continue
        if all(c in _WINDOWS for c in run):
            fix = suggest("".join(_WINDOWS[c] for c in run), safe=True)
        elif all(c < "\xa0" for c in run):
            fix = suggest("", safe=True)
        elif run == "\ufffd" and _apostrophe(text, match):
            fix = suggest("’")
        else:
            fix = ()
        yield Finding(Span(*match.span()), fix)


def _inline(reading: Reading, at: int) -> bool:
    """Whether an inline tag of a bilingual file was lifted out here."""
    block = reading.block_at(at)
    return block is not None and block.unit is not None


def _apostrophe(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return before.isalpha() and bool(_LOST_APOSTROPHE.match(text, match.end()))


RULE = Rule(
    id="linguistic/char_broken",
    category="linguistic-conventions/character-encoding",
    severity=Severity.MAJOR,
    message="A character was lost here or cannot be shown.",
    doc="""The replacement character, control characters, private-use characters.

The file was read in the wrong encoding or cut inside a character. Windows punctuation that arrives
as control characters is restored; what stands for a lost letter is for a person to decide.""",
    find=find,
    confidence=0.95,
    examples=(
        Example("It isn⟦\ufffd⟧t open.", fix="’"),
        Example("The caf⟦\ufffd⟧ is closed."),
        Example("It⟦\x92⟧s open.", fix="’"),
        Example("The road⟦\x07⟧ is closed.", fix=""),
        Example("The café isn’t open."),
    ),
)
