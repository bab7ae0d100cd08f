"""Suggestion templates of the packs: text that takes over what the pattern matched.

::

    {WEEKDAY} {1} {gap}   what that class, group or gap matched
    <say.V>               the verb in the form of the first verb matched; <say.V@2> of the second
    <say.V:past>          that form
    <=.V:base> <=.N:sg>   the very verb (noun) that was matched, in that form
    <MP.N>                the noun in the number of the first noun matched
    a(n)                  a or an, as the next word wants
    {lower:NAME}          with a lower-case first letter; {upper:gap} with a capital
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mtqa.detect.inflect import noun_forms, verb_forms
from mtqa.detect.phrase import Phrase, PhraseError

Part = Sequence[Any]
_TOKEN = re.compile(
    r"\{(?:(?P<how>lower|upper):)?(?P<group>\w+)\}"
    r"|<(?P<lemma>[^<>.]+)\.(?P<kind>[VN])(?:@(?P<nth>\d))?(?::(?P<form>[a-z]+))?>"
    r"|(?P<article>\b[Aa]\(n\))"
)
_AN = ("hour", "honest", "honor", "honour", "heir")
_A = ("uni", "use", "usu", "util", "eu", "one", "once", "uk", "un-")
# "assured" is both past and participle; "has assured" must become "has spoken", not "has spoke"
_AUXILIARY = re.compile(
    r"(?:\b(?:has|have|had|having|is|are|was|were|be|been|being)|['’](?:ve|s|d|re))"
    r"(?:\s+(?:not|also|already|never|always|even|just|still|since|\w+ly))?\s+\Z",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"(?:\b(?:to|will|would|can|could|may|might|shall|should|must|do|does|did|let|not|cannot)"
    r"|n['’]t)(?:\s+\w+ly)?\s+\Z",
    re.IGNORECASE,
)
_PLURAL_BEFORE = re.compile(
    r"\b(?:(?i:they|we|you|these|those|people|men|women|children|both|many)"
    r"|(?!this\b)[a-z]{2,}[^\Wsuia'’]s)"
    r"\s+(?:\w+ly\s+|also\s+|have\s+|had\s+)?\Z"
)
_ARTICLED = re.compile(r"\b(?P<article>[Aa]n?) (?P<word>[^\W\d_]\w*)")
_AN_AFTER_ALL = ("unin", "unim", "unidentified")


def article(word: str) -> str:
    """``a`` or ``an`` for the word that follows."""
    low = word.lower()
    if low.startswith(_AN) or low.startswith(_AN_AFTER_ALL) or re.match(r"8|1[18](?!\d)", low):
        return "an"
    return "a" if low.startswith(_A) or low[:1] not in "aeiou" else "an"


def compile_template(template: str, phrase: Phrase) -> list[list[Any]]:
    """Compile a template against the phrase whose groups it uses.

    Returns:
        Parts that JSON can hold: ``["t", text]``, ``["g", group, how]``,
        ``["i", group, {form: text}]``, ``["m", group, {surface: text}]``, ``["a"]``.

    Raises:
        PhraseError: If it names a group or form that the pattern does not have.
    """
    parts: list[list[Any]] = []
    at = 0
    for match in _TOKEN.finditer(template):
        if match.start() > at:
            parts.append(["t", template[at : match.start()]])
        at = match.end()
        if match["article"]:
            parts.append(["a"])
        elif match["lemma"]:
            parts.append(_inflected(match, phrase, template))
        else:
            group = f"g{match['group']}" if match["group"].isdigit() else match["group"]
            if group not in phrase.groups:
                raise PhraseError(f"no group {{{match['group']}}} in the pattern of {template!r}")
            parts.append(["g", group, match["how"] or ""])
    if at < len(template):
        parts.append(["t", template[at:]])
    return parts


def _inflected(match: re.Match[str], phrase: Phrase, template: str) -> list[Any]:
    kind = match["kind"]
    if match["lemma"] == "=":
        return _same_word(match, phrase, template)
    forms = verb_forms(match["lemma"]) if kind == "V" else noun_forms(match["lemma"])
    if match["form"]:
        if match["form"] not in forms:
            raise PhraseError(f"forms are {' '.join(forms)}, in {template!r}")
        return ["t", forms[match["form"]]]
    group = f"{kind.lower()}{match['nth'] or 1}"
    if group not in phrase.inflected:
        raise PhraseError(f"the pattern matches no {kind} for {match.group()} of {template!r}")
    return ["i", group, forms]


def _same_word(match: re.Match[str], phrase: Phrase, template: str) -> list[Any]:
    kind, form = match["kind"], match["form"]
    group = f"{kind.lower()}{match['nth'] or 1}"
    if group not in phrase.lemmas or not form:
        raise PhraseError(f"<=.{kind}:form> needs a {kind} in the pattern and a form: {template!r}")
    forms = verb_forms if kind == "V" else noun_forms
    return ["m", group, {s: forms(lemma)[form] for s, lemma in phrase.lemmas[group].items()}]


def render(
    parts: Sequence[Part], match: re.Match[str], inflected: Mapping[str, Mapping[str, str]]
) -> str:
    """The suggestion for a match; its first letter takes the case of what it replaces.

    Args:
        parts: A compiled template.
        match: The match of the phrase.
        inflected: The phrase's surfaces and forms.

    Returns:
        The text to put in place of the match's span.
    """
    out = ""
    for part in parts:
        if part[0] == "t":
            out += part[1]
        elif part[0] == "g":
            text = match[part[1]] or ""
            if part[2]:
                text = (text[:1].lower() if part[2] == "lower" else text[:1].upper()) + text[1:]
            out += text
        elif part[0] == "a":
            out += "\0"
        else:
            surface = " ".join((match[part[1]] or "").lower().replace("’", "'").split())
            if part[0] == "m":
                out += part[2].get(surface, surface)
                continue
            form = _form(inflected[part[1]].get(surface, "base"), match, part[1])
            out += _agreed(part[2].get(form, ""), surface, match, part[1])
    while "\0" in out:
        head, _, tail = out.partition("\0")
        out = head + article(tail.lstrip()) + tail
    out = _ARTICLED.sub(lambda m: _right_article(m, match[0] or ""), out)
    group = "mark" if "mark" in match.re.groupindex else 0
    text, like = out.strip(" "), match[group] or ""
    if like[:1].isupper() and not _begins_sentence(match.string, match.start(group)):
        return text  # the capital is a name's ("Matignon"), not the sentence's
    return match_case(text, like)


def _form(form: str, match: re.Match[str], group: str) -> str:
    """The form in its context: "has assured" and "was put" are participles, "to put" is none."""
    if "past" not in form:
        return form
    at = match.start(group)
    before = match.string[max(at - 40, 0) : at]
    if _AUXILIARY.search(before):
        return "part"
    return "base" if form != "past" and _MODAL.search(before) else "past"


def _agreed(text: str, surface: str, match: re.Match[str], group: str) -> str:
    """Forms of "be" that agree with the subject: "they constituted" becomes "they were"."""
    head, space, rest = text.partition(" ")
    at = match.start(group)
    before = match.string[max(at - 40, 0) : at]
    if head == "be" and not _MODAL.search(before):
        head = "are"
    plural = surface in ("are", "were") or _PLURAL_BEFORE.search(before)
    if plural and head in ("was", "is") and (head == "was" or surface == "are"):
        head = "were" if head == "was" else "are"
    return head + space + rest


def _right_article(match: re.Match[str], replaced: str) -> str:
    """The article as the new word after it wants; pairs that stood there before are kept."""
    word = match["word"]
    if match.group() in replaced or word.isupper():
        return match.group()
    right = article(word)
    return (right.capitalize() if match["article"][0].isupper() else right) + " " + word


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(at - 12, 0) : at].rstrip(" \t\u00a0\u202f\"“”«»‘’'()[]")
    return at == 0 or not before or before[-1] in ".!?…:\n\r•–—"


def match_case(text: str, like: str) -> str:
    """``text`` with a capital where the text it replaces begins with one in lower-case company."""
    first = next((c for c in like if c.isalpha()), "")
    word = next(iter(like.split(maxsplit=1)), "")
    if first.isupper() and text[:1].islower() and not (word.isupper() and len(word) > 1):
        return text[:1].upper() + text[1:]
    return text
