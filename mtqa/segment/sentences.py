"""Cuts blocks of text into sentences: sentencex proposes the cuts, our guards correct them.

sentencex is fast and knows the scripts. What it gets wrong in news is mended here: abbreviations
and initials (``M. Dupont``, ``J.-P. Martin``), ordinals (``19. Jahrhundert``), closing marks that
stand apart (``. »``), ellipses and brackets that do end a sentence. The word lists are data of
:mod:`mtqa.language`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

import sentencex

from mtqa.language.facts import Facts, facts
from mtqa.types import Block, BlockKind, Span

_STOP = re.compile(r"[.!?…؟۔।。！？｡]")
_TRAILING = " \t\n\r\u00a0\u202f.!?…؟۔।。！？｡\"'”’»›“‘」』）)]}*_"
_OPENERS = "«»“”\"'‘’„‚‹›(（[{「『¿¡—–- \u00a0\u202f*_"
_BREAKS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_ELLIPSIS = re.compile(r"…[\"'”’»›)\]]*\s+")
_BRACKET = re.compile(r"[.!?…][)\]][\"'”’»›]*\s+")
_WIDE = re.compile(r"[。！？｡]+[」』”’）\"]*(?=\d)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+\Z")
_NUMBER = re.compile(r"\s*(?:\d|[IVXLCDM]+\b)")
_ORDINAL = re.compile(r"(?:\d{1,2}|[IVX]{1,5})\.\Z")
_DASHED = re.compile(r"[—–-]\s+([^\W\d_])")
_BEFORE_NUMBER = re.compile(r"[^\W\d_]{5,}[.!?][\"'”’»)]*\s+(?=\d)")
_CLOSERS = "”’»›“‘\"')]}」』）"
_GAP = _CLOSERS + "«„ \t\u00a0\u202f\u2009\u3000"
# sentencex does not cut inside quotation marks, and a stray one stops it for good.
_PLAIN = str.maketrans(dict.fromkeys('"“”„«»', " "))
LONGEST = 3000
"""Characters of a sentence; what is longer is no sentence, and is cut at a space."""
_STRETCH = 6000  # of a block that sentencex gets at a time: its time grows with the square
_WIDE_BEFORE_STOP = re.compile(r"[^\S ](?=\.)")  # sentencex panics on "L\u00a0."
_WINDOW = 80  # code points looked at on either side of a cut: keeps hostile text linear


def segment_blocks(text: str, blocks: Iterable[Block], lang: str) -> tuple[Span, ...]:
    """The sentences of the blocks, in order, without the white space around them.

    A heading is one sentence, and so is a block in which nothing ends a sentence.

    Args:
        text: The text that the blocks' spans point into.
        blocks: Blocks in order, none overlapping.
        lang: BCP 47 tag of the text; any language is accepted.

    Returns:
        Spans in order, none empty, none overlapping, each within its block.
    """
    return tuple(s for block in blocks for s in segment_block(text, block, lang))


def segment_block(text: str, block: Block, lang: str) -> tuple[Span, ...]:
    """The sentences of one block; see :func:`segment_blocks`."""
    piece = block.span.of(text)
    body = piece.strip()
    if not body:
        return ()
    start = block.span.start + piece.index(body[0])
    if block.kind is BlockKind.HEADING or not _STOP.search(body.rstrip(_TRAILING)):
        return tuple(_pieces(body, start))
    bounds = [0, *_cuts(body.translate(_BREAKS), lang), len(body)]
    return tuple(_spans(body, bounds, start))


def _spans(body: str, bounds: list[int], start: int) -> Iterator[Span]:
    """Spans between the bounds; a part without a letter or digit stays with the one before it."""
    begin = 0
    for k, end in enumerate(bounds[1:], start=1):
        part = body[begin:end]
        last = k == len(bounds) - 1
        following = "" if last else body[end : bounds[k + 1]]
        if not _has_word(part) and not last:
            continue
        if following and not _has_word(following):
            continue
        stripped = part.strip()
        if stripped:
            at = start + begin + part.index(stripped[0])
            yield from _pieces(stripped, at)
        begin = end


def _pieces(sentence: str, at: int) -> Iterator[Span]:
    """A stretch without an end, in pieces of no more than :data:`LONGEST` characters."""
    begin = 0
    while begin < len(sentence):
        end = min(begin + LONGEST, len(sentence))
        if end < len(sentence):
            space = sentence.rfind(" ", begin + 1, end)
            end = space if space > 0 else end
        yield Span(at + begin, at + end)
        begin = end
        while begin < len(sentence) and sentence[begin].isspace():
            begin += 1


def _has_word(part: str) -> bool:
    return any(map(str.isalnum, part))


def _cuts(body: str, lang: str) -> list[int]:
    """Where a sentence begins, but for the first; in order."""
    known = facts(lang)
    cuts = set(_proposed(body.translate(_PLAIN), lang.partition("-")[0].lower()))
    cuts |= _missed(body, sorted(cuts), known)
    kept: list[int] = []
    for cut in sorted(cuts):
        begin = kept[-1] if kept else 0
        moved = _between_quotes(body, begin, cut)
        if begin < moved < len(body) and not _goes_on(body, begin, moved, known):
            kept.append(moved)
    return kept


def _proposed(plain: str, lang: str) -> Iterator[int]:
    """Where sentencex cuts, asked stretch by stretch; each begins at a cut."""
    begin = 0
    while begin < len(plain):
        piece = plain[begin : begin + _STRETCH]
        ends = _ends(piece, lang)
        yield from (begin + end for end in ends)
        if begin + len(piece) == len(plain):
            return
        begin += ends[-1] if ends else len(piece)


def _ends(piece: str, lang: str) -> list[int]:
    """Where sentencex ends the sentences of a piece, but for the last."""
    try:
        found = sentencex.get_sentence_boundaries(lang, _WIDE_BEFORE_STOP.sub(" ", piece))
    except BaseException as error:
        # its panics are no Exception, and must not end a run
        if type(error).__name__ != "PanicException":
            raise
        return []
    return [boundary["end_index"] for boundary in found[:-1]]


def _missed(body: str, cuts: list[int], known: Facts) -> set[int]:
    """Cuts that sentencex does not make: after an ellipsis, a bracketed sentence, ``etc.``."""
    found = {m.end() for m in (*_WIDE.finditer(body), *_BEFORE_NUMBER.finditer(body))}
    for m in _ELLIPSIS.finditer(body):
        before = re.findall(r"\w+", body[max(0, m.start() - _WINDOW) : m.start()])
        after = re.match(r"\W*(\w+)", body[m.end() : m.end() + _WINDOW])
        stammer = before and after and before[-1].lower() == after[1].lower()
        if not stammer and _starts(body, m.end()):
            found.add(m.end())
    for m in _BRACKET.finditer(body):
        k = bisect_left(cuts, m.start())
        if body[cuts[k - 1] if k else 0] in "([" and _starts(body, m.end()):
            found.add(m.end())
    pattern = _list_endings(known)
    if pattern is not None:
        found |= {m.end() for m in pattern.finditer(body) if _starts(body, m.end())}
    return found


@lru_cache(maxsize=64)
def _list_endings(known: Facts) -> re.Pattern[str] | None:
    """Abbreviations that close a list (``etc.``, ``т. д.``): lower-case, no stop inside a word."""
    lower = (a for a in sorted(known.final_abbreviations) if a.islower())
    words = [re.escape(a) for a in lower if " " in a or (len(a) > 3 and a[:-1].isalpha())]
    return re.compile(rf"\b(?:{'|'.join(words)})[\"'”’»›)\]]*\s+") if words else None


def _starts(body: str, at: int) -> bool:
    """Whether what stands at ``at`` looks like the beginning of a sentence."""
    rest = body[at : at + _WINDOW].lstrip(_OPENERS)
    return bool(rest) and (rest[0].isupper() or (rest[0].isalpha() and not rest[0].islower()))


def _between_quotes(body: str, begin: int, cut: int) -> int:
    """The cut, moved behind what closes the sentence before and before what opens the next.

    A mark that follows the stop, or stands alone (``. ”``), closes; one before a letter opens,
    and so does a lone straight one where the sentence has none to close.
    """
    at = cut
    while at > begin and body[at - 1] in _GAP:
        at -= 1
    while at < len(body) and body[at] in _CLOSERS:
        if body[at] in "«»“‘" and body[at + 1 : at + 2].isalnum():
            break
        at += 1
    while at < len(body):
        if body[at].isspace():
            at += 1
        elif body[at] in _CLOSERS and not body[at + 1 : at + 2].strip(" \u00a0\u202f,.;:"):
            if body[at] == '"' and body.count('"', begin, at) % 2 == 0:
                break
            at += 1
        else:
            break
    return at


def _goes_on(body: str, begin: int, cut: int, known: Facts) -> bool:
    """Whether the sentence goes on over the proposed cut."""
    head = body[max(begin, cut - _WINDOW) : cut]
    tail = body[cut : cut + _WINDOW]
    if tail[0] in ",;:%，、；：" or (
        not head[-1].isspace() and (tail[0] == "-" or tail[0].islower())
    ):
        return True
    closed = head.rstrip()
    if known.continuations and closed[-1:] in "」』”" and tail.startswith(known.continuations):
        return True
    if closed.endswith(("...", "…")) and not _starts(body, cut):
        return True
    dashed = _DASHED.match(tail)
    if dashed and dashed[1].islower():
        return True
    if not closed.endswith("."):
        return tail[0].islower() and closed[-1:] in "”’»›“\"'"
    words = closed.split()
    return _abbreviates(words[-1], words[:-1], tail, known, whole=len(head) == cut - begin)


def _abbreviates(token: str, before: list[str], tail: str, known: Facts, *, whole: bool) -> bool:
    """Whether the stop of ``token`` belongs to an abbreviation, initial or ordinal."""
    bare = re.split(r"[’']", token.lstrip(_OPENERS))[-1] or token
    if bare in known.final_abbreviations:
        return False
    if bare in known.abbreviations:
        return True
    if bare in known.number_abbreviations:
        return bool(_NUMBER.match(tail))
    if known.ordinal_stop and _ORDINAL.match(bare):
        return True
    if not _INITIALS.match(bare):
        return False
    if tail[0].islower() or token[0] in "([" or "-" in bare:
        return True
    previous = before[-1].lstrip(_OPENERS) if before else ""
    return bool(_INITIALS.match(previous)) if previous else whole
