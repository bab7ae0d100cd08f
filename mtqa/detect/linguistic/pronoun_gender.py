"""A woman called "he", a man called "she": "Marine Le Pen and his party"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtqa.detect.linguistic.antecedents import alternatives, words
from mtqa.detect.reading import WORD, Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_FAMILY = r"(?: (?:(?:de|du|des|la|le|von|der|van|di|da|dos|del) )*[A-ZÀ-Ý][\w’'\-]+){1,3}"
_VERBS = (
    r"(?:announced|presented|published|released|lost|won|defended|began|started|ended|launched"
    r"|confirmed|dedicated|made|gave|opened|closed|celebrated|resumed|continued|left|kept|scored|set"
    r"|took|obtained|received|revealed|recorded|signed|wrote|has (?:announced|lost|won|published))"
)


@cache
def _pattern(names: str, pronoun: str) -> re.Pattern[str]:
    given = rf"(?<![\w’'\-])(?<!\. )(?<!and )(?<!of )(?P<given>{alternatives(names)})"
    return re.compile(
        rf"{given}{_FAMILY}(?:,? (?:and|with|for|in|during|after|surrounded by|accompanied by) "
        rf"| {_VERBS} (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?)"
        rf"(?P<pronoun>{pronoun}) (?:(?:{alternatives('own')})\b)"
    )


def _other_sex(text: str, wanted: str, name: str) -> bool:
    """Whether somebody of the pronoun's own sex is mentioned."""
    names, nouns = words(wanted), words("male_word" if wanted == "men" else "female_word")
    for match in WORD.finditer(text):
        if match.group() in names and match.group() != name:
            return True
        if match.group().lower() in nouns:
            return True
    return False


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    text = reading.text
    for names, pronoun, other, right in (
        ("women", "his", "men", "her"),
        ("men", "her", "women", "his"),
    ):
        for match in _pattern(names, pronoun).finditer(text, within.start, within.end):
            block = reading.block_at(match.start())
            low = max(block.span.start if block else 0, within.start - 300)
            around = text[low : match.start("pronoun")] + text[match.end("pronoun") : within.end]
            if not _other_sex(around, other, match["given"]):
                yield Finding(Span(*match.span("pronoun")), suggest(right))


RULE = Rule(
    id="linguistic/pronoun_gender",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    scope=Scope.SEGMENT,
    anchors=(" his ", " her "),
    find=_find,
    message="The person just named is a woman or man, which “{text}” does not fit.",
    doc="""A possessive that does not fit the given name right before it.

"Son", "su", "suo", "seu" agree with what is owned, not with the owner, so a machine guesses. The
rule speaks where an unambiguous given name, what follows (“and his party”, “announced his
candidacy”) and the absence of anyone of the other sex leave no other owner.""",
    examples=(
        Example("Marine Le Pen and ⟦his⟧ party voted against.", fix="her"),
        Example("On Monday, Angela Merkel announced ⟦his⟧ resignation.", fix="her"),
        Example("Emmanuel Macron presented ⟦her⟧ plan.", fix="his"),
        Example("Marine Le Pen and her party voted against."),
        Example("After the fall of Boris Johnson, Angela Merkel announced his resignation."),
    ),
)
