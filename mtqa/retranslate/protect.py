"""What must come through a translation untouched: placeholders, markup, addresses.

Before an engine sees a text each becomes a token that engines leave alone; afterwards every token
must be there exactly once, or the text is translated again unmasked. Numbers, names and quotations
are not masked, since their sentence bends around them (*12 000* is *12,000*): the checks of a
candidate compare them by value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_FIXED = re.compile(
    r"""
      https?://[^\s<>"'»”)\]]*[^\s<>"'»”)\].,;:!?]   # addresses
    | (?<![\w.@])[\w.+-]+@[\w-]+\.[\w.-]*\w
    | </?[A-Za-z][^<>\n]{0,200}>                      # markup
    | \$?\{\{?\s?[\w.]{1,40}\s?\}?\}                  # placeholders
    | %\(\w+\)[sdif] | %\d?\$?[sdif@](?!\w)
    | (?<![\w&])[#@](?=\w*[A-Za-z])\w{2,40}            # #words and @names
    | \ufffc
    """,
    re.VERBOSE,
)
MARK = "XX{}XX"
_NAME = re.compile(r"(?<![\w-])[^\W\d_a-z][^\W\d_]{2,}")
_QUOTE = re.compile(r"[«»“”„‟\"「」『』]|(?<!\w)[‘'](?=\w)")
_TOKEN = re.compile(r"XX ?(\d+) ?XX", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with tokens in place of what must survive.

    Attributes:
        text: The text to translate.
        kept: What the tokens stand for, by their number.
    """

    text: str
    kept: tuple[str, ...]

    def restore(self, translation: str) -> str | None:
        """Put back what the tokens stand for; None unless each is there exactly once."""
        numbers = [int(n) for n in _TOKEN.findall(translation)]
        if sorted(numbers) != list(range(len(self.kept))):
            return None
        return _TOKEN.sub(lambda m: self.kept[int(m[1])], translation)


def mask(text: str) -> Masked:
    """Put tokens in place of all that must survive; nothing where the text has such tokens."""
    if _TOKEN.search(text):
        return Masked(text, ())
    kept: list[str] = []

    def token(match: re.Match[str]) -> str:
        kept.append(match.group())
        return MARK.format(len(kept) - 1)

    return Masked(_FIXED.sub(token, text), tuple(kept))


def fixed_of(text: str) -> Counter[str]:
    """All that must survive, with how often it stands there."""
    return Counter(m.group() for m in _FIXED.finditer(text))


def lost(source: str, translation: str) -> str:
    """Why a translation does not hold what must survive; empty where it does."""
    there, here = fixed_of(source), fixed_of(translation)
    for text, times in there.items():
        if translation.count(text) < times:
            return f"“{text}” of the source is missing"
    for text in here:
        if text not in source:
            return f"“{text}” is not in the source"
    if _TOKEN.search(translation) and not _TOKEN.search(source):
        return "a token of the protection is left in it"
    return ""


def lost_name(source: str, original: str, translation: str) -> str:
    """A name that source and original write alike and the translation does not have, else empty.

    Names that are written otherwise in the target are left to the rules; the first word of the
    source may have its capital from there.
    """
    here = translation.casefold()
    for match in _NAME.finditer(source):
        name = match.group()
        if match.start() and name[0].isupper() and name in original and name.casefold() not in here:
            return name
    return ""


def lost_quotation(source: str, original: str, translation: str) -> bool:
    """Whether source and original quote and the translation does not."""
    return bool(
        _QUOTE.search(source) and _QUOTE.search(original) and not _QUOTE.search(translation)
    )


def protected(texts: Sequence[str], translate: Callable[[list[str]], list[str]]) -> list[str]:
    """Translate with what must survive masked; what did not survive is done again unmasked.

    Args:
        texts: Texts of the source; an empty one stays empty.
        translate: Translates a list, in order.
    """
    masked = [mask(t) for t in texts]
    todo = [k for k, t in enumerate(texts) if t.strip()]
    out = ["" for _ in texts]
    again = []
    for k, translation in zip(todo, translate([masked[k].text for k in todo]), strict=True):
        restored = masked[k].restore(translation)
        out[k] = restored if restored is not None else ""
        if restored is None:
            again.append(k)
    if again:
        for k, translation in zip(again, translate([texts[k] for k in again]), strict=True):
            out[k] = translation
    return out
