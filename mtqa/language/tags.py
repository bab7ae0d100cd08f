"""Language tags as users type them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from mtqa.errors import SettingsError

_SHAPE = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|\d{3}))?(?P<rest>(?:-[A-Za-z0-9]{2,8})*)\Z"
)
# Codes that people write although BCP 47 has a shorter or newer one.
_ALIASES = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "deu": "de", "ger": "de", "ita": "it",
    "por": "pt", "rus": "ru", "ukr": "uk", "zho": "zh", "chi": "zh", "jpn": "ja", "ara": "ar",
    "pol": "pl", "nld": "nl", "dut": "nl", "ces": "cs", "cze": "cs", "kor": "ko", "iw": "he",
    "in": "id", "cmn": "zh",
}  # fmt: skip


def parse_tag(value: str, option: str = "language") -> str:
    """A language tag in its canonical form: ``en_us`` gives ``en-US``, ``zh-hans`` ``zh-Hans``.

    Args:
        value: What the user typed.
        option: The option or setting it belongs to, for the error.

    Raises:
        SettingsError: If it is no language tag or names no language, with a hint.
    """
    cleaned = re.sub(r"\.[\w-]+\Z", "", value.strip()).replace("_", "-")
    match = _SHAPE.match(cleaned)
    language = match["language"].lower() if match else ""
    language = _ALIASES.get(language, language)
    if match is None or language not in _table()["names"]:
        raise SettingsError(f"{option}: {value!r} is not a language tag; {_hint(cleaned)}")
    parts = [language]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + match["rest"].lower()


def named(name: str) -> str | None:
    """The tag of a language called by its name, English or its own (``French``, ``Deutsch``)."""
    table = _table()
    known = {n.lower(): code for code, n in table["names"].items()}
    known |= {n: code for code, n in table["own_names"].items()}
    return known.get(name.strip().lower())


def name_of(tag: str) -> str:
    """The English name of a tag's language, without script and region; the tag if unknown."""
    return _table()["names"].get(tag.replace("_", "-").split("-")[0].lower(), tag)


@cache
def _table() -> dict[str, dict[str, str]]:
    path = files("mtqa.language") / "names.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _hint(typed: str) -> str:
    code = named(typed.replace("-", " "))
    return f"did you mean {code!r}?" if code else "use a code such as en, fr or pt-BR"
