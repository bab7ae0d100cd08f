"""Family names in capitals: "Emmanuel MACRON"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NAME = re.compile(
    r"(?<![\w’'\-])(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)[ \u00a0]"
    r"(?P<last>(?:(?:de|du|DE|DU|LE|LA|VAN|EL|AL|BEN)[ \u00a0])?[A-ZÀ-Þ’'\-]{4,})(?![\w’'\-])"
)
_FIRST = frozenset(
    """Emmanuel Jean Pierre François Jean-Pierre Jean-Luc Jean-Marc Jean-Claude Jean-Michel
    Jean-Yves Michel Alain Philippe Nicolas Bruno Bernard Patrick Christian Laurent Olivier Eric
    Éric Thierry Gérard Gérald Gabriel Édouard Edouard Sébastien Stéphane Xavier Yves Marc Luc
    Guillaume Antoine Vincent Mathieu Julien Maxime Thomas Benoît Benoit Didier Denis Dominique
    Frédéric Christophe Pascal Gilles Hervé Jacques Jérôme Ludovic Manuel Marine Marie Anne
    Élisabeth Elisabeth Ségolène Christine Catherine Florence Valérie Sophie Isabelle Nathalie
    Sylvie Claire Brigitte Martine Rachida Aurore Agnès Sandrine Fabien Jordan Raphaël Clémentine
    Yannick Roland Robert Charles Paul Louis Henri Georges André Roger Claude Daniel David Franck
    Cédric Arnaud Fabrice Ahmed Mohamed Mohammed Ali Hassan Karim Rachid Angela Olaf Friedrich
    Volodymyr Vladimir Donald Joe Ursula Mario Giorgia Pedro José Carlos Juan Luis Miguel Antonio
    Javier Fernando Andrea Marco Paolo Giuseppe Alexandre Lionel Roselyne Rima Caroline Delphine
    Amélie Camille Élise Hélène Jean-Noël Jean-Yves Jean-François Jean-Baptiste Jean-Jacques
    Sergei Dmitry""".split()
)  # fmt: skip
_BODIES = frozenset("NATO UNESCO UNICEF CNEWS LIVE NEWS AIDS COVID BREXIT FIFA UEFA".split())


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """A known given name before a word in capitals, in a sentence that is not all in capitals."""
    for match in _NAME.finditer(reading.text):
        last = match["last"]
        if match["first"] not in _FIRST or last in _BODIES or not re.search("[A-ZÀ-Þ]{4}", last):
            continue
        segment = reading.segment_at(match.start())
        sentence = segment.target.of(reading.text) if segment else reading.text
        if sum(c.isupper() for c in sentence) * 3 > sum(c.isalpha() for c in sentence) * 2:
            continue
        yield Finding(Span(*match.span("last")), suggest(_title(last), safe=True))


def _title(name: str) -> str:
    parts = [p if p in ("de", "du") else p.capitalize() for p in re.split(r"([ \-’'\u00a0])", name)]
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), "".join(parts))


RULE = Rule(
    id="locale/name_capitals",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    message="English writes family names with one capital, not all in capitals.",
    doc="""A family name in capitals after a given name, a habit of French press releases.

Only after well-known given names, since brand names and abbreviations are in capitals too.""",
    find=find,
    examples=(
        Example("President Emmanuel ⟦MACRON⟧ opened the fair.", fix="Macron"),
        Example("It was signed by Jean-Marc ⟦AYRAULT-DUPONT⟧ in Nantes.", fix="Ayrault-Dupont"),
        Example("President Emmanuel Macron opened the fair."),
        Example("Paul NATO? No: Paul, NATO and UNESCO declined."),
        Example("EMMANUEL MACRON WINS"),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.DOCUMENT,
    confidence=0.9,
)
