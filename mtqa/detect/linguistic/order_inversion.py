"""A reporting verb before its subject, as French has it: "recognizes a NATO diplomat"."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.attribution import (
    AFTER_CONNECTIVE,
    AFTER_QUOTE,
    Attribution,
    attributions,
)
from mtqa.detect.linguistic.rewording import reordered
from mtqa.detect.linguistic.verbs import inflected
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.types import Severity, Span

WITHOUT_QUOTE = frozenset(
    {"assure", "underline", "indicate", "specify", "precise", "affirm", "estimate", "deplore"}
    | {"recognize", "recognise", "rejoice", "hammer", "want to reassure"}
)
"""Calques that can follow indirect speech; after a comma the others may begin another predicate
("he met fans, praised the coach")."""


_TAKES_PERSON = frozenset({"assure", "inform", "recognize", "recognise", "want to reassure"})
"""Verbs whose object may be a person: "the minister, who was in Rome, assured the mayor"."""


_AFTER_COMMA = tuple(
    f", {form}"
    for form in sorted(
        {inflected(verb, tense) for verb in WITHOUT_QUOTE for tense in ("past", "s", "base")}
        | {"is", "are", "was", "were"}
    )
)


def calque_inverted(found: Attribution) -> bool:
    """Whether a calque stands before its subject where speech is reported."""
    if not (found.inverted and found.form.calque):
        return False
    if found.after_quote or found.opening:
        return True
    if found.form.lemma in WITHOUT_QUOTE:
        return not (found.form.lemma in _TAKES_PERSON and found.aside)
    return found.form.lemma.startswith("be ")  # "…, was indignant the senator"


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    for found in attributions(reading, within):
        if calque_inverted(found):
            span, suggestions = reordered(reading, found)
            yield Finding(span, suggestions)


RULE = Rule(
    id="linguistic/order_inversion",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.SEGMENT,
    anchors=(*AFTER_QUOTE, *AFTER_CONNECTIVE, *_AFTER_COMMA),
    find=_find,
    message="In English the speaker comes before a verb like this one: “{text}” reads as verb and "
    "object.",
    doc="""A verb that English does not use to report speech stands before its subject.

French, Spanish, Italian and Portuguese put the speaker after the verb ("reconnaît un diplomate",
"asegura el ministro"). English does so after a quotation with "said" only (and, in features, with
a few verbs such as "explained", which stay silent here); with other verbs the reader takes the
speaker for the object. The verbs are those that English reports speech with rarely or never;
verbs of both kinds are left to linguistic/order_inversion_weak.""",
    examples=(
        Example(
            "“Trump would be furious,” ⟦recognizes a European NATO diplomat⟧.",
            fix="a European NATO diplomat acknowledged",
        ),
        Example(
            "“Only this counts,” ⟦assured Finnish Foreign Minister Elina Valtonen⟧.",
            fix="Finnish Foreign Minister Elina Valtonen said",
        ),
        Example("“We will win”, ⟦launched the coach⟧.", fix="the coach said"),
        Example("“It is too late”, ⟦deplored Tuesday the mayor⟧.", fix="the mayor said Tuesday"),
        Example("“This is wrong”, ⟦assures⟧ Jean Dupont, the lawyer for the family.", fix="said"),
        Example(
            "But, ⟦underlines a NATO diplomat⟧, this must not stop allies.",
            fix="a NATO diplomat stressed",
        ),
        Example("“It is late”, ⟦indicated to AFP the mayor⟧.", fix="the mayor told AFP"),
        Example("The strike will go on, ⟦indicated the unions⟧.", fix="the unions said"),
        Example("“Enough is enough!” ⟦was indignant the senator⟧.", fix="the senator protested"),
        Example("“We are ready,” said a NATO diplomat."),
        Example("“It was hard,” explained the coach on Monday."),
        Example("He met fans, praised the coach and launched the club's new shop."),
        Example("After the single “Hello,” released the following year, she toured Europe."),
        Example("The prime minister, Rishi Sunak, assured the mayor."),
        Example("The minister, who was in Rome, assured the mayor."),
        Example("He assured the minister that the plant would stay open."),
        Example("The company, which launched the product in 2012, recalled the cars."),
    ),
)
