"""gettext PO: messages with contexts and plurals; fuzzy and obsolete ones are left out.

An edit changes the characters of the strings it touches; how lines are wrapped stays.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mtqa.errors import EncodingError, InputError
from mtqa.read.bilingual import language, same_language
from mtqa.read.decode import MARKS, decode, encode
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.read.mapping import Extract, edit_source
from mtqa.read.po_entries import Entry, character, entries, escape, escapes
from mtqa.read.po_notes import noted
from mtqa.types import BlockKind, Report, Span
from mtqa.unit import Unit

_CHARSET = re.compile(rb"Content-Type:[^\"\n]{0,80}?charset=([\w.:-]+)", re.IGNORECASE)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_PLURALS = re.compile(r"nplurals\s*=\s*(\d+)")
_KEY = re.compile(r"[\w-]+(?:[._:/][\w-]+)+\Z")
"""A msgid that is a name in a program (``button.save``) and no text."""


@dataclass(frozen=True, slots=True)
class _Opened:
    text: str
    encoding: str
    content: Content
    target: Extract
    places: Sequence[Entry]


def _decode(data: bytes, path: str) -> tuple[str, str]:
    """By byte order mark, then by the header's charset, else UTF-8."""
    if any(data.startswith(mark) for mark, _ in MARKS):
        decoded = decode(data, path)
        return decoded.text, decoded.encoding
    stated = _CHARSET.search(data)
    name = stated[1].decode("ascii") if stated else "UTF-8"
    if name == "CHARSET":  # the template's own word for "not filled in"
        name = "UTF-8"
    try:
        return data.decode(name), codecs.lookup(name).name
    except LookupError as error:
        raise EncodingError(path, f"says charset={name}, which is no encoding we know") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            path,
            f"says charset={name} but does not decode as that",
            place=f"line {line}",
            remedy="correct the charset or save it again",
        ) from error


def _open(data: bytes, path: str) -> _Opened:
    text, encoding = _decode(data, path)
    if "\x00" in text:
        raise InputError(path, "is binary, no PO file", remedy="msgunfmt makes one of a .mo file")
    found = entries(text, path)
    header = next((e for e in found if _is_header(e, text)), None)
    fields = dict(_FIELD.findall(header.text(text, "msgstr"))) if header else {}
    forms = _PLURALS.search(fields.get("Plural-Forms", ""))
    target, source = Extract(), Extract()
    places: list[Entry] = []
    left_out = {"fuzzy": 0, "not translated": 0, "obsolete": 0}
    for entry in found:
        reason = _left_out(entry, text)
        if entry is header:
            continue
        if reason:
            left_out[reason] += 1
            continue
        single = forms is not None and forms[1] == "1"
        places += [entry] * _add(entry, text, target, source, single=single)
    notes = tuple(f"{n} {what} unit{'s' * (n > 1)} left out" for what, n in left_out.items() if n)
    content = _content(target, source, fields, notes)
    return _Opened(text, encoding, replace(content, encoding=encoding), target, places)


def _content(
    target: Extract, source: Extract, fields: dict[str, str], notes: tuple[str, ...]
) -> Content:
    keys = sum(bool(_KEY.match(b.span.of(source.text))) for b in source.blocks)
    has_source = 2 * keys <= len(source.blocks)
    if not has_source:
        notes += ("the msgids are names and no texts: there is no source to compare with",)
    target_lang = language(fields.get("Language", "").partition("@")[0])
    stated = language(fields.get("X-Source-Language", ""))
    if stated is None and target_lang and not same_language(target_lang, "en"):
        stated = "en"  # what gettext takes the texts of a program for
    return Content(
        text=target.finish(),
        blocks=tuple(target.blocks),
        notes=notes,
        source=source.finish() if has_source else None,
        source_blocks=tuple(source.blocks) if has_source else (),
        target_lang=target_lang,
        source_lang=stated if has_source else None,
    )


def _is_header(entry: Entry, text: str) -> bool:
    context = "msgctxt" in entry.strings
    return not entry.obsolete and not context and not entry.text(text, "msgid")


def _left_out(entry: Entry, text: str) -> str:
    if entry.obsolete:
        return "obsolete"
    if "fuzzy" in entry.flags:
        return "fuzzy"
    filled = any(entry.text(text, keyword).strip() for _, keyword in entry.targets)
    return "" if filled else "not translated"


def _add(entry: Entry, text: str, target: Extract, source: Extract, *, single: bool) -> int:
    """Add the translations of a message beside what they translate; how many there are."""
    context = entry.text(text, "msgctxt")
    syntax = frozenset(f for f in entry.flags if f.endswith("-format"))
    count = 0
    for number, keyword in entry.targets:
        if not entry.text(text, keyword).strip():
            continue
        plural = number is not None and (number > 0 or single)
        given = "msgid_plural" if plural and "msgid_plural" in entry.strings else "msgid"
        origin = f"line {entry.line}" if number is None else f"line {entry.line}[{number}]"
        unit = Unit(Span(0, 0), context=context, syntax=syntax, plural=number)
        for extract, name in ((source, given), (target, keyword)):
            for start, end in entry.strings[name]:
                _pieces(extract, text, start, end)
            extract.close_unit(BlockKind.UNIT, origin, unit)
        count += 1
    return count


def _pieces(extract: Extract, text: str, start: int, end: int) -> None:
    at = start
    for m in escapes(text, start, end):
        extract.literal(text, at, m.start())
        extract.add(character(m), m.start(), m.end())
        at = m.end()
    extract.literal(text, at, end)


def _choose(data: bytes, path: str, choice: Choice) -> Content:
    if choice.columns:
        raise InputError(path, "has no columns to choose", remedy="leave --columns out")
    return _open(data, path).content


def _read(data: bytes, path: str) -> Content:
    return _open(data, path).content


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    if not edits:
        return data
    opened = _open(data, "")
    edited = edit_source(opened.text, content.text, opened.target.pieces, edits, escape)
    return encode(edited, opened.encoding)


def _annotate(data: bytes, content: Content, report: Report) -> bytes:
    opened = _open(data, "")
    edited = noted(opened.text, opened.places, content.blocks, report)
    codec = opened.encoding.removeprefix("bom:")
    # a sign of a message that the file's encoding lacks must not keep the file from being written
    return encode(edited.encode(codec, "replace").decode(codec), opened.encoding)


FORMAT = Format(
    name="po",
    suffixes=(".po", ".pot"),
    read=_read,
    write=_write,
    choose=_choose,
    annotate=_annotate,
    doc="gettext PO: messages, contexts, plurals; no fuzzy, obsolete or untranslated ones.",
)
