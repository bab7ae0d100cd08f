"""The catalogue: plug-ins of other packages are found beside ours; two of one name are an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import mtqa
from mtqa import catalog, pipeline
from mtqa.cli.main import main
from mtqa.detect.engine import Detector
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Finding, Rule, suggest
from mtqa.errors import PackError
from mtqa.read.format import Content, Format
from mtqa.read.text import content_of
from mtqa.report.reporter import Reporter
from mtqa.types import Severity, Span

Plug = Callable[[str, Any], None]


class _Fake(EntryPoint):
    """An entry point that is not installed."""

    def load(self) -> Any:
        return _PLUGGED[self.name]


_PLUGGED: dict[str, Any] = {}


def _forget() -> None:
    for cached in (catalog.rules, catalog.formats, catalog.reporters, pipeline.active_rules):
        cached.cache_clear()


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plug]:
    """Puts constants under an entry-point group, as an installed package would."""
    entries: list[EntryPoint] = []

    def entry_points(*, group: str) -> list[EntryPoint]:
        return [e for e in entries if e.group == group]

    def add(group: str, constant: Any) -> None:
        name = f"plugged{len(entries)}"
        _PLUGGED[name] = constant
        entries.append(_Fake(name, f"elsewhere:{name}", group))

    monkeypatch.setattr(catalog, "entry_points", entry_points)
    _forget()
    yield add
    _PLUGGED.clear()
    _forget()


def _find(reading: Reading, within: Span) -> Iterator[Finding]:
    at = reading.folded.find("zyzzyva", within.start, within.end)
    if at >= 0:
        yield Finding(Span(at, at + 7), suggest("weevil", safe=True))


def rule(name: str = "elsewhere/zyzzyva") -> Rule:
    return Rule(
        id=name,
        category="terminology/wrong-term",
        severity=Severity.MINOR,
        message="m",
        doc="d",
        find=_find,
        anchors=("zyzzyva",),
    )


def test_a_rule_of_another_package_is_found_and_runs(plug: Plug) -> None:
    plug("mtqa.rules", rule())
    assert "elsewhere/zyzzyva" in [r.id for r in catalog.rules()]
    assert mtqa.fix("A zyzzyva sat there.", target_lang="en") == "A weevil sat there."


def test_two_rules_of_one_name_are_an_error(plug: Plug) -> None:
    plug("mtqa.rules", rule())
    plug("mtqa.rules", rule())
    with pytest.raises(PackError, match=r"two rules are called elsewhere/zyzzyva"):
        catalog.rules()


def test_a_format_of_another_package_reads_its_files(plug: Plug, tmp_path: Path) -> None:
    def read(data: bytes, _path: str) -> Content:
        return content_of(data.decode().upper())

    plug("mtqa.formats", Format("shout", (".shout",), read, lambda data, *_: data, "d"))
    (tmp_path / "a.shout").write_text("quiet", encoding="utf-8")
    settings = mtqa.Settings(target_lang="en")
    report, loaded = pipeline.check_file(str(tmp_path / "a.shout"), settings)
    assert report.document.target == "QUIET"
    assert loaded.format.name == "shout"


def test_a_reporter_of_another_package_is_found(
    plug: Plug, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    plug("mtqa.reporters", Reporter("count", ".n", lambda found: b"%d" % len(found), "d"))
    assert catalog.reporters()["count"].render([]) == b"0"
    path = tmp_path / "a.txt"
    path.write_text("A text.", encoding="utf-8")
    assert main(["check", str(path), "--target-lang", "en", "--format", "count"]) == 0
    assert main(["check", str(path), "--format", "colour"]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b"1"
    assert err.startswith(b"mtqa: no format 'colour'; there are ")


def test_ours_are_all_there_in_order() -> None:
    ids = [r.id for r in catalog.rules()]
    assert ids == sorted(ids)
    assert len(ids) > 500
    assert {"text", "markdown", "html", "docx"} <= set(catalog.formats())
    assert set(catalog.reporters()) >= {
        "text", "json", "md", "html", "sarif", "csv", "junit", "github"
    }  # fmt: skip
    assert Detector(catalog.rules(), "en")
