"""Pages made with Jinja: one environment, and the hashes that let only our own script run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template


def template(name: str, known: Mapping[str, Any] | None = None) -> Template:
    """A template of this package, escaping everything, with no undefined names.

    Args:
        name: File in ``templates``.
        known: Names that the template may use besides what it is rendered with.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("mtqa.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(known or {})
    return environment.get_template(name)


@cache
def asset(*names: str) -> str:
    """Styles or scripts of this package, one after the other."""
    folder = files("mtqa.report") / "templates"
    return "\n".join((folder / name).read_text(encoding="utf-8").strip() for name in names)


def source_hash(text: str) -> str:
    """The source expression that lets exactly this text run under a page's security policy."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
