"""A space before a comma, a stop or another mark that takes none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, Scope, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_SPACED = re.compile(
    r"(?<=[\w)\]”\"’'»%€$…])(?P<gap>[ \u00a0\u202f\u2009]+)(?P<mark>[.,;:!?])"
    r"(?P<after>[”\"’'»)\]]*(?=\s|$)|(?<=,)(?=[^\W\d_]))"
)
_NUMBERS = re.compile(r"\d\Z")


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Spaces before marks that the language sets close."""
    known = facts(reading.document.target_lang)
    if not known.spaced:
        return
    text = reading.text
    for match in _SPACED.finditer(text, within.start, within.end):
        mark, end = match["mark"], match.end("mark")
        if mark in known.spacing or (known.spacing and text[match.start() - 1] in "»"):
            continue
        if text[match.start() - 1] in ".…" or text[end : end + 2].strip() in (".", ")", "("):
            continue  # a spaced ellipsis, an emoticon
        if mark == ":" and text[end : end + 2].strip().isdigit():
            continue  # 3 : 1
        glued = mark == "," and text[end : end + 1].isalpha()
        span = Span(match.start("gap"), end)
        yield Finding(span, suggest(mark + " " if glued else mark, safe=True))


RULE = Rule(
    id="linguistic/space_before_mark",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    message="There is a space before this punctuation mark; it should follow the word directly.",
    doc="""A space before a comma, stop, colon, semicolon, question or exclamation mark.

French sets some marks with a space, and tokenised output has one before each; what is left of it
betrays the pipeline. Marks that take a space in the language of the text are in order, as are
spaced ellipses, scores and decimal fractions.""",
    find=find,
    anchors=tuple(f" {m}" for m in ".,;:!?") + tuple(f"\u2009{m}" for m in ".,;:!?"),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("The road is closed, officials said⟦ .⟧", fix="."),
        Example("Three roads⟦ ,⟧ two bridges and a port are closed.", fix=","),
        Example("Three roads⟦ ,⟧two bridges and a port are closed.", fix=", "),
        Example("Who will pay⟦\u00a0?⟧ Nobody knows.", fix="?"),
        Example("Le pont est fermé⟦ ,⟧ dit-il.", fix=",", target_lang="fr"),
        Example("Wer zahlt⟦ ?⟧ Niemand.", fix="?", target_lang="de"),
        Example("Qui paiera\u00a0? Personne\u202f; c'est clair\u00a0: rien.", target_lang="fr"),
        Example("Well . . . it costs .5 cents, and a .22 rifle runs on .NET :)"),
        Example("They won 3 : 1 on Sunday."),
        Example("He waited ... and left."),
    ),
)
