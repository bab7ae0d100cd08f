"""Letters whose accent is a character of its own, and typographic ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import Severity, Span

_ANY = re.compile("[\u0300-\u036fﬀ-ﬆ]")
_DECOMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]+|[ﬀﬁﬂﬃﬄﬅﬆ]+")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """A Latin letter with combining marks that have one character together; fi as a ligature."""
    if reading.text.isascii():
        return
    if not _ANY.search(reading.text):
        return
    for match in _DECOMPOSED.finditer(reading.text, within.start, within.end):
        found = match.group()
        ligature = found[0] >= "ﬀ"
        fixed = unicodedata.normalize("NFKC" if ligature else "NFC", found)
        if fixed != found:
            yield Finding(Span(*match.span()), suggest(fixed, safe=True))


RULE = Rule(
    id="linguistic/char_decomposed",
    category="linguistic-conventions/character-encoding",
    severity=Severity.NEUTRAL,
    message="This letter is written with several characters or a ligature; write it as one letter.",
    doc="""Decomposed accents (e + ◌́) and the ligatures ﬁ, ﬂ of PDF files.

They look right but are not found by search and break spell checkers. Neutral.""",
    find=find,
    confidence=0.8,
    examples=(
        Example("The caf⟦e\u0301⟧ is closed.", fix="é"),
        Example("The ⟦ﬁ⟧rst road is closed.", fix="fi"),
        Example("The café is the first."),
    ),
)
