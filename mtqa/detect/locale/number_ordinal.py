"""Ordinals written the Romance way: 1er, 2e, 3ème, XIXe, 5º."""

import re

from mtqa.detect.locale.formats import ordinal, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_WEIGHTS = {"I": 1, "V": 5, "X": 10, "L": 50}


def _roman(letters: str) -> int:
    numbers = [_WEIGHTS[c] for c in letters]
    return sum(-n if numbers[k + 1 : k + 2] > [n] else n for k, n in enumerate(numbers))


def _century(match: re.Match[str]) -> str:
    return ordinal(_roman(match["r"]))


RULE = Rule(
    id="locale/number_ordinal",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="This is a French, Spanish or Italian way of writing an ordinal.",
    doc="""An ordinal left in its Romance form: "1er", "2e", "3ème", "XIXe century", "5º".

English writes "1st", "2nd", "3rd", "19th century".""",
    probes=(
        probe(
            (
                "1er",
                "1ère",
                "1re",
                *tuple(f"{d}{s}" for d in "0123456789" for s in ("ème", "eme", "ième")),
            ),
            r"(?<![\w.-])(?P<mark>(?P<n>\d{1,3})(?:er|ère|ème|eme|ième))(?![\w])",
            lambda m: ordinal(int(m["n"])),
        ),
        probe(
            tuple(f"{d}e " for d in "0123456789"),
            r"(?<=\bthe )(?P<mark>(?P<n>\d{1,2})e)(?= [a-z])",
            lambda m: ordinal(int(m["n"])),
        ),
        probe(
            tuple(f"{d}{s}" for d in "0123456789" for s in "ºª"),
            r"(?<![\w.,])(?P<mark>(?P<n>\d{1,3})[ºª])(?! ?[CFNSEW]\b)(?= [a-z])",
            lambda m: ordinal(int(m["n"])),
        ),
        probe(
            ("e century", "e centuries", "ème century", "ème centuries", "th century"),
            r"\b(?P<mark>(?P<r>[XVIL]{1,5})(?:e|ème|th))(?= (?:century|"
            r"centuries|arrondissement)\b)",
            _century,
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("He finished ⟦3ème⟧ in the race.", fix="3rd"),
        Example("The law takes effect on ⟦1er⟧ January.", fix="1st"),
        Example("It dates from the ⟦XIXe⟧ century.", fix="19th"),
        Example("She came ⟦5º⟧ in the final.", fix="5th"),
        Example("He lives in the ⟦18e⟧ arrondissement.", fix="18th"),
        Example("It dates from the 19th century; it was 5º C outside, in the XIX century."),
        Example("The BMW 2e-series came 3rd."),
    ),
)
