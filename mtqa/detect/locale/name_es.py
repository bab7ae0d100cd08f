"""Spanish forms of names."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "es",
    "Spanish",
    note="Spanish has its own names for countries and cities, and accents where English has none.",
    examples=(
        Example("The minister travelled to ⟦Bruselas⟧ on Monday.", fix="Brussels"),
        Example("⟦Volodímir Zelenski⟧ spoke by video.", fix="Volodymyr Zelenskyy"),
        Example("He left ⟦Estados Unidos⟧ in May.", fix="the United States"),
        Example("It was the first visit to ⟦Pekín⟧ in years.", fix="Beijing"),
        Example("The bar Moscú de Noche closed in 2004."),
        Example("He plays for Sevilla and lives in San Diego."),
    ),
)
