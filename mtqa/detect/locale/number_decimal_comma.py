"""Decimal commas and grouping points in English text."""

import re

from mtqa.detect.locale.formats import after_digit, before_digit, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_UNIT = (
    r"(?:\s?%|\s?(?:m|km|kg)\b|\s(?:per ?cent|percent|percentage|points?|million|billion|trillion"
    r"|thousand|times|euros?|dollars?|pounds?|k(?:m|g|W|Wh|ilo\w*)|miles?|met(?:re|er)s?|tonn?e?s?|hectares?|"
    r"litres?|liters?|degrees?|goals?|inches|feet|seconds?|minutes|hours|tenths|grams|carats|kilos?"
    r"|knots|hertz|volts|watts|magnitude|on the Richter|inhabitants per|children per)\b|\s?[€$£°])"
)
_COUNTED = (
    r"(?:people|persons|inhabitants|residents|citizens|employees|workers|jobs|posts|soldiers|troops"
    r"|fighters|police|policemen|gendarmes|firefighters|officers|demonstrators|protesters|strikers"
    r"|voters|votes|ballots|signatures|deaths|dead|victims|casualties|injured|wounded|cases"
    r"|infections|patients|beds|students|pupils|teachers|children|refugees|migrants|displaced"
    r"|households|families|homes|houses|apartments|flats|dwellings|vehicles|cars|trucks|copies|books"
    r"|tickets|spectators|viewers|visitors|tourists|subscribers|members|followers|customers|users"
    r"|companies|businesses|shops|farms|farmers|municipalities|villages|schools|passengers|flights"
    r"|trees|animals|cows|sheep|objects|works|documents|pages|complaints|arrests|prisoners|detainees"
    r"|hospitals|doctors|nurses|volunteers|runners|participants|candidates|supporters|fans|men|women)"
)
_MONEY = r"(?:euros?|dollars?|pounds|francs|rubles|roubles|yen|yuan|pesos|reais|lira|hryvnia)"
_RATE = (
    r"(?! (?:a|an|per|to|against|to the|against the|for a|for one|for each) (?:litre|liter|gallon"
    r"|kilo|kilogram|kg|share|barrel|ounce|unit|euro|dollar|pound|kWh|minute|kilomet|pack|text|call)"
    r"|/(?:l|L|kg|kWh)\b)"
)


_PERCENT = "per|percent|million|billion|trillion|thousand|times"


def _grouped(match: re.Match[str]) -> str:
    return match["n"].replace(".", ",")


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
            _grouped,
        ),
        probe(
            tuple(f"{d}.000" for d in "0123456789"),
            r"(?<![\w.,/$€£])(?P<mark>(?P<n>[1-9]\d{0,2}\.000))(?= [a-z]{4,})"
            r"(?! (?:times|seconds|percent|per|metres|meters|km|average)"
            r")",
            _grouped,
        ),
        probe(
            after_digit("."),
            rf"(?<![\w.,/$€£])(?P<mark>(?P<n>[1-9]\d{{0,2}}\.\d{{3}}))(?= (?:[a-z]+ )?{_COUNTED}\b"
            rf"(?! per\b))(?! (?:{_PERCENT})\b)",
            _grouped,
            safe=True,
        ),
        probe(
            after_digit("."),
            r"(?<![\w.,/$€£])(?P<mark>(?P<n>(?:[1-9]\d{1,2}\.\d{3}|[2-9]\.\d\d0|1\.[1-9]00)))"
            rf"(?= {_MONEY}\b{_RATE})",
            _grouped,
        ),
        probe(
            after_digit("."),
            r"(?<=[€$£])(?P<mark>(?P<n>(?:[1-9]\d{1,2}\.\d{3}|[2-9]\.\d\d0|1\.[1-9]00)))"
            rf"(?![\d,]|\.\d| ?(?:million|billion|trillion|m|bn|M)\b){_RATE}",
            _grouped,
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
        Example("He ran it in ⟦9,58⟧ seconds.", fix="9.58"),
        Example("Some ⟦3.500⟧ people gathered in the square.", fix="3,500"),
        Example("The town has ⟦4.251⟧ registered voters.", fix="4,251"),
        Example("It costs ⟦1.400⟧ euros a month.", fix="1,400"),
        Example("The flat was sold for €⟦350.000⟧ in June.", fix="350,000"),
        Example("Silver was worth 24.400 dollars per ounce; the euro traded at 1.125 dollars."),
        Example("Petrol is at $3.459 a gallon; €1.234 buys it, with 3.5 people per room."),
        Example("The plan will cost 1,200 million; see chapters 1,2 and 3."),
        Example("Inflation reached 3.5%, on 1,234,567 accounts, in version 1.234.5."),
        Example("His time was 28.000 seconds; the price is $1,234.50."),
    ),
)
