"""Abbreviations from French and its sisters that mean something else in English."""

from mtqa.detect.locale.acronym_lexicon import find_acronyms
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/acronym_romance_origin",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is a foreign abbreviation; English has another.",
    doc="""Abbreviations from French and its sisters that mean something else in English.

FMI, BCE, CPI or OMS are abbreviations in English too, of other things; where the text was
translated from one of these languages they are left over.""",
    find=find_acronyms(("romance", "french", "spanish"), origin=True),
    examples=(
        Example("The ⟦FMI⟧ lowered its forecast.", fix="IMF"),
        Example("The ⟦CPI⟧ issued a warrant for him.", fix="ICC"),
        Example("Growth of the ⟦PIB⟧ slowed.", fix="GDP"),
        Example("The IMF lowered its forecast."),
        Example("Oliver Twist went to Una in 400 BC."),
    ),
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "pt", "it"}),
    scope=Scope.DOCUMENT,
    confidence=0.75,
)
