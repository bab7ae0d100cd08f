"""Comments of a Word document: where they are anchored, and the part that holds what they say.

Word allows no comments in headers, footers and text boxes, and LibreOffice loses those in notes. A
comment on them is anchored where its story hangs on the body: at the mark of the note, at the
paragraph that holds the box, at the first paragraph for a header or footer; and it quotes what it
is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mtqa.read.format import Stamp
from mtqa.read.runs import FORBIDDEN, SPACE, W

if TYPE_CHECKING:
    from lxml import etree

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIZE, _SMALL = "18", "14"  # half points
_GREY = "6B6B6B"


class Comments:
    """The comments part of a package, with ours added to those that are there.

    Args:
        existing: The root of the part, None where the package has none.
        used: Numbers of comments that the document refers to.
        stamp: Who comments and when.
    """

    def __init__(self, existing: etree._Element | None, used: set[int], stamp: Stamp) -> None:
        from lxml import etree

        if existing is None:
            existing = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        self.root, self._stamp = existing, stamp
        taken = {int(n) for c in existing if (n := c.get(f"{W}id", "")).isdecimal()}
        self._next = max(taken | used, default=-1) + 1

    def add(self, said: Sequence[str]) -> str:
        """Add a comment: its title, its paragraphs, and the last of them small.

        Returns:
            Its number.
        """
        from lxml import etree

        number, self._next = str(self._next), self._next + 1
        comment = etree.SubElement(self.root, f"{W}comment")
        comment.set(f"{W}id", number)
        comment.set(f"{W}author", self._stamp.author)
        comment.set(f"{W}date", self._stamp.date)
        comment.set(f"{W}initials", self._stamp.author)
        for k, text in enumerate(said):
            paragraph = etree.SubElement(comment, f"{W}p")
            if k == 0:
                run = etree.SubElement(paragraph, f"{W}r")
                etree.SubElement(run, f"{W}annotationRef")
            run = etree.SubElement(paragraph, f"{W}r")
            _style(run, title=k == 0, last=0 < k == len(said) - 1)
            node = etree.SubElement(run, f"{W}t")
            node.text = FORBIDDEN.sub("", text)
            node.set(SPACE, "preserve")
        return number


def _style(run: etree._Element, *, title: bool, last: bool) -> None:
    from lxml import etree

    properties = etree.SubElement(run, f"{W}rPr")
    if title:
        etree.SubElement(properties, f"{W}b")
    if last:
        etree.SubElement(properties, f"{W}color").set(f"{W}val", _GREY)
    size = _SMALL if last else _SIZE
    for name in ("sz", "szCs"):
        etree.SubElement(properties, f"{W}{name}").set(f"{W}val", size)


def anchor(first: etree._Element, last: etree._Element, number: str) -> None:
    """Put the range of a comment around what stands from one node to another, and its mark."""
    from lxml import etree

    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    mark = etree.Element(f"{W}r")
    reference = etree.SubElement(mark, f"{W}commentReference")
    for node in (start, end, reference):
        node.set(f"{W}id", number)
    first.addprevious(start)
    last.addnext(end)
    end.addnext(mark)


def host(paragraph: etree._Element, part: str, body: Body) -> tuple[etree._Element | None, str]:
    """What a comment on a paragraph is anchored to where it cannot be anchored in it.

    Returns:
        The node (the mark of the note, the run that holds the text box; None for the first
        paragraph of the document), and the name of the place; no name where the paragraph itself
        can hold the comment.
    """
    note = next(paragraph.iterancestors(f"{W}footnote", f"{W}endnote"), None)
    if note is not None:
        kind = str(note.tag).removeprefix(W)
        return body.notes.get((kind, note.get(f"{W}id", ""))), kind
    boxed = next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None
    if part == body.part:
        return (_outermost(paragraph), "text box") if boxed else (None, "")
    return None, "footer" if "footer" in part else "header"


class Body:
    """The main part, as comments on other parts are anchored to it.

    Args:
        part: Its name.
        root: Its XML.
    """

    def __init__(self, part: str, root: etree._Element) -> None:
        self.part, self.root = part, root
        marks = root.iter(f"{W}footnoteReference", f"{W}endnoteReference")
        self.notes: dict[tuple[str, str], etree._Element] = {}
        for mark in marks:
            kind = str(mark.tag).removeprefix(W).removesuffix("Reference")
            run = _outermost(mark)
            if run is not None:
                self.notes.setdefault((kind, mark.get(f"{W}id", "")), run)

    def point(self) -> etree._Element:
        """An empty run at the start of the document, to anchor what has no other place."""
        from lxml import etree

        run = etree.Element(f"{W}r")
        paragraph = next(self.root.iter(f"{W}p"), None)
        if paragraph is None:
            body = next(self.root.iter(f"{W}body"), self.root)
            paragraph = etree.Element(f"{W}p")
            body.insert(0, paragraph)
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, run)
        return run


def _outermost(node: etree._Element) -> etree._Element | None:
    """The child of a paragraph that holds a node, outside of all text boxes."""
    found = None
    for outer in (node, *node.iterancestors()):
        parent = outer.getparent()
        if parent is not None and parent.tag == f"{W}p":
            found = outer
    return found


def linked(
    rels: etree._Element | None, types: etree._Element | None, name: str
) -> tuple[etree._Element, etree._Element]:
    """The relationships of the main part and the content types with the comments part in them.

    Args:
        rels: The relationships, None where there are none.
        types: The content types.
        name: Where the comments part stands, from the root of the package.
    """
    from lxml import etree

    if rels is None:
        rels = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    if types is None:
        types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    taken = {r.get("Id") for r in rels}
    number = next(k for k in range(1, len(taken) + 2) if f"rIdMtqa{k}" not in taken)
    relation = etree.SubElement(rels, f"{{{_RELS}}}Relationship")
    relation.set("Id", f"rIdMtqa{number}")
    relation.set("Type", _TYPE)
    relation.set("Target", name.rpartition("/")[2])  # it stands beside the main part
    if not any(o.get("PartName") == f"/{name}" for o in types):
        override = etree.SubElement(types, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", _CONTENT)
    return rels, types


def target(rels: etree._Element | None, main: str) -> str | None:
    """Where the comments are, by the relationships of the main part; None where nowhere."""
    for relation in () if rels is None else rels:
        if relation.get("Type", "").endswith("/relationships/comments"):
            return resolved(main, relation.get("Target", ""))
    return None


def resolved(main: str, target: str) -> str:
    """The name of a part that a relationship of ``main`` points to."""
    if target.startswith("/"):
        return target[1:]
    parts = main.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def free_name(main: str, names: Mapping[str, object] | set[str]) -> str:
    """A name for a new comments part beside the main part."""
    folder = re.sub(r"[^/]*\Z", "", main)
    name, k = f"{folder}comments.xml", 1
    while name in names:
        k += 1
        name = f"{folder}comments{k}.xml"
    return name
