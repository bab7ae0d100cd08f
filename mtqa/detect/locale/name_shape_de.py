"""Slavic names in German spelling that are in no list."""

from functools import cache

from mtqa.detect.locale.name_lexicon import names
from mtqa.detect.locale.name_shape import find_shapes, german
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity


@cache
def _listed() -> frozenset[str]:
    return names("de", origin=False)[1] | names("de", origin=True)[1]


RULE = Rule(
    id="locale/name_shape_de",
    category="accuracy/entity",
    severity=Severity.MAJOR,
    message="“{text}” is spelled the German way; English romanizes this name differently.",
    doc="""Slavic names in German romanization (tsch, schtsch, -jew, -skyj) beyond the lists.

German writes Cyrillic by its own sounds. The English form is made by reading the German table
backwards; people of German-speaking countries may bear such names, so the suggestion is never
applied unseen.""",
    find=find_shapes("de", german, _listed),
    examples=(
        Example("The general ⟦Panteljew⟧ was dismissed.", fix="Pantelyev"),
        Example("Her lawyer, ⟦Rybaltschenko⟧, appealed.", fix="Rybalchenko"),
        Example("The mayor ⟦Tscherepanow⟧ spoke.", fix="Cherepanov"),
        Example("Klitschko and Shevchenko spoke; Jews and Jewish groups listened."),
        Example("The Judenrat and Jerusalem archives hold copies."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"de"}),
    scope=Scope.DOCUMENT,
    confidence=0.85,
)
