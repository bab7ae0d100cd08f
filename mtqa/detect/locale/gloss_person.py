"""Ages, match minutes and editor's notes in the brackets of a French agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.locale.formats import DIGITS, probe
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Probe, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NAME = r"(?:[A-ZÀ-Þ][\w’'-]+ )?[A-ZÀ-Þ][\w’'-]+"
_AGE = re.compile(
    rf"\b{_NAME}(?P<mark> \((?P<age>[1-9]?\d) years?(?: old)?\)"
    r"|, (?P<aged>[1-9]?\d) years?(?: old)?(?=,))"
    r"|(?<=[a-z])(?P<role>, (?P<ageing>[1-9]?\d) years old)(?=,)"
)
_MINUTE = re.compile(
    r"(?P<before>[^\W\d][\w’'-]*)(?P<mark> \((?P<m>(?P<n>\d{1,3})(?:st|nd|rd|th)?(?:\+\d{1,2})?"
    r"(?:['’]| min(?:ute)?s?)?(?P<more>(?:(?:,| and) \d{1,3}(?:st|nd|rd|th)?"
    r"(?:\+\d{1,2})?['’]?)*))\))"
)
_GOAL = re.compile(
    r"\b(?:goals?|scor\w+|penalt\w+|equali[sz]\w+|header|net(?:ted)?|brace|hat-trick|opener"
    r"|own-goal|red card|yellow card|sent off|booked|substituted|replaced|struck|post|crossbar)\b",
    re.I,
)


def _ages(reading: Reading, within: Span) -> Iterator[Finding]:
    for match in _AGE.finditer(reading.text, within.start, within.end):
        if match["role"]:
            yield Finding(Span(*match.span("role")), suggest(f", {match['ageing']}"))
            continue
        age, after = match["age"] or match["aged"], reading.text[match.end() : match.end() + 1]
        comma = "" if match["aged"] or after in (",", ".", ";") else ","
        yield Finding(Span(*match.span("mark")), suggest(f", {age}{comma}"))


def _minutes(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for match in _MINUTE.finditer(text, within.start, within.end):
        minute = match["m"].rstrip("'’")
        if int(match["n"]) > 120 or not (minute[-1:].isalpha() or match["m"] != match["n"]):
            continue
        segment = reading.segment_at(match.start())
        around = segment.target if segment else within
        if not _GOAL.search(text, around.start, around.end):
            continue
        one = re.fullmatch(r"(\d+)(?:st|nd|rd|th)(?:\+\d+)?(?: min(?:ute)?)?", match["m"])
        better = suggest(f" in the {match['m'].split()[0]} minute") if one else ()
        yield Finding(Span(*match.span("mark")), better)


RULE = Rule(
    id="locale/gloss_person",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    message="{text}: brackets of a French agency; English works this into the sentence.",
    doc="""What French agencies set in brackets behind a name.

Ages: "Paul Martin (47 years old)" is "Paul Martin, 47," in English. Minutes of goals: "Giroud
(27th)" is "Giroud in the 27th minute". Notes: "(the police, editor's note)" is "[the police]".""",
    probes=(
        Probe((" years",), _ages),
        Probe(tuple(f"({d}" for d in DIGITS if d != "0"), _minutes),
        probe(
            ("editor's note", "ed.)", "ndlr", "editor’s note", "ed. note"),
            r"(?P<mark>\((?P<what>[^()]{2,60}?),? (?:-|–|—)? ?(?:[Ee]ditor['’]s [Nn]ote"
            r"|[Ee]d\. note|NDLR|ndlr|Ndlr|Ed\.|(?<=, )ed\.)\))",
            r"[\g<what>]",
        ),
        probe(
            ("editor's note", "ed. note", "(ed:", "(ed.:", "(ndlr"),
            r"(?P<mark>\((?:[Ee]ditor['’]s [Nn]ote|[Ee]d\. note|Ed\.?|NDLR|ndlr) ?[:,] ?"
            r"(?P<what>[^()]{2,60})\))",
            r"[\g<what>]",
        ),
    ),
    examples=(
        Example("Paul Martin⟦ (47 years old)⟧ was jailed.", fix=", 47,"),
        Example("Anne Dupont⟦, 62 years⟧, lives in Lyon.", fix=", 62"),
        Example("The singer⟦, 79 years old⟧, died on Sunday.", fix=", 79"),
        Example("France won with a goal by Giroud⟦ (27th)⟧.", fix=" in the 27th minute"),
        Example("Dembélé scored twice⟦ (45th+2, 60th)⟧."),
        Example("“They ⟦(the police, editor’s note)⟧ fired,” he said.", fix="[the police]"),
        Example("“It ⟦(editor’s note: the law)⟧ is bad,” he said.", fix="[the law]"),
        Example("Paul Martin, 47, was jailed for 20 years. He came home (20th) late."),
        Example("Giroud scored in the 27th minute; he is ranked (2) in the list of goals."),
        Example("John Smith (ed.), The Book of Goals (2019)."),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    confidence=0.75,
)
