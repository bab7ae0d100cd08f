"""The entries of a gettext PO file, each string with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mtqa.errors import InputError

_KEYWORD = re.compile(
    r"(?P<old>\#~[ \t]*)?(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,3}\])?|domain)[ \t]*"
)
_STRING = re.compile(r'[ \t]*"((?:[^"\\\r\n]|\\[^\r\n])*)"[ \t]*')
_CONTINUED = re.compile(r"(?:\#~[ \t]*)?(?=\")")
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


@dataclass(slots=True)
class Entry:
    """A message.

    Attributes:
        start: Where it begins in the file, with its comments.
        line: Number of the line of its first keyword.
        comments: Start and end of each line of comments, in order.
        strings: Places of the quoted strings, by keyword (``msgid``, ``msgstr[1]`` …).
        flags: As ``#,`` gives them.
        obsolete: Whether it is commented out (``#~``).
    """

    start: int
    line: int = 0
    comments: list[tuple[int, int]] = field(default_factory=list)
    strings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    obsolete: bool = False

    def text(self, file: str, keyword: str) -> str:
        """The value of a keyword, escapes resolved; empty where there is none."""
        return "".join(unescape(file[a:b]) for a, b in self.strings.get(keyword, ()))

    @property
    def targets(self) -> list[tuple[int | None, str]]:
        """Number (None where there is no plural) and keyword of each translation, in order."""
        numbered = [k for k in self.strings if k.startswith("msgstr[")]
        if numbered:
            return sorted((int(k[7:-1]), k) for k in numbered)
        return [(None, "msgstr")] if "msgstr" in self.strings else []


def unescape(raw: str) -> str:
    """The characters of a quoted string."""
    return _ESCAPE.sub(character, raw) if "\\" in raw else raw


def character(escape: re.Match[str]) -> str:
    """The character that an escape stands for."""
    octal, hexadecimal, letter = escape.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    return chr(int(octal, 8) if octal else int(hexadecimal, 16))


def escapes(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The escapes between two places of a file."""
    return _ESCAPE.finditer(text, start, end)


def escape(text: str) -> str:
    """Plain text as the inside of a quoted string."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, char in _LETTERS.items():
        text = text.replace(char, f"\\{letter}")
    return text


def entries(text: str, path: str) -> list[Entry]:
    """The entries of a file, the header among them, in order.

    Raises:
        InputError: Where it is no PO file, or a message occurs twice.
    """
    found: list[Entry] = []
    current = Entry(0)
    keyword = ""
    number = at = 0
    while at < len(text):
        m = _LINE.match(text, at)
        assert m is not None
        number, start, at = number + 1, at, m.end()
        line = m.group().rstrip("\r\n")
        bare = line.lstrip(" \t")
        inner = start + len(line) - len(bare)
        if not bare:
            keyword = ""
            continue
        word = _KEYWORD.match(text, inner)
        if word and word["word"] != "domain":
            keyword = word["word"]
            if "msgstr" in "".join(current.strings) and keyword in ("msgctxt", "msgid"):
                found.append(current)
                current = Entry(start)
            _keyword(current, keyword, word, number, path)
            _strings(text, current, keyword, (word.end(), start + len(line)), (path, number))
        elif (more := _CONTINUED.match(text, inner)) and keyword:
            _strings(text, current, keyword, (more.end(), start + len(line)), (path, number))
        elif bare.startswith("#"):
            if current.strings:
                found.append(current)
                current = Entry(start)
            keyword = ""
            _comment(current, bare, start, m.end())
        elif not word:
            raise InputError(
                path,
                f"is no PO file: {bare[:30]!r} is no comment, keyword or string",
                place=f"line {number}",
            )
    if current.strings:
        found.append(current)
    _check(found, text, path)
    return found


def _keyword(entry: Entry, keyword: str, word: re.Match[str], number: int, path: str) -> None:
    if keyword in entry.strings:
        raise InputError(path, f"has a second {keyword} in one message", place=f"line {number}")
    entry.line = entry.line or number
    entry.obsolete = entry.obsolete or word["old"] is not None
    entry.strings[keyword] = []


def _strings(
    text: str, entry: Entry, keyword: str, rest: tuple[int, int], where: tuple[str, int]
) -> None:
    """The quoted strings that stand in the rest of a line."""
    at, end = rest
    while at < end:
        m = _STRING.match(text, at, end)
        if m is None:
            raise InputError(
                where[0],
                f"has a string that does not end, or text after it: {text[at:end][:30]!r}",
                place=f"line {where[1]}",
            )
        entry.strings[keyword].append(m.span(1))
        at = m.end()


def _comment(entry: Entry, line: str, start: int, end: int) -> None:
    if not entry.comments and not entry.strings:
        entry.start = start
    entry.comments.append((start, end))
    if line.startswith("#,"):
        entry.flags |= {flag.strip() for flag in line[2:].split(",")}


def _check(found: list[Entry], text: str, path: str) -> None:
    """Every message has an id and a translation, and none occurs twice."""
    seen: dict[tuple[bool, str, str], int] = {}
    for entry in found:
        if entry.obsolete:
            continue
        place = f"line {entry.line}"
        if "msgid" not in entry.strings or not entry.targets:
            missing = "msgstr" if "msgid" in entry.strings else "msgid"
            raise InputError(path, f"has a message without {missing}", place=place)
        context = "msgctxt" in entry.strings
        key = (context, entry.text(text, "msgctxt"), entry.text(text, "msgid"))
        if key in seen:
            raise InputError(
                path,
                f"has the message {key[2][:40]!r} twice, first in line {seen[key]}",
                place=place,
                remedy="msguniq joins them",
            )
        seen[key] = entry.line
