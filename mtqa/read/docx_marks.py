"""Writes corrections as tracked changes and issues as comments into a Word document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mtqa.read.docx_comments import Body, Comments, anchor, free_name, host, linked, target
from mtqa.read.docx_parts import Paragraph, Reading, open_docx
from mtqa.read.docx_tracked import Atom, Revisions, cut, standing, track
from mtqa.read.format import Edit, Mark, Stamp
from mtqa.read.mapping import refined
from mtqa.read.package import member, open_package, parse_part, rewrite
from mtqa.read.runs import W
from mtqa.types import Span

if TYPE_CHECKING:
    from lxml import etree

_LAST, _FIRST = re.compile(r"\S+\s*\Z"), re.compile(r"\s*\S+")
_TYPES = "[Content_Types].xml"


class _Marker:
    """One document while it is marked.

    Args:
        reading: The document as it was read.
        comments: Its comments.
        revisions: Makes tracked changes.
    """

    def __init__(self, reading: Reading, comments: Comments, revisions: Revisions) -> None:
        self.reading, self.comments, self.revisions = reading, comments, revisions
        self.touched: set[str] = set()
        self._starts = [p.start for p in reading.paragraphs]
        main = next(iter(reading.roots))
        self._body = Body(main, reading.roots[main])
        self._edits: dict[int, list[Edit]] = {}
        self._notes: dict[int, list[tuple[Span, Mark]]] = {}
        self._loose: list[Mark] = []

    def sort(self, marks: Sequence[Mark]) -> None:
        """Hand each mark to the paragraph it belongs to."""
        for mark in marks:
            home = self._home(mark.span)
            if home is None or mark.span is None:
                self._loose.append(mark)
                continue
            change = None if mark.text is None else Edit(mark.span, mark.text)
            edits = refined(self.reading.text, change) if change is not None else []
            homes = [k for e in edits if (k := self._home(e.span, whole=True)) is not None]
            if mark.text is not None and len(homes) == len(edits):
                for edit, k in zip(edits, homes, strict=True):
                    moved = Edit(edit.span.shift(-self._starts[k]), edit.text)
                    self._edits.setdefault(k, []).append(moved)
                continue
            paragraph = self.reading.paragraphs[home]
            end = min(mark.span.end, paragraph.end) - paragraph.start
            begin = min(mark.span.start - paragraph.start, end)
            self._notes.setdefault(home, []).append((Span(begin, end), mark))

    def _home(self, span: Span | None, *, whole: bool = False) -> int | None:
        """The paragraph that a span begins in, or lies in as a whole."""
        if span is None or not self._starts:
            return None
        k = bisect_right(self._starts, span.start) - 1
        place = span.end if whole else span.start
        return k if k >= 0 and place <= self.reading.paragraphs[k].end else None

    def write(self) -> None:
        """Write all marks, paragraph by paragraph."""
        for k in sorted({*self._edits, *self._notes}):
            self._paragraph(
                self.reading.paragraphs[k], self._edits.get(k, []), self._notes.get(k, [])
            )
        for mark in self._loose:
            self._elsewhere(None, mark.said)

    def _paragraph(
        self, paragraph: Paragraph, edits: Sequence[Edit], notes: Sequence[tuple[Span, Mark]]
    ) -> None:
        text = "".join(r.text for r in paragraph.runs)
        node, place = host(paragraph.node, paragraph.part, self._body)
        here = [] if place else [(_wide(span, text), mark) for span, mark in notes]
        places = [p for e in edits for p in (e.span.start, e.span.end)]
        places += [p for span, _ in here for p in (span.start, span.end)]
        atoms = cut(paragraph.runs, places)
        if edits and atoms:
            track(atoms, edits, self.revisions)
            self.touched.add(paragraph.part)
        for span, mark in here:
            self._anchor(atoms, span, mark, paragraph)
        for span, mark in notes if place else ():
            quoted = f"In the {place}: “{span.of(text) or text}”"
            self._elsewhere(node, (mark.said[0], quoted, *mark.said[1:]))

    def _anchor(self, atoms: Sequence[Atom], span: Span, mark: Mark, paragraph: Paragraph) -> None:
        inside = [t for t in atoms if span.start <= t.start and t.end <= span.end]
        if not inside:
            self._elsewhere(None, mark.said)
            return
        first = standing(inside[0].node, self.revisions, after=False)
        last = standing(inside[-1].node, self.revisions, after=True)
        anchor(first, last, self.comments.add(mark.said))
        self.touched.add(paragraph.part)

    def _elsewhere(self, node: etree._Element | None, said: Sequence[str]) -> None:
        node = self._body.point() if node is None else node
        anchor(node, node, self.comments.add(said))
        self.touched.add(self._body.part)


def _wide(span: Span, text: str) -> Span:
    """The span, or the word before (else after) it where it is empty: a comment needs a place."""
    if span.start < span.end:
        return span
    before = _LAST.search(text[max(span.start - 100, 0) : span.start])
    if before:
        return Span(span.start - len(before.group()), span.start)
    after = _FIRST.match(text, span.start)
    return Span(span.start, after.end() if after else span.start)


def mark_docx(data: bytes, marks: Sequence[Mark], stamp: Stamp) -> bytes:
    """The package with the marks in it; parts without one keep their bytes.

    Args:
        data: The package.
        marks: Those with a text are tracked changes, none of which overlap; the others comments.
        stamp: Who and when.
    """
    if not marks:
        return data
    reading = open_docx(data, "")
    main = next(iter(reading.roots))
    with open_package(data, "") as package:
        names = set(package.namelist())

        def part(name: str) -> etree._Element | None:
            return parse_part(member(package, name, ""), "", name) if name in names else None

        rels_name = _rels(main)
        rels, types = part(rels_name), part(_TYPES)
        comments_name = target(rels, main)
        known = comments_name is not None and comments_name in names
        existing = part(comments_name) if known and comments_name else None
    comments = Comments(existing, _numbers(reading.roots, "commentReference"), stamp)
    before = len(comments.root)
    marker = _Marker(reading, comments, Revisions(_numbers(reading.roots), stamp))
    marker.sort(marks)
    marker.write()
    changed = {name: reading.roots[name] for name in marker.touched}
    if len(comments.root) > before:
        if existing is None:
            comments_name = comments_name or free_name(main, names)
            changed[rels_name], changed[_TYPES] = linked(rels, types, comments_name)
        changed[comments_name or ""] = comments.root
    return rewrite(data, {name: serialized(root) for name, root in changed.items()})


def _rels(main: str) -> str:
    folder, _, file = main.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _numbers(roots: Mapping[str, etree._Element], name: str | None = None) -> set[int]:
    """The ``w:id`` of every element, or of those of one name."""
    found: set[int] = set()
    for root in roots.values():
        for node in root.iter(f"{W}{name}" if name else None):
            number = node.get(f"{W}id", "")
            if number.isdecimal():
                found.add(int(number))
    return found


def serialized(root: etree._Element) -> bytes:
    """A part as Word writes it: UTF-8, standalone."""
    from lxml import etree

    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
