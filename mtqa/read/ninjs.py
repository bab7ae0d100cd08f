"""ninjs 1 and 2: headline, lead and body of a news item in JSON; edits change single strings.

Each block is named by a JSON pointer (RFC 6901). A body that is there as plain text and as HTML is
read once, as HTML; so are several headlines that say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtqa.errors import InputError, SettingsError
from mtqa.language.tags import parse_tag
from mtqa.read import html
from mtqa.read.decode import decode, encode
from mtqa.read.edits import apply_edits
from mtqa.read.format import Content, Edit, Format
from mtqa.read.jsonl import Value, members
from mtqa.read.mapping import JOINT
from mtqa.read.text import content_of
from mtqa.types import Block, BlockKind, Span

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_PARTS = (("headline", "headlines"), ("description", "descriptions"), ("body", "bodies"))
_MARKUP = re.compile(r"html", re.I)
_CAPTION = re.compile(r"caption|alt", re.I)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Field:
    """A string of the item.

    Attributes:
        pointer: Where it is, as a JSON pointer.
        part: ``headline``, ``description`` or ``body``.
        value: The string and its place in the file.
        markup: Whether it is HTML.
        lang: Language it states.
    """

    pointer: str
    part: str
    value: Value
    markup: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A field with its content, and where that begins in the text."""

    field: _Field
    content: Content
    start: int


def _fields(text: str, path: str) -> tuple[list[_Field], str]:
    """The strings to check, in the order of headline, lead and body, and the stated language."""
    try:
        json.loads(text)
        # where lines end does not matter in JSON, and no string holds a line feed as it is
        text = text.replace("\n", " ")
        item = members(text, len(text) - len(text.lstrip()), len(text))
    except (ValueError, RecursionError) as error:
        what = str(error).split(": line ")[0]
        raise InputError(path, f"is no JSON object: {what}", remedy="give a ninjs item") from error
    found = []
    for single, many in _PARTS:
        fields = [*_singles(item, single), *_listed(text, item, many, single)]
        found += _once(fields)
    if not found and "uri" not in item:
        raise InputError(
            path, "is JSON, but no ninjs item: it has neither uri nor headline nor body"
        )
    lang = item["language"].value if "language" in item else ""
    stated = lang if isinstance(lang, str) and lang else next((f.lang for f in found if f.lang), "")
    return found, stated


def _singles(item: dict[str, Value], part: str) -> Iterator[_Field]:
    """``headline``, ``body_text``, ``body_html`` …, as ninjs 1 has them."""
    for name, value in item.items():
        if (name == part or name.startswith(f"{part}_")) and _is_text(value.value):
            pointer = "/" + name.replace("~", "~0").replace("/", "~1")
            if not _CAPTION.search(name):
                yield _Field(pointer, part, value, bool(_MARKUP.search(name)))


def _listed(text: str, item: dict[str, Value], name: str, part: str) -> Iterator[_Field]:
    """``headlines``, ``descriptions``, ``bodies``: lists of objects, as ninjs 2 has them."""
    if name not in item or not isinstance(item[name].value, list):
        return
    at = item[name].start + 1
    for k, value in enumerate(item[name].value):
        space = _SPACE.match(text, at)
        start = space.end() if space else at
        at = _DECODER.raw_decode(text, start)[1]
        if not isinstance(value, dict):
            continue
        own = members(text, start, at)
        kind, role = (str(value.get(n, "")) for n in ("contenttype", "role"))
        if "value" in own and _is_text(own["value"].value) and not _CAPTION.search(role):
            markup = bool(_MARKUP.search(kind))
            lang = str(value.get("language") or "")
            yield _Field(f"/{name}/{k}/value", part, own["value"], markup, lang)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _SURROGATE.search(value)


def _once(fields: Sequence[_Field]) -> list[_Field]:
    """One body, as HTML where it is there as such; headlines and leads that differ."""
    if fields and fields[0].part == "body":
        marked = [f for f in fields if f.markup]
        return (marked or list(fields))[:1]
    return list({" ".join(str(f.value.value).split()): f for f in reversed(fields)}.values())[::-1]


def _place(fields: Sequence[_Field], path: str) -> list[_Placed]:
    placed, at = [], 0
    for field in fields:
        value = str(field.value.value)
        if field.markup:
            content = html.FORMAT.read(value.encode("utf-8"), path)
        elif field.part == "body":
            content = content_of(value)
        else:
            left = len(value) - len(value.lstrip())
            kind = BlockKind.HEADING if field.part == "headline" else BlockKind.PARAGRAPH
            content = Content(value, (Block(kind, Span(left, len(value.rstrip()))),))
        if content.blocks:
            placed.append(_Placed(field, content, at))
            at += len(content.text) + len(JOINT)
    return placed


def _read(data: bytes, path: str) -> Content:
    decoded = decode(data, path)
    fields, lang = _fields(decoded.text, path)
    placed = _place(fields, path)
    blocks = [
        Block(b.kind, b.span.shift(p.start), p.field.pointer)
        for p in placed
        for b in p.content.blocks
    ]
    notes = decoded.notes if blocks else (*decoded.notes, "the news item holds no text")
    try:
        stated = parse_tag(lang) if lang else None
    except SettingsError:
        stated = None
    text = JOINT.join(p.content.text for p in placed)
    return Content(text, tuple(blocks), decoded.encoding, notes, target_lang=stated)


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    decoded = decode(data, "")
    text = decoded.text
    fields, _ = _fields(text, "")
    ascii_only = text.isascii() and "\\u" in text
    changed: list[tuple[int, int, str]] = []
    for placed in _place(fields, ""):
        end = placed.start + len(placed.content.text)
        mine = [
            Edit(e.span.shift(-placed.start), e.text)
            for e in edits
            if placed.start <= e.span.start and e.span.end <= end
        ]
        if mine:
            value = placed.field.value
            new = json.dumps(_edited(placed, mine), ensure_ascii=ascii_only)
            changed.append((value.start, value.end, new))
    for start, end, new in sorted(changed, reverse=True):
        text = text[:start] + new + text[end:]
    return encode(text, decoded.encoding)


def _edited(placed: _Placed, edits: Sequence[Edit]) -> str:
    value = str(placed.field.value.value)
    if placed.field.markup:
        return html.FORMAT.write(value.encode("utf-8"), placed.content, edits).decode("utf-8")
    return apply_edits(value, edits)


FORMAT = Format(
    name="ninjs",
    suffixes=(".ninjs", ".json"),
    read=_read,
    write=_write,
    doc="ninjs 1 and 2: headline, lead and body (text or HTML) of a news item.",
)
