"""Spanish abbreviations left in English."""

from mtqa.detect.locale.acronym_lexicon import find_acronyms
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/acronym_es",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is a foreign abbreviation; English has another.",
    doc="""Spanish abbreviations left in English.

Only those that English uses for nothing else.""",
    find=find_acronyms(("spanish",), origin=False),
    examples=(
        Example("The ⟦OEA⟧ sent observers.", fix="OAS"),
        Example("Exports to ⟦EE.UU.⟧ fell.", fix="US"),
        Example("The OAS sent observers."),
        Example("Exports to the US fell."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"es"}),
    scope=Scope.DOCUMENT,
    confidence=0.95,
)
