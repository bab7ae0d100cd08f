"""Quotation marks of another language."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.linguistic.quotation import in_order, quotation, with_space
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import Facts, facts
from mtqa.types import Severity, Span


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Both marks of a pair that is in order, but not in the language of the text."""
    known = facts(reading.document.target_lang)
    quotes = quotation(reading)
    own = [s for s in quotes.counted if not _foreign(s, known)]
    style = next(iter(own), known.quotes[0])
    for opening, closing in quotes.pairs:
        pair = (opening.char, closing.char)
        if not in_order(*pair, known.quotes) or not _foreign(pair, known):
            continue
        for mark, right in zip((opening, closing), style, strict=True):
            if mark.char == right:
                continue
            span, text = with_space(reading, mark, right)
            yield Finding(span, suggest(text, safe=True))


def _foreign(pair: tuple[str, str], known: Facts) -> bool:
    opening = pair[0]
    if opening == '"' or any(opening == mine for mine, _ in known.quotes):
        return False
    return opening != "“" and not (opening in "«»" and known.quotes[0][0] != "“")


RULE = Rule(
    id="linguistic/quote_foreign_style",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    message="These quotation marks belong to another language; write the marks of this one.",
    doc="""A quotation in the marks of another language: «so» or „so“ in English.

The marks of the source were copied. The space inside French marks goes with them. Where a language
has several styles in print (German „so“, »so«, «so»), all of them pass; English marks pass
everywhere, since many newspapers use them.""",
    find=find,
    anchors=("«", "»", "„", "‟", "「", "『"),
    confidence=0.95,
    examples=(
        Example("He spoke of ⟦« ⟧a day of hope » for Paris.", fix="“"),
        Example("He spoke of « a day of hope⟦ »⟧ for Paris.", fix="”"),
        Example("The minister was ⟦„⟧very satisfied“ with it.", fix="“"),
        Example("The minister was „very satisfied⟦“⟧ with it.", fix="”"),
        Example("The mayor said: ⟦„⟧We will rebuild” on Friday.", fix="“"),
        Example("It was a ⟦»⟧special day« for Kiel.", fix="“"),
        Example('He said "no" to the ⟦«⟧offer».', fix='"'),
        Example('It was a “special day” for Kiel and a "first".'),
        Example("C'est « un jour d'espoir » pour Paris.", target_lang="fr"),
        Example("Es war ein »besonderer Tag« für Kiel.", target_lang="de"),
    ),
)
