"""Two ways to write the same thing in one document: the rarer one gives way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mtqa.detect.inflect import noun_forms, verb_forms
from mtqa.detect.kind import Find, Kind
from mtqa.detect.matching import Matcher, compile_pattern
from mtqa.detect.phrase import PhraseError
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding, Scope, suggest
from mtqa.detect.style.quoted_text import quoted
from mtqa.types import Span

_LEMMA = re.compile(r"<([^<>.]+)\.([VN])>\Z")
_FORM_FIELDS = {"pattern", "regex", "anchors", "better"}
_AT_LEAST, _MIN_SENTENCES = 2, 4


def compile_consistency(
    fields: Mapping[str, Any], classes: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One probe: the choice is made over all pairs, or all forms, together."""
    if bool(fields.get("pairs")) == bool(fields.get("forms")):
        raise PhraseError("a consistency needs either pairs or forms")
    probe: dict[str, Any] = {
        "anchors": [],
        "at_least": int(fields.get("at_least", _AT_LEAST)),
        "each": bool(fields.get("each", False)),
    }
    if fields.get("pairs"):
        words: dict[str, list[Any]] = {}
        for k, pair in enumerate(fields["pairs"]):
            if not isinstance(pair, list) or len(pair) != 2:
                raise PhraseError(f"a pair is two words, not {pair!r}")
            for left, right in zip(*(_surfaces(side) for side in pair), strict=True):
                if left != right:
                    words.setdefault(left, [0, right, k])
                    words.setdefault(right, [1, left, k])
        return [{**probe, "words": words, "anchors": _stems(words)}]
    forms = []
    for form in fields["forms"]:
        unknown = set(form) - _FORM_FIELDS
        if unknown:
            raise PhraseError(f"unknown field {sorted(unknown)[0]!r} in a form")
        better = form.get("better", [])
        better = [better] if isinstance(better, str) else better
        forms.append(compile_pattern(form, better, classes))
    if len(forms) < 2:
        raise PhraseError("a consistency needs at least two forms")
    if all(f["anchors"] for f in forms):
        probe["anchors"] = sorted({a for f in forms for a in f["anchors"]})
    return [{**probe, "forms": forms}]


def _surfaces(side: str) -> list[str]:
    """A word, or all forms of ``<organise.V>`` or ``<colour.N>`` in a fixed order."""
    match = _LEMMA.match(side)
    if not match:
        return [side]
    lemma, kind = match.groups()
    return list((verb_forms(lemma) if kind == "V" else noun_forms(lemma)).values())


def _stems(words: Mapping[str, Any]) -> list[str]:
    """Anchors: of words that begin with another of the words, the shorter one is enough."""
    out: list[str] = []
    for word in sorted(words):
        if not out or not word.startswith(out[-1]):
            out.append(word)
    return out


def finder(probe: Mapping[str, Any]) -> Find:
    """The find function."""
    return _of_words(probe) if "words" in probe else _of_forms(probe)


def _of_words(probe: Mapping[str, Any]) -> Find:
    words: Mapping[str, Any] = probe["words"]
    body = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    # in lower case only: a capital may belong to a name (Department of Defense, Labor Day)
    regex = re.compile(rf"(?<![\w’'\-.@/])(?:{body})(?![\w\-@/]|\.\w)")

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        if len(reading.document.segments) < _MIN_SENTENCES:
            return
        found = [(words[m.group()], m) for m in regex.finditer(reading.text)]
        found = [(w, m) for w, m in found if not quoted(reading, m.start())]
        groups = {k: [x for x in found if x[0][2] == k] for k in {w[2] for w, _ in found}}
        for group in groups.values() if probe["each"] else (found,):
            side = _minority([w[0] for w, _ in group], probe["at_least"])
            for (which, other, _), match in group:
                if which in side:
                    yield Finding(Span(*match.span()), suggest(other))

    return find


def _of_forms(probe: Mapping[str, Any]) -> Find:
    matchers = [Matcher(f) for f in probe["forms"]]

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        if len(reading.document.segments) < _MIN_SENTENCES:
            return
        found = [
            (k, finding)
            for k, matcher in enumerate(matchers)
            for finding in matcher.find(reading, within)
            if not quoted(reading, finding.span.start)
        ]
        minority = _minority([k for k, _ in found], probe["at_least"])
        yield from (finding for k, finding in found if k in minority)

    return find


def _minority(kinds: list[int], at_least: int) -> set[int]:
    """The kinds that give way: all but the most common one, if that is clear enough."""
    ranked = Counter(kinds).most_common()
    if len(ranked) < 2 or ranked[0][1] < at_least or ranked[0][1] == ranked[1][1]:
        return set()
    return {kind for kind, _ in ranked[1:]}


KIND = Kind(
    name="consistency",
    doc="`pairs`: word pairs, left and right being two manners of writing; a side may be "
    "`<organise.V>` or `<colour.N>` for all its forms, and only lower-case words count. Or "
    "`forms`: a list of tables with `pattern` (or `regex` with `anchors`) and `better`, how to "
    "write it in the other form. Reported is the rarer manner, where the other occurs `at_least` "
    "(2) times and more often; with `each = true` every pair is judged for itself. Quotations are "
    "left alone.",
    fields=frozenset({"pairs", "forms", "at_least", "each"}),
    compile=compile_consistency,
    finder=finder,
    scope=Scope.DOCUMENT,
)
