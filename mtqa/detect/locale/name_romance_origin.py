"""Spanish, Italian and Portuguese forms of names that English text has too."""

from collections.abc import Iterator

from mtqa.detect.locale.name_lexicon import anchors, find_names
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

_LANGS = ("es", "it", "pt")
_FINDERS = tuple(find_names(lang, origin=True) for lang in _LANGS)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Forms of the three languages; what two of them share is found once."""
    seen: set[Span] = set()
    for finder in _FINDERS:
        for finding in finder(reading, within):
            if finding.span not in seen:
                seen.add(finding.span)
                yield finding


RULE = Rule(
    id="locale/name_romance_origin",
    category="accuracy/entity",
    severity=Severity.MINOR,
    message="This place has an English name.",
    doc="""Spanish, Italian and Portuguese place names that English has too, in clubs and brands.

Milano, Sevilla or Lisboa stand in names of clubs, hotels and fashion houses, so they are flagged
only where the text was translated from one of these languages.""",
    find=find,
    anchors=anchors(*_LANGS, origin=True),
    examples=(
        Example("The shop in ⟦Milano⟧ will close.", fix="Milan", source_lang="it"),
        Example("Unemployment in ⟦Sevilla⟧ fell.", fix="Seville", source_lang="es"),
        Example("He signed for Sporting Lisboa and Inter Milano.", source_lang="it"),
        Example("The shop in Milan will close.", source_lang="it"),
    ),
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"es", "it", "pt"}),
    scope=Scope.DOCUMENT,
    confidence=0.7,
)
