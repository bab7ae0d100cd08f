"""``mtqa engines``: translation engines, what is ready, and what makes the others ready."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from mtqa.cli.command import Command, write_output

if TYPE_CHECKING:
    from mtqa.retranslate.engine import Engine, Job


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="install NAME [WHAT …]",
        help="nothing to list the engines; a pair (fr-en) to see which could serve it; "
        "install NAME WHAT to fetch or convert a model",
    )


def _job(words: list[str]) -> Job | None:
    """The pair that was asked about, None for none."""
    from mtqa.errors import SettingsError
    from mtqa.language.tags import parse_tag
    from mtqa.retranslate.engine import Job

    if not words:
        return None
    source, dash, target = words[0].partition("-")
    if len(words) > 1 or not dash:
        raise SettingsError(
            f"engines {' '.join(words)}: write mtqa engines, mtqa engines fr-en, or "
            "mtqa engines install NAME"
        )
    return Job(parse_tag(source, "source"), parse_tag(target, "target"))


def _entry(engine: Engine, job: Job | None) -> list[str]:
    info = engine.info("", job)
    state = "ready" if info.ready else f"needs {info.missing}"
    lines = [f"{engine.usage}", f"    {engine.doc}", f"    {state}"]
    if info.command:
        lines.append(f"    {'use it' if info.ready else 'make it ready'}: {info.command}")
    if info.pairs:
        lines.append(f"    pairs: {info.pairs}")
    if info.route and job is not None:
        lines.append(f"    way: {info.route.replace('-', ' → ')}")
    away = f"sends the text to {info.remote}" if info.remote else "the text stays on this machine"
    lines.append(f"    {away} · licence: {info.licence}")
    return lines


def _install(words: list[str]) -> str:
    from mtqa import catalog
    from mtqa.errors import SettingsError

    known = catalog.engines()
    if not words or words[0] not in known:
        raise SettingsError(f"engines install: name one of {', '.join(known)}")
    engine = known[words[0]]
    if engine.install is None:
        info = engine.info("", None)
        how = info.command or f"{engine.usage} needs nothing"
        return f"{engine.name} has nothing that mtqa installs: {how}"
    return engine.install("", words[1:])


def _run(options: Namespace) -> int:
    from mtqa import catalog

    if options.words[:1] == ["install"]:
        write_output(f"{_install(options.words[1:])}\n".encode(), None)
        return 0
    job = _job(options.words)
    lines: list[str] = []
    for engine in catalog.engines().values():
        lines += [*_entry(engine, job), ""]
    lines.append("Use one with: mtqa check FILE --source FILE --retranslate ENGINE")
    write_output(("\n".join(lines) + "\n").encode(), None)
    return 0


COMMAND = Command("engines", "list translation engines and make them ready", _arguments, _run)
