"""Reads ICU MessageFormat: arguments, their types, and the branches of plurals and selections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

COMPLEX = re.compile(r"\{\s*[\w.\-]+\s*,\s*(?:plural|select|selectordinal)\s*,")
"""What shows that a text is a message of ICU with branches."""
_NAME = re.compile(r"\s*([\w.\-]+)\s*")
_KEY = re.compile(r"\s*(=\d+|[\w\-]+)\s*")
_OFFSET = re.compile(r"\s*offset\s*:\s*\d+")
_BRANCHED = ("plural", "select", "selectordinal")
_DEEPEST = 20


class IcuError(ValueError):
    """A message that does not parse: where, and what is wrong."""

    def __init__(self, at: int, what: str) -> None:
        super().__init__(what)
        self.at = at


@dataclass(slots=True)
class Argument:
    """An argument of a message.

    Attributes:
        name: Its name or number.
        type: ``plural``, ``select``, ``number`` …; empty for a plain one.
        start: Where it begins.
        end: Where it ends.
        branches: Messages by key, of those that have branches.
    """

    name: str
    type: str
    start: int
    end: int = -1
    branches: dict[str, Message] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """A message, or a branch of one: its arguments, and whether it shows the number (``#``)."""

    arguments: list[Argument] = field(default_factory=list)
    number: bool = False

    def all_arguments(self) -> Iterator[Argument]:
        """Its arguments and those of its branches."""
        for argument in self.arguments:
            yield argument
            for branch in argument.branches.values():
                yield from branch.all_arguments()


def parse(text: str) -> Message:
    """The message that a text is.

    Raises:
        IcuError: If it is none.
    """
    message, at = _message(text, 0, 0)
    if at < len(text):
        raise IcuError(at, "there is a } too many")
    return message


def _message(text: str, at: int, depth: int) -> tuple[Message, int]:
    """A message from ``at`` to the end, or to the brace that closes it."""
    if depth > _DEEPEST:
        raise IcuError(at, "it is nested too deeply")
    message = Message()
    while at < len(text) and text[at] != "}":
        if text[at] == "'":
            at = _quoted(text, at)
        elif text[at] == "{":
            argument, at = _argument(text, at, depth)
            message.arguments.append(argument)
        else:
            message.number = message.number or text[at] == "#"
            at += 1
    return message, at


def _quoted(text: str, at: int) -> int:
    """Where an apostrophe, or what it quotes, ends: only before a brace or # it quotes."""
    if text[at + 1 : at + 2] == "'":
        return at + 2
    if text[at + 1 : at + 2] not in ("{", "}", "#", "|"):
        return at + 1
    end = text.find("'", at + 2)
    return end + 1 if end >= 0 else len(text)


def _argument(text: str, at: int, depth: int) -> tuple[Argument, int]:
    name = _NAME.match(text, at + 1)
    if name is None:
        raise IcuError(at, "after { there is no name")
    argument = Argument(name[1], "", at)
    at = name.end()
    if text[at : at + 1] == ",":
        kind = _NAME.match(text, at + 1)
        if kind is None:
            raise IcuError(at, f"“{argument.name}” has no type after the comma")
        argument.type, at = kind[1], kind.end()
        if argument.type in _BRANCHED:
            if text[at : at + 1] != ",":
                raise IcuError(at, f"“{argument.name}” has no branches")
            at = _branches(text, at + 1, argument, depth)
        elif text[at : at + 1] == ",":
            at = _style(text, at + 1)
    if text[at : at + 1] != "}":
        raise IcuError(argument.start, f"“{{{argument.name}” is not closed")
    argument.end = at + 1
    return argument, at + 1


def _style(text: str, at: int) -> int:
    depth = 0
    while at < len(text) and (depth or text[at] != "}"):
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    return at


def _branches(text: str, at: int, argument: Argument, depth: int) -> int:
    offset = _OFFSET.match(text, at)
    at = offset.end() if offset else at
    while True:
        while text[at : at + 1].isspace():
            at += 1
        if text[at : at + 1] in ("}", ""):
            return at
        key = _KEY.match(text, at)
        if key is None or text[key.end() : key.end() + 1] != "{":
            raise IcuError(at, f"in “{argument.name}” there is no branch of the form key {{text}}")
        argument.branches[key[1]], at = _message(text, key.end() + 1, depth + 1)
        if text[at : at + 1] != "}":
            raise IcuError(key.start(1), f"the branch “{key[1]}” is not closed")
        at += 1
