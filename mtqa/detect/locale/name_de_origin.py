"""German forms of names that English text has too."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "de",
    "German",
    origin=True,
    note="Köln or Peking also stand in names of clubs, dishes and firms in English text.",
    examples=(
        Example("Prices in ⟦München⟧ rose by a tenth.", fix="Munich"),
        Example("The delegation flew to ⟦Peking⟧ on Friday.", fix="Beijing"),
        Example("Bayern München won the cup."),
        Example("Prices in Munich rose by a tenth."),
    ),
)
