"""Decimal commas and grouping points in English text."""

import re

from mtqa.detect.locale.formats import after_digit, before_digit, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_UNIT = (
    r"(?:\s?%|\s(?:per ?cent|percent|percentage|points?|million|billion|trillion|thousand|times|"
    r"euros?|dollars?|pounds?|k(?:m|g|W|Wh|ilo\w*)|miles?|met(?:re|er)s?|tonn?e?s?|hectares?|"
    r"litres?|liters?|degrees?|goals?|inches|feet)\b|\s?[€$£])"
)


def _point(match: re.Match[str]) -> str:
    return match["n"].replace(",", ".")


def _swapped(match: re.Match[str]) -> str:
    return match["n"].translate(str.maketrans(".,", ",."))


RULE = Rule(
    id="locale/number_decimal_comma",
    category="locale-conventions/number-format",
    severity=Severity.MAJOR,
    message="English writes the decimal point here; the comma groups thousands.",
    doc="""A decimal comma ("3,5%"), or points that group thousands ("1.234.567", "1.234,50").

In English the comma groups and the point is decimal, so the reader may take the number for another
one. Limits: a comma with one or two digits is reported only beside a unit, a currency or a
percentage, since "1,2" may also be a list.""",
    probes=(
        probe(
            before_digit(","),
            rf"(?<![\w.,:/-])(?P<mark>(?P<n>\d{{1,3}},\d{{1,2}}))(?={_UNIT})",
            _point,
            safe=True,
        ),
        probe(
            before_digit(","),
            r"(?<=[€$£])(?P<mark>(?P<n>\d{1,3},\d{1,2}))(?![\d,]|\.\d)",
            _point,
        ),
        probe(
            before_digit(","),
            r"(?<![\w.,])(?P<mark>(?P<n>[1-9]\d{0,2}(?:\.\d{3})+,\d{1,3}))(?![\d,])",
            _swapped,
        ),
        probe(
            after_digit("."),
            r"(?<![\w.,/])(?P<mark>(?P<n>[1-9]\d{0,2}(?:\.\d{3}){2,}))(?![\d./]|,\d|-\d)",
            lambda m: m["n"].replace(".", ","),
        ),
        probe(
            tuple(f"{d}.000" for d in "0123456789"),
            r"(?<![\w.,/$€£])(?P<mark>(?P<n>[1-9]\d{0,2}\.000))(?= [a-z]{4,})"
            r"(?! (?:times|seconds|percent|per|metres|meters|km|average)"
            r")",
            lambda m: m["n"].replace(".", ","),
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("Inflation reached ⟦3,5⟧% in May.", fix="3.5"),
        Example("The plan will cost ⟦1,2⟧ billion euros.", fix="1.2"),
        Example("The index closed at ⟦18.286,90⟧ points.", fix="18,286.90"),
        Example("Some ⟦1.234.567⟧ people voted.", fix="1,234,567"),
        Example("More than ⟦28.000⟧ deaths have been recorded.", fix="28,000"),
        Example("The plan will cost 1,200 million; see chapters 1,2 and 3."),
        Example("Inflation reached 3.5%, on 1,234,567 accounts, in version 1.234.5."),
        Example("His time was 28.000 seconds; the price is $1,234.50."),
    ),
)
