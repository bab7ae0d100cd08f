"""TMX 1.1 to 1.4b: the target segment of each translation unit beside the source segment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from mtqa.errors import InputError
from mtqa.read.bilingual import (
    Pair,
    Units,
    has_text,
    language,
    one_language,
    read_units,
    same_language,
    write_units,
)
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.read.inline import Dialect, content_of
from mtqa.read.xml_scan import XML, Element, check, walk

_DTD = re.compile(r"(?:[\w:/.-]*/)?tmx1[1-4]b?\.dtd\Z")
"""The DTD of the standard, which old tools name in a DOCTYPE; it is not read."""
_LANG = f"{{{XML}}}lang"


def _name(element: Element) -> str | None:
    if element.name in ("hi", "sub"):
        return None
    key = element.get("x") or element.get("i") or element.get("type")
    return f"{element.name} {key}".strip()


def _native(text: str, element: Element) -> str:
    if element.get("type") in ("bold", "italic", "ulined", "underlined", "font", "color", "link"):
        return "<b>"
    return content_of(text, element) or element.get("type")


DIALECT = Dialect(frozenset({"hi"}), frozenset({"bpt", "ept", "it"}), _name, _native)


def _lang(variant: Element) -> str:
    return variant.get(_LANG) or variant.get("lang")


def parse(text: str, path: str, choice: Choice) -> Units:
    """The units of a file; see :data:`mtqa.read.bilingual.Parse`."""
    check(text, path, _DTD)
    units: list[Element] = []
    stated = ""
    for event, element in walk(text, path, lambda e: e.name == "tu"):
        if event == "open" and element.parent is None and element.name != "tmx":
            raise InputError(path, f"is no TMX file: its first element is <{element.name}>")
        if event == "open" and element.name == "header":
            stated = element.get("srclang")
        elif event == "kept":
            units.append(element)
    source, target = _languages(path, units, stated, choice)
    pairs = [p for k, u in enumerate(units, 1) if (p := _pair(text, u, k, source, target))]
    left = len(units) - len(pairs)
    return Units(
        pairs,
        DIALECT,
        language(source),
        language(target),
        (f"{left} unit{'s' * (left > 1)} without both languages left out",) if left else (),
    )


def _languages(path: str, units: Sequence[Element], stated: str, choice: Choice) -> tuple[str, str]:
    """Source and target as the file writes them: chosen, else the header's and the one other."""
    there = Counter(_lang(v) for u in units for v in u.elements("tuv"))
    if not there:
        return stated, ""
    wanted = choice.source_lang or ("" if stated == "*all*" else stated)
    if not wanted and choice.target_lang is None:
        wanted = _lang(next(v for u in units for v in u.elements("tuv")))
    if wanted:
        sources = [lang for lang in there if same_language(lang, wanted)]
        source = one_language(path, sources, wanted, "--source-lang") or ""
        if not source:
            known = ", ".join(sorted(there))
            raise InputError(path, f"holds no text in {wanted!r}, only in {known}")
    else:
        others = [lang for lang in there if not same_language(lang, choice.target_lang)]
        source = one_language(path, others, None, "--source-lang") or ""
    others = [lang for lang in there if lang != source]
    target = one_language(path, others, choice.target_lang, "--target-lang") or ""
    if choice.target_lang and not same_language(target, choice.target_lang):
        known = ", ".join(sorted(there))
        raise InputError(path, f"holds no text in {choice.target_lang!r}, only in {known}")
    return source, target


def _pair(text: str, unit: Element, number: int, source: str, target: str) -> Pair | None:
    sides = {_lang(v): s for v in unit.elements("tuv") if (s := v.child("seg")) is not None}
    if source not in sides or target not in sides:
        return None
    theirs, ours = sides[source], sides[target]
    if not has_text(text, ours.children, DIALECT):
        return None
    context = next(
        (content_of(text, p) for p in unit.elements("prop") if "context" in p.get("type").lower()),
        "",
    )
    origin = unit.get("tuid") or str(number)
    return Pair(origin, theirs.children, ours.children, unit, ours, {"context": context})


def _choose(data: bytes, path: str, choice: Choice) -> Content:
    if choice.columns:
        raise InputError(path, "has no columns to choose", remedy="leave --columns out")
    return read_units(data, path, choice, parse)


def _read(data: bytes, path: str) -> Content:
    return _choose(data, path, Choice())


def _write(data: bytes, content: Content, edits: Sequence[Edit]) -> bytes:
    return write_units(data, content, edits, parse)


FORMAT = Format(
    name="tmx",
    suffixes=(".tmx",),
    read=_read,
    write=_write,
    choose=_choose,
    doc="TMX 1.1 to 1.4b: one target language beside the source, inline tags.",
)
