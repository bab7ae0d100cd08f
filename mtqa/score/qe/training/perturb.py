"""Breaks good translations in the manner of real faults; each fault knows the words it broke.

The faults are those that quality estimation must see and that judged data hold too few of: numbers,
names, negation, omission, addition, misalignment, untranslated and repeated words, order, tense,
wrong sense by a word as frequent, spelling, case, punctuation, a copied or truncated sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtqa.score.qe.training.examples import Example


@dataclass(slots=True)
class Pool:
    """What faults borrow from.

    Attributes:
        names: Capitalised words of other targets, by target language.
        words: Lower-case words by target language and frequency class.
        targets: Other targets by language pair.
        rng: The source of chance.
    """

    names: dict[str, list[str]]
    words: dict[tuple[str, int], list[str]]
    classes: dict[tuple[str, str], int]
    targets: dict[str, list[str]]
    rng: random.Random


Words = list[str]
Fault = Callable[[Words, Words, str, Pool], "tuple[Words, set[int]] | None"]
"""``fault(target words, source words, language pair, pool)``: new words, indices of wrong ones."""

_AUX = {"is": "was", "was": "is", "are": "were", "were": "are", "has": "had", "had": "has",
        "will": "would", "would": "will", "can": "could", "could": "can", "have": "had",
        "est": "était", "était": "est", "ist": "war", "war": "ist", "hat": "hatte", "sind": "waren",
        "es": "era", "fue": "es", "son": "eran"}  # fmt: skip
_NOT = {"en": ("not", "never"), "fr": ("pas",), "de": ("nicht",), "es": ("no",), "it": ("non",),
        "pt": ("não",), "ru": ("не",), "zh": ("不",)}  # fmt: skip


def number(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """A digit becomes another."""
    at = [k for k, w in enumerate(t) if any(c.isdigit() for c in w)]
    if not at:
        return None
    k = pool.rng.choice(at)
    digits = [i for i, c in enumerate(t[k]) if c.isdigit()]
    i = pool.rng.choice(digits)
    other = pool.rng.choice([d for d in "123456789" if d != t[k][i]])
    return [*t[:k], t[k][:i] + other + t[k][i + 1 :], *t[k + 1 :]], {k}


def name(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """A name becomes another, or goes."""
    at = [k for k, w in enumerate(t) if k and w[:1].isupper() and len(w) > 2]
    names = pool.names.get(lp[-2:], [])
    if not at or not names:
        return None
    k = pool.rng.choice(at)
    if pool.rng.random() < 0.3:
        return t[:k] + t[k + 1 :], set()
    return [*t[:k], pool.rng.choice(names), *t[k + 1 :]], {k}


def negation(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """A negation goes, or comes after an auxiliary."""
    markers = _NOT.get(lp[-2:], ())
    at = [k for k, w in enumerate(t) if w.lower() in markers or w.lower().endswith("n't")]
    if at:
        k = pool.rng.choice(at)
        if t[k].lower().endswith("n't") and len(t[k]) > 3:
            return [*t[:k], t[k][:-3], *t[k + 1 :]], {k}
        return t[:k] + t[k + 1 :], set()
    aux = [k for k, w in enumerate(t) if w.lower() in _AUX]
    if not aux or not markers:
        return None
    k = pool.rng.choice(aux)
    return [*t[: k + 1], markers[0], *t[k + 1 :]], {k + 1}


def omission(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """One to five words go."""
    if len(t) < 5:
        return None
    n = pool.rng.choice([1, 1, 1, 2, 3, 4, 5])
    k = pool.rng.randrange(0, max(len(t) - n, 1))
    return t[:k] + t[k + n :], set()


def addition(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """Words of another target come in."""
    other = pool.rng.choice(pool.targets[lp]).split()
    if len(other) < 3:
        return None
    n = pool.rng.randint(1, min(5, len(other) - 1))
    a = pool.rng.randrange(0, len(other) - n)
    k = pool.rng.randrange(0, len(t) + 1)
    return t[:k] + other[a : a + n] + t[k:], set(range(k, k + n))


def misaligned(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """The translation of another source."""
    other = pool.rng.choice(pool.targets[lp]).split()
    return (other, set(range(len(other)))) if other and other != t else None


def untranslated(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """A stretch, or all, is left in the source language."""
    if len(s) < 2 or not t:
        return None
    if pool.rng.random() < 0.25:
        return list(s), set(range(len(s)))
    n = pool.rng.randint(1, max(1, len(t) // 2))
    k = pool.rng.randrange(0, len(t))
    a = min(round(k / len(t) * len(s)), len(s) - 1)
    piece = s[a : a + n]
    return t[:k] + piece + t[k + n :], set(range(k, k + len(piece)))


def repetition(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """One to four words come twice."""
    if len(t) < 3:
        return None
    n = pool.rng.choice([1, 2, 2, 3, 4])
    k = pool.rng.randrange(0, max(len(t) - n, 1))
    return t[: k + n] + t[k : k + n] + t[k + n :], set(range(k + n, min(k + 2 * n, len(t) + n)))


def order(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """Two words change places, or all do."""
    if len(t) < 4:
        return None
    if pool.rng.random() < 0.15:
        shuffled = list(t)
        pool.rng.shuffle(shuffled)
        return shuffled, set(range(len(t)))
    a = pool.rng.randrange(0, len(t) - 1)
    b = a + 1 if pool.rng.random() < 0.6 else pool.rng.randrange(0, len(t))
    if t[a] == t[b]:
        return None
    out = list(t)
    out[a], out[b] = out[b], out[a]
    return out, {a, b}


def tense(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """An auxiliary or an English ending changes its tense."""
    at = [
        k
        for k, w in enumerate(t)
        if w.lower() in _AUX or (lp[-2:] == "en" and re.fullmatch(r"[a-z]{3,}ed", w))
    ]
    if not at:
        return None
    k = pool.rng.choice(at)
    new = _AUX.get(t[k].lower()) or t[k][:-2] + pool.rng.choice(["s", "ing"])
    return [*t[:k], new, *t[k + 1 :]], {k}


def sense(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """A word becomes another one as frequent, with the same ending."""
    lang = lp[-2:]
    at = [k for k, w in enumerate(t) if w.isalpha() and w.islower() and len(w) > 3]
    if not at:
        return None
    k = pool.rng.choice(at)
    frequency = pool.classes.get((lang, t[k]), 0)
    words = pool.words.get((lang, frequency), [])
    for _ in range(8):
        if not words:
            return None
        other = pool.rng.choice(words)
        if other != t[k] and other[-2:] == t[k][-2:]:
            return [*t[:k], other, *t[k + 1 :]], {k}
    return [*t[:k], pool.rng.choice(words), *t[k + 1 :]], {k}


def spelling(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """A letter goes, or two change places."""
    at = [k for k, w in enumerate(t) if len(w) > 3 and w.isalpha()]
    if not at:
        return None
    k = pool.rng.choice(at)
    i = pool.rng.randrange(0, len(t[k]) - 1)
    w = t[k]
    new = w[:i] + w[i + 1 :] if pool.rng.random() < 0.5 else w[:i] + w[i + 1] + w[i] + w[i + 2 :]
    return ([*t[:k], new, *t[k + 1 :]], {k}) if new != w else None


def case(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """The first letter, or every letter, becomes lower-case."""
    if pool.rng.random() < 0.5:
        return ([t[0].lower(), *t[1:]], {0}) if t and t[0] != t[0].lower() else None
    out = [w.lower() for w in t]
    changed = {k for k, w in enumerate(t) if w != out[k]}
    return (out, changed) if changed else None


def punctuation(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """The final mark goes, or a stray one comes."""
    if not t:
        return None
    if pool.rng.random() < 0.6 and t[-1][-1:] in ".!?。":
        last = t[-1][:-1]
        return t[:-1] + ([last] if last else []), set()
    k = pool.rng.randrange(0, len(t))
    return [*t[:k], t[k] + pool.rng.choice([",", ".", "?", "!", ";"]), *t[k + 1 :]], {k}


def truncated(t: Words, s: Words, lp: str, pool: Pool) -> tuple[Words, set[int]] | None:
    """The end is missing; now and then nearly everything."""
    if len(t) < 4:
        return None
    if pool.rng.random() < 0.1:
        return ["."], {0}
    return t[: max(1, int(len(t) * pool.rng.uniform(0.2, 0.8)))], set()


FAULTS: tuple[tuple[Fault, float], ...] = (
    (number, 1.5), (name, 1.5), (negation, 1.2), (omission, 1.8), (addition, 1.0),
    (misaligned, 0.5), (untranslated, 1.0), (repetition, 1.2), (order, 0.8), (tense, 1.0),
    (sense, 2.0), (spelling, 0.7), (case, 0.6), (punctuation, 0.7), (truncated, 0.5),
)  # fmt: skip


def make_pool(examples: Sequence[Example], seed: int) -> Pool:
    """What faults borrow from, gathered from the examples' own targets."""
    from collections import Counter, defaultdict

    names: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    targets: dict[str, list[str]] = defaultdict(list)
    for e in examples:
        targets[e.lp].append(e.target)
        for k, w in enumerate(e.target.split()):
            if k and w[:1].isupper() and w.isalpha() and len(w) > 3:
                names[e.lp[-2:]].append(w)
            elif w.isalpha() and w.islower() and len(w) > 3:
                counts[e.lp[-2:]][w] += 1
    words: dict[tuple[str, int], list[str]] = defaultdict(list)
    classes: dict[tuple[str, str], int] = {}
    for lang, counter in counts.items():
        for w, n in counter.items():
            classes[lang, w] = n.bit_length()
            words[lang, n.bit_length()].append(w)
    return Pool(dict(names), dict(words), classes, dict(targets), random.Random(seed))


def perturb(example: Example, pool: Pool) -> Example | None:
    """A broken copy whose ``better`` is the original target; None where the fault finds no hold."""
    faults, weights = zip(*FAULTS, strict=True)
    fault = pool.rng.choices(faults, weights)[0]
    target = example.target.split()
    made = fault(list(target), example.source.split(), example.lp, pool)
    if made is None:
        return None
    words, wrong = made
    text = " ".join(words)
    if not text.strip() or text == example.target:
        return None
    spans: list[tuple[int, int]] = []
    at = 0
    for k, w in enumerate(words):
        if k in wrong:
            spans.append((at, at + len(w)))
        at += len(w) + 1
    return Example(example.lp, example.source, text, bad=tuple(spans), better=example.target)
