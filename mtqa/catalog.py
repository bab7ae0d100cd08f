"""Finds rules, kinds, engines, metrics, formats and reporters by name: there is no list to edit.

An extension is a module with one constant (``RULE``, ``KIND``, ``FORMAT``, ``METRIC``,
``REPORTER``, ``ENGINE``). Those of mtqa are found by scanning its packages, those of others through
the entry-point group ``mtqa.<what>`` (for instance ``mtqa.rules``), whose entries point at such a
constant.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtqa.detect.kind import Kind
    from mtqa.detect.rule import Rule
    from mtqa.read.format import Format
    from mtqa.report.reporter import Reporter
    from mtqa.retranslate.engine import Engine
    from mtqa.score.metric import Metric

_RULE_PACKAGES = (
    "mtqa.detect.accuracy",
    "mtqa.detect.terminology",
    "mtqa.detect.linguistic",
    "mtqa.detect.style",
    "mtqa.detect.locale",
    "mtqa.detect.markup",
)


def _scan(package: str, constant: str) -> Iterator[Any]:
    """The constants of a package's modules, in the order of the module names."""
    parent = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(parent.__path__), key=lambda i: i.name):
        found = getattr(importlib.import_module(f"{package}.{info.name}"), constant, None)
        if found is not None:
            yield found


def _plugins(group: str) -> Iterator[Any]:
    for entry in entry_points(group=group):
        yield entry.load()


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in code and in packs, ours and others', ordered by id.

    Raises:
        PackError: If a pack has a mistake or an id occurs twice.
    """
    from mtqa.detect.pack import load_packs
    from mtqa.errors import PackError

    found: dict[str, Rule] = {}
    coded = (r for package in _RULE_PACKAGES for r in _scan(package, "RULE"))
    with no_collection():
        for rule in (*coded, *load_packs(), *_plugins("mtqa.rules")):
            if rule.id in found:
                raise PackError(f"two rules are called {rule.id}; rename one")
            found[rule.id] = rule
    return tuple(found[k] for k in sorted(found))


@contextmanager
def no_collection() -> Iterator[None]:
    """No search for garbage among the many small objects that are made here, and all stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of data rules by name; a closed set, so no plug-ins."""
    return {k.name: k for k in _scan("mtqa.detect.kinds", "KIND")}


@cache
def formats() -> dict[str, Format]:
    """File formats by name."""
    return {f.name: f for f in (*_scan("mtqa.read", "FORMAT"), *_plugins("mtqa.formats"))}


@cache
def reporters() -> dict[str, Reporter]:
    """Reporters by name."""
    return {r.name: r for r in (*_scan("mtqa.report", "REPORTER"), *_plugins("mtqa.reporters"))}


@cache
def metrics() -> dict[str, Metric]:
    """Metrics by name."""
    return {m.name: m for m in (*_scan("mtqa.score", "METRIC"), *_plugins("mtqa.metrics"))}


@cache
def engines() -> dict[str, Engine]:
    """Translation engines by name."""
    return {e.name: e for e in (*_scan("mtqa.retranslate", "ENGINE"), *_plugins("mtqa.engines"))}
