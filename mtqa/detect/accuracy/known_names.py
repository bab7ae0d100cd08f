"""Names of the source whose English form is known: bodies by their letters, places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.accuracy.name_keys import alike
from mtqa.detect.locale.acronym_lexicon import acronyms
from mtqa.detect.locale.name_lexicon import names
from mtqa.detect.locale.name_sources import read_toml

_LETTERS = re.compile(r"(?<![\w.])(?:[A-Z]{2,6}|[A-Z][a-z]{2,5}(?=\W))(?![\w])")
_CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*")


@cache
def bodies(lang: str) -> dict[str, str]:
    """Abbreviations of a source language and what English writes."""
    table = read_toml("acronyms.toml")
    groups = tuple(k for k, v in table.items() if lang in v.get("langs", ()))
    found: dict[str, str] = {}
    for origin in (True, False):
        for form, item in acronyms(groups, origin=origin)[0].items():
            found[form] = item.english
    return found


@cache
def english_bodies() -> frozenset[str]:
    """The abbreviations that English has for any of them."""
    langs = ("fr", "es", "de", "it", "pt")
    known = {e for lang in langs for e in bodies(lang).values() if e.isupper() and len(e) < 7}
    return frozenset(known | {"US", "UK", "NATO", "BOE", "FED", "OAS", "AU", "G7", "G20"})


def lost_bodies(source: str, target: str, lang: str) -> list[tuple[str, str]]:
    """Abbreviations of the source without their English form in the target, with that form."""
    table = bodies(lang)
    found = []
    for match in _LETTERS.finditer(source):
        form = match.group()
        english = table.get(form, form if form in english_bodies() else "")
        if english and not _stands(english, form, target):
            found.append((form, english))
    return found


def _stands(english: str, form: str, target: str) -> bool:
    if re.search(rf"\b(?:{re.escape(english)}|{re.escape(form)})\b", target, re.IGNORECASE):
        return True
    initials = "".join(w[0] for w in _CAPITALISED.findall(target.replace("’s", "")))
    return english[:3].upper() in initials or not english.isupper() or english in ("US", "UK")


def new_bodies(source: str, target: str, lang: str) -> list[re.Match[str]]:
    """Abbreviations of the target that no abbreviation or name of the source accounts for."""
    table = bodies(lang)
    known = {table.get(m.group(), m.group()) for m in _LETTERS.finditer(source)}
    low = source.lower()
    return [
        m
        for m in _LETTERS.finditer(target)
        if m.group() in english_bodies()
        and m.group() not in known
        and not any(all(w in low for w in words) for words in _SPELLED.get(m.group(), ()))
    ]


_SPELLED: dict[str, tuple[tuple[str, ...], ...]] = {
    "US": (("tats-unis",), ("méricain",), ("ee.uu",), ("estados unidos",), ("amerik",), ("usa",),
           ("stati uniti",), ("american",)),
    "UK": (("royaume",), ("britann",), ("reino unido",), ("großbritannien",), ("britisch",)),
    "UN": (("nations unies",), ("onu",), ("naciones unidas",), ("vereinte",), ("uno",)),
    "EU": (("union européenne",), ("européen",), ("ue",), ("unión europea",), ("europä",)),
}  # fmt: skip
"""Names in full by which the source may mean the body."""


def known_places(source: str, lang: str) -> Iterator[tuple[str, str]]:
    """Places of the source that English writes otherwise, with the English form."""
    index, heads = names(lang, origin=False)
    for match in _CAPITALISED.finditer(source):
        if match.group() not in heads:
            continue
        for entry in index[match.group()]:
            if entry.place and source.startswith(entry.form, match.start()):
                yield entry.form, entry.english
                break


def lost_places(source: str, target: str, lang: str) -> list[tuple[str, str]]:
    """Those of them that do not stand in the target in any form."""
    words = {p for w in _CAPITALISED.findall(target) for p in re.split(r"[-’']", w) if len(p) > 2}
    return [
        (form, english)
        for form, english in known_places(source, lang)
        if english not in target
        and not any(alike(part, w) for w in words for part in (*form.split(), *english.split()))
    ]
