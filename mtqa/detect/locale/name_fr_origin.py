"""French forms of names that English text has too."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "fr",
    "French",
    origin=True,
    note="Forms such as Alger or Vienne are also surnames, brands or small places in English text.",
    examples=(
        Example("The two ministers met in ⟦Alger⟧ on Sunday.", fix="Algiers"),
        Example("The conference opens in ⟦Vienne⟧ next week.", fix="Vienna"),
        Example("Horatio Alger de la Cruz wrote it."),
        Example("The two ministers met in Algiers."),
    ),
)
