"""The definite article kept before the name of a country: "the France"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.name_context import CLAUSE_FOLLOWS
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NAMES = tuple(
    """France Germany Italy Spain Portugal England Britain Scotland Wales Ireland Russia Ukraine
    Belarus Poland Hungary Romania Bulgaria Greece Cyprus Turkey Switzerland Austria Belgium
    Luxembourg Denmark Sweden Norway Finland Iceland Estonia Latvia Lithuania Slovakia Slovenia
    Croatia Serbia Bosnia Kosovo Albania Macedonia Montenegro Moldova Armenia Azerbaijan
    Kazakhstan Uzbekistan Tajikistan Kyrgyzstan Turkmenistan Afghanistan Pakistan India Bangladesh
    Nepal Bhutan Myanmar Burma Korea Thailand Vietnam Cambodia Laos Malaysia Singapore Indonesia
    China Taiwan Japan Mongolia Australia Iran Iraq Syria Lebanon Israel Palestine Egypt Libya
    Tunisia Algeria Morocco Mauritania Mali Senegal Guinea Chad Ethiopia Eritrea Somalia Djibouti
    Kenya Uganda Rwanda Burundi Tanzania Zambia Zimbabwe Malawi Mozambique Angola Namibia Botswana
    Nigeria Ghana Togo Benin Cameroon Gabon Liberia Yemen Oman Qatar Kuwait Bahrain Canada Mexico
    Guatemala Honduras Nicaragua Panama Cuba Haiti Jamaica Colombia Venezuela Ecuador Peru Bolivia
    Brazil Paraguay Uruguay Argentina Chile Czechia Europe Africa Asia Catalonia Corsica Brittany
    Normandy Sicily Sardinia Tuscany Bavaria Andalusia Chechnya Siberia Malta Crimea Tibet Hamas
    Hezbollah NATO UNESCO UNICEF OPEC NASA""".split()
)  # fmt: skip
_TWO = (
    "South Korea",
    "North Korea",
    "Saudi Arabia",
    "South Africa",
    "New Zealand",
    "Sri Lanka",
    "El Salvador",
)
_REGEX = re.compile(rf"\b([Tt])he[ \u00a0]+({'|'.join((*_TWO, *_NAMES))})\b")
_NOT_SURE = frozenset({"Turkey", "China", "Crimea", "Guinea", "Chad", "Wales"})


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """The article before a bare country name that modifies nothing."""
    for match in _REGEX.finditer(reading.text, within.start, within.end):
        name = match[2]
        if not CLAUSE_FOLLOWS.match(reading.text, match.end()):
            continue
        # "the France of 1940", "the Russia he knew" are English
        if re.match(
            r"\s+(?:I|we|he|she|they|you)\b|,? (?:of|that|which|where|we)\b",
            reading.text[match.end() :],
        ):
            continue
        before = reading.text[max(match.start() - 12, 0) : match.start()]
        if re.search(r"(?:[Bb]oth|[Oo]f all|[Nn]ot) $", before):
            continue
        yield Finding(Span(*match.span()), suggest(name, safe=name not in _NOT_SURE))


RULE = Rule(
    id="locale/name_the_country",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    message="English uses this name without “the”.",
    doc="""The definite article before the name of a country or body ("the France", "the NATO").

French, Italian, Spanish and German put an article before many names of countries. English does so
only before a few (the Netherlands, the Philippines). Not flagged where the name modifies a noun
("the France team") or is qualified ("the Russia of Pushkin").""",
    find=find,
    examples=(
        Example("The leaders of ⟦the France⟧ and Germany met.", fix="France"),
        Example("⟦The Russia⟧ has denied it.", fix="Russia"),
        Example("Aid for ⟦the Ukraine⟧, he said, will continue.", fix="Ukraine"),
        Example("The army of ⟦the Lebanon⟧ is deployed there.", fix="Lebanon"),
        Example("Membership in ⟦the NATO⟧ is open.", fix="NATO"),
        Example("It went to ⟦the South Korea⟧ in 2019.", fix="South Korea"),
        Example("The France team and the China trade were discussed."),
        Example("The France of 1940 and the Russia that he knew are gone."),
        Example("He lives in the Netherlands, the Philippines or the Gambia."),
        Example("The Jordan and the Niger are rivers."),
        Example("The Turkey-Syria border and the NATO summit made news."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "it", "es", "pt", "de"}),
    anchors=tuple(f"the {n.lower()}" for n in (*_TWO, *_NAMES)),
    scope=Scope.WINDOW,
    confidence=0.95,
)
