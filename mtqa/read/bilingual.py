"""Units of an XML file with a source and a target each: to a content, and edits back into the file.

XLIFF and TMX differ in where the texts stand and what the inline tags are called; the rest is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from mtqa.errors import InputError, SettingsError
from mtqa.language.tags import parse_tag
from mtqa.read.format import Choice, Content, Edit
from mtqa.read.inline import Dialect, add_inline
from mtqa.read.mapping import Extract, edit_source
from mtqa.read.xml_decode import decode_xml, encode_xml
from mtqa.read.xml_scan import Element, Text
from mtqa.types import BlockKind, Span
from mtqa.unit import Unit

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOWHERE = Span(0, 0)
Nodes = Sequence[Element | Text]


@dataclass(frozen=True, slots=True)
class Pair:
    """A target with its source.

    Attributes:
        origin: Its name in the file.
        source: What stands in the source.
        target: What stands in the target.
        element: The element that holds both.
        facts: What the file says of it, but for the place.
        inside: The element whose content the target is.
    """

    origin: str
    source: Nodes
    target: Nodes
    element: Element
    inside: Element
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Units:
    """What a file holds.

    Attributes:
        pairs: The units that have a target, in order.
        dialect: How their inline tags are written.
        source_lang: As the file states it.
        target_lang: As the file states it.
        notes: What the user should know.
    """

    pairs: Sequence[Pair]
    dialect: Dialect
    source_lang: str | None
    target_lang: str | None
    notes: tuple[str, ...] = ()


Parse = Callable[[str, str, Choice], Units]
"""``parse(text, path, choice)`` finds the units of a decoded file; raises InputError."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read for writing.

    Attributes:
        text: The file, decoded.
        encoding: Of its bytes.
        units: What it holds.
        target: The texts of the targets, block by block as ``units.pairs``.
        source: The texts of the sources, likewise.
    """

    text: str
    encoding: str
    units: Units
    target: Extract
    source: Extract


def open_units(data: bytes, path: str, choice: Choice, parse: Parse) -> Opened:
    """Read a file and take the texts out of it.

    Raises:
        InputError: If it is not what it should be.
    """
    text, encoding = decode_xml(data, path)
    units = parse(text, path, choice)
    target, source = Extract(), Extract()
    for pair in units.pairs:
        codes = add_inline(source, text, pair.source, units.dialect)
        unit = Unit(_NOWHERE, codes=tuple(codes))
        source.close_unit(BlockKind.UNIT, pair.origin, unit)
        codes = add_inline(target, text, pair.target, units.dialect)
        unit = replace(unit, codes=tuple(codes), **pair.facts)  # type: ignore[arg-type]
        target.close_unit(BlockKind.UNIT, pair.origin, unit)
    return Opened(text, encoding, units, target, source)


def read_units(data: bytes, path: str, choice: Choice, parse: Parse) -> Content:
    """The content of a file.

    Raises:
        InputError: If it is not what it should be.
    """
    opened = open_units(data, path, choice, parse)
    units = opened.units
    return Content(
        text=opened.target.finish(),
        blocks=tuple(opened.target.blocks),
        encoding=opened.encoding,
        notes=units.notes if units.pairs else (*units.notes, "there is no unit with a target"),
        source=opened.source.finish(),
        source_blocks=tuple(opened.source.blocks),
        target_lang=units.target_lang,
        source_lang=units.source_lang,
        choice=choice,
    )


def write_units(data: bytes, content: Content, edits: Sequence[Edit], parse: Parse) -> bytes:
    """The file with edits made in its targets, every other character as it was."""
    if not edits:
        return data
    opened = open_units(data, "", content.choice, parse)
    edited = edit_source(
        opened.text,
        opened.target.finish(),
        opened.target.pieces,
        edits,
        escaper(opened.encoding),
    )
    return encode_xml(edited, opened.encoding, data, opened.text)


def escaper(encoding: str) -> Callable[[str], str]:
    """Writes plain text as character data of XML in that encoding."""
    codec = encoding.removeprefix("bom:")

    def escape(text: str) -> str:
        text = _FORBIDDEN.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
        text = text.replace("]]>", "]]&gt;").replace("\r", "&#13;")
        return text.encode(codec, "xmlcharrefreplace").decode(codec)

    return escape


def has_text(text: str, nodes: Iterable[Element | Text], dialect: Dialect) -> bool:
    """Whether there is anything but white space and tags."""
    for node in nodes:
        if isinstance(node, Text):
            if text[node.start : node.end].strip():
                return True
        elif dialect.deleted(node) or node.name not in dialect.content:
            continue
        elif has_text(text, node.children, dialect):
            return True
    return False


def language(tag: str) -> str | None:
    """A language tag as a file states it, None where it is none."""
    try:
        return parse_tag(tag) if tag else None
    except SettingsError:
        return None


def same_language(one: str | None, other: str | None) -> bool:
    """Whether two tags are of the same language, whatever the region."""
    return primary(one) == primary(other)


def primary(tag: str | None) -> str:
    """The language of a tag, lower-case, without its region."""
    return (tag or "").replace("_", "-").partition("-")[0].lower()


def one_language(path: str, stated: Iterable[str], chosen: str | None, option: str) -> str | None:
    """The language to read, of those that a file states.

    Args:
        path: The file, for the error.
        stated: The languages that it states, as it writes them.
        chosen: What the user chose.
        option: The option to choose it with, for the error.

    Returns:
        The tag as the file writes it; None where it states none.

    Raises:
        InputError: If there are several and none is chosen, or the chosen one is not among them.
    """
    there = sorted({s for s in stated if s})
    if len(there) <= 1:
        return there[0] if there else None
    exact = [s for s in there if chosen and s.replace("_", "-").lower() == chosen.lower()]
    near = exact or [s for s in there if chosen and same_language(s, chosen)]
    if len(near) == 1:
        return near[0]
    raise InputError(
        path,
        f"holds several languages ({', '.join(there)})",
        remedy=f"choose one of them with {option}",
    )
