"""XLIFF 1.2: units, segments (``mrk mtype="seg"``, as in SDLXLIFF), inline tags, limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.errors import InputError
from mtqa.read.bilingual import Pair, Units, has_text, language, one_language
from mtqa.read.format import Choice
from mtqa.read.inline import Dialect, content_of, segments_in
from mtqa.read.xml_scan import Element, line_of, walk

_UNTRANSLATED = ("new", "needs-translation", "needs-adaptation", "needs-l10n")
_PAIRED = frozenset({"bpt", "ept", "bx", "ex", "it", "g"})


def _name(element: Element) -> str | None:
    if element.name == "mrk":
        protected = element.get("mtype") == "protected"
        return f"mrk {element.get('mid')}" if protected else None
    key = element.get("rid") or element.get("id")
    return f"{element.name} {key}".strip()


def _native(text: str, element: Element) -> str:
    stated = element.get("equiv-text") or element.get("ctype")
    native = content_of(text, element)
    if element.get("ctype") in ("bold", "italic", "underlined", "link"):
        return "<b>"
    return stated if element.get("ctype") in ("lb", "x-br", "x-html-br") else native or stated


def _deleted(element: Element) -> bool:
    return element.name == "mrk" and element.get("mtype") == "x-sdl-deleted"


DIALECT = Dialect(frozenset({"g", "mrk"}), _PAIRED, _name, _native, _deleted)


@dataclass(slots=True)
class _Counts:
    """What was left out."""

    empty: int = 0
    fixed: int = 0
    new: int = 0

    def notes(self) -> tuple[str, ...]:
        found = (
            (self.empty, "without a target"),
            (self.new, "not translated yet"),
            (self.fixed, 'with translate="no"'),
        )
        return tuple(f"{n} unit{'s' * (n > 1)} {what} left out" for n, what in found if n)


def parse(text: str, path: str, choice: Choice) -> Units:
    """The units of a file; see :data:`mtqa.read.bilingual.Parse`."""
    pairs: dict[str, list[Pair]] = {}
    sources: dict[str, list[str]] = {}
    counts = _Counts()
    file: Element | None = None
    ids: set[str] = set()
    number = 0
    for event, element in walk(text, path, lambda e: e.name in ("trans-unit", "header")):
        if element.name == "file" and event == "open":
            file, ids, number = element, set(), number + 1
            sources.setdefault(file.get("target-language"), []).append(file.get("source-language"))
        elif element.name == "trans-unit" and event == "kept":
            if file is None:
                raise InputError(
                    path, "has a unit outside a file", place=line_of(text, element.start)
                )
            if element.get("id") in ids:
                raise InputError(
                    path,
                    f"has two units with the id {element.get('id')!r}",
                    place=line_of(text, element.start),
                    remedy="give each its own",
                )
            ids.add(element.get("id"))
            found = pairs.setdefault(file.get("target-language"), [])
            found += _pairs(text, path, element, f"f{number}", counts)
    target = one_language(path, sources, choice.target_lang, "--target-lang")
    source = one_language(path, sources.get(target or "", ()), choice.source_lang, "--source-lang")
    return Units(
        pairs.get(target or "", []),
        DIALECT,
        language(source or ""),
        language(target or ""),
        counts.notes(),
    )


def _pairs(text: str, path: str, unit: Element, file: str, counts: _Counts) -> Iterator[Pair]:
    """The pairs of a unit: its segments, or the whole of it."""
    source, target = unit.child("source"), unit.child("target")
    if _untranslatable(unit):
        counts.fixed += 1
        return
    if source is None or target is None or not has_text(text, target.children, DIALECT):
        counts.empty += 1
        return
    if target.get("state") in _UNTRANSLATED and content_of(text, source) == content_of(
        text, target
    ):
        counts.new += 1
        return
    origin = f"{file}/{unit.get('id')}"
    facts = _facts(unit)
    segments = segments_in(target)
    if not segments:
        yield Pair(origin, source.children, target.children, unit, target, facts)
        return
    given = {s.get("mid"): s for s in segments_in(unit.child("seg-source") or source)}
    locked = _locked_segments(unit)
    seen: set[str] = set()
    for segment in segments:
        mid = segment.get("mid")
        if mid in seen:
            raise InputError(
                path,
                f"has two segments with the mid {mid!r} in one unit",
                place=line_of(text, segment.start),
            )
        seen.add(mid)
        if not has_text(text, segment.children, DIALECT):
            continue
        own = {**facts, "max_length": None} if len(segments) > 1 else dict(facts)
        own["locked"] = own.get("locked", False) or mid in locked
        begin = given[mid].children if mid in given else ()
        yield Pair(f"{origin}/{mid}", begin, segment.children, unit, segment, own)


def _untranslatable(unit: Element) -> bool:
    """Whether the unit, or the nearest group around it that says so, is not to be translated."""
    node: Element | None = unit
    while node is not None and not node.get("translate"):
        node = node.parent
    return node is not None and node.get("translate") == "no"


def _locked_segments(unit: Element) -> frozenset[str]:
    """Segments that SDL Trados marks as locked."""
    return frozenset(
        e.get("id") for e in unit.descendants() if e.name == "seg" and e.get("locked") == "true"
    )


def _facts(unit: Element) -> dict[str, object]:
    facts: dict[str, object] = {"context": unit.get("resname")}
    if unit.local("locked").lower() in ("true", "yes", "locked"):
        facts["locked"] = True
    width, size = unit.get("maxwidth"), unit.get("size-unit")
    if width.isdecimal() and size in ("char", "byte"):  # the default are pixels of some font
        facts |= {"max_length": int(width), "length_in": size}
    elif unit.get("maxbytes").isdecimal():
        facts |= {"max_length": int(unit.get("maxbytes")), "length_in": "byte"}
    return facts
