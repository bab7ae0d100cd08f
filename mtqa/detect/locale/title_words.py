"""Nationalities and ministries, as titles of office use them."""

from __future__ import annotations

import re

from mtqa.detect.locale.name_sources import read_toml

ADJECTIVE = (
    r"(?:(?:South |North )?(?:"
    + "|".join(read_toml("titles.toml")["nationalities"].split())
    + r")|South African|New Zealand|Sri Lankan|Costa Rican|Central African|Saudi Arabian)"
)
MINISTRIES: dict[str, str] = read_toml("titles.toml")["ministries"]
"""Ministry as it stands after "Minister of", and as it stands before "Minister"."""

MINISTRY = "|".join(re.escape(m) for m in sorted(MINISTRIES, key=lambda m: -len(m)))
_LINK = r"(?:de|du|des|da|di|van|von|der|den|bin|bint|ben|al|el|la|le)"
_WORD = r"[A-ZÀ-ÖØ-ÞŠŽČ][\w’'\-]*[\wï]"
PERSON = rf"{_WORD}(?:[ \u00a0](?:{_LINK}[ \u00a0])*{_WORD}){{1,3}}"
"""A person's name of two to four words."""
