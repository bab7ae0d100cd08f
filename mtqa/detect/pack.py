"""TOML packs: rules that are patterns, word lists and a message.

A pack is a file ``packs/NAME.toml`` (in folders as one likes)::

    [pack]
    target = ["en"]            # target languages, omitted for all
    source = ["fr"]            # source languages it speaks for, omitted for any
    category = "style/unidiomatic"   # defaults for its rules: category, severity, needs, kind …

    [[rule]]
    id = "without-however"
    kind = "substitution"
    …

The id of a rule is ``NAME/id``. Packs compile once; the result is kept in the user's cache under
the hash of the packs and of the code that compiles them.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from mtqa.detect.phrase import PhraseError
from mtqa.detect.rule import Example, Needs, Probe, Rule, Scope
from mtqa.errors import PackError
from mtqa.mqm import known_category
from mtqa.types import Severity

PACKS = Path(__file__).parent / "packs"
_COMPILERS = (
    "phrase.py",
    "anchors.py",
    "template.py",
    "matching.py",
    "inflect.py",
    "pack.py",
    "kinds",
)
_COMMON = frozenset(
    {"id", "kind", "category", "severity", "needs", "message", "doc", "confidence", "preview"}
    | {"domains", "bad", "fix", "good", "source", "source_lang", "examples", "target", "french"}
)


def load_packs(root: Path = PACKS) -> list[Rule]:
    """The rules of every pack under ``root``, from the cache where nothing changed.

    Raises:
        PackError: If a pack has a mistake; the message names file, line and rule.
    """
    return [_build(data) for data in compiled(root)]


def compiled(root: Path = PACKS) -> list[dict[str, Any]]:
    """The rules of every pack under ``root`` as data, from the cache where nothing changed.

    Their regular expressions are not compiled here, since a run needs few of them; a test
    compiles them all.
    """
    files = sorted(p for p in root.rglob("*.toml") if p.parent.name != "classes")
    key = _key(root)
    cached = _read_cache(key)
    if cached is None:
        cached = _compile_files(files, root, load_classes(root))
        _write_cache(key, cached)
    return cached


def _compile_files(
    files: Sequence[Path], root: Path, classes: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Compile every pack, on all cores where a process can fork: it is a first run's main cost."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    from mtqa import catalog

    cores = os.cpu_count() or 1
    catalog.kinds()  # loaded once, before the fork
    if cores == 1 or "fork" not in get_all_start_methods() or threading.active_count() > 1:
        return [rule for file in files for rule in _compile_file(file, root, classes)]
    largest_first = sorted(files, key=lambda f: -f.stat().st_size)
    with ProcessPoolExecutor(min(cores, 8), mp_context=get_context("fork")) as pool:
        jobs = {f: pool.submit(_compiled_bytes, f, root, classes) for f in largest_first}
        return [rule for file in files for rule in orjson.loads(jobs[file].result())]


def _compiled_bytes(file: Path, root: Path, classes: Mapping[str, str]) -> bytes:
    return orjson.dumps(list(_compile_file(file, root, classes)))


def load_classes(root: Path = PACKS) -> dict[str, str]:
    """The named classes of the phrase language (``packs/classes/*.toml``, table ``classes``)."""
    found: dict[str, str] = {}
    for file in sorted((root / "classes").glob("*.toml")):
        for name, written in _toml(file).get("classes", {}).items():
            regex = written
            for known, body in found.items():
                regex = regex.replace("{" + known + "}", body)
            try:
                re.compile(regex)
            except re.error as error:
                raise PackError(f"{file}: class {name}: {error}") from error
            found[name] = regex
    return found


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{file}: {error}") from error


def compile_pack(file: Path, root: Path = PACKS) -> list[Rule]:
    """The rules of one pack, compiled afresh."""
    return [_build(data) for data in _compile_file(file, root, load_classes())]


def _compile_file(file: Path, root: Path, classes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    data = _toml(file)
    name = file.relative_to(root).with_suffix("").as_posix()
    unknown = set(data) - {"pack", "rule"}
    if unknown:
        raise PackError(f"{file}: unknown table {sorted(unknown)[0]!r}; use [pack] and [[rule]]")
    header = data.get("pack", {})
    for fields in data.get("rule", []):
        try:
            yield _compile_rule(name, {**header, **fields}, classes)
        except (PhraseError, KeyError, ValueError, TypeError) as error:
            rule = fields.get("id", "?")
            line = _line_of(file, rule)
            what = f"missing field {error}" if isinstance(error, KeyError) else str(error)
            raise PackError(f"{file}:{line}: rule {rule}: {what}") from error


def _line_of(file: Path, rule: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    wanted = re.compile(rf'\s*id\s*=\s*"{re.escape(rule)}"')
    return next((k for k, line in enumerate(lines, 1) if wanted.match(line)), 1)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _compile_rule(
    pack: str, fields: Mapping[str, Any], classes: Mapping[str, str]
) -> dict[str, Any]:
    """Check one rule's fields and compile it to data that the cache can hold."""
    from mtqa import catalog

    kinds = catalog.kinds()
    kind = kinds.get(fields["kind"])
    if kind is None:
        raise PhraseError(f"no kind {fields['kind']!r}; known: {' '.join(sorted(kinds))}")
    unknown = set(fields) - _COMMON - kind.fields
    if unknown:
        raise PhraseError(f"unknown field {sorted(unknown)[0]!r} for kind {kind.name}")
    if not known_category(fields["category"]):
        raise PhraseError(f"no MQM category {fields['category']!r}")
    needs = Needs(fields.get("needs", "source" if kind.name == "correspondence" else "alone"))
    own = {k: v for k, v in fields.items() if k in kind.fields}
    return {
        "id": f"{pack}/{fields['id']}",
        "kind": kind.name,
        "category": fields["category"],
        "severity": Severity(fields.get("severity", "minor")).value,
        "needs": needs.value,
        "message": fields["message"],
        "doc": fields.get("doc", fields["message"]),
        "confidence": float(fields.get("confidence", 0.9 if needs is Needs.ALONE else 0.7)),
        "preview": bool(fields.get("preview", False)),
        "domains": _listed(fields.get("domains", [])),
        "target": _listed(fields.get("target", [])),
        # in a pack's header `source` is the list of languages; in a rule, the example's text
        "source": _source_langs(fields),
        "examples": _examples(fields),
        "probes": kind.compile(own, classes),
    }


def _source_langs(fields: Mapping[str, Any]) -> list[str]:
    if "source_lang" in fields:
        return _listed(fields["source_lang"])
    return [s for s in _listed(fields.get("source", [])) if re.fullmatch(r"[a-z]{2,3}", s)]


def _examples(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Examples from the short form (bad, fix, good) and the long one (examples)."""
    bad, fix = _listed(fields.get("bad", [])), _listed(fields.get("fix", []))
    if fix and len(fix) != len(bad):
        raise PhraseError("fix and bad differ in number")
    out: list[dict[str, Any]] = []
    for k, text in enumerate(bad):
        out.append({"text": text, "fix": fix[k] if fix else None})
    out.extend({"text": text} for text in _listed(fields.get("good", [])))
    out.extend(fields.get("examples", []))
    for example in out:
        Example(**example)
    return out


def _build(data: Mapping[str, Any]) -> Rule:
    from mtqa import catalog

    kind = catalog.kinds()[data["kind"]]
    probes = tuple(
        Probe(tuple(p.get("anchors", ())), _Lazy(kind.finder, p)) for p in data["probes"]
    )
    anchored = all(p.anchors for p in probes)
    scope = kind.scope if anchored or kind.scope is not Scope.WINDOW else Scope.DOCUMENT
    return Rule(
        id=data["id"],
        category=data["category"],
        severity=Severity(data["severity"]),
        message=data["message"],
        doc=data["doc"],
        probes=probes,
        examples=tuple(Example(**e) for e in data["examples"]),
        needs=Needs(data["needs"]),
        target_langs=frozenset(data["target"]),
        source_langs=frozenset(data["source"]),
        scope=scope,
        confidence=data["confidence"],
        preview=data["preview"],
        domains=frozenset(data["domains"]),
    )


class _Lazy:
    """A probe's find function, made when it is first called: most probes never are."""

    __slots__ = ("_data", "_find", "_finder")

    def __init__(self, finder: Any, data: Mapping[str, Any]) -> None:
        self._finder, self._data = finder, data
        self._find: Any = None

    def __call__(self, reading: Any, within: Any) -> Any:
        if self._find is None:
            self._find = self._finder(self._data)
        return self._find(reading, within)


def _key(root: Path) -> str:
    digest = hashlib.sha256()
    here = Path(__file__).parent
    sources = [p for c in _COMPILERS for p in (sorted((here / c).rglob("*.py")) or [here / c])]
    for file in (*sorted(root.rglob("*.toml")), *sources):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _cache_file(key: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "mtqa" / f"packs-{key}.json"


def _read_cache(key: str) -> list[dict[str, Any]] | None:
    try:
        return list(orjson.loads(_cache_file(key).read_bytes()))
    except (OSError, ValueError):
        return None


def _write_cache(key: str, rules: list[dict[str, Any]]) -> None:
    """Keep the compiled packs; a cache that cannot be written only costs time."""
    file = _cache_file(key)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(f".{os.getpid()}.partial")
        partial.write_bytes(orjson.dumps(rules))
        partial.replace(file)
        for old in file.parent.glob("packs-*.json"):
            if old != file:
                old.unlink(missing_ok=True)
    except OSError:
        return
