"""Cues of subtitles: their texts with the tags lifted out, paired by time with another file's."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mtqa.errors import InputError
from mtqa.read.decode import decode, encode
from mtqa.read.format import Content, Edit
from mtqa.read.mapping import Extract, edit_source
from mtqa.types import BlockKind, Span
from mtqa.unit import Code, Unit

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?=[ \t]|\Z)")
_ARROW = re.compile(r"[ \t]*[\d:,.]*[ \t]*-->")
_LINE = re.compile(r"[^\r\n]*")
_BREAK = re.compile(r"\r\n|\n|\r|\Z")
_TAG = re.compile(r"</?(?:[bius]|font|c|v|lang|ruby|rt)\b[^<>]*>|</?\d\d[^<>]*>|\{\\[^{}]*\}", re.I)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d+|#x[0-9a-fA-F]+);")
_DIALOGUE = re.compile(r"[ \t]*[-–—]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: where its lines of text stand, and its times in milliseconds."""

    number: int
    start: int
    end: int
    lines: tuple[tuple[int, int], ...]


def cues(text: str, path: str, skip: re.Pattern[str] | None = None) -> Iterator[Cue]:
    """The cues of a file: what follows a line of times, up to a blank line.

    Args:
        text: The file.
        path: Its name, for errors.
        skip: First lines of blocks that are no cues (notes, styles).

    Raises:
        InputError: Where a line of times is none.
    """
    number = 0
    for line, block in _blocks(text):
        if skip and skip.match(text, *block[0]):
            continue
        for k, (a, b) in enumerate(block):
            timing = TIMING.match(text, a, b)
            if timing:
                number += 1
                begin, end = _milliseconds(timing.groups())
                yield Cue(number, begin, end, tuple(block[k + 1 :]))
                break
            if _ARROW.match(text, a, b):
                raise InputError(
                    path,
                    f"has no times in {text[a:b][:40]!r}",
                    place=f"line {line + k}",
                    remedy="write them as 00:01:02,500 --> 00:01:04,000",
                )


