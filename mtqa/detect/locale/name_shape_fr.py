"""Slavic names in French spelling that are in no list."""

from functools import cache

from mtqa.detect.locale.name_lexicon import names
from mtqa.detect.locale.name_shape import find_shapes, french
from mtqa.detect.rule import Example, Needs, Rule, Scope
from mtqa.types import Severity


@cache
def _listed() -> frozenset[str]:
    return names("fr", origin=False)[1] | names("fr", origin=True)[1]


RULE = Rule(
    id="locale/name_shape_fr",
    category="accuracy/entity",
    severity=Severity.MAJOR,
    message="“{text}” is spelled the French way; English romanizes this name differently.",
    doc="""Slavic names in French romanization (-ï, tch, chtch, Iou-, -skaïa) beyond the lists.

French writes Cyrillic by its own sounds. The English form is made by reading the French table
backwards, which is right for most names but not for every bearer: people may spell their own name
the French way, so the suggestion is never applied unseen. Given and family names of the Maghreb,
and French names with ï (Loïc, Anaïs), have other shapes and stay.""",
    find=find_shapes("fr", french, _listed),
    examples=(
        Example("General ⟦Alekseïev⟧ inspected the front.", fix="Alekseyev"),
        Example("The prosecutor ⟦Tchernykhov⟧ closed the case.", fix="Chernykhov"),
        Example("Governor ⟦Ponomartchouk⟧ resigned.", fix="Ponomarchuk"),
        Example("Deputy ⟦Iarovenko⟧ voted against.", fix="Yarovenko"),
        Example("The painter ⟦Gouminski⟧ died in Paris.", fix="Guminsky"),
        Example("A Georgian, ⟦Mamoulachvili⟧, led the unit.", fix="Mamulashvili"),
        Example("Minister ⟦Serhaïlo⟧ signed the order.", fix="Serhailo"),
        Example("Anna Kournikova and Loïc Remy met in Hanoï."),
        Example("Salome Zourabichvili was born in Paris."),
        Example("Tchaikovsky, Shevchenko and Marchenko are familiar names."),
        Example("The critic Igor ⟦Soutiaguine⟧ was freed.", fix="Sutyagin"),
        Example("Iryna ⟦Tchornovil⟧ said the town was hit.", fix="Chornovil"),
        Example("Rustem ⟦Oumerov⟧, the minister, left.", fix="Umerov"),
        Example("Maksym ⟦Joryn⟧ spoke for the brigade.", fix="Zhoryn"),
        Example("Sergueï ⟦Chapotchkine⟧ was arrested.", fix="Shapochkin"),
        Example("Vladimir Jabotinsky, Dmitri Papadopoulos, Boris Johnson and Anna Jones met."),
        Example("Sviatlana Tsikhanouskaya, Sergei Chernykh and Aurélien Tchouaméni were there."),
        Example("Anaïs, Aïcha and Maïa moved to Boulogne with Victor Martine."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    scope=Scope.DOCUMENT,
    confidence=0.9,
)
