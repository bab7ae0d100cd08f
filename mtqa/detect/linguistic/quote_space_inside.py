"""A space on the inner side of a quotation mark."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import ANCHORS, Mark, in_order, quotation
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_SPACES = " \u00a0\u202f\u2009\u200a"
_NESTED = "'‘’‚‹›…"


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Pairs with a space after the opening or before the closing mark."""
    known = facts(reading.document.target_lang)
    if not known.spaced:
        return  # where no spaces separate words, newsrooms set them round marks as they like
    for opening, closing in quotation(reading).pairs:
        pair = (opening.char, closing.char)
        if opening.char in known.spacing or (opening.char == '"' and "«" in known.spacing):
            continue  # the language sets its marks, and copies of them, with spaces
        if opening.char in "«»" or not in_order(*pair, known.quotes):
            continue  # the style itself is wrong: other rules
        for mark in (opening, closing):
            span = _inner_space(reading, mark)
            if span is not None:
                yield Finding(span, suggest(mark.char, safe=True))


def _inner_space(reading: Reading, mark: Mark) -> Span | None:
    text, end = reading.text, mark.at
    if mark.opens:
        end += 1
        while end < len(text) and text[end] in _SPACES:
            end += 1
        beyond = text[end : end + 1]
        span = Span(mark.at, end)
    else:
        while end > 0 and text[end - 1] in _SPACES:
            end -= 1
        beyond = text[end - 1 : end]
        span = Span(end, mark.at + 1)
        if text[max(end - 3, 0) : end] in ("...", ". ."):
            return None
    alone = len(span) == 1 or not beyond.strip() or beyond in _NESTED
    return None if alone else span


RULE = Rule(
    id="linguistic/quote_space_inside",
    category="linguistic-conventions/whitespace",
    severity=Severity.MINOR,
    message="There is no space between a quotation mark and the words it encloses.",
    doc="""A space after the opening or before the closing quotation mark.

French sets « so » with spaces, and tokenised output has them; they stay behind when the marks are
converted. A thin space between nested marks and a spaced ellipsis at the end are in order.""",
    find=find,
    anchors=ANCHORS,
    confidence=0.95,
    examples=(
        Example("“We are ready,⟦ ”⟧ he said.", fix="”"),
        Example("He said ⟦“ ⟧we are ready” on Friday.", fix="“"),
        Example('It is a ⟦" ⟧very good" result.', fix='"'),
        Example("Il parle d'une ⟦“ ⟧bonne” nouvelle.", fix="“", target_lang="fr"),
        Example("Er nennt es ⟦„ ⟧einen Anfang“ für alle.", fix="„", target_lang="de"),
        Example("“We are ready,” he said, “and we wait.”"),
        Example("« Nous sommes prêts », dit-il.", target_lang="fr"),
        Example("“He said, ‘we are ready’ ” and left."),
        Example("“So ... ” he said."),
        Example('A 5" pipe and a 3" pipe.'),
    ),
)
