"""Scale words that English does not use so: milliards, thousand million, 5 millions of euros."""

import re

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_NUMBER = (
    r"(?P<n>\d(?:[\d.,]*\d)?|(?i:one|two|three|four|five|six|seven|eight|nine|"
    r"ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred))"
)
_DIGITS = {w: k for k, w in enumerate("zero one two three four five six seven eight nine".split())}
_NOUN = (
    r"euros|dollars|pounds|people|persons|inhabitants|tons|tonnes|barrels|"
    r"hectares|francs|yen|yuan|rubles|roubles|reais|users|voters|customers|"
    r"visitors|vehicles|cars|copies|viewers|employees"
)


def _milliard(match: re.Match[str]) -> str:
    return "billion" if match["n"] else "billions"


def _thousand_million(match: re.Match[str]) -> str | tuple[str, ...]:
    number = match["n"]
    if number.isalpha():
        return f"{number} billion"
    value = (
        number.rstrip(",.").replace(",", "")
        if re.fullmatch(r"\d{1,3}(,\d{3})+", number)
        else number
    )
    return f"{value} billion"


def _composite(match: re.Match[str]) -> str:
    value = float(match["a"]) + float(match["b"]) / 1000
    return f"{value:g} million"


def _thousands(match: re.Match[str]) -> str:
    value = float(match["a"]) + float(re.sub(r"\D", "", match["b"])) / 1_000_000
    return f"{value:g} million"


def _and_a_half(match: re.Match[str]) -> str:
    number = match["n"].lower()
    return f"{_DIGITS.get(number, number)}.5 {match['s']}"


RULE = Rule(
    id="locale/number_scale",
    category="locale-conventions/number-format",
    severity=Severity.MAJOR,
    message="English says this number as “million” or “billion”, in the singular after a figure.",
    doc="""A large number said in another language's way.

"3 milliards", "2 thousand million", "5 millions of euros", "1 million 200 thousand".

English says "3 billion", "2 billion", "5 million euros", "1.2 million". Limits: "thousand million"
without a number before it is reported without a suggestion.""",
    probes=(
        probe(
            ("milliard", "milliarden", "mil millones"),
            rf"(?:{_NUMBER}[ \u00a0-])?(?P<mark>\b(?i:milliards?|milliarden|mil millones)\b)",
            _milliard,
        ),
        probe(
            ("thousand million",),
            rf"\b(?P<mark>{_NUMBER} thousand millions?)\b",
            _thousand_million,
        ),
        probe(
            ("millions", "billions", "trillions"),
            rf"(?<![\w.,])(?:[€$£]\s?)?(?P<mark>{_NUMBER}[ \u00a0](?P<s>million|"
            rf"billion|trillion)s(?: of (?=(?:{_NOUN})\b)|(?= (?:{_NOUN})"
            r"\b) ))",
            lambda m: f"{m['n']} {m['s']} ",
        ),
        probe(
            ("million of", "billion of", "trillion of"),
            r"(?<![\w.,])(?:[€$£]\s?)?(?P<mark>\d[\d.,]*[ \u00a0](?P<s>million|"
            rf"billion|trillion) of) (?=(?:{_NOUN})\b)",
            lambda m: m["mark"].removesuffix(" of"),
        ),
        probe(
            (
                "million 1",
                "million 2",
                "million 3",
                "million 4",
                "million 5",
                "million 6",
                "million 7",
                "million 8",
                "million 9",
            ),
            r"\b(?P<mark>(?P<a>\d{1,3}) million(?: and)? (?P<b>[1-9]\d{2}) thousand)\b",
            _composite,
        ),
        probe(
            ("million", "billion"),
            r"(?<![\w.,])(?P<mark>(?P<a>\d{1,3}) million(?:,| and)? "
            r"(?P<b>[1-9]\d{0,2}[ ,.\u00a0]\d{3}))(?![\d,.]\d)(?= [a-z])",
            _thousands,
        ),
        probe(
            ("million and a half", "billion and a half"),
            r"(?<![\w.,-])(?P<mark>(?P<n>\d{1,3}|(?i:one|two|three|four|five|six|seven|eight|nine))"
            r" (?P<s>million|billion)s? and a half)(?! to )(?! of )(?=\W)",
            _and_a_half,
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.92,
    examples=(
        Example("The plan costs 3 ⟦milliards⟧ a year.", fix="billion"),
        Example("It is worth ⟦two thousand million⟧ euros.", fix="two billion"),
        Example("The fine is ⟦5 millions of ⟧euros.", fix="5 million "),
        Example("It sold ⟦2.5 million of⟧ copies.", fix="2.5 million"),
        Example("Nearly ⟦1 million 200 thousand⟧ people fled.", fix="1.2 million"),
        Example("It costs ⟦1 million 200,000⟧ euros.", fix="1.2 million"),
        Example("The city has ⟦one million and a half⟧ inhabitants.", fix="1.5 million"),
        Example("⟦Two millions of ⟧people marched.", fix="Two million "),
        Example("It cost millions of euros, or 5 million euros each; two million of them left."),
        Example("He counted 20 thousand; a million pounds of fish, and billions more."),
    ),
)
