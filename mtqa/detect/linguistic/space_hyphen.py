"""Hyphens that a tokeniser set with spaces, and the words that were then translated apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_GAP = r" [-‑–] "
_NAMES = {
    "states united": "United States", "united states": "United States",
    "kingdom united": "United Kingdom", "united kingdom": "United Kingdom",
    "nations united": "United Nations", "united nations": "United Nations",
    "great britain": "Great Britain", "britain great": "Great Britain",
    "middle east": "Middle East", "east middle": "Middle East", "near east": "Middle East",
    "new zealand": "New Zealand", "south africa": "South Africa", "saudi arabia": "Saudi Arabia",
    "north korea": "North Korea", "south korea": "South Korea", "costa rica": "Costa Rica",
    "sri lanka": "Sri Lanka", "viet nam": "Vietnam", "puerto rico": "Puerto Rico",
    "burkina faso": "Burkina Faso", "guinea bissau": "Guinea-Bissau",
    "ivory coast": "Ivory Coast", "czech republic": "Czech Republic", "third world": "Third World",
}  # fmt: skip
_WORDS = {
    "week end": "weekend", "week ends": "weekends", "may be": "maybe", "savoir faire": "know-how",
    "know how": "know-how", "by product": "by-product", "by products": "by-products",
    "sub contractor": "subcontractor", "sub contractors": "subcontractors",
    "micro credit": "microcredit", "gas oil": "diesel", "under estimate": "underestimate",
}  # fmt: skip
_SELVES = {
    "him": "himself", "himself": "himself", "her": "herself", "herself": "herself",
    "it": "itself", "itself": "itself", "them": "themselves", "themselves": "themselves",
    "us": "ourselves", "ourselves": "ourselves", "me": "myself", "myself": "myself",
    "they": "themselves", "he": "himself", "she": "herself",
}  # fmt: skip
_COMPOUND = (
    r"(?:long|short|medium|mid|full|part|real|half|life)" + _GAP + r"(?:term|time|range|life)"
    r"|(?:high|low|top|mid|large|small|medium)" + _GAP
    + r"(?:level|tech|quality|income|speed|profile|ranking|cost|risk|scale|sized|class|end)"
    r"|(?:so)" + _GAP + r"called|well" + _GAP + r"(?:known|being|established|informed|founded)"
    r"|(?:decision|policy|law|peace)" + _GAP + r"(?:making|makers?|keeping|keepers?)"
    r"|vice" + _GAP + r"(?:president|chair\w*|premier|chancellor|mayor|admiral|rector)s?"
    r"|(?:anti|non|ex|self|co|pre|post|semi|pro|neo|socio|Anglo|Franco|Euro|pan)" + _GAP
    + r"(?!(?:with|from|that|this|which|into|when|they|have)\b)[^\W\d_]{4,}"
    r"|(?:[a-z]+|\d+)" + _GAP + r"(?:year" + _GAP + r"olds?|based|led|backed|wide|owned)"
    r"|(?:one|two|three|four)" + _GAP + r"(?:thirds?|quarters?|fifths?|day|week|year|month)"
    r"|vis" + _GAP + r"[àa]" + _GAP + r"vis"
)  # fmt: skip


_NOT_EVEN = (
    r"(?! (?:he|she|it|they|we|you|I|the|a|an|his|her|their|its|if|when|though|as|after|before|in"
    r"|on|at|by|for|with|those|some|more|less|now|then|so|to)\b)"
)


def _alternatives(table: dict[str, str]) -> str:
    return "|".join(k.replace(" ", _GAP) for k in table)


_ALL = re.compile(
    rf"(?<![\w-])(?:(?P<name>{_alternatives(_NAMES)})|(?P<word>{_alternatives(_WORDS)})"
    rf"|(?P<self>{'|'.join(_SELVES)}){_GAP}(?:even{_NOT_EVEN}|same|self)"
    rf"|(?P<particle>(?:this|that|these|those|the) (?:[\w’']+ ){{0,2}}[\w’']+)"
    rf"{_GAP}(?:ci|là|la)|(?P<verb>is|are|was|were|has|have|does|do|did|can|will|must|should|would"
    rf"|could|may){_GAP}(?:he|she|it|they|we|you|there)"
    rf"|(?P<compound>{_COMPOUND}))(?![\w’'-])",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:^|[.?!:;,“\"]\s*|\b(?:what|why|how|when|where|who|which|whom|and|or|but)\s)\Z", re.I
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Garbled names, split compounds, himself as "him - even", inversions as "is - it"."""
    for match in _ALL.finditer(reading.text, within.start, within.end):
        kind = match.lastgroup or ""
        found = _FIX[kind](match)
        if found is not None:
            sure = kind not in ("verb", "self") and found != "maybe"
            yield Finding(Span(*match.span()), suggest(found, safe=sure))


def _named(match: re.Match[str]) -> str:
    return _NAMES[re.sub(_GAP, " ", match.group().lower())]


def _word(match: re.Match[str]) -> str:
    found = _WORDS[re.sub(_GAP, " ", match.group().lower())]
    return found.capitalize() if match.group()[0].isupper() else found


def _self(match: re.Match[str]) -> str:
    return _SELVES[match["self"].lower()]


def _verb(match: re.Match[str]) -> str:
    """The verb with its pronoun where it asks, without where the subject stands before it."""
    asks = _ASKS.search(match.string[max(match.start() - 20, 0) : match.start()])
    return re.sub(_GAP, " ", match.group()) if asks else match["verb"]


_FIX: dict[str, Callable[[re.Match[str]], str]] = {
    "name": _named,
    "word": _word,
    "self": _self,
    "verb": _verb,
    "particle": lambda match: match["particle"],
    "compound": lambda match: re.sub(_GAP, "-", match.group()),
}

RULE = Rule(
    id="linguistic/space_hyphen",
    category="linguistic-conventions/spelling",
    severity=Severity.MAJOR,
    message="A hyphen with spaces around it tore this word apart.",
    doc="""Words that were cut at their hyphens: States - United, week - end, him - even, is - it.

Systems of the years around 2010 set hyphens with spaces and translated the parts one by one, and
some pipelines still do. A hyphen for a dash between other words is in order.""",
    find=find,
    target_langs=frozenset({"en"}),
    anchors=(" - ", " – ", " ‑ "),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("The ⟦States - United⟧ closed the road.", fix="United States"),
        Example("It is closed this ⟦week - end⟧.", fix="weekend"),
        Example("The mayor ⟦him - even⟧ said so.", fix="himself"),
        Example("⟦This treaty - ci⟧ is new.", fix="This treaty"),
        Example("The road ⟦is - it⟧ closed?", fix="is"),
        Example("Why ⟦is - it⟧ closed?", fix="is it"),
        Example("A ⟦long - term⟧ plan for the road.", fix="long-term"),
        Example("The road - it is old - was closed. The best of them - even he - left."),
        Example("Paris - the capital - is big, and London - well, it is bigger."),
    ),
)
