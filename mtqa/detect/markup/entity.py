"""HTML entities and escapes in plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NAMED = (
    "amp|quot|apos|lt|gt|nbsp|hellip|mdash|ndash|laquo|raquo|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo"
    "|euro|pound|copy|reg|trade|deg|middot|bull|shy|thinsp|zwnj|eacute|egrave|agrave|ccedil|uuml"
    "|ouml|auml|szlig|ntilde|iacute|oacute|uacute|aacute|ecirc|ocirc|icirc|acirc|ucirc|euml|iuml"
    "|oelig|Eacute|Agrave|Uuml|Ouml|Auml|times|frac12"
)
_ENTITY = re.compile(rf"& ?(?:amp ?; ?)?(?:(?:{_NAMED})|# ?x?[0-9a-fA-F]{{2,5}}) ?;")
_ESCAPE = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?<=[\w.,!?])\\n(?=[A-Z\s])|\\\"|\\(?=')"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Entities (also spaced by a tokeniser or escaped twice) and backslash escapes."""
    for pattern in (_ENTITY, _ESCAPE):
        for match in pattern.finditer(reading.text, within.start, within.end):
            found = match.group()
            if found in reading.source_of(match.start()):
                continue
            plain = _plain(found)
            if plain is not None:
                yield Finding(Span(*match.span()), suggest(plain, safe=True))


def _plain(found: str) -> str | None:
    if found.startswith("\\"):
        if found[1:2] in ("u", "x"):
            return (
                chr(int(found[2:], 16)) if int(found[2:], 16) not in range(0xD800, 0xE000) else ""
            )
        return {"\\n": " ", '\\"': '"', "\\": ""}.get(found)
    plain = html.unescape(html.unescape(found.replace(" ", "")))
    return None if plain.startswith("&") and plain != "&" else plain


RULE = Rule(
    id="markup/entity",
    category="design-and-markup/markup-tag",
    severity=Severity.MAJOR,
    message="“{text}” is the code of a character; write the character.",
    doc="""HTML entities (&quot; &amp; &#39;) and escapes (\\u2019) that were never decoded.

Also with the spaces of a tokeniser (& quot ;) and escaped twice (&amp;quot;). An entity that the
source sentence holds too is in order.""",
    find=find,
    anchors=("&", "\\"),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("He said ⟦&quot;⟧no and left.", fix='"'),
        Example("It isn⟦& #39 ;⟧t open.", fix="'"),
        Example("It isn⟦&amp;#39;⟧t open.", fix="'"),
        Example("It isn⟦\\u2019⟧t open.", fix="’"),
        Example("Marks & Spencer; R&D; AT&T; C:\\new\\x is a path."),
    ),
)
