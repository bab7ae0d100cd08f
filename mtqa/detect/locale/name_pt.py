"""Portuguese forms of names."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "pt",
    "Portuguese",
    note="Portuguese has its own names for countries and cities.",
    examples=(
        Example("The president flew to ⟦Moscou⟧ on Sunday.", fix="Moscow"),
        Example("Exports to the ⟦Reino Unido⟧ fell.", fix="United Kingdom"),
        Example("Unions in ⟦Alemanha⟧ agreed.", fix="Germany"),
        Example("São Paulo and Rio de Janeiro voted on Sunday."),
        Example("She was born in Lisbon and raised in Porto."),
    ),
)
