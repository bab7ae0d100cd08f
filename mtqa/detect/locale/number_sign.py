"""The French sign for "number": n° 5, N°10."""

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/number_sign",
    category="locale-conventions/number-format",
    severity=Severity.MINOR,
    message="English writes “No.” (or “number”) for “n°”.",
    doc="""The abbreviation of French, Spanish and Italian for "number": "n° 5", "N°10", "nº 3".

English writes "No. 5". The perfume Chanel N°5 keeps its name.""",
    probes=(
        probe(
            ("n°", "nº", "n °"),
            r"(?<![\w])(?<!Chanel )(?P<mark>[Nn] ?[°º]\.? ?(?P<d>\d+))\b",
            r"No. \g<d>",
            safe=True,
        ),
        probe(
            tuple(f"{d}°)" for d in "123456789"),
            r"(?<!\w)(?P<mark>(?P<d>\d)°\))(?= )",
            r"\g<d>)",
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    confidence=0.92,
    examples=(
        Example("The ⟦n° 5⟧ seed lost.", fix="No. 5"),
        Example("The player wearing ⟦N°10⟧ scored.", fix="No. 10"),
        Example("⟦1°)⟧ The first point is money.", fix="1)"),
        Example("The No. 5 seed wore Chanel N°5 (at 25°) and said no 5 times."),
    ),
)
