"""Spaces that group thousands in English text."""

import re

from mtqa.detect.locale.formats import DIGITS, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_PHONE = re.compile(
    r"(?i)(?:\b(?:phone|tel|telephone|call|fax|ring|dial|number|hotline|text|sms|on|no|lifeline)\b[^.]{0,24}|\+\d*\s?|\(0?\d+\)\s?|\d\s)\Z"
)


def _commas(match: re.Match[str]) -> str | None:
    before = match.string[max(match.start() - 32, 0) : match.start()]
    if _PHONE.search(before):
        return None
    return re.sub(r"[ \u00a0\u202f\u2009]", ",", match["n"])


RULE = Rule(
    id="locale/number_space_thousands",
    category="locale-conventions/number-format",
    severity=Severity.MINOR,
    message="English groups thousands with a comma.",
    doc="""A space as the mark of thousands ("12 000").

French, Russian and many others write it so, English newspapers write "12,000". Limits: telephone
numbers and lists of figures are left alone, so a number must be followed by a word, a percent sign
or a currency, or end in three zeros.""",
    probes=(
        probe(
            tuple(f"{gap}{d}" for d in DIGITS for gap in " \u2009"),
            r"(?<![\w.,:/+\-–])(?<!\d[ \u00a0\u202f])(?P<mark>(?P<n>[1-9]\d{0,2}"
            r"(?:[ \u00a0\u202f\u2009]\d{3})*"
            r"[ \u00a0\u202f\u2009](?:000|\d{3}(?=\s?(?:%|€|\$|£)|\s(?:euros?|"
            r"dollars?|pounds|people|persons|"
            r"million|tonn?e?s|hectares|inhabitants|residents|voters|votes|deaths|cases|jobs|employees|"
            r"workers|soldiers|troops|k(?:m|g)|square|met(?:re|er)s|roubles|rubles|copies|homes|units|"
            r"members|companies|students|visitors|spectators|years)\b))))(?![\d.,]*\d|[ \u00a0]\d)",
            _commas,
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.9,
    examples=(
        Example("The plant employs ⟦12 000⟧ people.", fix="12,000"),
        Example("It cost ⟦1\u202f250\u202f000⟧ euros, officials said.", fix="1,250,000"),
        Example("Some ⟦3 450⟧ people were evacuated.", fix="3,450"),
        Example("Call 131 000 or 1800 555 000 for help."),
        Example("In 2009 300 people left. The plant employs 12,000 people."),
    ),
)
