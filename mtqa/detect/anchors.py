"""Literals that stand in every match of a phrase: what the engine looks for before any regex runs.

A part of a phrase is given by the folded texts that it can match, None where they are too many to
list; among them ``PREFIX`` says that letters may follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

Texts = frozenset[str] | None
PREFIX = "\0"
_MOST_RUNS = 200
_LONG = 10  # letters of an anchor from which on fewer anchors are worth more than longer ones
_STEM, _ENDING = 5, 4  # letters that forms of a word share at least, and that follow at most
_MOST_COMPANIONS, _SETS, _SHORTEST = 40, 2, 3


def join(left: Texts, right: Texts) -> Texts:
    """What two parts can match one after the other, None where that is too much."""
    if left is None or right is None or PREFIX in right or len(left) * len(right) > _MOST_RUNS:
        return None
    return frozenset(a + b for a, b in product(left, right))


def _weight(options: frozenset[str]) -> tuple[int, int]:
    shortest = min((len(o.strip()) for o in options), default=0)
    return (min(shortest, _LONG), -len(options))


def anchors(parts: Sequence[Texts]) -> tuple[str, ...]:
    """The best set of literals over the runs of finite parts: long members, and few of them.

    Returns:
        Literals of which every match holds one; empty where there are none.
    """
    best: frozenset[str] = frozenset()
    run: frozenset[str] = frozenset({""})
    for texts in [*parts, None]:
        if texts is not None and PREFIX in texts:
            run = frozenset(a + b for a, b in product(run, texts - {PREFIX}))
            best, run = max(best, run, key=_weight), frozenset({""})
            continue
        joined = join(run, texts)
        if joined is None:
            alone = texts or frozenset({""})
            best = max(best, run, alone, key=_weight)
            run = alone if texts is not None else frozenset({""})
        else:
            run = joined
            best = max(best, run, key=_weight)
    if _weight(best)[0] < 2:
        return ()
    return stems({o.strip() for o in best})


def stems(literals: Iterable[str]) -> tuple[str, ...]:
    """Literals with the forms of a word put together to what they begin with.

    ``announce``, ``announced`` and ``announcing`` are all found by ``announc``, which costs a third
    of the automaton and is hardly less telling.
    """
    out: list[str] = []
    group: list[str] = []
    for literal in [*sorted(set(literals)), ""]:
        if group and not _alike(_shared(group[0], literal), [*group, literal]):
            out.append(_shared(group[0], group[-1]))
            group = []
        group.append(literal)
    return tuple(out)


def _shared(first: str, last: str) -> str:
    """What two strings begin with; of a sorted list, what all of it begins with."""
    n = next((k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[: min(len(first), len(last)) if n is None else n]


def _alike(prefix: str, forms: Sequence[str]) -> bool:
    """Whether forms differ only in an ending."""
    rests = [f[len(prefix) :] for f in forms]
    return len(prefix) >= _STEM and all(len(r) <= _ENDING and (r.isalpha() or not r) for r in rests)


def companions(parts: Sequence[Texts], found: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Sets of words that stand in every match besides the anchors, one of each set.

    Most places where an anchor stands are no match; these tell so without a regular expression,
    which takes a hundred times as long to compile as to ask for a word.

    Args:
        parts: The parts of the phrase.
        found: Its anchors; a set that they imply says nothing new.
    """
    sets = set()
    for texts in parts:
        if texts is None or not texts - {PREFIX}:
            continue
        words = frozenset(max(t.split(), key=len, default="") for t in texts - {PREFIX})
        if len(words) > _MOST_COMPANIONS or min(map(len, words)) < _SHORTEST:
            continue
        if not found or not all(any(w in anchor for w in words) for anchor in found):
            sets.add(words)
    return tuple(tuple(sorted(s)) for s in sorted(sets, key=_weight, reverse=True)[:_SETS])
