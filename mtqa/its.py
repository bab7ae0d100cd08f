"""ITS 2.0 localization quality types and severities for our MQM categories."""

from __future__ import annotations

from collections.abc import Mapping

from mtqa.types import Severity

NAMESPACE = "http://www.w3.org/2005/11/its"
SEVERITIES: Mapping[Severity, int] = {
    Severity.NEUTRAL: 0,
    Severity.MINOR: 25,
    Severity.MAJOR: 50,
    Severity.CRITICAL: 100,
}
"""ITS has a scale from 0 to 100; these are the multipliers' places on it."""

_DIMENSIONS: Mapping[str, str] = {
    "terminology": "terminology",
    "accuracy": "mistranslation",
    "linguistic-conventions": "uncategorized",
    "style": "style",
    "locale-conventions": "locale-violation",
    "audience-appropriateness": "locale-specific-content",
    "design-and-markup": "other",
}
_TYPES: Mapping[str, str] = {
    "terminology/term-inconsistency": "inconsistency",
    "accuracy/number": "numbers",
    "accuracy/date-time": "numbers",
    "accuracy/unit-conversion": "numbers",
    "accuracy/entity": "inconsistent-entities",
    "accuracy/over-translation": "addition",
    "accuracy/under-translation": "omission",
    "accuracy/addition": "addition",
    "accuracy/omission": "omission",
    "accuracy/untranslated": "untranslated",
    "linguistic-conventions/grammar": "grammar",
    "linguistic-conventions/punctuation": "typographical",
    "linguistic-conventions/spelling": "misspelling",
    "linguistic-conventions/character-encoding": "characters",
    "linguistic-conventions/duplication": "duplication",
    "linguistic-conventions/pattern-problem": "pattern-problem",
    "linguistic-conventions/whitespace": "whitespace",
    "style/register": "register",
    "style/inconsistent-style": "inconsistency",
    "design-and-markup/layout": "formatting",
    "design-and-markup/markup-tag": "markup",
    "design-and-markup/truncation": "length",
    "design-and-markup/missing-text": "omission",
}


def quality_type(category: str) -> str:
    """The ITS 2.0 localization quality issue type of an MQM ``dimension/type``."""
    return _TYPES.get(category) or _DIMENSIONS.get(category.partition("/")[0], "other")
