"""A word or phrase that comes again and again: the decoder was caught in a loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtqa.detect.linguistic.repetition import Repeat, repeats
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.language.facts import facts
from mtqa.types import Severity, Span

_PLAYED = frozenset(
    "no yes ha hee ho la na blah yeah bye very knock hear tut years night go run oh ah now never"
    " chant sing cha choo hey so too really many nein ja oui non far long more bla".split()
)
_LINKS = frozenset("and after by to upon on for in of over or more et à en y a und zu um".split())
_WINDOW, _MOST = 60, 4


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Three equal words in a row; a phrase at once again; five equal trigrams close together."""
    if not facts(reading.document.target_lang).spaced:
        return
    taken = False
    for repeat in repeats(reading):
        if _played(repeat):
            continue
        taken = True
        first, last = repeat.unit[0].start, repeat.unit[-1].end
        severity = Severity.CRITICAL if repeat.times > 2 else Severity.MAJOR
        kept = suggest(reading.text[first:last], safe=True)
        yield Finding(repeat.span, kept, severity=severity)
    low = reading.folded_words
    if not taken and len(low) - len(set(low)) >= 3 * _MOST:
        for segment in reading.document.segments:
            yield from _trigrams(reading, segment.target)


def _played(repeat: Repeat) -> bool:
    """Whether a writer may have meant it: emphasis, names, "year after year after year"."""
    words = [w.text.lower() for w in repeat.unit]
    if len(words) == 1:
        low = repeat.times < 4 and repeat.comma
        return repeat.times == 2 or words[0] in _PLAYED or low or words[0].isdigit()
    if repeat.comma and repeat.times < 4:
        return True
    if all(w.text[0].isupper() or w.text[0].isdigit() for w in repeat.unit):
        return True
    return any(w in _PLAYED for w in words) or (len(words) == 2 and words[1] in _LINKS)


def _trigrams(reading: Reading, within: Span) -> Iterator[Finding]:
    words = reading.words_in(within)
    low = [w.text.lower() for w in words]
    if len(low) - len(set(low)) < 3 * _MOST:
        return
    grams = [" ".join(low[k : k + 3]) for k in range(len(low) - 2)]
    for gram, count in Counter(grams).most_common(1):
        places = [k for k, g in enumerate(grams) if g == gram]
        if count > _MOST and places[_MOST] - places[0] <= _WINDOW and len(set(gram.split())) > 1:
            span = Span(words[places[1]].start, words[places[-1] + 2].end)
            if not _list(reading.text[span.start : span.end], count):
                yield Finding(span)


def _list(text: str, count: int) -> bool:
    """Whether the copies are items of a list, set off by commas or semicolons."""
    return text.count(",") + text.count(";") >= (count - 1) // 2


RULE = Rule(
    id="linguistic/sentence_loop",
    category="linguistic-conventions/duplication",
    severity=Severity.CRITICAL,
    message="The same words come again and again here: the system was caught in a loop.",
    doc="""A word three times in a row, a phrase at once again, a trigram five times in sixty words.

Neural systems fall into loops on rare or long input, and what should have stood there is missing.
Emphasis (no, no, no; very, very, very; on and on and on), names and lists are in order.""",
    find=find,
    confidence=0.9,
    examples=(
        Example("It is ⟦incorrect incorrect incorrect incorrect⟧.", fix="incorrect"),
        Example(
            "They met ⟦in the city of Lyon in the city of Lyon⟧ on Friday.",
            fix="in the city of Lyon",
        ),
        Example("He said ⟦that it was that it was that it was⟧ late.", fix="that it was"),
        Example(
            "They went ⟦to the house, to the house, to the house, to the house⟧ together.",
            fix="to the house",
        ),
        Example("No, no, no, it goes on and on and on, very, very, very slowly."),
        Example("It rains year after year after year in New York, New York."),
        Example("La la la, he sang. Stay out of trouble, stay out of trouble, she said."),
        Example("Le train va de ville en ville en ville.", target_lang="fr"),
    ),
)
