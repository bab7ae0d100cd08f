"""What a kind of data rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mtqa.detect.rule import Finding, Scope

if TYPE_CHECKING:
    from mtqa.detect.reading import Reading
    from mtqa.types import Span

Find = Callable[["Reading", "Span"], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data rule: which fields it reads, how they compile, how the result finds.

    Attributes:
        name: The value of ``kind`` in a pack.
        doc: What it is for, and its fields, for CONTRIBUTING and error messages.
        fields: Fields it understands beyond the common ones.
        compile: ``compile(fields, classes)`` gives a list of *probes*: plain data that JSON can
            hold, each with a list ``anchors``; raises PhraseError.
        finder: ``finder(probe)`` gives the probe's ``find`` function.
        scope: What the engine hands to it; WINDOW falls back to DOCUMENT without anchors.
    """

    name: str
    doc: str
    fields: frozenset[str]
    compile: Callable[[Mapping[str, Any], Mapping[str, str]], list[dict[str, Any]]]
    finder: Callable[[Mapping[str, Any]], Find]
    scope: Scope = Scope.WINDOW
