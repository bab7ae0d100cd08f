"""Points that group thousands before a unit or noun that could also follow a decimal."""

from mtqa.detect.locale.formats import after_digit, probe
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/number_point_thousands",
    category="locale-conventions/number-format",
    severity=Severity.MAJOR,
    needs=Needs.ORIGIN,
    message="English groups thousands with a comma; “{text}” reads as a decimal.",
    doc="""A point that groups thousands before a unit ("1.250 metres", "a 4.500-kilometre border").

French, Spanish, German and Italian write so. In English the point is decimal, so the reader takes
the number for a small one. Limits: three decimals are rare in news but possible, so the rule speaks
only in a text that comes from such a language; scores, rates and times are left alone.""",
    probes=(
        probe(
            after_digit("."),
            r"(?<![\w.,/:$€£])(?P<mark>(?P<n>(?:[1-9]\d{1,2}\.\d{3}|[1-9]\.\d\d0)))"
            r"(?=[ -](?:square |cubic |nautical )?(?:k(?:m|ilomet(?:re|er)s?)|met(?:re|er)s?|miles|"
            r"tonn?e?s?|hectares?|litres?|liters?|kilos?|acres|years?|days|hours|[a-z]{3,}s)\b)"
            r"(?![ -](?:percent|times|seconds|minutes|points|degrees|grams|was|is|has))",
            lambda m: m["n"].replace(".", ","),
        ),
        probe(
            (" points",),
            r"(?i:\b(?:CAC|DAX|Dow|FTSE|Ibex|Nasdaq|Nikkei|Stoxx|SMI|MIB|index)\b)[^.!?]{0,90}?"
            r"(?<![\w.,$€£])(?P<mark>(?P<n>\d{1,2}\.\d{3}))(?= points)",
            lambda m: m["n"].replace(".", ","),
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.WINDOW,
    confidence=0.85,
    examples=(
        Example("The village is ⟦1.250⟧ metres above the sea.", fix="1,250"),
        Example("They share a ⟦4.500⟧-kilometre border.", fix="4,500"),
        Example("The group owns ⟦25.000⟧ square metres of offices.", fix="25,000"),
        Example("The CAC 40 fell to ⟦7.985⟧ points at the close.", fix="7,985"),
        Example("It weighs 1.254 kilos; he ran 28.000 seconds behind, 3.250 points ahead."),
        Example("The village is 1,250 metres above the sea."),
    ),
)
