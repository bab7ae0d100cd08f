"""Says whether the subject in front of a verb is singular or plural, where that is clear."""

from __future__ import annotations

import re

from mtqa.detect.linguistic.speakers import lists

_PRONOUN = {"he": False, "she": False, "it": False, "this": False, "that": False}
_PRONOUNS = {"they": True, "we": True, "these": True, "those": True, "both": True, "many": True}
_BOUNDARY = re.compile(
    r"[;:“”\"«»(—–]|,\s+(?:but|and|while|so|where|as)\b|\b(?:that|but|because|while|whether|where"
    r"|when|if|although|though|who|which|said|says|added|adds)\b"
)
_INSERTED = re.compile(r",[^,;:.]{3,80},\s*$")
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|on|for|to|at|from|with|by|between|against|about|over|under|into|within|during|after"
    r"|before|around|among|via|concerning|regarding|since)\s"
)
_SINGULAR_S = re.compile(r"(?:ss|us|is|ics|news|series|gas|bus|Paris|States|Nations|Netherlands)$")


def is_plural(text: str, floor: int, at: int) -> bool | None:
    """Whether the subject that ends at ``at`` is plural; None where that is not clear.

    Args:
        text: The text.
        floor: Where its sentence begins.
        at: Where its verb begins.
    """
    chunk = text[floor:at].rstrip()
    if inserted := _INSERTED.search(chunk):
        chunk = chunk[: inserted.start()]
    for boundary in list(_BOUNDARY.finditer(chunk))[::-1]:
        if chunk[boundary.end() :].strip(" ,"):
            chunk = chunk[boundary.end() :]
            break
    chunk = re.sub(
        r"^\s*(?:[A-Z]\w+,)?\s*", "", re.sub(r"\s+(?:\w+ly|also|then|still)$", "", chunk)
    )
    if "," in chunk:
        chunk = chunk.rpartition(",")[2].strip()
    if not chunk:
        return None
    words = chunk.split()
    low = words[-1].lower()
    if len(words) == 1 and (low in _PRONOUN or low in _PRONOUNS):
        return low in _PRONOUNS
    if re.search(r"\s(?:and|or)\s", chunk):
        return True if " and " in chunk and not _AFTER_HEAD.search(chunk) else None
    head = _AFTER_HEAD.split(f"{chunk} ", maxsplit=1)[0].split()
    if not head:
        return None
    last = head[-1]
    if last.lower() in lists().roles or last.lower() in lists().bodies:
        return True
    return last.endswith("s") and not _SINGULAR_S.search(last) and not last[0].isupper()
