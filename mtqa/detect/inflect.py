"""English inflection for packs, at the time they are compiled; nothing of it is needed to detect.

Forms are those of lemminflect (MIT): ``base``, ``s``, ``ing``, ``past``, ``part`` for a verb,
``sg`` and ``pl`` for a noun. British spellings of ``-ize`` verbs are added to the forms a pattern
matches.
"""

from __future__ import annotations

from functools import cache

_VERB_TAGS = {"base": "VB", "s": "VBZ", "ing": "VBG", "past": "VBD", "part": "VBN"}
VERB_FORMS = tuple(_VERB_TAGS)
NOUN_FORMS = ("sg", "pl")
_BE = {"base": "be", "s": "is", "ing": "being", "past": "was", "part": "been"}


@cache
def verb_forms(lemma: str) -> dict[str, str]:
    """The forms of a verb by name; a phrasal verb ("play for time") inflects its first word."""
    from lemminflect import getAllInflections, getInflection

    head, space, rest = lemma.partition(" ")
    if head == "be":
        return {form: text + space + rest for form, text in _BE.items()}
    known = getAllInflections(head, upos="VERB")
    out = {}
    for form, tag in _VERB_TAGS.items():
        words = known.get(tag)
        if not words and form == "part":
            words = known.get("VBD")
        if not words:
            words = getInflection(head, tag=tag)
        out[form] = words[0] + space + rest
    return out


@cache
def noun_forms(lemma: str) -> dict[str, str]:
    """Singular and plural; of several words the last one inflects."""
    from lemminflect import getAllInflections, getInflection

    rest, space, head = lemma.rpartition(" ")
    if head.isupper() and len(head) > 1:  # MP, NGO
        return {"sg": lemma, "pl": lemma + "s"}
    known = getAllInflections(head, upos="NOUN")
    plural = (known.get("NNS") or getInflection(head, tag="NNS"))[0]
    return {"sg": lemma, "pl": rest + space + plural}


@cache
def surfaces(lemma: str, kind: str) -> dict[str, str]:
    """Every surface a pattern should match, with the form it is; the first form wins a tie.

    Args:
        lemma: A lemma.
        kind: ``V`` or ``N``.

    Returns:
        Surface to form, for instance ``{"assures": "s", "assured": "past"}``.
    """
    out: dict[str, str] = {}
    if kind == "N":
        for form, text in noun_forms(lemma).items():
            out.setdefault(text, form)
        return out
    spellings = [lemma]
    head, space, rest = lemma.partition(" ")
    if head.endswith("ize") and len(head) > 5:
        spellings.append(head[:-3] + "ise" + space + rest)
    for spelling in spellings:
        for form, text in verb_forms(spelling).items():
            out.setdefault(text, form)
    if head == "be":
        for extra, form in (("are", "s"), ("were", "past"), ("am", "s")):
            out.setdefault(extra + space + rest, form)
    return out


def asked_forms(lemma: str, kind: str, wanted: set[str] | None) -> dict[str, str]:
    """The surfaces of a lemma that a pattern asks for, with their forms.

    A surface such as "put" has the form ``base|past``: the words before it decide when a template
    is rendered. A regular past counts as a participle.

    Args:
        lemma: A lemma.
        kind: ``V`` or ``N``.
        wanted: Names of forms, None for all.
    """
    out = dict(surfaces(lemma, kind))
    if kind == "V" and verb_forms(lemma)["past"] == lemma:
        out[lemma] = "base|past"
    if wanted:
        asked = wanted | {"past"} if "part" in wanted else wanted
        out = {s: "|".join(f for f in form.split("|") if f in asked) for s, form in out.items()}
    return {s: form for s, form in out.items() if form}
