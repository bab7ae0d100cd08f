"""Time or place between "said" and the speaker, and speech without a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import ADJUNCT, AFTER_QUOTE, NP_END
from mtqa.detect.linguistic.rewording import LONGEST
from mtqa.detect.linguistic.speakers import speaker
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.types import Severity, Span

_SAID = re.compile(
    r"(?<=[”\"»’,])[,\s]{1,2}(?P<verb>said|says|wrote|writes|added|adds|explained|explains|recalled"
    r"|joked|quipped|concluded|asked|told|posted|tweeted|replied|continued|commented)(?=\s)"
)
_IMPERSONAL = re.compile(
    r"(?<=[”\"»])[,\s]{1,2}(?P<mark>(?:(?:one|we) (?:laments?|regrets?|assures?|indicates?"
    r"|specif(?:y|ies)|explains?|breathes?|sighs?|slips?|whispers?|confides?|underlines?|insists?|adds?"
    r"|fears?|hopes?|says?|believes?|rejoices?|worr(?:y|ies)|stress(?:es)?|estimates?|recalls?|protests?)"
    r"|(?:can )?(?:we|one)(?: can| could)? (?:read|hear|see|learn)"
    r"|it (?:is|was) (?:said|indicated|specified|underlined|explained|assured|stressed|recalled"
    r"|added|confided|regretted|lamented|whispered|estimated|emphasized|hoped))) "
    r"(?=(?:at|in|on|within|from|inside|among|around|by|to) )"
)


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for match in _IMPERSONAL.finditer(text, within.start, within.end):
        yield Finding(Span(*match.span("mark")), message=_NOBODY)
    for match in _SAID.finditer(text, within.start, within.end):
        time = ADJUNCT.match(text, match.end())
        if not time:
            continue
        who = speaker(text, time.end() + 1)
        if who is None or who.kind == "pronoun" or not NP_END.match(text, who.end):
            continue
        name, adjunct = text[who.start : who.end], time["adjunct"]
        if who.kind == "name" and " " not in name:
            continue
        span = Span(match.start("verb"), who.end)
        verb = match["verb"]
        if adjunct.startswith("to "):
            verb, adjunct = "told", adjunct[3:]
        yield Finding(span, suggest(f"{name} {verb} {adjunct}") if len(span) <= LONGEST else ())


_NOBODY = (
    "“{text}”: French “on” names nobody; English says who speaks: “officials at the ministry said”."
)

RULE = Rule(
    id="linguistic/order_said_adjunct",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.WINDOW,
    anchors=AFTER_QUOTE,
    find=_find,
    message="In English the speaker comes before the day, place or medium: “{text}”.",
    doc="""A day, place or medium between the verb and its subject: "“…”, wrote on X the minister".

After a quotation English has "said the minister on Monday" or "the minister said on Monday", never
"said on Monday the minister". Also speech without a speaker ("one laments at the ministry", "can
we read on the banner"), which is the French "on".""",
    examples=(
        Example("“We are ready”, ⟦wrote on X the minister⟧.", fix="the minister wrote on X"),
        Example("“We are ready,” ⟦said on Monday the mayor⟧.", fix="the mayor said on Monday"),
        Example("“We are ready,” ⟦explained to AFP Paul Martin⟧.", fix="Paul Martin told AFP"),
        Example("“We are ready”, ⟦one laments⟧ at the ministry."),
        Example("“No to war”, ⟦can we read⟧ on the banner."),
        Example("“We are ready,” said the mayor on Monday. “No,” said Monday’s winner."),
        Example("“We are ready,” he wrote on X. “It was late,” said one at the bar."),
    ),
)
