"""Approximate numbers said the French way: several tens, a fifteen of."""

import re

from mtqa.detect.locale.formats import probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_TEENS = "ten|fifteen|twenty|thirty|forty|fifty|sixty|hundred"


def _about(match: re.Match[str]) -> str:
    word = match["w"].lower()
    better = "about 100" if word == "hundred" else f"about {word}"
    return better.capitalize() if match["mark"][0].isupper() else better


def _dozens(match: re.Match[str]) -> str:
    return "Dozens of" if match["mark"][0].isupper() else "dozens of"


RULE = Rule(
    id="locale/number_approximate",
    category="style/unidiomatic",
    severity=Severity.MINOR,
    message="English says this approximate number otherwise: “dozens of”, “about fifteen”.",
    doc="""An approximate number carried over: "several tens of people", "a fifteen of".

English counts vaguely in dozens and writes "about fifteen". "Tens of thousands" is English and
stays.""",
    probes=(
        probe(
            ("tens of",),
            r"(?P<mark>\b(?:[Ss]everal|[Ss]ome|[Aa] few|[Mm]any) tens "
            r"of)(?! (?:thousands?|years|millions?|billions?|trillions?|"
            r"kilomet|met|miles|degrees|minutes|seconds|hours|percent)"
            r") (?=[a-z])",
            _dozens,
        ),
        probe(
            ("tens of",),
            r"(?<!several )(?<!some )(?<!few )(?<!many )(?P<mark>\b[Tt]ens "
            r"of) (?=(?:people|persons|vehicles|cars|houses|homes|injured|"
            r"wounded|dead|victims|arrests|demonstrators|protesters|soldiers|"
            r"villages|shops|firefighters|migrants|journalists|women|men|"
            r"children|students)\b)",
            _dozens,
        ),
        probe(
            tuple(f" {w} of" for w in _TEENS.split("|"))
            + tuple(f"{w} of" for w in ("fifteen", "twenty")),
            r"(?P<mark>\b[Aa] (?P<w>fifteen|twenty|thirty|forty|fifty|"
            r"sixty|ten) of)(?: (?=[a-z]+s\b|people\b))",
            _about,
        ),
        probe(
            tuple(f"{w} of" for w in _TEENS.split("|")),
            rf"(?P<mark>\b(?P<w>[Aa]bout|[Aa]round|[Nn]early|[Ss]ome|[Aa]lmost) (?P<k>{_TEENS})"
            r" of) (?=(?:people|persons|vehicles|cars|houses|homes|arrests|demonstrators|"
            r"protesters|soldiers|police|villages|shops|firefighters|migrants|journalists|women|men|children|"
            r"students|countries|companies|employees|jobs|residents|families)\b)",
            lambda m: m["mark"].removesuffix(" of"),
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "ru", "uk"}),
    scope=Scope.WINDOW,
    confidence=0.85,
    examples=(
        Example("⟦Several tens of⟧ people were injured.", fix="Dozens of"),
        Example("Police arrested ⟦tens of⟧ demonstrators.", fix="dozens of"),
        Example("There were ⟦a fifteen of⟧ firefighters at the scene.", fix="about fifteen"),
        Example("⟦About fifty of⟧ people were evacuated.", fix="About fifty"),
        Example("Tens of thousands of people marched; dozens of people were injured."),
        Example("It is tens of metres long and costs several tens of millions."),
        Example("A hundred of them stayed, a dozen of the best."),
    ),
)
