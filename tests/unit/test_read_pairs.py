"""PO, CSV, TSV, JSONL, SRT and WebVTT: what is read, and edits that change nothing else."""
# ruff: noqa: E501

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import catalog
from mtqa.errors import EncodingError, InputError, OutputError
from mtqa.pipeline import annotated_bytes, check_file
from mtqa.read.format import Choice, Content, Edit
from mtqa.read.open import read_document
from mtqa.settings import Settings
from mtqa.types import Span

FILES = Path(__file__).resolve().parent.parent / "files"


def read(data: bytes, name: str, path: str = "", **chosen: str) -> Content:
    format_ = catalog.formats()[name]
    langs = {k: v for k, v in chosen.items() if k.endswith("_lang")}
    columns = {k: v for k, v in chosen.items() if not k.endswith("_lang")}
    choice = Choice(langs.get("target_lang"), langs.get("source_lang"), columns)
    if format_.choose is None:
        return format_.read(data, path or f"x.{name}")
    return format_.choose(data, path or f"x.{name}", choice)


def write(data: bytes, name: str, content: Content, *edits: Edit) -> bytes:
    return catalog.formats()[name].write(data, content, edits)


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def edit(content: Content, old: str, new: str) -> Edit:
    at = content.text.index(old)
    return Edit(Span(at, at + len(old)), new)


def pairs(content: Content) -> list[tuple[str, str, str]]:
    source = content.source or ""
    sides = content.source_blocks or [None] * len(content.blocks)
    return [
        (
            b.origin,
            s.unit.whole.of(source) if s and s.unit else "",
            b.unit.whole.of(content.text) if b.unit else "",
        )
        for b, s in zip(content.blocks, sides, strict=True)
    ]


# --- PO ---------------------------------------------------------------------------------------


def test_po() -> None:
    content = read(file("shop.po"), "po")
    assert (content.source_lang, content.target_lang) == ("en", "de")
    assert pairs(content) == [
        ("line 17", "Open", "Öffnen"),
        ("line 22", "Open", "Offen"),
        ("line 29[0]", "Deleted %d file.\n", "Eine Datei wurde gelöscht.\n"),
        ("line 29[1]", 'Deleted %d files in "%s".\n', '%d Dateien in „%s“ "wurden" gelöscht .\n'),
        (
            "line 43",
            "A long text that goes on and on, for {days} days,\nand has two lines.",
            "Ein langer Text, der {days} Tage lang immer weiter geht,\nund zwei Zeilen hat.",
        ),
    ]
    assert content.notes == (
        "1 fuzzy unit left out",
        "1 not translated unit left out",
        "1 obsolete unit left out",
    )
    units = [b.unit for b in content.blocks if b.unit]
    assert [u.context for u in units[:2]] == ["button", "state"]
    assert [u.plural for u in units] == [None, None, 0, 1, None]
    assert units[3].syntax == {"c-format"}


def test_po_edits_keep_the_layout_and_msgfmt_takes_it(tmp_path: Path) -> None:
    before = file("shop.po")
    content = read(before, "po")
    out = write(
        before,
        "po",
        content,
        edit(content, '„%s“ "wurden" gelöscht .', '"%s" wurden\n\tgelöscht\\.'),
        edit(content, "immer weiter geht", "weitergeht"),
    )
    expected = (
        before.decode()
        .replace('„%s“ \\"wurden\\" "', '\\"%s\\" wurden\\n\\t"')
        .replace('"gelöscht .\\n"', '"gelöscht\\\\.\\n"')
        .replace("immer weiter geht", "weitergeht")
    )
    assert out.decode() == expected
    _msgfmt(out, tmp_path)


