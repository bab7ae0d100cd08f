"""Recognises the noun phrase of a speaker: "a European NATO diplomat", "Rutte", "the Kremlin".

No parser: closed lists of roles and bodies (``lexicon/speakers.toml``), determiners, and words with
a capital. A phrase that does not fit gives None.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mtqa.detect.linguistic.verbs import LEXICON
from mtqa.detect.reading import WORD

_MOST_WORDS = 26
_MOST_UNKNOWN = 4
_ABBREVIATED = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Maj|Sen|Rep|Gov|St|Mme|M|[A-Z])$"
)
_DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July"
    r"|September|October|November|December|Today|Yesterday)$"
)
_CLOSE = re.compile(r"\s+(?:close to|familiar with|in charge of)\s+")
_OF = re.compile(r"\s+(?:of|for)\s+")
_IN = re.compile(r"\s+(?:in|at|from)\s+(?=(?:the\s+)?[A-Z])")
_PART = re.compile(r"(?:one|some|several|many|most|two|three) of (?=\w)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A noun phrase that can speak.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        kind: ``pronoun``, ``person`` (has a role), ``body`` or ``name`` (a person's or a body's).
        plural: Whether it is plural.
    """

    start: int
    end: int
    kind: str
    plural: bool


@dataclass(frozen=True, slots=True)
class _Lists:
    role: frozenset[str]
    roles: frozenset[str]
    body: frozenset[str]
    bodies: frozenset[str]
    determiner: frozenset[str]
    adjective: frozenset[str]
    particle: frozenset[str]
    stop: frozenset[str]


def plural_of(noun: str) -> str:
    """The regular plural of a noun."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


@cache
def lists() -> _Lists:
    """The word lists, read once."""
    data = tomllib.loads((LEXICON / "speakers.toml").read_text(encoding="utf-8"))
    words = {k: frozenset(v.split()) for k, v in data.items()}
    return _Lists(
        role=words["role"],
        roles=words["role_plural"] | {plural_of(w) for w in words["role"]},
        body=words["body"],
        bodies=frozenset(plural_of(w) for w in words["body"]),
        determiner=words["determiner"],
        adjective=words["adjective"],
        particle=words["particle"],
        stop=words["stop"],
    )


def _run(text: str, start: int, limit: int) -> list[re.Match[str]]:
    """Words from ``start`` on that nothing but spaces (or an abbreviation's point) separates."""
    out: list[re.Match[str]] = []
    at = start
    for match in WORD.finditer(text, start, limit):
        gap = text[at : match.start()]
        if out:
            before = out[-1].group()
            plain = gap.isspace() and "\n" not in gap
            short = gap.strip() == "." and bool(_ABBREVIATED.match(before)) and gap != "."
            owner = gap in ("’ ", "' ") and before.endswith("s")
            if not (plain or short or owner):
                break
        elif match.start() != start:
            break
        out.append(match)
        at = match.end()
        if len(out) == _MOST_WORDS:
            break
    return out


def speaker(
    text: str, start: int, limit: int | None = None, *, joined: bool = False
) -> Speaker | None:
    """The speaker that begins at ``start``, as long as it goes.

    Args:
        text: The text.
        start: Offset of its first letter.
        limit: Where the text to look at ends.
        joined: Whether this is the second half of "X and Y".
    """
    limit = min(len(text), start + 300) if limit is None else limit
    words = _run(text, start, limit)
    if not words:
        return None
    first = words[0].group().lower()
    if part := _PART.match(text, start, limit):
        whole = speaker(text, part.end(), limit, joined=True)
        if whole is None or whole.kind == "pronoun":
            return None
        return Speaker(start, whole.end, whole.kind, plural=first != "one")
    if first in ("he", "she", "they"):
        return Speaker(start, words[0].end(), "pronoun", first == "they")
    core = _core(words)
    if core is None:
        return None
    end, kind, plural = core
    end = _complement(text, end, limit, kind)
    both = _AND.match(text, end, limit)
    if both and not joined:
        other = speaker(text, both.end(), limit, joined=True)
        if other and other.kind != "pronoun":
            return Speaker(start, other.end, kind, plural=True)
    return Speaker(start, end, kind, plural)


def _core(words: Sequence[re.Match[str]]) -> tuple[int, str, bool] | None:
    """End, kind and number of the phrase without its complements."""
    known = lists()
    determined = words[0].group().lower() in known.determiner and len(words) > 1
    end, kind, plural, unknown = -1, "", False, 0
    for k, match in enumerate(words):
        word = match.group()
        low = word.lower().replace("’", "'")
        bare = low.removesuffix("'s")
        if low in known.determiner:
            if k < 2:
                continue
            break
        if word == "Me" and len(words) > k + 1 and words[k + 1].group()[0].isupper():
            continue  # the French title of lawyers
        if _DATE.match(word) or (
            low in known.stop and not (word[0].isupper() and kind and len(word) > 3)
        ):
            break
        capital = word[0].isupper() or (word[0].isdigit() and k < 3)
        tail = low.rpartition("-")[2]
        if low in known.roles or tail in known.roles:
            end, kind, plural = match.end(), "person", True
        elif low in known.role or tail in known.role:
            end, kind, plural = match.end(), "person", False
        elif low in known.bodies:
            end, kind, plural = match.end(), "body", True
        elif low in known.body:
            end, kind, plural = match.end(), "body", False
        elif bare != low:
            end, kind = -1, ""  # "Trump's …": what follows is the head
        elif capital:
            end, kind = match.end(), kind or ("body" if determined else "name")
        elif _joins(low, kind, words[k + 1 : k + 2]):
            continue
        elif kind in ("person", "name"):
            break
        else:
            unknown += 1
            if unknown > _MOST_UNKNOWN or (kind == "body" and unknown > 2):
                break
    return (end, kind, plural) if end > 0 else None


def _joins(low: str, kind: str, after: Sequence[re.Match[str]]) -> bool:
    """Whether a lower-case word belongs inside: "Ursula von der Leyen", "former minister"."""
    if kind and low in lists().particle and after:
        follows = after[0].group()
        return follows[0].isupper() or follows in lists().particle
    return low in lists().adjective and kind in ("", "name", "body")


def _complement(text: str, end: int, limit: int, kind: str) -> int:
    """The end with "of the FNSEA", "close to the talks" and, after a role, "in Brussels"."""
    for _ in range(3):
        close = _CLOSE.match(text, end, limit) or (kind != "name" and _OF.match(text, end, limit))
        if not close:
            place = (
                _IN.match(text, end, limit)
                if kind == "person" and text[end - 1].islower()
                else None
            )
            last = text[max(end - 60, 0) : end].rpartition(" ")[2]
            if not (place and last.islower()):
                return end
            close = place
        known, at = lists(), close.end()
        for k, match in enumerate(_run(text, close.end(), limit)):
            low = match.group().lower()
            if (
                (low in known.stop and low not in known.determiner)
                or _DATE.match(match.group())
                or k > 7
            ):
                break
            at = match.end()
        if at == close.end():
            return end
        end = at
    return end
