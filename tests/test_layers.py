"""Who may import whom: a step package imports the shared modules, never another step."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "mtqa"

SHARED = {
    *{"types", "candidate", "unit", "its", "mqm", "errors", "output", "settings", "catalog"},
    "__init__",
}
STEPS = {"read", "segment", "language", "detect", "score", "correct", "report", "retranslate"}
ON_TOP = {"pipeline", "marking", "baseline", "improve", "cli", "batch", "__main__"}
ALSO = {
    # language facts are data that every step may read
    "read": {"language"},
    "segment": {"language"},
    "detect": {"language"},
    "score": {"language"},
    "correct": set(),
    "report": {"language"},
    "retranslate": {"language"},
    "language": set(),
}
ASSEMBLY = {("read", "segment"), ("segment", "read")}
"""Reading a file ends in a segmented document: read.open calls segment, which takes its Content."""


def top(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Second components of every absolute ``mtqa.x`` import at run time."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "mtqa":
            parts = (node.module or "").split(".")
            names = [parts[1]] if len(parts) > 1 else [a.name for a in node.names]
            found |= set(names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "mtqa" and len(parts) > 1:
                    found.add(parts[1])
    return found - {"__version__"}


MODULES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports(path: Path) -> None:
    here = top(path)
    if here in ON_TOP:
        return
    for name in imports(path):
        if name == here or name in SHARED:
            continue
        if (here, name) == ("settings", "language"):  # which tags there are
            continue
        assert here in STEPS or here == "catalog" or here == "__init__", f"{here} imports {name}"
        if here in ("catalog", "__init__"):
            continue
        if (here, name) in ASSEMBLY:
            continue
        assert name in ALSO[here], f"{path}: {here} may not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_size(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, "split this module"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_described(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc, "a module says what it is for"
    assert doc != "TODO", "a module says what it is for"


DISTRIBUTIONS = {
    "huggingface_hub": "huggingface-hub",
    "ahocorasick_rs": "ahocorasick-rs",
    "markdown_it": "markdown-it-py",
}
OPTIONAL = {
    # module: the extra that brings what it imports
    "score/qe": "train",
    "batch/units.py": "parquet",
    "retranslate/bergamot.py": "bergamot",
    "retranslate/ct2.py": "ct2",
    "retranslate/hf.py": "transformers",
    "detect/locale/build_names.py": "dev",
}


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[\s<>=!~;\[]", r, maxsplit=1)[0].lower() for r in requirements}

    for path in MODULES:
        where = str(path.relative_to(ROOT))
        declared = names(project["dependencies"])
        for start, extra in OPTIONAL.items():
            if where.startswith(start):
                declared |= names(project["optional-dependencies"][extra])
        for module in third_party(path):
            assert DISTRIBUTIONS.get(module, module) in declared, f"{where} imports {module}"


def third_party(path: Path) -> set[str]:
    """Top-level modules of others that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"mtqa"}
