"""Text read in the wrong encoding: cafÃ©, donâ€™t."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_LEAD = "ÂÃâÅÄÐÑðïÎÏØÙåæçéè"
_SUSPECT = re.compile(
    r"(?:[ÃÅÄÎÏÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u00bf]|â(?:€|„|‚|†)."
    r"|ð[\u0080-\u00bfŸ].|ï¿½|ï»¿)+"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Sequences that can only be UTF-8 read as something else, with the text they stood for."""
    for match in _SUSPECT.finditer(reading.text, within.start, within.end):
        fixed = _decoded(match.group())
        if fixed in ("Â", "Ã"):
            fixed = ""  # what is left of a space that was encoded twice
        if fixed is not None:
            yield Finding(Span(*match.span()), suggest(fixed, safe="\ufffd" not in fixed))


def _decoded(text: str) -> str | None:
    """What the bytes of ``text`` spell in UTF-8, None where they spell nothing."""
    import ftfy.bad_codecs  # registers the codec

    assert ftfy.bad_codecs
    for codec in ("sloppy-windows-1252", "latin-1"):
        try:
            found = text.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if found != text and len(found) < len(text):
            return found
    return None


RULE = Rule(
    id="linguistic/char_mojibake",
    category="linguistic-conventions/character-encoding",
    severity=Severity.MAJOR,
    message="These characters were read in the wrong encoding.",
    doc="""UTF-8 text that was read as Windows-1252 or Latin-1: Ã© for é, â€™ for ’.

Each sequence is decoded again; only what spells valid UTF-8 is reported, so a Portuguese ÃO or a
French â€ never is.""",
    find=find,
    anchors=tuple({c.lower() for c in "ÂÃÅÄÎÏÐÑØÙâðï"}),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("The caf⟦Ã©⟧ is closed.", fix="é"),
        Example("They don⟦â€™⟧t know.", fix="’"),
        Example("It costs 5⟦Â\u00a0⟧euros.", fix="\u00a0"),
        Example("SÃO PAULO and Âge and Besançon and Ångström."),
    ),
)
