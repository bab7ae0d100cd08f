"""What a translation engine is, what it says of itself, and how it says that it cannot run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from mtqa.errors import MissingError

Align = Callable[[str], list[tuple[str, str]]]
"""Sets another translation of the document's source against it: source sentence, translation."""


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence to translate again.

    Attributes:
        source: The sentence in the source language; empty where there is none.
        current: The translation that there is.
        faults: What is wrong with it, in a few words each.
        before: The source text before it, for engines that take context.
        after: The source text after it.
    """

    source: str
    current: str = ""
    faults: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine makes of a task.

    Attributes:
        texts: Translations, best first; none where it failed.
        error: Why there is none, in a few words.
    """

    texts: tuple[str, ...] = ()
    error: str = ""


class Translator(Protocol):
    """An engine that is loaded, for one pair of languages."""

    @property
    def identity(self) -> str:
        """Names engine, model and options: equal identities give equal answers; or empty."""

    @property
    def contextual(self) -> bool:
        """Whether its answer depends on more of a task than the source."""

    def translate(self, tasks: Sequence[Task]) -> list[Answer]:
        """An answer for each task, in order; an empty source gives an empty answer.

        Raises:
            EngineError: If nothing can be translated (the server is gone).
        """


@dataclass(frozen=True, slots=True)
class Job:
    """For what an engine is opened.

    Attributes:
        source_lang: BCP 47 tag.
        target_lang: BCP 47 tag.
        align: Aligns another translation of the whole document; None in a batch.
    """

    source_lang: str
    target_lang: str
    align: Align | None = None

    @property
    def pair(self) -> str:
        """As ``pt-en``."""
        return f"{primary(self.source_lang)}-{primary(self.target_lang)}"


@dataclass(frozen=True, slots=True)
class Info:
    """What an engine says of itself without a network and without loading a model.

    Attributes:
        id: The specification with what it stands for (``apertium``, ``hf:NAME``).
        ready: Whether it could run now.
        missing: What is missing, empty where it is ready.
        command: What makes it ready, word by word; or how it is used where it is.
        licence: Of the model, the strictest on the way; ``unknown`` where nobody says.
        noncommercial: Whether that licence forbids commercial use.
        remote: The host that the text is sent to; empty where it stays on this machine.
        pairs: The pairs that it has, or what is known of them.
        route: The languages on the way from source to target (``fr-es-en``).
        abilities: ``context``, ``nbest``, ``scores``.
    """

    id: str
    ready: bool
    missing: str = ""
    command: str = ""
    licence: str = "unknown"
    noncommercial: bool = False
    remote: str = ""
    pairs: str = ""
    route: str = ""
    abilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to translate; the constant ``ENGINE`` of a module of :mod:`mtqa.retranslate`.

    Attributes:
        name: The part of a specification before the colon.
        usage: How the specification is written.
        doc: What it is, in a sentence.
        info: ``info(argument, job)``, cheap; the job is None where no pair is asked for.
        open: ``open(argument, job)`` loads it. Raises MissingError, EngineError.
        install: ``install(argument, options)`` fetches or converts what it needs and says what it
            did; None where the packages of the system are enough.
        advisory: Whether it is a second opinion only: its text is compared, never used.
    """

    name: str
    usage: str
    doc: str
    info: Callable[[str, Job | None], Info]
    open: Callable[[str, Job], Translator]
    install: Callable[[str, Sequence[str]], str] | None = None
    advisory: bool = False


class EngineError(MissingError):
    """An engine that cannot do its work now: a dead server, a wrong pair, a broken answer."""


def lacking(engine: str, looked_for: str, where: str, remedy: str) -> MissingError:
    """The error of an engine that is not ready.

    Args:
        engine: The specification.
        looked_for: What is missing, with its size and licence where they are known.
        where: Where it was looked for.
        remedy: The command that gets it.
    """
    return MissingError(f"{engine}: {looked_for} not found ({where}); {remedy}")


def primary(tag: str) -> str:
    """The language of a tag, without region or script."""
    return tag.replace("_", "-").split("-")[0].lower()


def split_spec(spec: str) -> tuple[str, str]:
    """Name and argument of ``name:argument``."""
    name, _, argument = spec.partition(":")
    return name, argument


def installed(module: str) -> bool:
    """Whether a package is there, without importing it."""
    from importlib.util import find_spec

    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False
