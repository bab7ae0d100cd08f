"""What country's affairs a text is about, as a reason to expect a translation from its language.

It is no evidence of a translation: newsrooms everywhere report on France. But of the texts about
France far more were translated from French than of all texts, so fewer traces are asked for before
``origin`` rules may speak. The figure a user sees, and the probability that a machine translated,
do not count it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from mtqa.detect.reading import Reading

FILE = Path(__file__).with_name("subject.toml")
_TARGET = "en"
_LEAST, _EACH, _MOST = 2, 0.2, 1.2
"""Names from which on it counts, log odds for each further name, and the most they add."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for lang, listed in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        names = {n.strip() for n in re.split(r"[;\n]", listed) if n.strip()}
        body = "|".join(
            re.escape(n).replace("'", "['’]") for n in sorted(names, key=lambda n: -len(n))
        )
        found[lang] = re.compile(rf"(?<![\w-])(?:{body})(?!\w)")
    return found


def subject(reading: Reading) -> dict[str, float]:
    """Language to the log odds that the subject adds; only languages that gain something."""
    if reading.lang != _TARGET or len(reading.document.segments) < _LEAST:
        return {}
    gains = {}
    for lang, pattern in _patterns().items():
        names = len(set(pattern.findall(reading.text)))
        if names > _LEAST:
            gains[lang] = min((names - _LEAST) * _EACH, _MOST)
    return gains
