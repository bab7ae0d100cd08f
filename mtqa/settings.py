"""One frozen :class:`Settings`, from ``mtqa.toml`` or ``[tool.mtqa]`` in ``pyproject.toml``.

An unknown key is an error that names the file and the key. Options of the command line override
the file.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mtqa.errors import SettingsError
from mtqa.language.tags import parse_tag
from mtqa.mqm import CATEGORIES, PROFILES, known_category
from mtqa.types import Issue


@dataclass(frozen=True, slots=True)
class Suppress:
    """What not to report.

    Attributes:
        rules: Rule ids; ``*`` and ``?`` match as in a shell (``fr-en-sport/*``).
        categories: MQM ``dimension/type``, or a whole ``dimension``.
        words: Texts never reported when they are the whole span; case counts.
        findings: Fingerprints of single findings.
    """

    rules: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()

    def rule(self, rule_id: str) -> bool:
        """Whether a rule is suppressed altogether."""
        return any(fnmatchcase(rule_id, pattern) for pattern in self.rules)

    def issue(self, issue: Issue) -> bool:
        """Whether an issue is suppressed."""
        return (
            issue.fingerprint in self.findings
            or issue.text in self.words
            or issue.category in self.categories
            or issue.category.partition("/")[0] in self.categories
            or self.rule(issue.rule)
        )


_ADDRESS = re.compile(r"(?:https?://|file:///)?[^\s:<>\"']+(?::\d+)?[^\s:<>\"']*")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to check.

    Attributes:
        target_lang: BCP 47 tag of the target, None (or empty) to identify it.
        source_lang: BCP 47 tag of the source, None (or empty) to identify it on the source text.
        profile: Penalty profile, ``mqm`` or ``wmt``.
        preview: Whether rules that are off by default run too.
        fail_on: Gate: lowest severity that fails, ``never`` for none.
        min_score: Gate: lowest MQM score that passes, None for none.
        qe: Whether translations are judged by the quality model where a source is given.
        model: Folder of the quality model, None for the one that ships with mtqa.
        max_length: Characters that a unit of a bilingual file may have, where the file states no
            limit; None for no limit.
        rules_page: Address of the page that ``mtqa rules --html`` writes; reports link to it.
        suppress: What not to report; a mapping of lists is taken, too.
    """

    target_lang: str | None = None
    source_lang: str | None = None
    profile: str = "mqm"
    preview: bool = False
    fail_on: str = "never"
    min_score: float | None = None
    qe: bool = True
    model: str | None = None
    max_length: int | None = None
    rules_page: str | None = None
    suppress: Suppress = field(default_factory=Suppress)

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise SettingsError(f"no profile {self.profile!r}; there are {', '.join(PROFILES)}")
        if self.fail_on not in FAIL_ON:
            raise SettingsError(f"fail_on is one of {', '.join(FAIL_ON)}, not {self.fail_on!r}")
        if self.max_length is not None and self.max_length < 1:
            raise SettingsError(f"max_length is a number from 1, not {self.max_length}")
        if self.min_score is not None and not math.isfinite(self.min_score):
            raise SettingsError(f"min_score is a number, not {self.min_score}; 100 is the best")
        if self.rules_page is not None and not _ADDRESS.fullmatch(self.rules_page):
            raise SettingsError(
                f"rules_page is a file or an https address, not {self.rules_page!r}"
            )
        for name in ("target_lang", "source_lang"):
            tag = getattr(self, name)
            if not isinstance(tag, str | None):
                raise SettingsError(f"{name} is a language tag, not {tag!r}")
            object.__setattr__(self, name, parse_tag(tag, name) if tag else None)
        if not isinstance(self.suppress, Suppress):
            object.__setattr__(self, "suppress", _suppress(self.suppress, "settings"))

    def override(self, **options: Any) -> Settings:
        """The same settings with every option that is not None put in place."""
        return replace(self, **{k: v for k, v in options.items() if v is not None})


FAIL_ON = ("never", "minor", "major", "critical")
FILES = ("mtqa.toml", "pyproject.toml")


def load(*starts: Path) -> Settings:
    """The settings of the nearest folder, from the first of ``starts`` upwards, that has some.

    Args:
        starts: Where to begin; the next one counts where nothing is found above the first.

    Raises:
        SettingsError: If the file does not parse or has an unknown key.
    """
    for start in starts:
        folder = start.resolve()
        for file in (place / name for place in (folder, *folder.parents) for name in FILES):
            table = _table(file) if file.is_file() else None
            if table is not None:
                return parse(table, str(file))
    return Settings()


def _table(file: Path) -> Mapping[str, Any] | None:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        if file.name != "mtqa.toml":
            return None  # not ours to complain about
        raise SettingsError(f"{file}: {error}") from error
    if file.name == "mtqa.toml":
        return data
    tool = data.get("tool", {})
    return tool.get("mtqa") if isinstance(tool, dict) else None


def parse(table: Mapping[str, Any], where: str) -> Settings:
    """Settings from a table of a TOML file.

    Args:
        table: The table.
        where: The file's name, for errors.

    Raises:
        SettingsError: If a key is unknown or a value does not fit.
    """
    _known(table, Settings, where)
    plain = {k: _typed(k, v, where) for k, v in table.items() if k != "suppress"}
    try:
        return Settings(**plain, suppress=_suppress(table.get("suppress", {}), where))
    except SettingsError as error:
        prefix = "" if str(error).startswith(where) else f"{where}: "
        raise SettingsError(f"{prefix}{error}") from error


def _suppress(table: Any, where: str) -> Suppress:
    """What not to report, from a table of lists."""
    if not isinstance(table, Mapping):
        raise SettingsError(f"{where}: suppress is a table ([suppress])")
    _known(table, Suppress, f"{where}, [suppress]")
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise SettingsError(f"{where}: suppress.{key} is a list of strings")
        lists[key] = tuple(value)
    for category in lists.get("categories", ()):
        if not known_category(category) and category not in CATEGORIES:
            raise SettingsError(f"{where}: no MQM category {category!r}")
    return Suppress(**lists)


def _typed(key: str, value: Any, where: str) -> Any:
    wanted: tuple[type, ...] = {
        "preview": (bool,),
        "qe": (bool,),
        "min_score": (int, float),
        "max_length": (int,),
    }.get(key, (str,))
    if not isinstance(value, wanted) or (bool not in wanted and isinstance(value, bool)):
        raise SettingsError(f"{where}: {key} is a {wanted[-1].__name__}, not {value!r}")
    return value


def _known(table: Mapping[str, Any], shape: type, where: str) -> None:
    names = [f.name for f in fields(shape)]
    for key in table:
        if key not in names:
            raise SettingsError(f"{where}: unknown key {key!r}; known: {', '.join(names)}")
