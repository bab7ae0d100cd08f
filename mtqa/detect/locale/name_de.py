"""German forms of names."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "de",
    "German",
    note="German writes Slavic names with w, sch and tsch, and has its own names for cities.",
    examples=(
        Example("President ⟦Wolodymyr Selenskyj⟧ thanked Berlin.", fix="Volodymyr Zelenskyy"),
        Example("Foreign Minister ⟦Lawrow⟧ rejected the plan.", fix="Lavrov"),
        Example("The train to ⟦Moskau⟧ was cancelled.", fix="Moscow"),
        Example("Rockets hit ⟦Charkiw⟧ overnight.", fix="Kharkiv"),
        Example("⟦Gorbatschow⟧ died in 2022.", fix="Gorbachev"),
        Example("The company moved to ⟦Österreich⟧.", fix="Austria"),
        Example("Wladimir Klitschko boxed in Hamburg."),
        Example("Jaroslaw Kaczynski and Stanislaw Lem are Polish names."),
        Example("The Neue Zürcher Zeitung and Die Welt reported it."),
    ),
)
