"""An adjective left behind its noun: an accident serious on the motorway."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.detect.template import article
from mtqa.types import Severity, Span

_NOUNS = (
    "accident attack crisis context situation law reform text project bill investigation inquiry"
    " operation decision climate debate question problem issue policy system movement party leader"
    " measure response answer attitude behavior behaviour role meeting conference agreement report"
    " letter plan program programme campaign career sector market strategy approach effort step"
    " phase process procedure event incident injury wound crime fault error mistake act gesture"
    " declaration statement speech message sign signal risk threat danger consequence impact effect"
    " pressure tension conflict dispute relationship cooperation partnership presence absence"
    " reason cause proof evidence element fact figure result balance increase decrease fall rise"
    " change transformation transition development growth recession inflation deficit debt"
    " activity project action reaction intervention initiative proposal solution alternative"
    " atmosphere mood opinion vision idea concept theory model structure organization institution"
    " authority power force service network group team community population territory region area"
    " zone city town country nation government majority opposition"
).split()
_ADJECTIVES = (
    "serious grave dangerous important political judicial economic financial military medical"
    " national international municipal departmental presidential parliamentary administrative"
    " constitutional technical historic violent brutal tragic illegal dramatic massive exceptional"
    " urgent sensitive difficult complicated delicate diplomatic legislative electoral"
    " institutional strategic budgetary fiscal industrial agricultural commercial environmental"
    " ecological humanitarian criminal terrorist racist fascist racial religious ideological"
    " psychological symbolic fundamental essential major significant considerable remarkable"
    " favorable ambitious absurd scandalous shameful unacceptable inadmissible intolerable"
    " concrete precise rapid gradual immediate definitive provisional temporary permanent"
).split()
_FIND = re.compile(
    r"\b(?P<det>(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Nn]o|[Ss]ome|[Tt]hese)) "
    rf"(?P<noun>(?:{'|'.join(_NOUNS)})s?) (?P<adj>{'|'.join(_ADJECTIVES)})"
    r"(?=[.,;:!?)]| (?:of|in|on|at|with|for|from|to|between|and|but|that|which|who|is|are|was|were"
    r"|has|have|had|will|would|by|after|before|since|during)\b)"
)
_OBJECT = re.compile(
    r"\b(?:mak|made|consider|find|found|call|deem|keep|kept|think|thought|declar|render|judg|view"
    r"|rul|label|brand|describ|regard|hold|held|prov|believ|want|turn|paint|leav|left|get|got)"
    r"\w*\b",
    re.IGNORECASE,
)
_NEAR = 45


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Determiner, noun, adjective, and then nothing that the adjective could belong to."""
    text = reading.text
    for match in _FIND.finditer(text, within.start, within.end):
        if _OBJECT.search(text, max(match.start() - _NEAR, 0), match.start()):
            continue  # "made the crisis political"
        det, noun, adjective = match["det"], match["noun"], match["adj"]
        if det.lower() in ("a", "an"):
            det = article(adjective).capitalize() if det[0] == "A" else article(adjective)
        yield Finding(Span(*match.span()), suggest(f"{det} {adjective} {noun}"))


RULE = Rule(
    id="linguistic/order_adjective",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.WINDOW,
    anchors=tuple(f" {a}" for a in _ADJECTIVES),
    find=find,
    confidence=0.75,
    message="The adjective comes before its noun in English.",
    doc="""Noun and adjective in Romance order: “an accident serious”, “the attitude dangerous of”.

Older machine translation keeps the order of French. English does so only after verbs such as
“make” and “consider” (which made the situation difficult), and these are left alone. Limits: nouns
and adjectives of news, of which none is used as a noun after the other.""",
    examples=(
        Example("He caused ⟦an accident serious⟧ on the road.", fix="a serious accident"),
        Example("He spoke of ⟦a crisis political⟧.", fix="a political crisis"),
        Example(
            "In spite of ⟦his attitude dangerous⟧, he was freed.", fix="his dangerous attitude"
        ),
        Example("He caused a serious accident on the road."),
        Example("It made the situation difficult for them."),
        Example("They consider the reform essential. The event important people attend is here."),
    ),
)
