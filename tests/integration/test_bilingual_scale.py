"""Five thousand units: seconds of processor time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "corpora" / "articles"


CHILD = """
import resource, sys
from mtqa.cli.main import main
code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
# the highest mark of this program: that of getrusage is inherited from the one that began it
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(used.ru_utime + used.ru_stime, peak.split()[1])
sys.exit(code)
"""
"""Runs the command and tells its seconds of processor time and its kilobytes."""


def sentences() -> list[tuple[str, str]]:
    """Pairs of sentences of the articles."""
    from mtqa.read.open import read_document

    found = []
    for source in sorted(ARTICLES.glob("*-fr-en.source.txt")):
        target = source.with_name(source.name.replace(".source", ""))
        document = read_document(
            str(target), source=str(source), target_lang="en", source_lang="fr"
        ).document
        found += [
            (s.source.of(document.source or ""), s.target.of(document.target))
            for s in document.segments
            if s.source
        ]
    return found


def test_five_thousand_units(tmp_path: Path) -> None:
    units = [
        f'<trans-unit id="{k}"><source>{escape(s)} <x id="1"/> {k}</source>'
        f'<target><g id="2">{escape(t)}</g> <x id="1"/> {k}</target></trans-unit>'
        for k, (s, t) in enumerate(islice(cycle(sentences()), 5000))
    ]
    file, out = tmp_path / "big.xlf", tmp_path / "out.json"
    file.write_text(
        '<xliff version="1.2"><file source-language="fr" target-language="en"><body>'
        + "".join(units)
        + "</body></file></xliff>",
        encoding="utf-8",
    )
    command = [sys.executable, "-c", CHILD, "check", str(file), "--no-qe", "--format", "json"]
    done = subprocess.run(
        [*command, "--output", str(out)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    seconds, kilobytes = (float(x) for x in done.stdout.split())
    [document] = json.loads(out.read_text(encoding="utf-8"))["documents"]
    assert len(document["units"]) == 5000
    assert seconds < 20, "of one processor: the time of the clock where it has nothing else to do"
    assert kilobytes < 800 * 1024
