"""Names of currencies in the German way (5 million Euro) or unchanged in the plural (60 euro)."""

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_FIGURE = r"(?:\d[\d.,]*\d|\d|million|billion|trillion|thousand|hundred)"

RULE = Rule(
    id="locale/currency_name",
    category="locale-conventions/currency-format",
    severity=Severity.MINOR,
    message="English writes currency names in lower case: “5 million euros”.",
    doc="""The currency name after a figure with a German capital ("5 Million Euro", "60 Euros").

English writes "euros", in lower case and in the plural. Not reported before a year ("24 Euro 2020
teams").""",
    probes=(
        probe(
            ("euro",),
            rf"(?P<b>\b{_FIGURE}[ \u00a0-])(?P<mark>Euros?)\b(?! ?\d| "
            r"(?:NCAP|Cup|championship|area|zone|final)|-)",
            lambda m: "euro" if m["b"].endswith("-") or m["b"].strip() == "1" else "euros",
        ),
        probe(
            ("dollars", "pounds", "francs", "rubles", "roubles", "yen"),
            rf"(?:\b{_FIGURE}[ \u00a0])(?P<mark>Dollars|Pounds|Francs|"
            r"Rubles|Roubles|Yen)\b(?! [A-Z])",
            lambda m: m["mark"].lower(),
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"de"}),
    scope=Scope.WINDOW,
    confidence=0.92,
    examples=(
        Example("The project costs 5 million ⟦Euro⟧ a year.", fix="euros"),
        Example("He was fined 60 ⟦Euros⟧.", fix="euros"),
        Example("It costs 200 ⟦Dollars⟧ in all.", fix="dollars"),
        Example("All 24 Euro 2020 teams came; it costs 60 euros."),
        Example("The Euro fell against the dollar."),
    ),
)
