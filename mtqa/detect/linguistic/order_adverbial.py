"""A date between verb and object: "announced on Monday additional military aid"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from mtqa.detect.linguistic.attribution import WEEKDAY
from mtqa.detect.linguistic.verbs import LEXICON
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span, Suggestion

_CLAUSAL = frozenset(
    {"announced", "confirmed", "claimed", "declared", "denied", "decided", "promised", "revealed"}
    | {"reported", "repeated", "showed", "warned"}
)
"""Verbs after which "that" may be left out: what follows may be a clause's subject."""

_TIME = (
    rf"(?:on\s+|this\s+|last\s+)?{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?"
    r"|today|yesterday|this\s+(?:morning|afternoon|evening)"
)
_START = (
    r"(?:the|an?|its|his|her|their|this|these|several|some|many|two|three|four|five|six|seven|eight|nine|ten"
    r"|another|new|additional|further|fresh|additional|military|economic|any|all|no|more|[$€£]?\d[\d,.]*)"
)


@cache
def _pattern() -> re.Pattern[str]:
    data = tomllib.loads((LEXICON / "transitive.toml").read_text(encoding="utf-8"))
    verbs = "|".join(sorted(data["verbs"].split(), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<verb>{verbs})(?P<time>\s+(?:{_TIME}))(?P<object>\s+{_START}\s+(?=[\w“\"«]))"
    )


_OBJECT = re.compile(
    r"(?:\s+(?!(?:to|for|in|on|at|with|from|by|and|or|but|that|which|who|after|before|during|as|than|while"
    r"|against|between|under|over|into|about|amid|is|are|was|were|will|would|has|have|had|can|could|of"
    r"|where|when|because|if|not|including|aimed|aiming|allowing|intended|designed|\w+ing)\b)"
    r"[\w’'$€£%\-‑]+(?:[.,]\d+)*){1,6}(?=(?P<next>\s+\w+|\s*[.,;:!?]|\s*$))"
)
_CLAUSE = re.compile(
    r"[^.,;:!?]*?\b(?:is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|did|does)\b"
)
_INTENDS = re.compile(
    r"(?:has|have|had|will|would|to|be|been|was|were|is|are|being|and|who|which|that|it)\s+$", re.I
)
_ATTACHED = ("of", "and", "or", "than")


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for match in _pattern().finditer(text, within.start, within.end):
        verb, time = match["verb"], " ".join(match["time"].split())
        if verb in _CLAUSAL and _CLAUSE.match(text, match.start("object"), within.end):
            continue
        if re.match(r"\s*(?:next|last|same|previous|following)\b", text[match.end() :]):
            continue  # "opened on Monday the same week"
        yield _finding(reading, match, time, within)


def _finding(reading: Reading, match: re.Match[str], time: str, within: Span) -> Finding:
    text, verb = reading.text, match["verb"]
    behind: tuple[Suggestion, ...] = ()
    end = match.end("time")
    obj = _OBJECT.match(text, match.end("time"), within.end)
    whole = obj and " " in obj.group().strip() and obj["next"].strip().lower() not in _ATTACHED
    if obj and whole and not obj["next"].strip().endswith("ing"):
        what = " ".join(obj.group().split())
        behind = suggest(f"{verb} {what} {time}")
        end = obj.end()
    if not behind and not _INTENDS.search(text, max(match.start() - 10, 0), match.start()):
        behind = suggest(f"{time} {verb}")
    return Finding(Span(match.start(), end), behind)


RULE = Rule(
    id="linguistic/order_adverbial",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.SEGMENT,
    anchors=(
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("today", "yesterday", "this morning", "this afternoon", "this evening"),
    ),
    find=_find,
    message="A date does not stand between the verb and its object in English: “{text}”.",
    doc="""A time adverbial that separates a verb from its object.

"A annoncé lundi une aide" gives "announced on Monday aid"; English keeps verb and object together
and puts the date behind the object, or before the verb. Where the end of the object is not certain
the date is moved before the verb. Limits: a long object may stand last in English too ("announced
on Monday a series of measures that …"), though few newsrooms write it.""",
    examples=(
        Example(
            "Washington ⟦announced on Monday additional military aid⟧ for Ukraine.",
            fix="announced additional military aid on Monday",
        ),
        Example(
            "The army ⟦claimed on Tuesday⟧ the conquest of two villages.", fix="on Tuesday claimed"
        ),
        Example(
            "The government ⟦presented this Wednesday its plan⟧.",
            fix="presented its plan this Wednesday",
        ),
        Example(
            "The club ⟦signed Friday a new striker⟧, aged 22.", fix="signed a new striker Friday"
        ),
        Example(
            "The minister has ⟦unveiled on Thursday the first measures⟧ to help farmers.",
            fix="unveiled the first measures on Thursday",
        ),
        Example(
            "The minister will ⟦present on Thursday his plan⟧.", fix="present his plan on Thursday"
        ),
        Example("Washington announced additional military aid on Monday."),
        Example("The company announced on Monday that it would cut jobs."),
        Example("The company announced on Monday it would cut jobs."),
        Example("The ministry confirmed on Tuesday the man was released."),
        Example("They met on Monday the same week."),
        Example("The museum opened on Monday to a crowd."),
    ),
)
