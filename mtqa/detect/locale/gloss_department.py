"""Departments in brackets after a town: "Grenoble (Isère)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.locale.name_sources import read_toml
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span


@cache
def _pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    data = read_toml("departments.toml")
    groups = {k: [n.strip() for n in re.split(r"[;\n]", v) if n.strip()] for k, v in data.items()}
    every = sorted({*groups["bare"], *groups["the"]}, key=lambda n: -len(n))
    names = "|".join(re.escape(n).replace("'", "['’]") for n in every)
    return (
        re.compile(
            r"(?<=[A-Za-zÀ-ÿ])(?P<mark>[ \u00a0]\((?:in |in the )?"
            rf"(?P<name>{names})(?:,? (?:north|south|east|west|cent)[\w-]*)?\))(?P<next>[,.;:]?)"
        ),
        frozenset(groups["the"]),
    )


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Such brackets after a word with a capital."""
    pattern, takes_the = _pattern()
    text = reading.text
    for match in pattern.finditer(text, within.start, within.end):
        town = re.search(r"[\w’'-]+\Z", text[max(match.start() - 40, 0) : match.start()])
        if not town or not town.group()[0].isupper():
            continue
        article = "the " if match["name"].replace("’", "'") in takes_the else ""
        comma = "" if match["next"] or match.end() == len(text) else ","
        yield Finding(Span(*match.span("mark")), suggest(f", in {article}{match['name']}{comma}"))


RULE = Rule(
    id="locale/gloss_department",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    message="{text}: French agencies put the department in brackets; English says “in Isère”, or "
    "tells readers where in France it is.",
    doc="""A French department or region in brackets after a town: "Grenoble (Isère)".

Foreign readers do not know most departments: English works them into the sentence ("in Grenoble,
in the Isère department") or says "in southeastern France". Lists of addresses are left to a
person.""",
    find=find,
    examples=(
        Example("She was born in Grenoble⟦ (Isère)⟧ in 1960.", fix=", in Isère,"),
        Example("A fire broke out in Draguignan⟦ (Var)⟧.", fix=", in the Var"),
        Example("It is in Sarcelles⟦ (Val-d’Oise)⟧, near Paris.", fix=", in Val-d’Oise"),
        Example("She was born in Grenoble, in Isère. The battle (Somme) was long."),
        Example("He played for Lyon (2010–2014) and Nancy (France)."),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr"}),
    anchors=("(",),
    scope=Scope.WINDOW,
    confidence=0.7,
)
