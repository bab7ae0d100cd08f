"""The runs of a Word paragraph as text, and edits made in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqa.read.format import Edit
from mtqa.read.mapping import most_alike

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}p", f"{W}txbxContent", _FALLBACK)
)
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "‑",
    f"{W}softHyphen": "\u00ad",
}
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A node that stands for text: ``w:t``, a tab, a break or a special hyphen.

    Attributes:
        node: The node.
        text: The text it stands for.
    """

    node: etree._Element
    text: str


def runs_of(paragraph: etree._Element) -> Iterator[Run]:
    """The text nodes of a paragraph in order, without those of text boxes inside it."""
    stack = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == f"{W}t":
            yield Run(node, node.text or "")
        elif node.tag in _CHARACTERS:
            # tabs are also defined in paragraph properties, which are hidden; a page break is none
            if node.get(f"{W}type") not in ("page", "column"):
                yield Run(node, _CHARACTERS[node.tag])
        elif isinstance(node.tag, str) and node.tag not in _HIDDEN:
            stack.append(iter(node))


def edit_runs(runs: Sequence[Run], edits: Sequence[Edit]) -> None:
    """Make edits in the nodes of a paragraph.

    The new text goes into the run that it has most in common with of those that it changes, or into
    that of the character before it where it replaces none.

    Args:
        runs: The runs of the paragraph; their nodes are changed.
        edits: Sorted, none overlapping, with spans in the joined text of the runs.
    """
    texts = [run.text for run in runs]
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text)
    for edit in reversed(edits):
        a, b, new = edit.span.start, edit.span.end, edit.text
        first = _run_at(runs, starts, a, inside=a < b)
        parts = [r.text[max(a - s, 0) : max(b - s, 0)] for r, s in zip(runs, starts, strict=True)]
        home = first + most_alike(parts[first:], new) if a < b else first
        for k in range(len(runs) - 1, first - 1, -1):
            left, right = max(a - starts[k], 0), min(b - starts[k], len(runs[k].text))
            if k == home:
                right = max(left, right)
                texts[k] = texts[k][:left] + new + texts[k][right:]
            elif left < right:
                texts[k] = texts[k][:left] + texts[k][right:]
    for run, text in zip(runs, texts, strict=True):
        if text != run.text:
            _set(run.node, text)


def _run_at(runs: Sequence[Run], starts: Sequence[int], at: int, *, inside: bool) -> int:
    """Index of the run that holds the character at ``at``, or the one before it."""
    for k, run in enumerate(runs):
        end = starts[k] + len(run.text)
        if at < end or (at == end and not inside and run.text):
            return k
    return max(len(runs) - 1, 0)


def _set(node: etree._Element, text: str) -> None:
    """Let a node stand for ``text``: a ``w:t``, with tabs and breaks as nodes after it."""
    from lxml import etree

    parent = node.getparent()
    if parent is None:
        return
    text = FORBIDDEN.sub("", text)
    new = []
    for part in re.split(r"([\t\n])", text):
        if part in ("\t", "\n"):
            new.append(etree.Element(f"{W}tab" if part == "\t" else f"{W}br"))
        elif part:
            element = deepcopy(node) if node.tag == f"{W}t" else etree.Element(f"{W}t")
            element.text, element.tail = part, None
            if part != part.strip():
                element.set(SPACE, "preserve")
            new.append(element)
    if not new and node.tag == f"{W}t":
        node.text = ""
        return
    at = parent.index(node)
    tail = node.tail
    parent[at : at + 1] = new
    if new:
        new[-1].tail = tail
