"""Marks a stretch of text with nested and overlapping highlights, as safe HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqa.types import Span

if TYPE_CHECKING:
    from markupsafe import Markup

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlight: where, the number of its issue, and the classes it is drawn with."""

    span: Span
    number: int
    classes: str


def visible(text: str) -> str:
    """The text with control characters as their pictures, which HTML could not carry."""
    if not any(c < " " for c in text):
        return text
    return "".join(chr(0x2400 + ord(c)) if c < " " and c not in "\n\t" else c for c in text)


def highlighted(text: str, span: Span, highlights: Iterable[Highlight]) -> Markup:
    """The characters of ``span`` with its highlights as ``<mark>`` elements.

    Elements nest. A highlight that begins inside another and ends outside it is cut into pieces
    with the same number; an empty one becomes a caret. What sticks out of ``span`` is cut off.

    Args:
        text: The whole text.
        span: The stretch to write.
        highlights: Highlights; those that do not touch the stretch are left out.
    """
    from markupsafe import Markup, escape

    opening: dict[int, list[Highlight]] = defaultdict(list)
    closing: dict[int, list[Highlight]] = defaultdict(list)
    for highlight in highlights:
        start = max(highlight.span.start, span.start)
        end = min(highlight.span.end, span.end)
        if start < end or (start == end and len(highlight.span) == 0):
            opening[start].append(highlight)
            closing[end].append(highlight)
    out: list[str] = []
    stack: list[Highlight] = []
    at = span.start
    for place in sorted({*opening, *closing}):
        out.append(str(escape(visible(text[at:place]))))
        at = place
        _close(out, stack, [h for h in closing[place] if len(h.span)])
        for h in sorted(opening[place], key=lambda h: (-len(h.span), h.number)):
            _open(out, stack, h)
            if not len(h.span):
                out.append("</mark>")
                stack.pop()
    out.append(str(escape(visible(text[at : span.end]))))
    return Markup("".join(out))  # noqa: S704 - every piece above was escaped


def _open(out: list[str], stack: list[Highlight], highlight: Highlight) -> None:
    depth = min(len(stack), _DEEPEST)
    caret = "" if len(highlight.span) else " caret"
    out.append(f'<mark class="m {highlight.classes} d{depth}{caret}" data-i="{highlight.number}">')
    stack.append(highlight)


def _close(out: list[str], stack: list[Highlight], ended: list[Highlight]) -> None:
    """Close what ended and, around it, what goes on; then open the latter again."""
    left = len(ended)
    reopen: list[Highlight] = []
    while left:
        top = stack.pop()
        out.append("</mark>")
        if top in ended:
            left -= 1
        else:
            reopen.append(top)
    for highlight in reversed(reopen):
        _open(out, stack, highlight)
