"""Units with a space around their slash or with an "s": "130 km / h", "15 kms"."""

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/unit_space",
    category="locale-conventions/measurement-format",
    severity=Severity.MINOR,
    message="English writes this unit “km/h”, without spaces.",
    doc="""A unit torn apart at its slash or hyphen: "130 km / h", "50 km-h".

Tokenised translation leaves spaces around the slash; English writes "km/h".""",
    probes=(
        probe(
            ("/ h", "/h", "/ s", "km / l", "/ kg", "/ m"),
            r"(?<=\d)[ \u00a0]?(?P<mark>(?P<a>k?m|kW|g|mg|t|l) ?/ (?P<b>h|s|m2|m3|kg|l))\b",
            r"\g<a>/\g<b>",
            safe=True,
        ),
        probe(
            tuple(f"{d}m{k}" for d in "12" for k in "0123456789"),
            r"(?<![\w.,])(?P<mark>(?P<a>[12])m(?P<b>\d\d))\b",
            r"\g<a>.\g<b> metres",
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("Gusts reached 130 ⟦km / h⟧ on the coast.", fix="km/h"),
        Example("He is ⟦1m92⟧ tall.", fix="1.92 metres"),
        Example("The trains run at 320 km/h, at 12 m/s."),
    ),
)
