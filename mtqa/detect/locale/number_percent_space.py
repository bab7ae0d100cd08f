"""A space between a figure and the percent sign."""

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/number_percent_space",
    category="locale-conventions/number-format",
    severity=Severity.MINOR,
    message="English writes the percent sign without a space.",
    doc="""A space between a figure and the percent sign ("5 %").

French and German set a (no-break) space there; English does not.""",
    probes=(
        probe(
            (" %", "\u2009%"),
            r"(?<![\w.,])(?P<n>\d+(?:[.,]\d+)*)[ \u00a0\u202f\u2009]+%(?![\w%])",
            r"\g<n>%",
            safe=True,
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("Prices rose by ⟦5 %⟧ in May.", fix="5%"),
        Example("It fell ⟦3.5\u00a0%⟧ in a year.", fix="3.5%"),
        Example("Prices rose by 5% in May; use the % key. About 5 percent of them left."),
    ),
)