def test_po_comments(tmp_path: Path) -> None:
    path = tmp_path / "shop.po"
    path.write_bytes(file("shop.po"))
    report, loaded = check_file(str(path), Settings())
    assert [i.rule for i in report.issues] == ["linguistic/space_before_mark"]
    out = annotated_bytes(report, loaded, "po")
    lines = [line for line in out.decode().splitlines() if line.startswith("# mtqa:")]
    assert len(lines) == 1
    assert lines[0].startswith("# mtqa: [minor linguistic-conventions/whitespace] ' .': There is")
    assert lines[0].endswith("→ '.'")
    assert out.decode().replace(lines[0] + "\n", "") == file("shop.po").decode()
    assert f"{lines[0]}\n# a translator's own note" in out.decode()
    _msgfmt(out, tmp_path)
    path.write_bytes(out)  # a second run replaces the comments of the first
    report, loaded = check_file(str(path), Settings())
    assert annotated_bytes(report, loaded, "po") == out
    with pytest.raises(OutputError, match="--format xliff writes the issues into a file that"):
        annotated_bytes(report, loaded, "xliff")


def _msgfmt(data: bytes, folder: Path) -> None:
    if shutil.which("msgfmt") is None:
        assert not os.environ.get("MTQA_REQUIRE_ALL"), "msgfmt is missing"
        pytest.skip("msgfmt (gettext) is not installed")
    path = folder / "checked.po"
    path.write_bytes(data)
    done = subprocess.run(
        ["msgfmt", "--check", "-o", str(folder / "x.mo"), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_po_of_one_plural_form_and_of_names() -> None:
    head = 'msgid ""\nmsgstr "Language: ja\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
    content = read(
        (head + 'msgid "a file"\nmsgid_plural "%d files"\nmsgstr[0] "%d 個"\n').encode(), "po"
    )
    assert pairs(content) == [("line 4[0]", "%d files", "%d 個")]
    names = 'msgid "menu.open"\nmsgstr "Open"\nmsgid "menu.quit"\nmsgstr "Quit"\n'
    content = read(names.encode(), "po")
    assert content.source is None
    assert content.notes == (
        "the msgids are names and no texts: there is no source to compare with",
    )


PO_ERRORS = {
    "no PO": (b"Hello\n", InputError, "line 1: is no PO file"),
    "open string": (b'msgid "a\nmsgstr "b"\n', InputError, "line 1: has a string that does not end"),
    "no msgstr": (b'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', InputError, "line 3: has a second msgid"),
    "last without msgstr": (b'msgid "a"\nmsgstr "c"\nmsgid "b"\n', InputError, "line 3: has a message without msgstr"),
    "twice": (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', InputError, "line 4: has the message 'a' twice, first in line 1"),
    "wrong charset": ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n# é'.encode("latin-1"), EncodingError, "line 3: says charset=UTF-8 but"),
    "unknown charset": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=foo\\n"\n', EncodingError, "no encoding we know"),
    "a .mo file": (b"\xde\x12\x04\x95\x00\x00\x00\x00", EncodingError, "does not decode"),
}  # fmt: skip


@pytest.mark.parametrize("name", PO_ERRORS)
def test_po_errors(name: str) -> None:
    data, error, message = PO_ERRORS[name]
    with pytest.raises(error, match=message):
        read(data, "po")


# --- tables -----------------------------------------------------------------------------------


def test_csv_with_columns_called_by_languages() -> None:
    content = read(file("strings.csv"), "csv")
    assert (content.source_lang, content.target_lang) == ("en", "fr")
    assert pairs(content) == [
        ("menu.open", "Open the file.", "Ouvrez le fichier, s'il vous plaît."),
        ("menu.quit", 'Quit, "now"', 'Quitter "maintenant"'),
        ("menu.long", "Two\nlines", "Deux lignes ."),
    ]
    assert content.notes == ("1 row without a target left out",)
    turned = read(file("strings.csv"), "csv", target_lang="en")
    assert (turned.source_lang, turned.target_lang) == ("fr", "en")
    notes = read(file("strings.csv"), "csv", target="notes", source="French")
    assert pairs(notes)[0] == ("menu.quit", 'Quitter "maintenant"', "x")
    out = write(
        file("strings.csv"),
        "csv",
        content,
        edit(content, '"maintenant"', '"tout", oui'),
        edit(content, "lignes .", 'lignes, "oui"'),
    )
    assert out.decode() == file("strings.csv").decode().replace(
        '""maintenant""', '""tout"", oui'
    ).replace("Deux lignes .", '"Deux lignes, ""oui"""')


def test_other_delimiters_and_names() -> None:
    content = read(b"Source Text;Target Text\r\nUn;One\r\n\r\nDeux;Two .\r\n", "csv")
    assert pairs(content) == [("row 1", "Un", "One"), ("row 2", "Deux", "Two .")]
    tabs = b'src\ttgt\nIl dit "oui"\t"Yes" he said\n'
    content = read(tabs, "csv", "x.tsv")
    assert pairs(content) == [("row 1", 'Il dit "oui"', '"Yes" he said')]
    assert write(tabs, "csv", content, edit(content, '"Yes" he', "He")).endswith(b"\tHe said\n")
    only = read(b"target\nHello\n", "csv", "x.tsv")
    assert (pairs(only), only.source) == ([("row 1", "", "Hello")], None)


TABLE_ERRORS = {
    b"": "no header",
    b"a,b\n1,2\n": "no column for the target, only 'a', 'b'; say which: --columns",
    b"target,source\nx\n": "line 2: has a row of 1 cells, not 2",
    b'target\n"x\n': "line 2: has a quoted cell that does not end",
    b'target\n"x"y\n': "line 2: has text after a quoted cell",
}


@pytest.mark.parametrize("data", TABLE_ERRORS)
def test_table_errors(data: bytes) -> None:
    with pytest.raises(InputError, match=TABLE_ERRORS[data]):
        read(data, "csv")


def test_columns_that_do_not_exist() -> None:
    with pytest.raises(InputError, match="no column 'z', only 'key'"):
        read(file("strings.csv"), "csv", target="z")
    with pytest.raises(InputError, match="two columns 'a'"):
        read(b"a,a\n1,2\n", "csv", target="a")
    with pytest.raises(InputError, match="has no columns to choose"):
        read(file("shop.po"), "po", target="z")
    with pytest.raises(InputError, match="has no columns to choose"):
        read_document(str(FILES / "talk.srt"), columns={"target": "x"})


def test_jsonl() -> None:
    before = file("pairs.jsonl")
    content = read(before, "jsonl")
    assert pairs(content) == [
        ("1", "Le maire a parlé jeudi.", "The mayor spoke on Thursday ."),
        ("b", "La route est fermée.", 'The road is "closed"\u00a0.'),
    ]
    assert content.notes == ("1 row left out",)
    out = write(before, "jsonl", content, edit(content, "day .", 'day "\n".'))
    assert out == before.replace(b"Thursday .", b'Thursday \\"\\n\\".')
    ascii_only = b'{"mt": "caf\\u00e9 ."}\n'
    content = read(ascii_only, "jsonl")
    assert (
        write(ascii_only, "jsonl", content, edit(content, " .", "…"))
        == b'{"mt": "caf\\u00e9\\u2026"}\n'
    )
    chosen = read(b'{"a": "x y", "target": "z"}', "jsonl", target="a", source="target")
    assert pairs(chosen) == [("line 1", "z", "x y")]


def test_jsonl_of_several_languages() -> None:
    rows = [{"target": "Hi", "target_lang": "en"}, {"target": "Salut", "target_lang": "fr"}]
    data = "\n".join(map(json.dumps, rows)).encode()
    with pytest.raises(InputError, match=r"several languages \(en, fr\)"):
        read(data, "jsonl")
    content = read(data, "jsonl", target_lang="fr")
    assert (content.text, content.target_lang) == ("Salut", "fr")


JSONL_ERRORS = {
    b"\n": "is empty",
    b'{"target": "x"}\n[1]\n': "line 2: is no JSON object",
    b'{"target": "x"\n': "line 1: is no JSON object: ',' is missing",
    b'{"target": "x"} y\n': "line 1: is no JSON object: there is text after",
    b'{"target": 3}\n': "line 1: field 'target' is no string",
    b'{"target": "\\ud800"}\n': "line 1: field 'target' holds half a surrogate",
    b'{"target": "x", "a": ' + b"[" * 100_000 + b"}\n": "line 1: is no JSON object",
    b'{"text": "x"}\n': "no column for the target, only 'text'",
}


@pytest.mark.parametrize("data", JSONL_ERRORS, ids=range(len(JSONL_ERRORS)))
def test_jsonl_errors(data: bytes) -> None:
    with pytest.raises(InputError, match=JSONL_ERRORS[data]):
        read(data, "jsonl")


# --- subtitles --------------------------------------------------------------------------------


def test_subtitles() -> None:
    srt, vtt = read(file("talk.srt"), "srt"), read(file("talk.vtt"), "vtt")
    assert [b.span.of(srt.text) for b in srt.blocks] == [
        "The mayor spoke to the council .",
        "- Who ?\n- The one from Lyon.",
        'Tom & Jerry: "No."',
    ]
    assert [b.span.of(vtt.text) for b in vtt.blocks] == [
        "Le maire a parlé au conseil.",
        "- Qui ?",
        "- Celui de Lyon.",
        "Tom & Jerry\u00a0: «\u00a0Non.\u00a0»",
    ]
    out = write(file("talk.srt"), "srt", srt, edit(srt, "to the council .", "in\n\nthe <council>."))
    assert out == file("talk.srt").replace(b"to the council .", b"in the <council>.")
    out = write(file("talk.vtt"), "vtt", vtt, edit(vtt, "Tom & Jerry", "Anne & Bob > all"))
    assert out == file("talk.vtt").replace(b"Tom &amp; Jerry", b"Anne &amp; Bob &gt; all")


def test_subtitles_are_paired_by_time(tmp_path: Path) -> None:
    loaded = read_document(
        str(FILES / "talk.srt"), source=str(FILES / "talk.vtt"), target_lang="en", source_lang="fr"
    )
    assert [p[1:] for p in pairs(loaded.content)] == [
        ("Le maire a parlé au conseil.", "The mayor spoke to the council ."),
        ("- Qui ? - Celui de Lyon.", "- Who ?\n- The one from Lyon."),
        ("Tom & Jerry\u00a0: «\u00a0Non.\u00a0»", 'Tom & Jerry: "No."'),
    ]
    assert loaded.notes == ()
    later = tmp_path / "later.srt"
    later.write_text("1\n00:10:00,000 --> 00:10:01,000\nSeul.\n", encoding="utf-8")
    loaded = read_document(str(FILES / "talk.srt"), source=str(later), target_lang="en")
    assert "1 cue of the source met no cue of the target" in " ".join(loaded.notes)
    assert "3 cues of the target met no cue of the source" in " ".join(loaded.notes)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("srt", b"Hello\n", "holds no cue"),
        ("srt", b"1\n00:01 -> 00:02\nx\n", "holds no cue"),
        ("srt", b"1\n00:00:01,0 --> later\nx\n", "line 2: has no times in"),
        ("vtt", b"1\n00:01.000 --> 00:02.000\nx\n", "does not begin with WEBVTT"),
    ],
)
def test_subtitle_errors(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(data, name)


# --- round trips ------------------------------------------------------------------------------

TEXTS = st.text(
    st.one_of(st.sampled_from("ab é\"\\'&<>,;\t%{}"), st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffc")),
    min_size=1,
    max_size=12,
).filter(lambda t: bool(t.strip()) and "\x85" not in t)  # fmt: skip


def _po(rows: list[tuple[str, str]]) -> bytes:
    def quoted(text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")

    parts = [
        f'# n\nmsgctxt "{k}"\nmsgid "x {quoted(s)}"\nmsgstr ""\n"{quoted(t)}"\n'
        for k, (s, t) in enumerate(rows)
    ]
    return "\n".join(parts).encode()  # fmt: skip


def _csv(rows: list[tuple[str, str]]) -> bytes:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([("id", "source", "target"), *((k, s, t) for k, (s, t) in enumerate(rows))])
    return out.getvalue().encode()


def _jsonl(rows: list[tuple[str, str]]) -> bytes:
    return "".join(
        json.dumps({"id": k, "source": s, "target": t}, ensure_ascii=k % 2 == 0) + "\n"
        for k, (s, t) in enumerate(rows)
    ).encode()


def _srt(rows: list[tuple[str, str]]) -> bytes:
    return "\r\n".join(
        f"{k}\r\n00:00:{k:02},000 --> 00:00:{k:02},900\r\nx{t}\r\n" for k, (_, t) in enumerate(rows)
    ).encode()


def _vtt(rows: list[tuple[str, str]]) -> bytes:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    return ("WEBVTT\n\n" + "\n".join(
        f"00:{k:02}.000 --> 00:{k:02}.900\n<v A>x{escaped(t)}</v>\n" for k, (_, t) in enumerate(rows)
    )).encode()  # fmt: skip


@pytest.mark.parametrize("make", [_po, _csv, _jsonl, _srt, _vtt], ids=lambda f: f.__name__[1:])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_round_trip(make: Callable[[list[tuple[str, str]]], bytes], data: st.DataObject) -> None:
    name = make.__name__[1:]
    rows = data.draw(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
    before = make(rows)
    content = read(before, name)
    assert len(content.blocks) == len(rows)
    assert write(before, name, content) == before
    k = data.draw(st.integers(0, len(rows) - 1))
    unit = content.blocks[k].unit
    assert unit is not None
    start = data.draw(st.integers(unit.whole.start, unit.whole.end))
    end = data.draw(st.integers(start, unit.whole.end))
    new = data.draw(TEXTS)
    after = read(write(before, name, content, Edit(Span(start, end), new)), name)
    if name == "srt" and ("<" in after.text + new or "{" in after.text + new):
        return  # what was written may read as a tag
    assert after.text == content.text[:start] + new + content.text[end:]
    assert after.source == content.source


# --- issues in rows ---------------------------------------------------------------------------


def test_issues_as_columns(tmp_path: Path) -> None:
    path = tmp_path / "strings.csv"
    path.write_bytes(file("strings.csv"))
    out = annotated_bytes(*check_file(str(path), Settings(qe=False)), "columns")
    before, after = file("strings.csv").decode(), out.decode()
    assert after.startswith("key,English,French,Notes,mtqa_severity,mtqa_issues\n")
    assert "menu.help,Help,,todo,,\n" in after
    [found] = [line for line in after.splitlines() if "[minor" in line]
    assert found.startswith('lines",Deux lignes .,,minor,')
    assert "' .': There is a space before" in found
    kept = [a.startswith(b) for a, b in zip(after.splitlines(), before.splitlines(), strict=True)]
    assert all(kept)
    path.write_bytes(out)
    again = annotated_bytes(*check_file(str(path), Settings(qe=False)), "columns")
    assert again == out, "a second run replaces what the first wrote"


def test_issues_as_a_field(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(file("pairs.jsonl"))
    out = annotated_bytes(*check_file(str(path), Settings(qe=False, target_lang="en")), "jsonl")
    rows = [json.loads(line) for line in out.decode().splitlines() if line]
    (issue,) = rows[0].pop("mtqa_issues")
    assert issue["rule"] == "linguistic/space_before_mark"
    assert rows[0]["target"][issue["start"] : issue["end"]] == issue["text"] == " ."
    assert rows[0] == json.loads(file("pairs.jsonl").decode().splitlines()[0])
    assert "mtqa_issues" not in rows[2]
    path.write_bytes(out)
    again = annotated_bytes(*check_file(str(path), Settings(qe=False, target_lang="en")), "jsonl")
    assert again == out
