"""German abbreviations left in English."""

from mtqa.detect.locale.acronym_lexicon import find_acronyms
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/acronym_de",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is a foreign abbreviation; English has another.",
    doc="""German abbreviations left in English.

Only those that English uses for nothing else.""",
    find=find_acronyms(("german",), origin=False),
    examples=(
        Example("The ⟦EZB⟧ raised interest rates.", fix="ECB"),
        Example("Observers of the ⟦OSZE⟧ were present.", fix="OSCE"),
        Example("The ECB and the OSCE declined."),
        Example("She works for the IAEA in Vienna."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"de"}),
    scope=Scope.DOCUMENT,
    confidence=0.95,
)
