"""A date between verb and object: "announced on Monday additional military aid"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from mtqa.detect.linguistic.attribution import WEEKDAY
from mtqa.detect.linguistic.speakers import speaker
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
    rf"(?:(?:on|this|last)\s+)?{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?"
    rf"|today|yesterday|this\s+(?:morning|afternoon|evening)|in\s+the\s+night(?:\s+(?:from|of)\s+"
    rf"{WEEKDAY}\s+to\s+{WEEKDAY})?|in\s+a\s+(?:statement|press\s+release|communiqué)"
)
_PLACE = r"(?:in|at)\s+(?:the\s+)?[A-ZÀ-Ý][\w\-]+(?:\s+[A-ZÀ-Ý][\w\-]+){0,2}"
_OWN = r"(?:his|her|its|their|several)"
_START = (
    r"(?:the|an?|its|his|her|their|this|these|several|some|many|two|three|four|five|six|seven|eight"
    r"|nine|ten|another|new|additional|further|fresh|military|economic|any|all|no|more|[$€£]?\d[\d,.]*)"
)


@cache
def _verbs() -> tuple[str, ...]:
    data = tomllib.loads((LEXICON / "transitive.toml").read_text(encoding="utf-8"))
    return tuple(sorted(data["verbs"].split(), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    dated = rf"(?:\s+{_PLACE})?\s+(?:{_TIME})(?:\s+{_PLACE})?"
    return re.compile(
        rf"\b(?P<verb>{'|'.join(_verbs())})(?:(?P<time>{dated})(?P<object>\s+{_START}\s+(?=[\w“\"«]))"
        rf"|(?P<place>\s+{_PLACE})\s+{_OWN}\s+(?=[\w“\"«]))"
    )


_STOPS = (
    r"(?:to|for|in|on|at|with|from|by|and|or|but|that|which|who|after|before|during|as|than|while"
    r"|against|between|under|over|into|about|amid|is|are|was|were|will|would|has|have|had|can|could"
    r"|where|when|because|if|not|including|aimed|aiming|allowing|intended|designed)"
)
_OBJECT = re.compile(
    rf"(?:\s+(?!(?:{_STOPS}|of|\w+ing)\b)[\w’'$€£%\-‑]+(?:[.,]\d+)*){{1,6}}"
    r"(?=(?P<next>\s+\w+|\s*[.,;:!?]|\s*$))"
)
_WHOLE = re.compile(
    rf"(?:\s+(?!{_STOPS}\b)[\w’'$€£%\-‑]+(?:[.,]\d+)*){{2,8}}(?=\s*[.;!?]|,\s|\s*$)"
)
"""An object with "of" that the clause ends with."""
_CLAUSE = re.compile(
    r"[^.,;:!?]*?\b(?:is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|did|does)\b"
)
_INTENDS = re.compile(
    r"(?:has|have|had|will|would|to|be|been|was|were|is|are|being|and|who|which|that|it)\s+$", re.I
)
_ATTACHED = ("of", "and", "or", "than", "in", "between")
_LONGEST = 65


_TIME_NOUN = re.compile(
    r"\s*(?:(?:next|last|same|previous|following)\b|(?:few |couple of )?(?:year|month|week|day"
    r"|night|morning|hour|decade|season)s?\b)"
    r"|(?<=\d )(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)

_SAYS = re.compile(r"\s*(?:[.;!?]|$)")


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for match in _pattern().finditer(text, within.start, within.end):
        verb, adverbial = match["verb"], match["time"] or match["place"]
        after = match.end("time") if match["time"] else match.end("place")
        if verb in _CLAUSAL and _CLAUSE.match(text, after, within.end):
            continue
        if _TIME_NOUN.match(text, match.end()):
            continue  # "opened on Monday the same week", "opens Monday 3 June"
        if text[max(match.start() - 2, 0) : match.start()].rstrip().endswith((",", "”", '"')):
            who = speaker(text, after + len(text[after:]) - len(text[after:].lstrip()))
            if who and who.kind != "name" and _SAYS.match(text, who.end):
                continue  # "…, announced Tuesday the ministry": another rule's business
        yield _finding(text, match.start(), after, (verb, " ".join(adverbial.split())), within)


def _finding(text: str, start: int, after: int, words: tuple[str, str], within: Span) -> Finding:
    """The finding for a verb and the adverbial behind it, which ends at ``after``."""
    verb, adverbial = words
    obj = _OBJECT.match(text, after, within.end)
    if obj and (
        " " not in obj.group().strip()
        or obj["next"].strip().lower() in _ATTACHED
        or obj["next"].strip().endswith("ing")
    ):
        obj = None
    obj = obj or _WHOLE.match(text, after, within.end)
    if obj and obj.end() - start <= _LONGEST:
        what = " ".join(obj.group().split())
        return Finding(Span(start, obj.end()), suggest(f"{verb} {what} {adverbial}"))
    before: tuple[Suggestion, ...] = ()
    dated = re.match(rf"(?:on\s+)?{WEEKDAY}$", adverbial)
    if dated and not _INTENDS.search(text, max(start - 10, 0), start):
        when = adverbial if adverbial.startswith("on ") else f"on {adverbial}"
        before = suggest(f"{when} {verb}")
    return Finding(Span(start, after), before)


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
        *("today", "yesterday", "this morning", "this afternoon", "this evening", "in the night"),
        *("in a statement", "in a press release", "in a communiqué"),
        *(f"{verb} {place} " for verb in _verbs() for place in ("in", "at")),
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
            "The army ⟦claimed on Tuesday⟧ the conquest of two villages in the east.",
            fix="on Tuesday claimed",
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
        Example(
            "The group ⟦unveiled on Thursday in Paris its new strategy⟧.",
            fix="unveiled its new strategy on Thursday in Paris",
        ),
        Example(
            "The director ⟦presented in Cannes his new film⟧.",
            fix="presented his new film in Cannes",
        ),
        Example(
            "The office ⟦announced Friday the opening of an inquiry⟧.",
            fix="announced the opening of an inquiry Friday",
        ),
        Example("The trial opens Monday 3 June in Lyon."),
        Example("He made a speech in Paris the following day."),
        Example("Washington announced additional military aid on Monday."),
        Example("The company announced on Monday that it would cut jobs."),
        Example("The company announced on Monday it would cut jobs."),
        Example("The ministry confirmed on Tuesday the man was released."),
        Example("They met on Monday the same week."),
        Example("The museum opened on Monday to a crowd."),
    ),
)
