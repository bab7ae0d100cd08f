"""Where a name stands: its tokens, and whether it is part of a foreign phrase or an address."""

from __future__ import annotations

import re

from mtqa.detect.reading import Reading

CLAUSE_FOLLOWS = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|does|did|do"
    r"|and (?!the [A-Z])(?![A-Z])|or (?![A-Z])|but|in|into|to|on|at|by|for|from|with|without|as"
    r"|than|because|when|while|after|before|since|until|during|against|under|over|about|between|through"
    r"|itself|also|not|said|says|wants|wanted|announced|accused|joined|decided|asked|called|agreed|refused"
    r"|added|confirmed|warned|denied|seeks|remains|plans|expects|hopes|believes)\b"
    r"|\s+and [A-Z]\w+ (?:are|have|were|had|will|met|agreed|signed|want|must|can|should|would"
    r"|could|did)\b"
    r"|['’]s\b|[,;:?!)”\"]|\.(?:\s|$)|\s*$"
)
"""What can follow a noun phrase that is complete: the name before it modifies nothing."""

_FOREIGN_WORDS = frozenset(
    """de du des la le les et sur en à au aux une un dans par pour chez sous vers von der die das
    dem den und im zu zum zur vom di del della dello dei degli delle da do dos das el los las y e
    o em no na van het op te il lo gli al ao san santa saint sainte são sous mon ma notre nuestra
    nostra"""
    .split()
)  # fmt: skip
_FOREIGN_HEADS = frozenset(
    """Radio Université Universidad Università Universidade Universität Stade Gare Rue Place Avenue
    Boulevard Hôtel Château Crédit Banque Banco Opéra Théâtre Air Club Olympique Sporting Real
    Deportivo Atlético Racing Rapid Dynamo Lokomotive Institut Instituto Sciences Maison Palais
    Musée Pont Porte Cour Tribunal Foire Festival Éditions Galeries Société Groupe Compagnie
    Journal Tribune Courrier Écho Nouvelle Nouvelles Petit Petite Grand Grande Saint Sainte San
    Santa Santo Sankt Bayern Rue Via Piazza Plaza Calle Avenida Rua Hotel Teatro Palazzo Casa
    Villa Jeune Vive Viva Deutsche Teatro Orquesta Orchestre Opera Ballet La Le Les El Los Las Il
    Lo Die Der Das Forza Inter Neue Stadt Schloss Junge Freie Groß Allgemeine Süddeutsche Berliner
    Wiener Partido Partito Parti Casas FC SC AC AS RC CF SV SK VfB VfL TSV"""
    .split()
)  # fmt: skip
_BEFORE = re.compile(r"([^\W\d_]+)([’'\-]|[ \u00a0]+)$")
_AFTER = re.compile(r"([’'\-]|[ \u00a0]+)([^\W\d_]+)")


def tokens(reading: Reading) -> frozenset[str]:
    """The runs of letters of the target, as they are written, each once."""
    return reading.tokens


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether the range is not a piece of a longer word, compound, address or tag."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and (before.isalnum() or before in "#@/_\\-‑'’."):
        return before == "'" and not text[start - 2 : start - 1].isalnum()
    if after and (after.isalnum() or after in "@_/\\"):
        return False
    follows = text[end + 1 : end + 2]
    return not (
        after in ("-", "‑", ".") and follows.isalpha() and (after == "." or follows.isupper())
    )


_ENGLISH_TOO = frozenset({"no", "do", "die", "van", "den", "o", "e", "te", "all", "sous"})


def in_foreign_phrase(text: str, start: int, end: int, *, place: bool) -> bool:
    """Whether the words around make it part of a name that stays as it is.

    Args:
        text: The target.
        start: Begin of the name.
        end: End of the name.
        place: Whether it is the name of a place, which the capitalised words around may claim
            ("Radio Londres", "Maroc Telecom").
    """
    before = _BEFORE.search(text[max(start - 40, 0) : start])
    after = _AFTER.match(text, end)
    if before and (before[1] in _FOREIGN_WORDS or before[1] in _FOREIGN_HEADS):
        return True
    if after and after[2].lower() in _FOREIGN_WORDS - _ENGLISH_TOO:
        return True
    if not place:
        return False
    if text.endswith(" - ", 0, start):  # a compound torn apart, which other rules repair
        return True
    if before and before[1][:1].isupper() and not _opens_sentence(text, start - len(before[0])):
        return True
    return bool(after and after[2][:1].isupper() and after[1].strip() == "" and len(after[2]) > 1)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(start - 40, 0) : start].rstrip(" \u00a0\"“”«»'‘(")
    return not before or before[-1] in ".!?:;\n"
