"""What the checks find lowers the score: it never praises what they condemn.

The network is blind to much that a rule sees for certain: a digit, a lost negation, a word that
comes twice. Each finding takes from the log-odds that the translation is acceptable.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from mtqa.types import Issue, Severity, Side

LOSS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 0.1, Severity.MAJOR: 0.35, Severity.CRITICAL: 0.75}
"""Log-odds lost to an issue that is certain, by severity."""

MODEL_RULE = "accuracy/model_suspect"
"""Issues that the model itself found: its score knows them already."""


def condemned(quality: float, issues: Iterable[Issue]) -> float:
    """The quality that is left.

    Args:
        quality: The model's estimate, 0 to 1.
        issues: The issues of the same stretch of text.

    Returns:
        A quality that is never higher, and lower with every issue above neutral.
    """
    loss = sum(
        LOSS[i.severity] * i.confidence
        for i in issues
        if i.side is Side.TARGET and i.rule != MODEL_RULE
    )
    if loss == 0:
        return quality
    inside = min(max(quality, 1e-6), 1 - 1e-6)
    odds = math.log(inside / (1 - inside)) - loss
    return min(quality, round(1 / (1 + math.exp(-odds)), 4))
