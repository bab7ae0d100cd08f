"""XLIFF 2.0 and 2.1: units, segments, inline tags, size restrictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mtqa.errors import InputError
from mtqa.read.bilingual import Pair, Units, has_text, language
from mtqa.read.format import Choice
from mtqa.read.inline import Dialect, content_of
from mtqa.read.xml_scan import Element, line_of, walk

_PAIRED = frozenset({"pc", "sc", "ec", "mrk", "sm", "em"})


def _name(element: Element) -> str | None:
    match element.name:
        case "mrk" | "sm" | "em":
            return None
        case "sc":
            return f"pc {element.get('id')}"
        case "ec":
            return f"/pc {element.get('startRef') or element.get('id')}"
        case "cp":
            return f"cp {element.get('hex')}"
    return f"{element.name} {element.get('id')}"


def _native(text: str, element: Element) -> str:
    if element.get("subType") == "xlf:lb":
        return "lb"
    if element.get("type") == "fmt":
        return "<b>"
    data = _data(text, element) if element.get("dataRef") else ""
    return data or element.get("equiv") or element.get("disp")


def _data(text: str, element: Element) -> str:
    """The native code that the unit keeps for a tag."""
    unit = element.parent
    while unit is not None and unit.name != "unit":
        unit = unit.parent
    kept = unit.child("originalData") if unit is not None else None
    for data in kept.elements("data") if kept is not None else ():
        if data.get("id") == element.get("dataRef"):
            return content_of(text, data)
    return ""


DIALECT = Dialect(frozenset({"pc", "mrk"}), _PAIRED, _name, _native)


def parse(text: str, path: str, choice: Choice) -> Units:
    """The units of a file; see :data:`mtqa.read.bilingual.Parse`."""
    pairs: list[Pair] = []
    root: Element | None = None
    ids: set[str] = set()
    file = ""
    left_out = fixed = 0
    for event, element in walk(text, path, lambda e: e.name == "unit"):
        if element.name == "xliff" and event == "open":
            root = element
        elif element.name == "file" and event == "open":
            file, ids = element.get("id"), set()
        elif event == "kept":
            if element.get("id") in ids:
                raise InputError(
                    path,
                    f"has two units with the id {element.get('id')!r} in one file",
                    place=line_of(text, element.start),
                    remedy="give each its own",
                )
            ids.add(element.get("id"))
            if _untranslatable(element):
                fixed += 1
                continue
            found = list(_pairs(text, path, element, f"{file}/{element.get('id')}"))
            left_out += sum(1 for _ in element.elements("segment")) - len(found)
            pairs += found
    langs: Mapping[str, str] = root.attributes if root else {}
    counted = ((left_out, "without a target"), (fixed, 'with translate="no"'))
    return Units(
        pairs,
        DIALECT,
        language(langs.get("srcLang", "")),
        language(langs.get("trgLang", "")),
        tuple(f"{n} unit{'s' * (n > 1)} {what} left out" for n, what in counted if n),
    )


def _pairs(text: str, path: str, unit: Element, origin: str) -> Iterator[Pair]:
    seen: set[str] = set()
    segments = list(unit.elements("segment"))
    for number, segment in enumerate(segments, 1):
        key = segment.get("id")
        if key and key in seen:
            raise InputError(
                path,
                f"has two segments with the id {key!r} in one unit",
                place=line_of(text, segment.start),
                remedy="give each its own",
            )
        seen.add(key)
        source, target = segment.child("source"), segment.child("target")
        if source is None or target is None or not has_text(text, target.children, DIALECT):
            continue
        if segment.get("state") == "initial" and content_of(text, source) == content_of(
            text, target
        ):
            continue
        facts = _facts(unit if len(segments) == 1 else segment)
        name = f"{origin}/{key or number}"
        yield Pair(name, source.children, target.children, segment, target, facts)


def _untranslatable(unit: Element) -> bool:
    node: Element | None = unit
    while node is not None and not node.get("translate"):
        node = node.parent
    return node is not None and node.get("translate") == "no"


def _facts(element: Element) -> dict[str, object]:
    """The most that the size and length restriction module allows."""
    facts: dict[str, object] = {"context": element.get("name")}
    if element.local("locked").lower() in ("true", "yes", "locked"):
        facts["locked"] = True
    for attribute, size in (("sizeRestriction", "char"), ("storageRestriction", "byte")):
        most = element.local(attribute).rpartition(",")[2].strip()
        if most.isdecimal():
            facts |= {"max_length": int(most), "length_in": size}
            break
    return facts
