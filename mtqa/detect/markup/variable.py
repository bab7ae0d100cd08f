"""Variables of the source that are missing from the target, or changed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mtqa.detect.markup.icu import COMPLEX
from mtqa.detect.markup.pairs import Pair, listed, loosened, pairs
from mtqa.detect.markup.variables import NUMBERED, Variable, variables
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span
from mtqa.unit import Unit


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Variables that only one side has."""
    if not any(sign in reading.source or sign in reading.text for sign in "%{"):
        return
    for pair in pairs(reading):
        if COMPLEX.search(pair.theirs):
            continue  # a message of ICU, which markup/message_format reads
        numbered = any(map(NUMBERED.search, (pair.ours, pair.theirs)))
        theirs = list(variables(pair.theirs, pair.unit, numbered=numbered))
        ours = list(variables(pair.ours, pair.unit, numbered=numbered))
        missing, added = _without(theirs, ours), _without(ours, theirs)
        if pair.unit and pair.unit.plural == 0 and len(missing) + len(added) == 1:
            continue  # “one file”: the number need not be said
        if missing or added:
            yield from _findings(pair, missing, added)
        elif not numbered and _order(theirs) != _order(ours):
            yield Finding(
                pair.target,
                message="The variables stand in another order than in the source, and the program "
                "fills them in that order: number them (%1$s, %2$d).",
            )


def _order(found: Sequence[Variable]) -> list[str]:
    """The variables that are filled in the order in which they stand."""
    return [v.key for v in found if v.counted and not v.key[1:2].isdigit()]


def _without(some: Sequence[Variable], others: Sequence[Variable]) -> list[Variable]:
    """Those that the others lack, each as often as it matters."""
    there = Counter(v.key for v in others)
    lacking = []
    for variable in some:
        if there[variable.key] <= 0:
            lacking.append(variable)
        if variable.counted:
            there[variable.key] -= 1
    return lacking


def _findings(pair: Pair, missing: list[Variable], added: list[Variable]) -> Iterator[Finding]:
    at = pair.target.start
    left: list[str] = []
    for variable in missing:
        spoilt = loosened(variable.text).search(pair.ours)
        if spoilt and spoilt.group() != variable.text:
            span = Span(at + spoilt.start(), at + spoilt.end())
            added = [a for a in added if not (a.start < spoilt.end() and spoilt.start() < a.end)]
            yield Finding(
                span,
                suggest(variable.text, safe=True),
                message=f"The variable “{variable.text}” was changed: it will not be found.",
            )
        else:
            left.append(variable.text)
    if len(left) == len(added) == 1 and left[0][0] == added[0].text[0]:
        instead = next(v.key for v in missing if v.text == left[0] or v.key == left[0])
        instead = instead if "$" in added[0].text and "%" in instead else left[0]
        yield Finding(
            Span(at + added[0].start, at + added[0].end),
            suggest(instead, safe=True),
            message=f"The source has the variable “{left[0]}” and not “{added[0].text}”.",
        )
        return
    if left:
        yield Finding(pair.target, message=f"The variable {listed(left)} of the source is missing.")
    for variable in added:
        yield Finding(
            Span(at + variable.start, at + variable.end),
            message=f"The source has no variable “{variable.text}”.",
        )


RULE = Rule(
    id="markup/variable",
    category="design-and-markup/markup-tag",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The variables of source and target differ.",
    doc="""A variable (%s, %1$d, %(name)s, {name}, {{name}}, ${name}, %1) that was lost or changed.

A program that does not find its variable shows nonsense, or stops. Of printf's the kind and the
number count; named ones may occur more or less often. What is written with another case or with
spaces ("% s", "{ Name }") is put right. In running text only what can be nothing else counts; “50 %
de” is none. gettext's c-format and no-c-format are heeded, and a first plural form may leave the
number out.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.95,
    of_unit=True,
    examples=(
        Example(
            "Hallo ⟦{nam}⟧, schön!",
            fix="{name}",
            source="Hello {name}, nice!",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "⟦Es gibt neue Straßen.⟧",
            source="There are %d new roads.",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "Hallo ⟦% (Name) s⟧!",
            fix="%(name)s",
            source="Hello %(name)s!",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "%2$s von ⟦%1$s⟧",
            fix="%1$d",
            source="%d of %s",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "⟦%s von %d⟧",
            source="%d of %s",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "⟦Straße %s⟧",
            source="Road %s of %d",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "%2$s von %1$d, {name} und {name:>10} zu 50%, {{ x }}.",
            source="%d of %s, {name} at 50%, {{x}}.",
            source_lang="en",
            target_lang="de",
            unit=Unit(Span(0, 0)),
        ),
        Example(
            "Prices rose by 50% in a year and by 20% since May; 5% said no.",
            source="Les prix ont augmenté de 50 % de mai à mai, de 20 %d’un coup, 5 % disent non.",
            source_lang="fr",
        ),
    ),
)
