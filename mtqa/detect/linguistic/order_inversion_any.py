"""Any verb before its subject after a quotation: "“…”, philosophises the mayor"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import ADJUNCT, NP_END
from mtqa.detect.linguistic.quotation import Mark, quotation
from mtqa.detect.linguistic.rewording import LONGEST, reports_in_present
from mtqa.detect.linguistic.speakers import Speaker, speaker
from mtqa.detect.linguistic.verbs import verbs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_VERB = re.compile(
    r",?[ \u00a0](?P<group>(?P<verb>(?!(?:gets|becomes|grows|feels|seems|remains|is|was|are"
    r"|were|has|does|as|this|his|its|thus|perhaps|always|sometimes|whereas|besides|others|towards"
    r"|afterwards|across|plus|versus|series|news)\b)"
    r"[a-z]{3,}(?:ed|s))(?: (?:out|up|off|back|away|aside|down|further|over|[a-z]+ly|with"
    r" (?:a|an) [a-z]+|(?:him|her)self|themselves|ironically))?"
    r"|(?:gets|got|becomes|became|grows|grew|feels|felt|seems|seemed|remains|remained) (?:more )?"
    r"[a-z]{3,}(?:ed|ful|ous|ic|al|ive|ant|ent|y|less)"
    r"|(?:is|was) (?:[a-z]+ly )?[a-z]{4,}(?:ed|ful|ous|ic|al|ive|ant|ent|y))(?=\s)"
)
_NATIVE = frozenset(
    """said says added asked explained replied continued told wrote writes recalled joked quipped
    concluded read reads noted including according released called named titled based performed
    published directed produced followed featuring adds goes gives comes makes takes means needs
    appeared became was is premiered shows opens starring stars tells follows played""".split()
)
_LEAST = 3


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for _, closing in _spoken(reading):
        match = _VERB.match(text, closing.at + 1)
        if not match or match["group"] in verbs() or (match["verb"] or "") in _NATIVE:
            continue
        if (match["verb"] or "") in verbs():
            continue
        found = _subject(text, match.end())
        if found:
            who, adjunct = found
            yield _finding(reading, Span(match.start("group"), who.end), who, adjunct)


def _spoken(reading: Reading) -> Iterator[tuple[Mark, Mark]]:
    """Quotations that are sentences: they begin in place of one, and are no titles."""
    text = reading.text
    for opening, closing in quotation(reading).pairs:
        body = text[opening.at + 1 : closing.at]
        words = body.split()
        low = sum(w[:1].islower() for w in words)
        before = text[max(opening.at - 12, 0) : opening.at].rstrip(" \u00a0")
        if (
            len(words) >= _LEAST
            and low * 2 >= len(words)
            and (not before or before[-1] in '.!?\n:…,”»"')
            and (body[-1] in ",!?…" or text[closing.at + 1 : closing.at + 2] == ",")
        ):
            yield opening, closing


def _subject(text: str, at: int) -> tuple[Speaker, str] | None:
    time = ADJUNCT.match(text, at)
    gap = re.compile(r"\s+").match(text, time.end() if time else at)
    who = speaker(text, gap.end()) if gap else None
    if who is None or who.kind not in ("person", "name") or not NP_END.match(text, who.end):
        return None
    name = text[who.start : who.end]
    if not re.match(r"(?:the|an?|one|another|this|[A-Z])\b|[A-Z]", name):
        return None
    return who, time["adjunct"] if time else ""


def _finding(reading: Reading, span: Span, who: Speaker, adjunct: str) -> Finding:
    name = reading.text[who.start : who.end]
    say = ("say" if who.plural else "says") if reports_in_present(reading) else "said"
    if len(span) > LONGEST or adjunct.startswith("to "):
        return Finding(span)
    return Finding(span, suggest(f"{name} {say}{' ' + adjunct if adjunct else ''}"))


RULE = Rule(
    id="linguistic/order_inversion_any",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    needs=Needs.ORIGIN,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.DOCUMENT,
    anchors=tuple(f"{mark}{gap}" for mark in '”"»' for gap in (" ", ",")),
    find=_find,
    confidence=0.75,
    message="English names the speaker first, and news reports with “said”: “{text}” copies the "
    "order of the original.",
    doc="""Any verb before its subject after a quotation, as French reports speech.

French lets several hundred verbs introduce speech ("philosophe l'élu", "s'époumone le coach") and
puts the speaker after them. English news writes "X said". The verbs of the lists are found by
linguistic/order_inversion; this is for all others. Limits: the quotation must be a sentence of
three words or more, and the subject a person with a role or a name; titles of works stay.""",
    examples=(
        Example("“We are all in it”, ⟦pontificates the striker⟧.", fix="the striker said"),
        Example(
            "“We are all in it,” ⟦elaborated on Monday the mayor⟧.", fix="the mayor said on Monday"
        ),
        Example("“It is over for us!” ⟦grows restless Paul Martin⟧.", fix="Paul Martin said"),
        Example("“We are all in it,” the striker said, and philosophized about the game."),
        Example("His film, “The Last Days”, documents the senator Bob Dole."),
        Example("“We are all in it,” said the striker. “It is over,” added the coach."),
    ),
)
