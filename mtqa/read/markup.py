"""Scans HTML for tags and text without building a tree: every token knows where it stands.

It follows the parts of the HTML standard that decide what is text, and survives what is not HTML:
a tag that never ends is text, a stray end tag is nothing. Time is linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(?:(?P<end>/)?(?P<name>[A-Za-z][^\s/>]*)|(?P<other>[!?/]))")
_NEXT = re.compile(r"[>\"']")
_MAX_QUOTES = 200  # quoted values in one tag: beyond that it is no tag but an attack
_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text.

    Attributes:
        kind: ``text``, ``start``, ``end`` or ``skip`` (comments, declarations, raw text).
        start: Where it begins.
        end: Where it ends.
        name: Name of the tag in lower case, empty for others.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def scan(page: str) -> Iterator[Token]:
    """The tokens of a page, in order, covering all of it."""
    at = text_from = 0
    last_close, last_section = page.rfind(">"), page.rfind("]]>")
    while True:
        m = _TAG.search(page, at)
        if m is None or m.start() > last_close:
            break
        token = _tag(page, m, last_section)
        if token is None:
            at = m.end()
            continue
        if text_from < token.start:
            yield Token("text", text_from, token.start)
        yield token
        at = text_from = token.end
        if token.kind == "start" and token.name in _RAW:
            end = _raw_end(page, token)
            yield Token("skip", at, end)
            at = text_from = end
    if text_from < len(page):
        yield Token("text", text_from, len(page))


def _tag(page: str, m: re.Match[str], last_section: int) -> Token | None:
    if m["other"]:
        return _declaration(page, m.start(), last_section)
    end = _tag_end(page, m.end())
    if end < 0:
        return None
    name = m["name"].lower()
    return Token("end" if m["end"] else "start", m.start(), end, name)


def _declaration(page: str, start: int, last_section: int) -> Token | None:
    """A comment, doctype, CDATA section or processing instruction."""
    if page.startswith("<!--", start):
        # "<!-->" and "<!--->" are whole comments
        end = page.find("-->", start + 2)
        return Token("skip", start, end + 3 if end >= 0 else len(page))
    section = page.startswith("<![CDATA[", start) and start < last_section
    closing = "]]>" if section else ">"
    end = page.find(closing, start)
    return Token("skip", start, end + len(closing)) if end >= 0 else None


def _tag_end(page: str, at: int) -> int:
    """Where a tag ends, its quoted values respected; -1 where it does not."""
    first = page.find(">", at)
    for _ in range(_MAX_QUOTES):
        m = _NEXT.search(page, at)
        if m is None:
            return first + 1 if first >= 0 else -1
        if m.group() == ">":
            return m.end()
        # A quotation mark only quotes where a value begins.
        if page[m.start() - 1] in "= \t\n\r\f":
            closing = page.find(m.group(), m.end())
            if closing < 0:
                return first + 1 if first >= 0 else -1
            at = closing + 1
        else:
            at = m.end()
    return first + 1 if first >= 0 else -1


def _raw_end(page: str, token: Token) -> int:
    """Where the raw text of a script, style or the like ends: before its end tag."""
    m = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE).search(page, token.end)
    return m.start() if m else len(page)


def attribute(page: str, token: Token, name: str) -> str:
    """Value of an attribute of a start tag, empty where it has none."""
    tag = page[token.start : min(token.end, token.start + 4000)]
    m = re.search(rf"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", tag, re.IGNORECASE)
    return next((g for g in m.groups() if g is not None), "") if m else ""
