"""Shares said the French way: "1 employee out of 5"."""

import re

from mtqa.detect.inflect import noun_forms
from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

_WORDS = "zero one two three four five six seven eight nine ten".split()
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"

_SCORES = r"(?:point|star|mark|time|year|day|week|month|night|minute|hour|mile|goal|win|game)s?\b"


def _word(number: str) -> str:
    return _WORDS[int(number)] if number.isdigit() and int(number) <= 10 else number


def _share(match: re.Match[str]) -> str:
    noun, many = match["noun"], match["n"].lower() not in ("1", "one")
    plural = noun if many else noun_forms(noun)["pl"]
    part = _word(match["n"].lower())
    part = part.capitalize() if match["n"][0].isupper() else part
    return f"{part} in {_word(match['of'].lower())} {plural}"


RULE = Rule(
    id="locale/number_out_of",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    message="English says “one in five employees” rather than “{text}”.",
    doc="""A share in the order of French: "1 employee out of 5", "3 trains out of 5".

French says "un salarié sur cinq". English has "one in five employees" or "one out of five
employees". Scores ("8 points out of 10") stay.""",
    probes=(
        probe(
            (" out of ",),
            rf"\b(?P<mark>(?P<n>(?i:{_NUMBER})) (?P<noun>(?!{_SCORES})[a-z]{{3,}}|TGV|TER) out of "
            rf"(?P<of>{_NUMBER}))(?![\w.,]*\d| [a-z]{{4,}}s\b)",
            _share,
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.WINDOW,
    confidence=0.75,
    examples=(
        Example("Nearly ⟦1 employee out of 5⟧ is concerned.", fix="one in five employees"),
        Example("⟦Two trains out of three⟧ will run.", fix="Two in three trains"),
        Example("He gave it 8 points out of 10; one out of five employees left."),
        Example("One man out of work left two days out of hospital."),
    ),
)
