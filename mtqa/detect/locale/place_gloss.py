"""Brackets that gloss a place or party: Donetsk (east), LR (right)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.formats import probe
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Probe, Rule, Scope, suggest
from mtqa.types import Severity, Span

_DIRECTION = {
    "east": "eastern", "west": "western", "north": "northern", "south": "southern",
    "northeast": "northeastern", "northwest": "northwestern", "southeast": "southeastern",
    "southwest": "southwestern", "north-east": "north-eastern", "north-west": "north-western",
    "south-east": "south-eastern", "south-west": "south-western", "center": "central",
    "centre": "central", "centre-east": "east-central", "center-east": "east-central",
    "centre-west": "west-central", "center-west": "west-central",
}  # fmt: skip
_NAME = (
    r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[ -](?:de |la |le |les |du |des |sur |en |al "
    r"|el |of )?[A-ZÀ-ÖØ-Þ][\w’'-]+){0,3}"
)
_COMPASS = re.compile(
    r"(?P<lead>\b(?:in|near|from|to|of|at|around|outside|and|between|"
    rf"for|over|on) )?(?P<mark>(?P<name>{_NAME})"
    rf" \((?:in the |the )?(?P<where>{'|'.join(sorted(_DIRECTION, key=len, reverse=True))})"
    r"(?: of [^)]{2,25})?\))"
)


def _gloss(reading: Reading, within: Span) -> Iterator[Finding]:
    for match in _COMPASS.finditer(reading.text, within.start, within.end):
        certain = match["lead"] and " of " not in match["mark"] and "in the" not in match["mark"]
        better = f"{_DIRECTION[match['where']]} {match['name']}"
        yield Finding(Span(*match.span("mark")), suggest(better) if certain else ())


RULE = Rule(
    id="locale/place_gloss",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    message="Agency brackets after a name; English works the gloss into the sentence.",
    doc="""A compass point or political colour in brackets after a name: "Donetsk (east)".

French agencies place a name with a word in brackets. English says "eastern Donetsk", "the
right-wing LR". The suggestion is made where a preposition shows that the name stands alone.""",
    probes=(
        Probe((*tuple(f"({w}" for w in _DIRECTION), "(in the", "(the"), _gloss),
        probe(
            (
                "(right",
                "(left",
                "(far",
                "(center",
                "(centre",
                "(opposition",
                "(majority",
                "(extreme",
                "(radical",
                "(socialist",
                "(conservative",
            ),
            r"(?P<mark>(?P<name>\b(?:[A-Z]{2,6}|(?:[A-Z][\w’'-]* ){0,3}(?:Party|"
            r"Republicans|Socialists|Movement|Rally|Union|Alliance|Front|"
            r"Insoumise|Democrats|Ecologists|Greens))) \((?P<c>right|left|"
            r"far[- ]right|far[- ]left|extreme right|extreme left|radical "
            r"left|centre|center|centre[- ](?:right|left)|center[- ](?:right|"
            r"left)|in opposition|opposition|presidential majority)\))",
            lambda m: (),
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    confidence=0.85,
    examples=(
        Example("The army took a village in ⟦Donetsk (east)⟧ on Monday.", fix="eastern Donetsk"),
        Example("Troops left ⟦Zaporizhia (south)⟧ at night."),
        Example("The deputy of ⟦LR (right)⟧ voted against."),
        Example("Pictured: Zhao Xiaochuan (right), deputy head of the association."),
        Example("The army took eastern Donetsk and its (eastern) suburbs."),
    ),
)
