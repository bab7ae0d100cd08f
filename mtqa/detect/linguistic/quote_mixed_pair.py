"""A quotation that opens in one style of marks and closes in another."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import (
    ANCHORS,
    Mark,
    Quotation,
    in_order,
    quotation,
    with_space,
)
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Pairs whose two marks belong to different styles; the foreign one is to be replaced."""
    quotes = quotation(reading)
    own = facts(reading.document.target_lang).quotes
    for opening, closing in quotes.pairs:
        if in_order(opening.char, closing.char, own) or {opening.char, closing.char} <= set("“”"):
            continue
        style = _style(quotes, own, opening, closing)
        for mark, right in zip((opening, closing), style, strict=True):
            if mark.char != right:
                span, text = with_space(reading, mark, right)
                yield Finding(span, suggest(text, safe=True))


def _style(
    quotes: Quotation, own: tuple[tuple[str, str], ...], opening: Mark, closing: Mark
) -> tuple[str, str]:
    """The style that the pair should have: the document's, else that of the mark that fits."""
    options = [s for s in (quotes.style, *own) if opening.char == s[0] or closing.char == s[1]]
    return options[0] if options else quotes.style


RULE = Rule(
    id="linguistic/quote_mixed_pair",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    message="The quotation opens with one kind of mark and closes with another; "
    "both should be of the same style.",
    doc="""Opening and closing quotation marks of different styles (“ … », „ … ”, “ … ").

A system or a republishing pipeline converted one of the two marks and left the other. Readers see
it at once. Nested quotations, several languages' own pairs and inch signs are understood; a pair
whose curly mark is only turned the wrong way is left to ``quote_reversed``.""",
    find=find,
    anchors=ANCHORS,
    confidence=0.95,
    examples=(
        Example("“The road is closed.⟦ »⟧ Nobody knew.", fix="”"),
        Example("He spoke of a “historic day⟦»⟧ for the region.", fix="”"),
        Example("The mayor said: ⟦« ⟧We will rebuild” on Friday, then “we will stay”.", fix="“"),
        Example('She called it “a first step⟦"⟧ on Monday.', fix="”"),
        Example("« Nous partons⟦”⟧, dit-il.", fix="\u00a0»", target_lang="fr"),
        Example("Er nannte es „einen Anfang⟦»⟧ für alle.", fix="“", target_lang="de"),
        Example("“She told me ‘never again’ and left,” he said."),
        Example('A 5" pipe is a “standard” one, he said, and “cheap”.'),
        Example("„Wir gehen”, sagte er, „und bleiben“.", target_lang="de"),
        Example("« Il a dit “jamais” hier », explique-t-elle.", target_lang="fr"),
        Example("“We will go.\n“And we will stay,” he said."),
    ),
)