def _blocks(text: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Lines that stand together, with the number of the first."""
    at, number, first = 0, 0, 1
    block: list[tuple[int, int]] = []
    while at < len(text):
        m = _LINE.match(text, at)
        assert m is not None
        number += 1
        if m.group().strip():
            if not block:
                first = number
            block.append(m.span())
        elif block:
            yield first, block
            block = []
        ending = _BREAK.match(text, m.end())
        assert ending is not None
        at = ending.end()
    if block:
        yield first, block


def _milliseconds(groups: Sequence[str | None]) -> tuple[int, int]:
    found = []
    for k in (0, 4):
        hours, minutes, seconds, rest = (int(g or 0) for g in groups[k : k + 4])
        fraction = int((groups[k + 3] or "0").ljust(3, "0")) if rest else 0
        found.append(((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction)
    return found[0], found[1]


def read_cues(
    data: bytes, path: str, *, skip: re.Pattern[str] | None = None, entities: bool = False
) -> Content:
    """The content of a file of subtitles.

    Raises:
        InputError: If there is no cue in it.
    """
    decoded = decode(data, path)
    extract = extracted(decoded.text, path, skip=skip, entities=entities)
    if not extract.blocks:
        raise InputError(path, "holds no cue: there is no line with times and -->")
    return Content(extract.finish(), tuple(extract.blocks), decoded.encoding, decoded.notes)


def extracted(text: str, path: str, *, skip: re.Pattern[str] | None, entities: bool) -> Extract:
    """The texts of the cues."""
    extract = Extract()
    for cue in cues(text, path, skip):
        codes: list[Code] = []
        for k, (a, b) in enumerate(cue.lines):
            if k and extract.last:
                # a new line is a new speaker, or the sentence goes on
                sign = "\n" if _DIALOGUE.match(text, a, b) else " "
                extract.add(sign, cue.lines[k - 1][1], a, fixed=True)
            _add_line(extract, text, a, b, codes, entities=entities)
        if extract.last:
            origin = f"{cue.number} @ {cue.start}-{cue.end}"
            extract.close_unit(BlockKind.CUE, origin, Unit(Span(0, 0), codes=tuple(codes)))
    return extract


def _add_line(
    extract: Extract, text: str, start: int, end: int, codes: list[Code], *, entities: bool
) -> None:
    at = start
    signs = [*_TAG.finditer(text, start, end)]
    if entities:
        signs = sorted([*signs, *_ENTITY.finditer(text, start, end)], key=lambda m: m.start())
    for m in signs:
        if m.start() < at:
            continue
        extract.literal(text, at, m.start())
        if m.re is _ENTITY:
            extract.add(html.unescape(m.group()), m.start(), m.end())
        else:
            codes.append(Code(m.group().split(" ")[0].rstrip(">") + ">", extract.length))
        at = m.end()
    extract.literal(text, at, end)


def write_cues(
    data: bytes,
    content: Content,
    edits: Sequence[Edit],
    *,
    skip: re.Pattern[str] | None,
    entities: bool,
    escape: Callable[[str], str],
) -> bytes:
    """The file with edits made in the texts of its cues."""
    if not edits:
        return data
    decoded = decode(data, "")
    extract = extracted(decoded.text, "", skip=skip, entities=entities)
    edited = edit_source(decoded.text, extract.finish(), extract.pieces, edits, escape)
    return encode(edited, decoded.encoding)


def one_line(text: str) -> str:
    """A correction without blank lines, which would end the cue."""
    return re.sub(r"\s*\n\s*", " ", text)


def pair(target: Content, source: Content) -> Content:
    """The target with the cues of another file as its source, paired by their times.

    A cue of the source belongs to the cue of the target that it is seen with longest. Files with
    the same number of cues whose times never meet are paired in order.
    """
    ours = [_times(b.origin) for b in target.blocks]
    theirs = [_times(b.origin) for b in source.blocks]
    homes = list(_homes(ours, theirs))
    lost = sum(home is None for home in homes)
    notes: list[str] = []
    if lost == len(homes) and len(ours) == len(theirs):
        homes, lost = list(range(len(ours))), 0
        notes.append("the times of the two files never meet: their cues were paired in order")
    extract = Extract()
    of_cue: dict[int | None, list[str]] = {}
    for home, block in zip(homes, source.blocks, strict=True):
        of_cue.setdefault(home, []).append(block.span.of(source.text))
    for k, block in enumerate(target.blocks):
        extract.add(" ".join(of_cue.get(k, ())), 0, 0)
        extract.close_unit(BlockKind.CUE, block.origin)
    if lost:
        notes.append(f"{lost} cue{'s' * (lost > 1)} of the source met no cue of the target")
    alone = sum(k not in of_cue for k in range(len(ours)))
    if alone:
        notes.append(f"{alone} cue{'s' * (alone > 1)} of the target met no cue of the source")
    return replace(
        target,
        source=extract.finish(),
        source_blocks=tuple(extract.blocks),
        notes=(*target.notes, *notes),
    )


def _times(origin: str) -> tuple[int, int]:
    start, _, end = origin.partition(" @ ")[2].partition("-")
    return int(start), int(end)


def _homes(
    ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]
) -> Iterator[int | None]:
    """For each cue of the source, the cue of the target that it overlaps most."""
    order = sorted(range(len(ours)), key=lambda k: ours[k])
    longest = max((end - start for start, end in ours), default=0)
    starts = [ours[k][0] for k in order]
    from bisect import bisect_left, bisect_right

    for start, end in theirs:
        first, last = bisect_left(starts, start - longest), bisect_right(starts, end)
        best, most = None, 0
        for k in order[first:last]:
            shared = min(end, ours[k][1]) - max(start, ours[k][0])
            if shared > most:
                best, most = k, shared
        yield best
