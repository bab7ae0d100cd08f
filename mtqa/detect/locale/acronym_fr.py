"""French abbreviations left in English."""

from mtqa.detect.locale.acronym_lexicon import find_acronyms
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/acronym_fr",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is a foreign abbreviation; English has another.",
    doc="""French abbreviations left in English.

Only those that English uses for nothing else.""",
    find=find_acronyms(("french",), origin=False),
    examples=(
        Example("The ⟦CEDH⟧ ruled in his favour.", fix="ECHR"),
        Example("It joined ⟦Cédéao⟧ in 1975.", fix="ECOWAS"),
        Example("The ⟦GIEC⟧ published its report.", fix="IPCC"),
        Example("The European Court of Human Rights (ECHR) ruled."),
        Example("ECOWAS and AQIM are English abbreviations."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    scope=Scope.DOCUMENT,
    confidence=0.95,
)
