"""Punctuation of Chinese, Japanese or Arabic in a Latin text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_PLAIN = {
    "，": ",", "。": ".", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")",
    "、": ",", "％": "%", "［": "[", "］": "]", "《": "“", "》": "”", "〈": "“", "〉": "”",
    "…": "…", "～": "–", "－": "-", "／": "/", "＋": "+", "＆": "&", "．": ".", "‧": "·",
    "،": ",", "؛": ";", "؟": "?", "٪": "%", "٫": ".", "٬": ",", "\u3000": " ", "।": ".",
}  # fmt: skip
_PLAIN |= {chr(0xFF10 + k): str(k) for k in range(10)}
_PLAIN |= {chr(0x660 + k): str(k) for k in range(10)} | {chr(0x6F0 + k): str(k) for k in range(10)}
_PLAIN |= {chr(0xFF21 + k): chr(65 + k) for k in range(26)}
_PLAIN |= {chr(0xFF41 + k): chr(97 + k) for k in range(26)}
del _PLAIN["…"]
_WIDE = re.compile("[" + re.escape("".join(_PLAIN)) + "]+")
_EASTERN = re.compile("[\u0590-\u08ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Runs of such characters that do not stand in a quotation of that script."""
    if facts(reading.document.target_lang).script != "Latn":
        return
    text = reading.text
    for match in _WIDE.finditer(text, within.start, within.end):
        near = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
        if _EASTERN.search(near):
            continue
        plain = "".join(_PLAIN[c] for c in match.group())
        follows, before = (
            text[match.end() : match.end() + 1],
            text[match.start() - 1 : match.start()],
        )
        if plain[-1] in ",.:;!?)%" and follows.isalnum():
            plain += " "
        if plain[0] == "(" and before.isalnum():
            plain = " " + plain
        yield Finding(Span(*match.span()), suggest(plain, safe=True))


RULE = Rule(
    id="linguistic/char_fullwidth",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="This character belongs to another script; write the usual one.",
    doc="""Full-width or Arabic punctuation and digits in Latin text.

The marks of the source were copied: ，。（） or ، ؛ ؟ or ١٩٩٨. Quotations in the script itself
are in order.""",
    find=find,
    anchors=tuple(sorted({c.lower() for c in _PLAIN})),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("The road is closed⟦，⟧officials said.", fix=", "),
        Example("The road is closed⟦。⟧", fix="."),
        Example("Who will pay⟦؟⟧", fix="?"),
        Example("It was built in ⟦١٩٩٨⟧.", fix="1998"),
        Example("The road⟦（⟧the old one) is closed.", fix=" ("),
        Example("The title is 新华社，北京。"),
        Example("The road is closed, officials said."),
    ),
)
