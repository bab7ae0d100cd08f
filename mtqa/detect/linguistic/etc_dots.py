"""Dots after "etc.": "etc..."."""

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="linguistic/etc_dots",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="“etc.” says already that the list goes on: one full stop is enough.",
    doc="""Several dots after "etc".

"Etc..." is common in French (where it is a mistake too); English writes "etc.".""",
    probes=(
        probe(("etc..", "etc…", "etc ..", "etc ."), r"\betc(?P<mark> ?(?:\.{2,}|\.?…|\s\.))", "."),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("He bought bread, milk, etc⟦...⟧ and left.", fix="."),
        Example("He bought bread, milk, etc⟦…⟧", fix="."),
        Example("He bought bread, milk, etc. and left… with his bag."),
    ),
)
