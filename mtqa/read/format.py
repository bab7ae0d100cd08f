"""What a file format is: it reads a file into a document and writes corrections back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mtqa.types import Block, Issue, Report, Span


@dataclass(frozen=True, slots=True)
class Choice:
    """What to read of a file that holds more than one pair of texts.

    Attributes:
        target_lang: Language of the targets.
        source_lang: Language of the sources.
        columns: Name of the column (or field) that holds the ``target``, the ``source`` or the
            ``id``.
        delimiter: What stands between the cells of a table, None to find out.
    """

    target_lang: str | None = None
    source_lang: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader takes out of a file.

    Attributes:
        text: The text to check; the coordinate system of every span.
        blocks: Its blocks in order, none overlapping.
        encoding: How the bytes were decoded, where that matters for writing back.
        notes: What the user should know ("decoded as windows-1252").
        source: The source text, for bilingual formats.
        source_blocks: Its blocks, one for each of ``blocks``.
        target_lang: BCP 47 tag of the target, where the file states it.
        source_lang: BCP 47 tag of the source, where the file states it.
        choice: What was chosen when it was read, so that it can be read again.
    """

    text: str
    blocks: tuple[Block, ...]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    source: str | None = None
    source_blocks: tuple[Block, ...] = ()
    target_lang: str | None = None
    source_lang: str | None = None
    choice: Choice = Choice()


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in ``Content.text``: the characters of ``span`` become ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An issue to write into a file, as a tracked correction or as a comment.

    Attributes:
        issue: The issue.
        span: Where it shows in ``Content.text``; None where it has no place there (a source-side
            issue that belongs to no sentence).
        text: The tracked replacement of exactly that span; None for a comment.
        said: The paragraphs of the comment, the first of them its title.
    """

    issue: Issue
    span: Span | None
    text: str | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who marks a file and when.

    Attributes:
        author: The name that the word processor shows.
        date: UTC, as ``2026-01-31T12:00:00Z``.
    """

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Format:
    """A file format; one module of :mod:`mtqa.read` with the constant ``FORMAT``.

    Attributes:
        name: Its name on the command line and in reports.
        suffixes: File suffixes, lower-case, with the dot.
        read: ``read(data, path)`` gives the content; raises InputError.
        write: ``write(data, content, edits)`` gives the file's bytes with the edits (sorted, none
            overlapping, spans in ``content.text``) made and nothing else changed; without edits it
            gives ``data`` back.
        doc: What it understands, in a sentence or two.
        choose: For files that hold several languages or columns: ``choose(data, path, choice)``
            reads what was chosen; ``read`` is that with nothing chosen.
        pair: For monolingual files whose parts can be told to belong together:
            ``pair(target, source)`` gives the target with its source.
        annotate: ``annotate(data, content, report)`` gives the file with the report's issues
            written into it the way the format has for it, and nothing else changed.
        annotates_as: The ``--format`` that asks for that, where it is not the format's own name.
        mark: ``mark(data, content, marks, stamp)`` gives the file with tracked corrections and
            comments in it and nothing else changed; None where the format has no such thing.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Content]
    write: Callable[[bytes, Content, Sequence[Edit]], bytes]
    doc: str
    choose: Callable[[bytes, str, Choice], Content] | None = None
    pair: Callable[[Content, Content], Content] | None = None
    annotate: Callable[[bytes, Content, Report], bytes] | None = None
    annotates_as: str = ""
    mark: Callable[[bytes, Content, Sequence[Mark], Stamp], bytes] | None = None
