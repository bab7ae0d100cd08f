"""Italian forms of names."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "it",
    "Italian",
    note="Italian has its own names for countries and cities.",
    examples=(
        Example("The fund moved to ⟦Londra⟧ last year.", fix="London"),
        Example("Talks resume in ⟦Pechino⟧ today.", fix="Beijing"),
        Example("They flew from ⟦Francoforte⟧ to Rome.", fix="Frankfurt"),
        Example("He played for Inter Milano and Napoli."),
        Example("Via Londra is a street in Milan."),
    ),
)
