"""A termbase: what a term of the source must, and must not, be called in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mtqa.detect.kind import Find, Kind
from mtqa.detect.phrase import PhraseError
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding, Scope, suggest
from mtqa.types import Span

_TERM_FIELDS = {"source", "target", "forbidden"}
_SHORT = 5


def compile_terms(fields: Mapping[str, Any], classes: Mapping[str, str]) -> list[dict[str, Any]]:
    """One probe for all terms: a termbase may hold thousands."""
    terms = fields.get("terms")
    if not terms:
        raise PhraseError("a termbase needs terms")
    compiled = []
    for term in terms:
        unknown = set(term) - _TERM_FIELDS
        if unknown:
            raise PhraseError(f"unknown field {sorted(unknown)[0]!r} in a term")
        source, target, forbidden = (
            _listed(term.get(k, [])) for k in ("source", "target", "forbidden")
        )
        if not source or not (target or forbidden):
            raise PhraseError(f"a term needs source, and target or forbidden: {term!r}")
        compiled.append({"source": source, "target": target, "forbidden": forbidden})
    return [{"anchors": [], "terms": compiled}]


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def tolerant(term: str) -> str:
    """A regular expression for a term whose words may be inflected.

    A word of five letters or more may change its last letter and grow by up to three; a shorter one
    may take a plural ending. Between words stands white space or a hyphen.
    """
    words = re.findall(r"[^\s\-‑]+", term)
    return r"(?<!\w)" + r"[\s\-‑]+".join(_word(w) for w in words) + r"(?!\w)"


def _word(word: str) -> str:
    plain = re.sub("['’]", "['’]", re.escape(word))
    if not word.isalpha():
        return plain
    if len(word) < _SHORT:
        return f"{plain}(?:e?s)?"
    return rf"(?:{plain}\w{{0,3}}|{re.escape(word[:-1])}\w{{0,3}})"


def finder(probe: Mapping[str, Any]) -> Find:
    """The find function, called sentence by sentence."""
    terms = [
        (
            re.compile("|".join(tolerant(s) for s in term["source"]), re.I),
            re.compile("|".join(tolerant(t) for t in term["target"]), re.I)
            if term["target"]
            else None,
            re.compile("|".join(tolerant(t) for t in term["forbidden"]), re.I)
            if term["forbidden"]
            else None,
            term,
        )
        for term in probe["terms"]
    ]
    # one look at the sentence tells most of them that they have nothing to do
    trigger = re.compile("|".join(t[0].pattern for t in terms), re.I)

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        source = reading.source_of(within.start)
        if not trigger.search(source):
            return
        for wanted, right, wrong, term in terms:
            if wanted.search(source):
                yield from _judge(reading, within, right, wrong, term)

    return find


def _judge(
    reading: Reading,
    within: Span,
    right: re.Pattern[str] | None,
    wrong: re.Pattern[str] | None,
    term: Mapping[str, list[str]],
) -> Iterator[Finding]:
    text = reading.text
    allowed = [m.span() for m in right.finditer(text, within.start, within.end)] if right else []
    bad = []
    for match in wrong.finditer(text, within.start, within.end) if wrong else ():
        # "final budget law" may hold the forbidden "budget law"
        if not any(a <= match.start() and match.end() <= b for a, b in allowed):
            bad.append(match)
            yield Finding(
                Span(*match.span()), suggest(*_instead(match.group(), term)), _message(term)
            )
    if right and not allowed and not bad:
        yield Finding(within, (), _message(term), confidence=0.5)


def _instead(found: str, term: Mapping[str, list[str]]) -> list[str]:
    """The required forms, where the forbidden one stands uninflected."""
    if found.casefold() not in {t.casefold() for t in term["forbidden"]}:
        return []
    capital = found[:1].isupper() and not found.isupper()
    return [t[:1].upper() + t[1:] if capital else t for t in term["target"]]


def _message(term: Mapping[str, list[str]]) -> str:
    source = term["source"][0]
    if not term["target"]:
        return f"The termbase forbids this rendering of “{source}”."
    wanted = " or ".join(f"“{t}”" for t in term["target"])
    return f"The termbase renders “{source}” as {wanted}."


KIND = Kind(
    name="termbase",
    doc="`terms`: a list of tables with `source` (the term, or several), `target` (the required "
    "rendering, or several) and `forbidden` (renderings that are wrong). Words may be inflected. "
    "Reported is a forbidden rendering, else the sentence in which no required one stands.",
    fields=frozenset({"terms"}),
    compile=compile_terms,
    finder=finder,
    scope=Scope.SEGMENT,
)
