"""HTML, BBCode and short codes in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_HTML = (
    "a|abbr|article|aside|audio|b|blockquote|body|br|button|caption|center|cite|code|dd|del|div|dl"
    "|dt|em|embed|figcaption|figure|font|footer|form|g|h[1-6]|head|header|hr|html|i|iframe|img"
    "|input|ins|label|li|link|main|meta|nav|noscript|ol|option|p|ph|pre|q|s|script|section|select"
    "|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|tfoot|th|thead"
    "|title|tr|u|ul|video|wbr|bpt|ept|mrk|x"
)
_TAG = re.compile(
    rf"</?(?:{_HTML})(?:\s[^<>\n]{{0,300}})? ?/?>|< ?/? ?(?:{_HTML}) ?/? ?>|<!--.{{0,200}}?-->",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\[/?(?:b|i|u|s|url|quote|img|color|size|center|list|code|spoiler|caption|embed|gallery|video"
    r"|audio|youtube|vc_\w+|et_pb_\w+|shortcode)(?:=[^\]\n]{0,200}|\s+\w+=[^\]\n]{0,300})?\]"
)
_BREAKS = re.compile(r"< ?/? ?(?:br|p|div|li|h\d|tr|td|ul|ol)\b", re.IGNORECASE)
_QUOTES = re.compile(r"\[(?:i|s|b|u|quote)\]")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Tags that the source sentence does not hold."""
    text = reading.text
    for pattern in (_TAG, _CODE):
        for match in pattern.finditer(text, within.start, within.end):
            tag = match.group()
            if tag in reading.source_of(match.start()):
                continue
            if pattern is _CODE and _QUOTES.fullmatch(tag) and f"[/{tag[1:]}" not in text:
                continue  # [s]he, an [i] of one's own
            inside = (
                text[match.start() - 1 : match.start()].strip()
                and text[match.end() : match.end() + 1].strip()
            )
            space = " " if inside and _BREAKS.match(tag) else ""
            yield Finding(Span(*match.span()), suggest(space, safe=True))


RULE = Rule(
    id="markup/tag",
    category="design-and-markup/markup-tag",
    severity=Severity.MAJOR,
    message="“{text}” is markup, not text.",
    doc="""HTML tags, BBCode and short codes of content systems that readers would see.

In formats with markup of their own (HTML, DOCX, XLIFF) tags never reach the text; where one does,
it was escaped or pasted. A tag that the source sentence holds too is in order.""",
    find=find,
    anchors=("<", "["),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("The ⟦<b>⟧road is closed.", fix=""),
        Example("The road is closed.⟦<br />⟧Nobody knew.", fix=" "),
        Example('See ⟦<a href="https://example.org">⟧the plan.', fix=""),
        Example("⟦[caption id=12 align=left]⟧A road in Lyon.", fix=""),
        Example("It was [s]he who said a < b and c > d, x<y, [sic], [i] and <3."),
        Example(
            "Die <b>Straße ist zu.",
            source="The <b>road is closed.",
            source_lang="en",
            target_lang="de",
        ),
    ),
)
