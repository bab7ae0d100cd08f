"""How near translations of one sentence are to each other: chrF of each against all others.

The translation that is nearest to the others is a consensus (minimum Bayes risk decoding): what
several systems agree on is seldom wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_ORDER, _WORDS, _BETA = 6, 2, 2.0
MOST = 3000
"""Characters of a text that are compared."""


def _grams(text: str) -> list[Counter[str]]:
    """Character sequences of each length without white space, then words and pairs of words."""
    words = text[:MOST].split()
    joined = "".join(words)
    grams = [
        Counter(joined[k : k + n] for k in range(len(joined) - n + 1)) for n in range(1, _ORDER + 1)
    ]
    grams += [
        Counter(" ".join(words[k : k + n]) for k in range(len(words) - n + 1))
        for n in range(1, _WORDS + 1)
    ]
    return grams


def _chrf(ours: Sequence[Counter[str]], theirs: Sequence[Counter[str]]) -> float:
    """chrF2++ of one text against another, from 0 to 1."""
    precision = recall = 0.0
    orders = 0
    for a, b in zip(ours, theirs, strict=True):
        of_a, of_b = sum(a.values()), sum(b.values())
        if not of_a or not of_b:
            continue
        shared = sum((a & b).values())
        precision += shared / of_a
        recall += shared / of_b
        orders += 1
    if not orders or not precision + recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    weight = _BETA**2
    return (1 + weight) * precision * recall / (weight * precision + recall)


def agreement(texts: Sequence[str], systems: Sequence[str]) -> list[float]:
    """The mean chrF of each text, those of other systems taken as its references.

    Args:
        texts: Translations of one sentence.
        systems: What made each; texts of one system do not speak for each other.

    Returns:
        A value from 0 to 1 for each; 0 where there is no other system.
    """
    grams = [_grams(t) for t in texts]
    made = list(zip(grams, systems, strict=True))
    out = []
    for ours, own in made:
        near = [_chrf(ours, theirs) for theirs, other in made if other != own]
        out.append(sum(near) / len(near) if near else 0.0)
    return out
