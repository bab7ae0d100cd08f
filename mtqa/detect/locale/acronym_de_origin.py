"""German abbreviations that mean something else in English."""

from mtqa.detect.locale.acronym_lexicon import find_acronyms
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/acronym_de_origin",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is a foreign abbreviation; English has another.",
    doc="""German abbreviations that mean something else in English.

IWF, DDR or BIP exist in English in other senses.""",
    find=find_acronyms(("german",), origin=True),
    examples=(
        Example("The ⟦IWF⟧ lowered its forecast.", fix="IMF"),
        Example("He grew up in the ⟦DDR⟧ near Leipzig.", fix="GDR"),
        Example("The IMF lowered its forecast."),
        Example("He grew up in the GDR."),
    ),
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"de"}),
    scope=Scope.DOCUMENT,
    confidence=0.75,
)
