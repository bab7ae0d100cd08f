"""Currencies, units and percentage points that the target swapped beside an unchanged number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.accuracy.number_pairs import Pair, pairs_of
from mtqa.detect.accuracy.quantity import Quantity
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.language.numerals import measures
from mtqa.types import Severity, Span

_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b)")
_POINTS = re.compile(r"[\s-](?:percentage[\s-])?points?\b")
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_FAMILIES = frozenset({"money", "length", "mass", "area", "time"})


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Compare what stands beside the numbers that both sides have once."""
    for pair in pairs_of(reading):
        units = {q.unit for q in pair.theirs} | {
            "USD" if "$" in pair.source.of(reading.source) else ""
        }
        for ours in pair.ours:
            theirs = _partner(pair, ours)
            if theirs is None or ours.unit == theirs.unit:
                continue
            yield from _points(reading, theirs, ours)
            yield from _unit(reading, theirs, ours, units)


def _partner(pair: Pair, ours: Quantity) -> Quantity | None:
    """The source's quantity of the same plain value, where both sides have it once."""
    same = [q for q in pair.theirs if q.value == ours.value]
    mine = [q for q in pair.ours if q.value == ours.value]
    return same[0] if len(same) == 1 and len(mine) == 1 else None


def _points(reading: Reading, theirs: Quantity, ours: Quantity) -> Iterator[Finding]:
    if {theirs.unit, ours.unit} != {"%", "points"} or reading.lang != "en":
        return
    number = reading.text[ours.start : ours.end]
    wrong = (_PERCENT if ours.unit == "%" else _POINTS).match(reading.text, ours.end)
    if wrong is None or (ours.unit == "points" and "percentage" not in wrong.group()):
        return
    points = "percentage point" if ours.value == 1 else "percentage points"
    better = f"{number} {points}" if ours.unit == "%" else f"{number}%"
    message = "The source speaks of {}; a change of percentage points is not a percentage."
    said = "percentage points" if ours.unit == "%" else "a percentage"
    yield Finding(Span(ours.start, wrong.end()), suggest(better), message.format(said))


def _unit(reading: Reading, theirs: Quantity, ours: Quantity, units: set[str]) -> Iterator[Finding]:
    family = measures().family
    kind = family.get(ours.unit)
    if kind not in _FAMILIES or family.get(theirs.unit) != kind or ours.unit in units:
        return
    if kind == "time" and ours.value <= 24 and {ours.unit, theirs.unit} & {"h", "s"}:
        return
    span = _place(reading.text, ours)
    money = kind == "money"
    text = span.of(reading.text)
    better = _SIGNS.get(theirs.unit, "") if money and text in _SIGNS.values() else ""
    yield Finding(
        span,
        suggest(better) if better else (),
        f"The source gives this figure in another {'currency' if money else 'unit'}.",
        Severity.CRITICAL if money else Severity.MAJOR,
        "accuracy/mistranslation" if money else "accuracy/unit-conversion",
    )


def _place(text: str, ours: Quantity) -> Span:
    """Where the currency or unit itself stands; the figure where that is not certain."""
    after = re.compile(r"[\s-]?([$€£¥₹]|[^\W\d_]+)").match(text, ours.end)
    if after and measures().code.get(after[1].lower()) == ours.unit:
        return Span(*after.span(1))
    before = re.compile(r"([$€£¥₹])\s?$").search(text, 0, ours.start)
    return Span(*before.span(1)) if before else Span(ours.start, ours.end)


RULE = Rule(
    id="accuracy/measure",
    category="accuracy/unit-conversion",
    severity=Severity.MAJOR,
    needs=Needs.SOURCE,
    message="The source gives this figure in another unit.",
    doc="""The same number with another currency or unit than in the source, or percent for points.

"60 euros" that became "$60", "5 km" that became "5 miles", "2 points de pourcentage" that became
"2%": the figure looks right and the fact is wrong. A converted number with its converted unit is
left alone.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.85,
    examples=(
        Example("The fine is ⟦$⟧60.", "€", source="L'amende est de 60 euros.", source_lang="fr"),
        Example(
            "The village lies 5 ⟦miles⟧ from the border.",
            source="Das Dorf liegt 5 Kilometer von der Grenze.",
            source_lang="de",
        ),
        Example(
            "The rate rose by ⟦2%⟧.",
            "2 percentage points",
            source="Le taux a augmenté de 2 points de pourcentage.",
            source_lang="fr",
        ),
        Example(
            "The party lost ⟦3.5 percent⟧ of the vote.",
            "3.5 percentage points",
            source="Die Partei verlor 3,5 Prozentpunkte.",
            source_lang="de",
        ),
        Example(
            "The fine is €60 and the village lies 3 miles (5 km) away; prices rose 2%.",
            source="L'amende est de 60 euros et le village est à 5 km ; les prix ont pris 2 %.",
            source_lang="fr",
        ),
        Example(
            "The rate rose by two percentage points, to 5%.",
            source="Le taux a augmenté de deux points, à 5 %.",
            source_lang="fr",
        ),
    ),
)
