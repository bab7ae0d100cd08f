"""A second translation of the same source that the user already has, in a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mtqa.errors import InputError
from mtqa.retranslate.engine import Answer, Engine, EngineError, Info, Job, Task

_ROWS = (".jsonl", ".tsv")


@dataclass(slots=True)
class File:
    """Looks translations up by their source sentence.

    Attributes:
        path: The file.
        table: Translations by source sentence, white space made even.
        contextual: It is the sentence that is looked up.
    """

    path: str
    table: dict[str, str]
    contextual: bool = False

    @property
    def identity(self) -> str:
        """Empty: what is in a file is not worth a cache."""
        return ""

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """What the file has for each source."""
        found = [self.table.get(_even(t.source), "") for t in tasks]
        return [Answer((f,)) if f.strip() else Answer((), "not in the file") for f in found]


def _even(text: str) -> str:
    return " ".join(text.split())


def _rows(path: str, text: str) -> dict[str, str]:
    """Pairs of a file that holds both sides."""
    table: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if path.endswith(".tsv"):
            pair: tuple[object, object] = tuple(line.split("\t")[:2])  # type: ignore[assignment]
        else:
            try:
                row = json.loads(line)
                pair = (row["source"], row["target"])
            except (ValueError, KeyError, TypeError):
                pair = (None, None)
        if len(pair) != 2 or not all(isinstance(p, str) for p in pair):
            want = "source, tab, target" if path.endswith(".tsv") else '{"source": …, "target": …}'
            raise InputError(path, f"no {want}", place=f"line {number}")
        table[_even(str(pair[0]))] = str(pair[1]).strip()
    return table


def _info(argument: str, _job: Job | None) -> Info:
    missing = "" if argument and Path(argument).is_file() else argument or "the name of a file"
    return Info(
        f"file:{argument}" if argument else "file",
        ready=not missing,
        missing=missing,
        command="" if argument else "mtqa check FILE --source FILE --retranslate file:OTHER.txt",
        licence="your own file",
        pairs="that of the file",
    )


def _open(argument: str, job: Job) -> File:
    if not argument:
        raise EngineError("file: write file:NAME, another translation of the same source")
    try:
        text = Path(argument).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EngineError(f"file:{argument}: cannot be read; {error.strerror}".lower()) from error
    except UnicodeDecodeError as error:
        raise InputError(argument, "is not UTF-8", remedy="convert it") from error
    if argument.endswith(_ROWS):
        return File(argument, _rows(argument, text))
    if job.align is None:
        raise EngineError(
            f"file:{argument}: in a batch it must hold both sides (.tsv or .jsonl); rows may also "
            "bring their own candidates"
        )
    table: dict[str, str] = {}
    for source, translation in job.align(text):
        key = _even(source)
        table[key] = f"{table[key]} {translation}" if key in table else translation
    return File(argument, table)


ENGINE = Engine(
    name="file",
    usage="file:FILE",
    doc="Another translation of the same source that you have: text, or TSV or JSONL with both.",
    info=_info,
    open=_open,
)
