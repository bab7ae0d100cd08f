"""Decades and nights said the French way: the years 1990, the night from Monday to Tuesday."""

import re

from mtqa.detect.locale.formats import WEEKDAYS, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity


def _decade(match: re.Match[str]) -> str:
    year = match["y"]
    return f"{match['the'] or ''}{'19' + year if len(year) == 2 else year}s"


def _overnight(match: re.Match[str]) -> tuple[str, str]:
    first = "Overnight" if match["mark"][0].isupper() else "overnight"
    return f"{first} {match['a']}", f"{first} from {match['a']} to {match['b']}"


RULE = Rule(
    id="locale/date_years",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    message="English says this stretch of time otherwise: “the 1990s”, “overnight Monday”.",
    doc="""A decade or a night in the French way: "the years 1990", "the night from Monday".

English says "the 1990s" and "overnight Monday". "The years 1990 to 1995" is English and stays.""",
    probes=(
        probe(
            (
                "years 1",
                "years 2",
                "years 3",
                "years 4",
                "years 5",
                "years 6",
                "years 7",
                "years 8",
                "years 9",
            ),
            r"(?P<mark>(?P<the>[Tt]he )(?:years|decade) (?P<y>(?:1[89]\d|"
            r"20[0-2])0|[2-9]0))\b(?!\s*(?:to|and|through|or|[-–—/,])\s*(?:\d|"
            r"')|s)",
            _decade,
        ),
        probe(
            ("the night from", "the night of", "the night between"),
            r"(?P<mark>\b(?:[Ii]n|[Oo]n|[Dd]uring|[Oo]ver) the night "
            rf"(?:from|of|between) (?P<a>{WEEKDAYS}) (?:to|and) (?P<b>{WEEKDAYS})"
            r")\b",
            _overnight,
        ),
        probe(
            ("the night from", "the night of", "the night between"),
            rf"(?<!In )(?<!in )(?<!On )(?<!on )(?<!ing )(?<!er )(?P<mark>\b[Tt]he night "
            rf"(?:from|of|between) (?P<a>{WEEKDAYS}) (?:to|and) (?:{WEEKDAYS}))\b",
            lambda m: f"{m['a']} night",
        ),
        probe(
            ("the night of the", "the night from the"),
            r"(?P<mark>\b(?:[Ii]n|[Dd]uring) the night (?:from|of) the "
            r"(?P<a>\d{1,2}) to the? ?(?P<b>\d{1,2}))\b",
            lambda m: (),
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "de", "it", "pt", "ru", "uk"}),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("Since ⟦the years 1990⟧, the river has been cleaner.", fix="the 1990s"),
        Example("It was built in ⟦the years 80⟧.", fix="the 1980s"),
        Example(
            "⟦In the night from Monday to Tuesday⟧, the bridge was hit.", fix="Overnight Monday"
        ),
        Example("⟦The night from Saturday to Sunday⟧ was calm.", fix="Saturday night"),
        Example("Three people died ⟦on the night of Friday to Saturday⟧.", fix="overnight Friday"),
        Example("The years 1990 to 1995 were wet; in the 1990s it rained on the night of Monday."),
        Example("In the years 1990, 1991 and 1992 the team won the cup."),
    ),
)
