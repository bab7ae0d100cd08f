"""French, Spanish, Portuguese and Italian abbreviations left in English."""

from mtqa.detect.locale.acronym_lexicon import find_acronyms
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity

RULE = Rule(
    id="locale/acronym_romance",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is a foreign abbreviation; English has another.",
    doc="""French, Spanish, Portuguese and Italian abbreviations left in English.

International bodies have other abbreviations in English (OTAN is NATO, ONU the UN). Only those are
listed here that English uses for nothing else.""",
    find=find_acronyms(("romance",), origin=False),
    examples=(
        Example("Sources at ⟦OTAN⟧ confirmed it.", fix="NATO"),
        Example("⟦The OTAN⟧ said it would wait.", fix="NATO"),
        Example("An ⟦ONU⟧ envoy arrived.", fix="UN"),
        Example("Oil prices fell after the ⟦OPEP⟧ meeting.", fix="OPEC"),
        Example("NATO, the UN and OPEC declined to comment."),
        Example("He was a founder of OTANA and lives in Onu Street."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "pt", "it"}),
    scope=Scope.DOCUMENT,
    confidence=0.95,
)
