"""Reporting verbs of English and of the languages it is translated from, with their forms.

The lists stand in ``lexicon/reporting.toml``: the calques and the verbs that English uses too.
Forms are made here by the regular rules and a short table, so that nothing heavy is loaded to
detect.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).parent / "lexicon"
_PAST = {
    "be": "was", "say": "said", "tell": "told", "think": "thought", "swear": "swore", "let": "let",
    "throw": "threw", "sweep": "swept", "cut": "cut", "blow": "blew", "get": "got", "lose": "lost",
    "put": "put", "give": "gave", "make": "made", "go": "went", "win": "won", "hold": "held",
    "slip": "slipped", "drop": "dropped", "admit": "admitted", "quip": "quipped",
    "regret": "regretted", "warn": "warned", "shoot": "shot", "come": "came", "take": "took",
    "sum": "summed", "strike": "struck", "find": "found", "begin": "began", "retake": "retook",
    "become": "became", "grow": "grew", "deny": "denied", "rebut": "rebutted", "bid": "bid",
    "have": "had", "read": "read", "weep": "wept", "beg": "begged", "grin": "grinned",
    "sob": "sobbed",
    "concur": "concurred", "infer": "inferred", "understand": "understood", "up": "upped",
}  # fmt: skip
_PRESENT = {"be": "is", "have": "has", "go": "goes", "do": "does"}
_COPULAS = ("be", "get", "become", "grow")
_PLURAL = {"is": "are", "was": "were"}


@dataclass(frozen=True, slots=True)
class Form:
    """A surface of a reporting verb.

    Attributes:
        lemma: Base form, with its particle ("point out").
        tense: ``past``, ``s`` (third person) or ``base``.
        calque: Whether English practically never reports speech with it.
        better: Base forms that English writes instead, best first.
        feeling: Whether it is "be" (get, become) with an adjective, which follows a subject freely.
    """

    lemma: str
    tense: str
    calque: bool
    better: tuple[str, ...]
    feeling: bool = False


def inflected(lemma: str, tense: str) -> str:
    """The form of a verb: ``inflected("point out", "past")`` is "pointed out"."""
    head, space, rest = lemma.partition(" ")
    if tense == "past":
        word = _PAST.get(head) or _suffixed(head, "ed")
    elif tense == "s":
        word = _PRESENT.get(head) or _suffixed(head, "s")
    else:
        word = head
    return word + space + rest


def _suffixed(head: str, suffix: str) -> str:
    if re.search(r"[^aeiou]y$", head):
        return head[:-1] + "i" + ("es" if suffix == "s" else suffix)
    if suffix == "s" and re.search(r"(?:s|x|z|ch|sh)$", head):
        return head + "es"
    return head + (suffix[1:] if suffix == "ed" and head.endswith("e") else suffix)


@cache
def verbs() -> dict[str, Form]:
    """Every surface, folded, with what it is; a calque wins over a weak verb."""
    data = tomllib.loads((LEXICON / "reporting.toml").read_text(encoding="utf-8"))
    found: dict[str, Form] = {}
    feelings = [
        (v, a.replace("-", " ")) for a in data["adjectives"]["words"].split() for v in _COPULAS
    ]
    for tier in ("calque", "weak"):
        for lemma, better in data[tier].items():
            for tense in ("past", "s", "base"):
                surface = inflected(lemma, tense)
                form = Form(lemma, tense, tier == "calque", tuple(better))
                found.setdefault(surface, form)
                head, _, rest = surface.partition(" ")
                if head in _PLURAL:
                    found.setdefault(f"{_PLURAL[head]} {rest}", form)
    for verb, adjective in feelings:
        for tense in ("past", "s", "base"):
            if (verb, tense) == ("be", "base"):
                continue
            surface = f"{inflected(verb, tense)} {adjective}"
            form = Form(f"{verb} {adjective}", tense, True, ("say",), feeling=True)
            found.setdefault(surface, form)
            if verb == "be":
                found.setdefault(f"{_PLURAL[inflected(verb, tense)]} {adjective}", form)
    return found


@cache
def by_first_word() -> dict[str, tuple[tuple[str, Form], ...]]:
    """The surfaces by their first word, longest first."""
    out: dict[str, list[tuple[str, Form]]] = {}
    for surface, form in verbs().items():
        out.setdefault(surface.split(" ")[0], []).append((surface, form))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in out.items()}


def surfaces(
    *, calque: bool | None = None, tenses: tuple[str, ...] = ("past", "s")
) -> Iterator[str]:
    """Surfaces of a tier and of some tenses, for anchors."""
    for surface, form in verbs().items():
        if form.tense in tenses and calque in (None, form.calque):
            yield surface
