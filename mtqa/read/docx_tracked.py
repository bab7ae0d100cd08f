"""Tracked changes in the runs of a Word paragraph: our ``w:ins`` and ``w:del`` around them.

A run is split where a change begins or ends, and each piece keeps the run's properties. What was
deleted stays in the file as ``w:delText``; what is inserted takes the formatting of the run that
it has most in common with. Inside an insertion of somebody else a deletion is nested, and theirs is
split around our insertion, which is what Word itself writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mtqa.read.format import Edit, Stamp
from mtqa.read.mapping import most_alike
from mtqa.read.runs import FORBIDDEN, SPACE, Run, W

if TYPE_CHECKING:
    from lxml import etree

_TRACKED = frozenset((f"{W}ins", f"{W}moveTo"))  # a deletion of theirs holds nothing that is read


@dataclass(slots=True)
class Atom:
    """A text node that no change or comment divides, with its place in the paragraph's text."""

    node: etree._Element
    start: int
    end: int
    text: str


class Revisions:
    """Numbers that no other tracked change, comment range or bookmark of the file has.

    Args:
        used: The numbers that are taken.
        stamp: Who changes the file and when.
    """

    def __init__(self, used: Iterable[int], stamp: Stamp) -> None:
        self._used, self._last, self._stamp = frozenset(used), 0, stamp
        self._ours: set[str] = set()

    def number(self) -> int:
        """A free number."""
        self._last += 1
        while self._last in self._used:
            self._last += 1
        return self._last

    def element(self, name: str) -> etree._Element:
        """An empty ``w:ins`` or ``w:del`` of ours."""
        from lxml import etree

        element = etree.Element(f"{W}{name}")
        number = str(self.number())
        self._ours.add(number)
        element.set(f"{W}id", number)
        element.set(f"{W}author", self._stamp.author)
        element.set(f"{W}date", self._stamp.date)
        return element

    def ours(self, element: etree._Element) -> bool:
        """Whether a tracked change was made here."""
        return element.get(f"{W}id") in self._ours


def cut(runs: Sequence[Run], places: Iterable[int]) -> list[Atom]:
    """The text nodes of a paragraph, divided so that every place is between two of them.

    Args:
        runs: The runs of the paragraph; a divided ``w:t`` becomes several in the same run. Text
            outside a ``w:r``, which no tracked change can hold, is passed over.
        places: Offsets in the joined text of the runs.
    """
    wanted = sorted(set(places))
    atoms: list[Atom] = []
    at = 0
    for run in runs:
        end = at + len(run.text)
        parent = run.node.getparent()
        if parent is None or parent.tag != f"{W}r":
            at = end
            continue
        inner = [p for p in wanted if at < p < end] if run.node.tag == f"{W}t" else []
        if inner:
            atoms += _divided(run.node, run.text, at, inner)
        elif run.text:
            atoms.append(Atom(run.node, at, end, run.text))
        at = end
    return atoms


def _divided(node: etree._Element, text: str, at: int, places: Sequence[int]) -> Iterator[Atom]:
    last = None
    for start, end in pairwise([at, *places, at + len(text)]):
        piece = node
        if last is not None:
            piece = deepcopy(node)
            piece.tail = None
            last.addnext(piece)
        last = piece
        piece.text = text[start - at : end - at]
        if piece.text != piece.text.strip():
            piece.set(SPACE, "preserve")
        yield Atom(piece, start, end, piece.text)


def track(atoms: Sequence[Atom], edits: Sequence[Edit], revisions: Revisions) -> None:
    """Write edits as tracked changes.

    Args:
        atoms: The text nodes of the paragraph, cut at both ends of every edit.
        edits: None overlapping, with spans in the text of the paragraph.
        revisions: Makes the elements.
    """
    for edit in edits:
        a, b = edit.span.start, edit.span.end
        gone = [t for t in atoms if a <= t.start and t.end <= b and a < b]
        if gone:
            home = gone[most_alike([t.text for t in gone], edit.text)]
        else:
            home = next((t for t in reversed(atoms) if t.end <= a), atoms[0])
        for atom in gone:
            _delete(atom.node, revisions)
        if edit.text:
            new = _insertion(home.node, edit.text, revisions)
            after = home.start < a or bool(gone)
            place = standing(home.node, revisions, after=after)
            (place.addnext if after else place.addprevious)(new)


def standing(node: etree._Element, revisions: Revisions, *, after: bool) -> etree._Element:
    """What stands for a text node in its paragraph, link or field: its run, with our deletion.

    The run is split at that side of the node, and so is a tracked insertion of somebody else, so
    that something may be put there without being part of it.
    """
    run = _alone(node, after=after)
    outer = run
    while (parent := outer.getparent()) is not None and parent.tag in (*_TRACKED, f"{W}del"):
        if parent.tag in _TRACKED:
            _split(parent, outer, revisions, after=after)
        outer = parent
    return outer


def _alone(node: etree._Element, *, after: bool) -> etree._Element:
    """The run of a text node, split at that side of it."""
    run = _run(node)
    if after:
        rest = list(node.itersiblings())
    else:
        rest = [n for n in node.itersiblings(preceding=True) if n.tag != f"{W}rPr"][::-1]
    if rest:
        other = _like(run)
        other.extend(rest)
        (run.addnext if after else run.addprevious)(other)
    return run


def _run(node: etree._Element) -> etree._Element:
    run = node.getparent()
    if run is None:
        raise ValueError("a text node without a run")
    return run


def _like(run: etree._Element) -> etree._Element:
    """An empty run with the same properties."""
    from lxml import etree

    other = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        other.append(deepcopy(properties))
        other[0].tail = None
    return other


def _split(
    wrapper: etree._Element, child: etree._Element, revisions: Revisions, *, after: bool
) -> None:
    """Split a tracked change of somebody else at that side of a child; the rest gets a number."""
    from lxml import etree

    rest = list(child.itersiblings()) if after else list(child.itersiblings(preceding=True))[::-1]
    if not rest:
        return
    other = etree.Element(wrapper.tag, dict(wrapper.attrib), nsmap=wrapper.nsmap)
    other.set(f"{W}id", str(revisions.number()))
    other.extend(rest)
    (wrapper.addnext if after else wrapper.addprevious)(other)


def _delete(node: etree._Element, revisions: Revisions) -> None:
    _alone(node, after=False)
    run = _alone(node, after=True)
    if node.tag == f"{W}t":
        node.tag = f"{W}delText"
        node.set(SPACE, "preserve")
    before = run.getprevious()
    if before is not None and before.tag == f"{W}del" and revisions.ours(before):
        before.append(run)
        return
    wrapper = revisions.element("del")
    run.addprevious(wrapper)
    wrapper.append(run)


def _insertion(node: etree._Element, text: str, revisions: Revisions) -> etree._Element:
    """Our insertion, formatted like the run of a text node."""
    from lxml import etree

    new = _like(_run(node))
    for properties in new.findall(f"{W}rPr"):
        for change in properties.findall(f"{W}rPrChange"):
            properties.remove(change)
    for part in re.split(r"([\t\n])", FORBIDDEN.sub("", text)):
        if part in ("\t", "\n"):
            etree.SubElement(new, f"{W}tab" if part == "\t" else f"{W}br")
        elif part:
            child = etree.SubElement(new, f"{W}t")
            child.text = part
            child.set(SPACE, "preserve")
    wrapper = revisions.element("ins")
    wrapper.append(new)
    return wrapper
