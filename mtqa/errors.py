"""Every exception that mtqa raises on purpose.

The tree::

    MtqaError                   one line for the user; the command exits with 2
    ├── InputError              a file that cannot be read or does not say what it should
    │   ├── EncodingError       bytes that are not the text they claim to be
    │   └── TooLargeError       over a limit that protects the machine
    ├── OutputError             a result that cannot be written
    ├── SettingsError           mtqa.toml, pyproject.toml or an option
    ├── TooManyError            more findings of one rule than a report can hold
    ├── PackError               a rule pack: names file, rule and line
    └── MissingError            an optional package or model, with how to get it
"""

from __future__ import annotations


class MtqaError(Exception):
    """Base of every deliberate error: its text is one line that says what, where and what to do."""


class InputError(MtqaError):
    """An input that cannot be used.

    Args:
        path: The file, ``-`` for standard input.
        problem: What is wrong, in a few words.
        place: Where in the file (``line 3``, ``row 7``), if known.
        remedy: What the user can do.
    """

    def __init__(self, path: object, problem: str, *, place: str = "", remedy: str = "") -> None:
        where = f"{path}, {place}" if place else f"{path}"
        super().__init__(f"{where}: {problem}" + (f"; {remedy}" if remedy else ""))
        self.path, self.problem, self.place, self.remedy = str(path), problem, place, remedy


class EncodingError(InputError):
    """Bytes that do not decode."""


class TooLargeError(InputError):
    """An input over a limit."""


class OutputError(MtqaError):
    """A result that cannot be written."""


class SettingsError(MtqaError):
    """A setting or option that does not exist or does not fit."""


class TooManyError(MtqaError):
    """More findings of one rule than a report can hold."""


class PackError(MtqaError):
    """A rule pack with a mistake in it."""


class MissingError(MtqaError):
    """Something optional that is not installed."""
