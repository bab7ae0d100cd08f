"""“As explains the mayor”: a clause of comparison with the verb before the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.linguistic.speakers import speaker
from mtqa.detect.linguistic.verbs import inflected, verbs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_MORE = ("say", "show", "prove", "summarize", "want", "write", "demonstrate", "point out", "attest")
_THINKS = ("thinks", "believes", "claims", "hopes", "fears", "assures", "announces", "says")
_END = re.compile(r"\s*(?:[.,;:!?)\]—–“\"«]|$)|\s+(?:in|on|at|to|from|during|this|last|who|with)\b")


@cache
def _after_as() -> tuple[str, ...]:
    known = {
        surface
        for surface, form in verbs().items()
        if form.tense in ("s", "past") and not surface.startswith(("is ", "was ", "were ", "are "))
    }
    known |= {inflected(verb, tense) for verb in _MORE for tense in ("s", "past")}
    return tuple(sorted(known, key=lambda s: (-len(s), s)))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b[Aa]s (?:also |already )?(?P<as>(?:(?:has|have|had) )?(?:{'|'.join(_after_as())})) "
        r"(?=[A-Z]|the |an? |his |her |their |its )"
        rf"|\b(?:what|What) (?:also )?(?P<what>{'|'.join(_THINKS)}) (?=[A-Z]|the |an? )"
    )


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for match in _pattern().finditer(text, within.start, within.end):
        subject = speaker(text, match.end(), within.end)
        if subject is None or subject.kind == "pronoun" or not _END.match(text, subject.end):
            continue
        start = match.start("as") if match["as"] else match.start("what")
        verb = match["as"] or match["what"]
        if verb.endswith("s") and subject.plural:
            continue
        yield Finding(
            Span(start, subject.end), suggest(f"{text[subject.start : subject.end]} {verb}")
        )


RULE = Rule(
    id="linguistic/order_as_inversion",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.SEGMENT,
    anchors=(
        *("as also ", "as already ", "what also ", "as has ", "as have ", "as had "),
        *(f"as {verb} " for verb in _after_as()),
        *(f"what {verb} " for verb in _THINKS),
    ),
    find=_find,
    message="After “as” and “what” English keeps the order subject, verb.",
    doc="""“As explains the mayor”, “what thinks the minister”: inversion after "as" or "what".

"Comme l'explique le maire", "como explica el alcalde", "come spiega il sindaco": the subject comes
last there, not in English. Limits: the subject must be a speaker that the word lists know.""",
    examples=(
        Example("The road is closed, as ⟦explains the mayor⟧.", fix="the mayor explains"),
        Example("As ⟦recalled the prosecutor⟧, he is innocent.", fix="the prosecutor recalled"),
        Example("As ⟦has explained the mayor⟧, works begin in May.", fix="the mayor has explained"),
        Example("It is also what ⟦thinks the mayor⟧.", fix="the mayor thinks"),
        Example("The road is closed, as the mayor explains."),
        Example("As reported by the mayor, the road is closed."),
        Example("As announced last week, the road is closed."),
        Example("What explains the rise?"),
    ),
)
