"""Russian and older forms of Ukrainian place names: Kiev, Kharkov, Zaporizhia."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.name_context import in_foreign_phrase, is_whole
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_FORMS = {
    "Kiev": "Kyiv", "Kharkov": "Kharkiv", "Lugansk": "Luhansk", "Lvov": "Lviv",
    "Zaporizhia": "Zaporizhzhia", "Zaporozhye": "Zaporizhzhia", "Zaporizhzhya": "Zaporizhzhia",
    "Chernigov": "Chernihiv", "Artemovsk": "Bakhmut", "Artyomovsk": "Bakhmut", "Dniepr": "Dnipro",
    "Dnepropetrovsk": "Dnipro", "Severodonetsk": "Sievierodonetsk", "Krivoy Rog": "Kryvyi Rih",
    "Slavyansk": "Sloviansk", "Nikolayev": "Mykolaiv", "Vinnitsa": "Vinnytsia",
    "Izyum": "Izium", "Kupyansk": "Kupiansk", "Avdeevka": "Avdiivka", "Mykolayiv": "Mykolaiv",
}  # fmt: skip
_REGEX = re.compile(r"\b(?:" + "|".join(_FORMS) + r")\b")
_KEPT = re.compile(r"(?:[Cc]hicken|Dynamo|Dinamo|Metalist|Principality of|Rus) $")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Such forms outside dishes, clubs and history."""
    text = reading.text
    for match in _REGEX.finditer(text, within.start, within.end):
        start, end = match.span()
        if _KEPT.search(text[max(start - 20, 0) : start]) or text[end : end + 5] in (
            " Rus’",
            " Rus'",
        ):
            continue
        if is_whole(text, start, end) and not in_foreign_phrase(text, start, end, place=False):
            yield Finding(Span(start, end), suggest(_FORMS[match.group()]))


RULE = Rule(
    id="locale/name_kyiv",
    category="accuracy/entity",
    severity=Severity.NEUTRAL,
    message="Most English-language newsrooms now use the Ukrainian form of this name.",
    doc="""Russian, older or half-way forms of Ukrainian place names (Kiev, Kharkov, Zaporizhia).

Agencies changed to forms from Ukrainian in 2019 and later. It is a matter of house style and, for
some, of politics, so the rule costs no points and is never applied unseen.""",
    find=find,
    examples=(
        Example("Officials in ⟦Kiev⟧ denied it.", fix="Kyiv"),
        Example("The plant in ⟦Zaporizhia⟧ was hit.", fix="Zaporizhzhia"),
        Example("He ate chicken Kiev and supports Dynamo Kiev."),
        Example("Kievan Rus was a medieval state."),
    ),
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "de", "it", "pt", "ru", "uk"}),
    anchors=tuple(form.lower() for form in _FORMS),
    scope=Scope.WINDOW,
    confidence=0.6,
)
