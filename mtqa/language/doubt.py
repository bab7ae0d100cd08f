"""Doubts a language that somebody stated, by function words: quick, and silent unless it is plain.

:func:`mtqa.language.identify.identify` knows more languages but may take half a second to load.
"""

from __future__ import annotations

import re
from collections import Counter

from mtqa.language.identify import function_words

SAMPLE = 4000
"""Code points that are looked at."""
_LEAST, _TIMES = 12, 3.0  # function words of the other language, and how many times ours

_WORD = re.compile(r"[^\W\d_]+")


def doubt(text: str, lang: str) -> str | None:
    """The language that a text is plainly in if that is not the one it is said to be in.

    Args:
        text: The text.
        lang: BCP 47 tag that somebody stated.

    Returns:
        The other language, or None where there is no doubt or nothing can be said.
    """
    found = Counter(_WORD.findall(text[:SAMPLE].lower()))
    counts = {k: sum(found[w] for w in words) for k, words in function_words().items()}
    best = max(counts, key=lambda k: counts[k])
    stated = lang.split("-", maxsplit=1)[0]
    if best == stated or counts[best] < _LEAST:
        return None
    if stated in counts:
        return best if counts[best] >= _TIMES * counts[stated] else None
    # of a language without a list nothing is known: function words must then be a third of the text
    return best if counts[best] * 3 >= found.total() else None
