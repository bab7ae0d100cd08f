"""Reads XML so that every element and every stretch of text knows where it stands in the file.

The file is first parsed by expat, which settles that it is well-formed; a DOCTYPE is refused, so
there are no entities but the five of XML. What is well-formed can then be cut into tokens exactly,
and an edit changes the characters it touches and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mtqa.errors import InputError, TooLargeError

MAX_TAG = 1024 * 1024
"""Characters of one tag with its attributes."""
MAX_DEPTH = 200
"""Elements inside one another."""
XML = "http://www.w3.org/XML/1998/namespace"

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|</(?P<close>[^\s>]+)\s*>"
    r"|<!DOCTYPE[^>\[]*>"
    r"|<(?P<open>[^\s/>!?]+)(?P<attributes>(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of character data, between ``start`` and ``end``; of a CDATA section its inside."""

    start: int
    end: int
    cdata: bool = False


@dataclass(slots=True, eq=False)
class Element:
    """An element.

    Attributes:
        name: Its local name.
        space: Its namespace, empty where it has none.
        start: Where its start tag begins.
        inner: Where its start tag ends.
        outer: Where its end tag begins (the same as ``inner`` where it is empty).
        end: Where its end tag ends.
        scope: Namespaces by prefix.
        parent: The element around it.
        children: Its elements and texts, where they were kept.
    """

    name: str
    space: str
    start: int
    inner: int
    _raw: str
    scope: Mapping[str, str]
    parent: Element | None = None
    outer: int = -1
    end: int = -1
    children: list[Element | Text] = field(default_factory=list)
    _read: dict[str, str] | None = None

    @property
    def attributes(self) -> Mapping[str, str]:
        """Values by name; a name with a prefix is written ``{namespace}name``."""
        if self._read is None:
            self._read = {
                _qualified(name, self.scope): unescape(double or single or "")
                for name, double, single in _ATTRIBUTE.findall(self._raw)
            }
        return self._read

    def get(self, name: str, default: str = "") -> str:
        """Value of an attribute."""
        return self.attributes.get(name, default) if name in self._raw or "{" in name else default

    def local(self, name: str) -> str:
        """Value of the attribute of that local name, whatever its namespace."""
        if name not in self._raw:
            return ""
        found = (v for k, v in self.attributes.items() if k.rpartition("}")[2] == name)
        return next(found, "")

    def elements(self, *names: str) -> Iterator[Element]:
        """Its child elements of these local names; all of them where none is given."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def child(self, name: str) -> Element | None:
        """Its first child element of that local name and of its own namespace."""
        return next((e for e in self.elements(name) if e.space == self.space), None)

    def descendants(self) -> Iterator[Element]:
        """Every element inside it, in order."""
        stack = [iter(self.children)]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
            elif isinstance(node, Element):
                yield node
                stack.append(iter(node.children))


def unescape(text: str) -> str:
    """Character data or an attribute's value with its references resolved."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda m: character(m) or m.group(), text)


def character(reference: re.Match[str]) -> str:
    """The character that a reference stands for."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED.get(name, "")
    return chr(int(decimal) if decimal else int(hexadecimal, 16))


def _qualified(name: str, scope: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    if not colon or prefix == "xmlns":
        return name
    return f"{{{scope.get(prefix, '')}}}{local}"


def line_of(text: str, at: int) -> str:
    """The place of a character, for an error."""
    line = text.count("\n", 0, at) + 1
    return f"line {line}"


def check(text: str, path: str, doctype: re.Pattern[str] | None = None) -> None:
    """Refuse what is not well-formed or declares a DOCTYPE.

    Args:
        text: The file, decoded.
        path: Its name, for errors.
        doctype: The only system id that a DOCTYPE may have, without anything declared in it.

    Raises:
        InputError: With the line.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", " ")

    def declared(_name: str, system: str | None, _public: str | None, subset: int) -> None:
        if doctype is None or subset or not doctype.match(system or ""):
            raise InputError(
                path,
                "declares a DOCTYPE, which may read other files or grow without bound",
                place=f"line {parser.CurrentLineNumber}",
                remedy="remove it",
            )

    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise InputError(
            path,
            f"is not well-formed XML: {what}",
            place=f"line {error.lineno}, column {error.offset + 1}",
            remedy="correct it there, or export it again",
        ) from error


def walk(text: str, path: str, keep: Callable[[Element], bool]) -> Iterator[tuple[str, Element]]:
    """The elements of a well-formed file, in order.

    Args:
        text: The file, as :func:`check` passed it.
        path: Its name, for errors.
        keep: Whether an element is wanted with everything inside it.

    Yields:
        ``("kept", element)`` at the end of an element that is kept, and ``("open", element)`` and
        ``("close", element)`` for those around them, whose children are not remembered.

    Raises:
        TooLargeError: If a tag is too long or elements are nested too deeply.
    """
    stack: list[Element] = []
    kept: Element | None = None
    at = 0
    for m in _TOKEN.finditer(text):
        if kept is not None and at < m.start():
            stack[-1].children.append(Text(at, m.start()))
        at = m.end()
        if m["open"] is not None:
            element = _opened(text, path, m, stack)
            if kept is not None:
                stack[-1].children.append(element)
            elif keep(element):
                kept = element
            else:
                yield "open", element
            stack.append(element)
            if not m["attributes"].endswith("/"):
                continue
            element.outer = element.end = at
        elif m["close"] is not None:
            stack[-1].outer, stack[-1].end = m.start(), at
        else:
            if m["cdata"] and kept is not None:
                stack[-1].children.append(Text(m.start("cdata"), m.end("cdata"), cdata=True))
            continue
        element = stack.pop()
        if kept is None:
            yield "close", element
        elif element is kept:
            kept = None
            yield "kept", element


def _opened(text: str, path: str, m: re.Match[str], stack: Sequence[Element]) -> Element:
    if m.end() - m.start() > MAX_TAG:
        raise TooLargeError(
            path,
            f"has a tag of {m.end() - m.start():,} characters, more than {MAX_TAG:,}",
            place=line_of(text, m.start()),
        )
    if len(stack) >= MAX_DEPTH:
        raise TooLargeError(
            path, f"nests more than {MAX_DEPTH} elements", place=line_of(text, m.start())
        )
    parent = stack[-1] if stack else None
    raw = m["attributes"]
    scope = parent.scope if parent else {"xml": XML}
    if "xmlns" in raw:
        scope = {**scope}
        for name, double, single in _ATTRIBUTE.findall(raw):
            if name == "xmlns" or name.startswith("xmlns:"):
                scope[name[6:]] = unescape(double or single or "")
    prefix, _, local = m["open"].rpartition(":")
    return Element(local, scope.get(prefix, ""), m.start(), m.end(), raw, scope, parent)
