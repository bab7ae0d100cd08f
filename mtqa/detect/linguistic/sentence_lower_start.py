"""A sentence that begins with a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.linguistic.sentence_breaks import breaks
from mtqa.detect.linguistic.sentence_stray_stop import stray
from mtqa.detect.linguistic.vocabulary import knows, zipf
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Rule, suggest
from mtqa.types import BlockKind, Severity, Span

_FIRST = re.compile(
    r"[“\"«„(]?[ \u00a0]?(?P<word>[^\W\d_][^\W_]*(?:[’'\-][^\W_]+)*)(?P<after>.{0,3})"
)
_END = re.compile(r"[.!?][”\"’»)]*\Z")
_LEAST_WORDS = 5
_SURE = frozenset("the he she it they we this these those there in on at but and a an as".split())
_OPENERS = frozenset(
    "the he she it they we this these those there la le les il elle die der".split()
)
_PARTICLES = frozenset(
    "van von de du da der den del della di dos das al el la le ter ten bin ben ibn".split()
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """First words of blocks, and words after a stop, that lack their capital."""
    for found in breaks(reading, within):
        if found.stop == "." and not stray(found, reading.lang):
            yield _capital(found.after, found.after_span, sure=False)
    if not knows(reading.lang):
        return
    previous = ""
    alone = len(reading.document.blocks) == 1 and reading.document.source is None
    for block in reading.document.blocks:
        body = block.span.of(reading.text)
        match = _FIRST.match(body)
        if match and match["word"][0].islower() and block.kind in _KINDS:
            joined = previous and not _END.search(previous)
            # a row of its own may be the second half of a sentence that was cut
            cut = alone and match["word"] not in _OPENERS
            if not joined and not cut and _sentence(body) and _plain(match, reading.lang):
                at = block.span.start + match.start("word")
                word = match["word"]
                yield _capital(word, Span(at, at + len(word)), sure=word in _SURE)
        previous = body


_KINDS = (BlockKind.PARAGRAPH, BlockKind.UNIT)


def _sentence(body: str) -> bool:
    return bool(_END.search(body)) and body.count(" ") >= _LEAST_WORDS - 1


def _plain(match: re.Match[str], lang: str) -> bool:
    """Whether the word is an ordinary one: no iPhone, no van Gaal, no address."""
    word, after = match["word"], match["after"]
    if any(c.isupper() for c in word) or after[:1] in tuple("./@_:)"):
        return False
    if (
        after[:1] == "…"
        or (len(word) == 1 and word != "a")
        or (word in _PARTICLES and after.lstrip()[:1].isupper())
    ):
        return False
    return zipf(word, lang) > 3.0


def _capital(word: str, span: Span, *, sure: bool) -> Finding:
    return Finding(span, suggest(word[0].upper() + word[1:], safe=sure))


RULE = Rule(
    id="linguistic/sentence_lower_start",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    message="A sentence begins with a capital letter.",
    doc="""A small letter at the beginning of a sentence or paragraph.

Text in pieces (after a tag, a subheading, a wrong cut) comes back without its capital. Names that
are written small (iPhone, van Gaal, adidas) and lines that carry on the one before are in order;
a stop that does not belong there at all is left to ``sentence_stray_stop``. A single
sentence without a source may be the end of one that was cut: there only "the", "he" etc. count.""",
    find=find,
    confidence=0.85,
    examples=(
        Example("⟦the⟧ road has been closed since Friday.", fix="The"),
        Example("The road is closed. ⟦the⟧ bridge too.", fix="The"),
        Example("The road is closed. ⟦officials⟧ gave no reason.", fix="Officials"),
        Example("Le pont est fermé. ⟦la⟧ route aussi.", fix="La", target_lang="fr"),
        Example("Die Brücke ist gesperrt. ⟦die⟧ Straße auch.", fix="Die", target_lang="de"),
        Example("iPhone sales fell again in the last quarter."),
        Example("van Gaal has left the club after two years."),
        Example("He came at 5 p.m. and left. He said “why?” and left."),
        Example("the road to Lyon"),
        Example("and causes a great many diseases such as cholera."),
        Example("... and nobody has seen him since Friday."),
        Example("We sell:\nshoes and boots for men and women."),
    ),
)
