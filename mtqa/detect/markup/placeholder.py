"""Placeholders and tokens of the machinery that were to be replaced or never to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import BlockKind, Severity, Span

_TOKENS = re.compile(
    r"<unk>|<\|?(?:pad|eos|bos|endoftext|im_start|im_end|s|/s|mask)\|?>|</s>|\[(?:UNK|SEP|CLS|MASK|PAD)\]"
    r"|<extra_id_\d+>|<2[a-z]{2}>|⁇|▁|Ġ|(?<=\w)@@(?= )|@-@|(?<=[a-z] )##(?=[a-z])|&#?\w+;unk"
    r"|\bX(?:NUMX|URLX|EMAILX|NAMEX|DATEX)\b|(?<!\w)XNUMX|__[A-Z][A-Z_]*\d*__"
    r"|\b[A-Z]{2,}_(?:PLACEHOLDER|TOKEN|VAR)\w*|(?<!\w)\$\{\w[\w.]*\}|\{\{\s?\w[\w .|]*\}\}"
)
_FORMATS = re.compile(
    r"(?<![\w{$%])\{\d{1,2}\}(?!\})|(?<![\w%])%(?:\d\$)?[sd](?![\w%])|(?<![\w%])%\(\w+\)[sd]|%\d\$@"
)
_DELETED = ("@@", "##", "▁", "Ġ")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Such tokens, unless the source sentence holds the same one."""
    text = reading.text
    for pattern in (_TOKENS, _FORMATS):
        for match in pattern.finditer(text, within.start, within.end):
            token = match.group()
            block = reading.block_at(match.start())
            unit = block is not None and block.kind is BlockKind.UNIT
            if token in reading.source_of(match.start()) or (pattern is _FORMATS and unit):
                continue
            yield _finding(text, match)


def _finding(text: str, match: re.Match[str]) -> Finding:
    found, span = match.group(), Span(*match.span())
    if found in ("@@", "##"):  # the mark and the space beside it join two halves of a word
        end = span.end + (text[span.end : span.end + 1] == " ")
        start = span.start - (found == "##" and text[span.start - 1] == " ")
        return Finding(Span(start, end), suggest("", safe=True))
    if found == "@-@":
        left = span.start - (text[span.start - 1 : span.start] == " ")
        right = span.end + (text[span.end : span.end + 1] == " ")
        return Finding(Span(left, right), suggest("-", safe=True))
    return Finding(span, suggest(" ") if found in _DELETED else ())


RULE = Rule(
    id="markup/placeholder",
    category="design-and-markup/markup-tag",
    severity=Severity.CRITICAL,
    message="“{text}” is a placeholder of the translation machinery; something was to stand here.",
    doc="""Tokens that no reader may see: <unk>, @@, ▁, XNUMX, __PH1__, {0}, %s.

Subword marks, unknown-word tokens, masks for numbers and names, and slots of software texts. Those
that the source sentence holds too are in order, and so are slots in units of software.""",
    find=find,
    anchors=(
        *("<", "[unk", "[sep", "[cls", "[mask", "[pad", "⁇", "▁", "ġ", "@@", "@-@", "##", "__"),
        *("xnumx", "xurlx", "xemailx", "xnamex", "xdatex", "_placeholder", "_token", "_var"),
        *("{", "%s", "%d", "%(", "%1", "%2", "%3", ";unk"),
    ),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("The mayor of ⟦<unk>⟧ said so."),
        Example("The gov⟦@@ ⟧ernment closed the road.", fix=""),
        Example("A long⟦ @-@ ⟧term plan.", fix="-"),
        Example("The ⟦XNUMX⟧ elections were late."),
        Example("⟦__PH1__⟧ closed the road."),
        Example("There are ⟦{0}⟧ new roads."),
        Example("There are ⟦%s⟧ new roads."),
        Example("It rose 5% so far; 100% sure; an <s in HTML; XX century; [sic]; __init__."),
        Example(
            "Es gibt {0} Straßen.",
            source="There are {0} roads.",
            source_lang="en",
            target_lang="de",
        ),
    ),
)
