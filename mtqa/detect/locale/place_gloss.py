"""Brackets that gloss a place or party: Donetsk (east), LR (right)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.formats import probe
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Probe, Rule, Scope, suggest
from mtqa.types import Severity, Span

_DIRECTION = {
    "east": "eastern", "west": "western", "north": "northern", "south": "southern",
    "northeast": "northeastern", "northwest": "northwestern", "southeast": "southeastern",
    "southwest": "southwestern", "north-east": "north-eastern", "north-west": "north-western",
    "south-east": "south-eastern", "south-west": "south-western", "center": "central",
    "centre": "central", "centre-east": "east-central", "center-east": "east-central",
    "centre-west": "west-central", "center-west": "west-central",
}  # fmt: skip
_NAME = (
    r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[ -](?:de |la |le |les |du |des |sur |en |al "
    r"|el |of )?[A-ZÀ-ÖØ-Þ][\w’'-]+){0,3}"
)
_COMPASS = re.compile(
    r"(?P<lead>\b(?:in|near|from|to|of|at|around|outside|and|between|"
    rf"for|over|on) )?(?P<mark>(?P<name>{_NAME})"
    rf" \((?:in the |the )?(?P<where>{'|'.join(sorted(_DIRECTION, key=len, reverse=True))})"
    r"(?: of [^)]{2,25})?\))"
)


def _gloss(reading: Reading, within: Span) -> Iterator[Finding]:
    for match in _COMPASS.finditer(reading.text, within.start, within.end):
        if match["where"].startswith("cent") and not match["lead"]:
            continue  # the caption of a photograph
        certain = match["lead"] and " of " not in match["mark"] and "in the" not in match["mark"]
        better = f"{_DIRECTION[match['where']]} {match['name']}"
        yield Finding(Span(*match.span("mark")), suggest(better) if certain else ())


_WINGS = ("left", "right")
_COLOUR = (
    r"(?:(?:far|radical|extreme|hard|center|centre)[- ](?:right|left)|right[- ]wing|left[- ]wing"
    r"|right|left|cent(?:er|re)|socialists?|communists?|ecologists?|environmentalists?|presidential"
    r" (?:party|majority|camp)|liberals?|sovereignists?|in opposition|opposition)"
)
_COLOURS = tuple(
    f", {c}"
    for c in "far radical extreme hard center centre right left socialist communist ecologist"
    " environmentalist presidential liberal sovereignist opposition".split()
)
_PARTY = re.compile(
    r"(?P<the>\b[Tt]he )?(?P<mark>(?:(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}) )?"
    rf"\((?P<short>[A-Z][A-Za-z&À-ÿ-]{{1,11}}),? (?P<colour>{_COLOUR})\))"
)
_BEFORE = {"right": "right-wing", "left": "left-wing", "center": "centrist", "centre": "centrist"}
_PARTY_WORD = re.compile(
    r"(?:Party|Republicans|Socialists|Movement|Rally|Union|Alliance|Front|Unbowed|Insoumise|Renaissance"
    r"|Democrats|Ecologists|Greens|Horizons|Reconquest|Reconquête|Communists|MoDem|League|Left|Right)"
)


def _party(reading: Reading, within: Span) -> Iterator[Finding]:
    for match in _PARTY.finditer(reading.text, within.start, within.end):
        name, colour = match["name"] or "", match["colour"].lower()
        if not name or not _PARTY_WORD.search(name):
            at = match.start("short") - 1
            yield Finding(Span(at, match.end("mark")))
            continue
        colour = _BEFORE.get(colour, colour.replace(" ", "-"))
        better = f"{colour} {name} ({match['short']})"
        sure = match["the"] and not colour.endswith("s")
        yield Finding(Span(*match.span("mark")), suggest(better) if sure else ())


_ROLE_PARTY = re.compile(
    r"\b(?P<mark>(?P<the>[Tt]he )?(?P<role>(?:(?:former|outgoing|regional|local|national|new) )?"
    r"(?:deputy|mayor|senator|mep|MEP|lawmaker|mp|MP|candidate|minister|councill?or|spokes\w+)"
    r"(?P<of> of [A-Z][^().,]{2,30})?) \((?P<short>[A-Z][A-Za-z&À-ÿ-]{1,9})\))"
    r"(?= [A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ])"
)


def _elected(reading: Reading, within: Span) -> Iterator[Finding]:
    """Role, party, name: "the deputy (LFI) Manuel Durand"."""
    for match in _ROLE_PARTY.finditer(reading.text, within.start, within.end):
        better = f"{match['short']} {match['role']}"
        start = match.start("the") if match["the"] else match.start("role")
        span = Span(start, match.end("mark"))
        yield Finding(span, () if match["of"] else suggest(better))


RULE = Rule(
    id="locale/place_gloss",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    message="Agency brackets after a name; English works the gloss into the sentence.",
    doc="""A compass point or political colour in brackets after a name: "Donetsk (east)".

French agencies place a name with a word in brackets. English says "eastern Donetsk", "the
right-wing LR". The suggestion is made where a preposition shows that the name stands alone.""",
    probes=(
        Probe((*tuple(f"({w}" for w in _DIRECTION), "(in the", "(the"), _gloss),
        probe(
            (
                "(right",
                "(left",
                "(far",
                "(center",
                "(centre",
                "(opposition",
                "(majority",
                "(extreme",
                "(radical",
                "(socialist",
                "(conservative",
            ),
            r"(?P<mark>(?P<name>\b(?:[A-Z]{2,6}|(?:[A-Z][\w’'-]* ){0,3}(?:Party|"
            r"Republicans|Socialists|Movement|Rally|Union|Alliance|Front|"
            r"Insoumise|Democrats|Ecologists|Greens))) \((?P<c>right|left|"
            r"far[- ]right|far[- ]left|extreme right|extreme left|radical "
            r"left|centre|center|centre[- ](?:right|left)|center[- ](?:right|"
            r"left)|in opposition|opposition|presidential majority)\))",
            lambda m: (),
        ),
        Probe(_COLOURS, _party),
        Probe((") ",), _elected),
        probe(
            (
                "(various ",
                "(miscellaneous ",
                "(diverse ",
                "(without label",
                "(no label",
                "(unlabel",
            ),
            r"(?P<mark>\((?:(?:various|miscellaneous|diverse|divers) "
            r"(?P<side>left|right|cent(?:er|re))"
            r"|(?:without|no) (?:a )?(?:party )?label|unlabel\w+)\))",
            lambda m: f"({m['side']}-wing independent)" if m["side"] in _WINGS else "(independent)",
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    confidence=0.85,
    examples=(
        Example("The army took a village in ⟦Donetsk (east)⟧ on Monday.", fix="eastern Donetsk"),
        Example("Troops left ⟦Zaporizhia (south)⟧ at night."),
        Example("The deputy of ⟦LR (right)⟧ voted against."),
        Example("The ⟦National Rally (RN, far right)⟧ won.", fix="far-right National Rally (RN)"),
        Example("Paul Martin ⟦(PS, left)⟧ hesitates."),
        Example("Paul Martin ⟦(various left)⟧ won.", fix="(left-wing independent)"),
        Example("⟦The deputy (LFI)⟧ Manuel Durand left.", fix="LFI deputy"),
        Example("Pictured: Zhao Xiaochuan (right), deputy head of the association."),
        Example("The army took eastern Donetsk and its (eastern) suburbs."),
    ),
)
