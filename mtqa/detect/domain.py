"""What a document is about: a share per domain from its own vocabulary.

Many calques are wrong in one domain and right in another ("formation" in a match report, in a
training column, in geology). A rule that names domains speaks, as an ``origin`` rule, only where
the document is about one of them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Needs, Rule

FILE = Path(__file__).with_name("domains.toml")
LEAST_SHARE = 0.12
"""Share of the telling words that a domain must have."""
LEAST_WORDS = 2
"""Different telling words that a domain must have, in a text of more than ``SHORT`` words."""
SHORT = 60
_EVERYDAY = "society"
_TECHNICAL = ("science", "health", "sport")


@lru_cache(maxsize=1)
def telling_words() -> dict[str, frozenset[str]]:
    """Word to the domains it tells of."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for domain, words in table.items():
        for word in words.split():
            found.setdefault(word, set()).add(domain)
    return {w: frozenset(d) for w, d in found.items()}


class Domains:
    """The domains of one document.

    Attributes:
        counts: Different telling words per domain.
        shares: Share of the telling words per domain, summing to 1 where there are any.
    """

    def __init__(self, reading: Reading) -> None:
        known = telling_words()
        seen = {w.text.lower() for w in reading.words}
        bases = {base for w in seen if (base := _base(w, known))}
        self.counts = Counter(domain for base in bases for domain in known[base])
        total = self.counts.total()
        self.shares = {d: n / total for d, n in self.counts.items()}
        self._least = LEAST_WORDS if len(reading.words) > SHORT else 1

    def about(self, domain: str) -> bool:
        """Whether the document is about that domain, among others."""
        if domain == _EVERYDAY and not any(self.shares.get(d, 0) > 0.45 for d in _TECHNICAL):
            return True
        enough = self.counts[domain] >= self._least
        return enough and self.shares.get(domain, 0.0) >= LEAST_SHARE

    def opens(self, rule: Rule) -> bool:
        """Whether the subject lets this rule speak."""
        if rule.needs is not Needs.ORIGIN or not rule.domains:
            return True
        return any(self.about(d) for d in rule.domains)


def _base(word: str, known: dict[str, frozenset[str]]) -> str:
    if word in known:
        return word
    return word[:-1] if word.endswith("s") and word[:-1] in known else ""
