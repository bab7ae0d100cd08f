"""Which legacy encoding a text is in, by what its bytes above 127 turn into.

Each candidate decodes a sample and is marked on it: letters that its languages use often and
typographic marks count for it, others against it, and most of all letters of another script inside
a word, which is what a wrong encoding produces (``trиs`` for ``très``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAMPLE = 65536  # bytes
_ACCEPTED = 0.4  # mark, at most 1, from which an encoding is believed
_MARKS = frozenset("‘’“”«»„–—…€£°§·¿¡№\u00a0、。，「」（）：？！")

_WEST = "àâäçéèêëîïôöùûüœæñáíóúãõßåøìòªº"
_CENTRE = "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîşţđšžöüä"
_TURKISH = "çğıöşüâîû"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآئءؤ"
_HAN = (
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發"
    "年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家"
)
_KANA = "".join(map(chr, range(0x3041, 0x3097))) + "".join(map(chr, range(0x30A1, 0x30FD)))
_HANGUL = (
    "이다는을의에가하고한지은로기사도를대인서그자어리시일해정부나수것라있들전보아제만여과상면으주장소원스"
    "성구적년오계중세조공선국연방개민안위비관와무치진영동경신재유반말했될속통화요협회령월간용체학"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    letters: frozenset[str]
    latin: bool = False


# The first of equals wins: the more usual stands before the less usual.
_CANDIDATES = (
    _Candidate("cp1252", frozenset(_WEST), latin=True),
    _Candidate("cp1250", frozenset(_CENTRE), latin=True),
    _Candidate("cp1254", frozenset(_TURKISH), latin=True),
    _Candidate("mac_roman", frozenset(_WEST), latin=True),
    _Candidate("iso8859_2", frozenset(_CENTRE), latin=True),
    _Candidate("cp1251", frozenset(_CYRILLIC)),
    _Candidate("koi8_r", frozenset(_CYRILLIC)),
    _Candidate("koi8_u", frozenset(_CYRILLIC)),
    _Candidate("cp866", frozenset(_CYRILLIC)),
    _Candidate("cp1253", frozenset(_GREEK)),
    _Candidate("cp1256", frozenset(_ARABIC)),
    _Candidate("shift_jis", frozenset(_KANA + _HAN)),
    _Candidate("euc_jp", frozenset(_KANA + _HAN)),
    _Candidate("euc_kr", frozenset(_HANGUL)),
    _Candidate("gb18030", frozenset(_HAN)),
    _Candidate("big5", frozenset(_HAN)),
)
_FOREIGN = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_CASED = re.compile(r"[^\W\d_][^\W\d_]")


def legacy_encoding(data: bytes) -> str | None:
    """Python name of the legacy encoding that ``data`` is most probably in.

    Args:
        data: A text that is not UTF-8.

    Returns:
        The encoding, in which all of ``data`` decodes, or None where none is believable.
    """
    sample = data[:_SAMPLE].rsplit(b"\n", 1)[0] if len(data) > _SAMPLE else data
    marks = [(_mark(sample, c), -k) for k, c in enumerate(_CANDIDATES)]
    for mark, k in sorted(marks, reverse=True):
        if mark < _ACCEPTED:
            return None
        encoding = _CANDIDATES[-k].encoding
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _mark(sample: bytes, candidate: _Candidate) -> float:
    """From about -2 to 1: how well the encoding explains the bytes above 127."""
    try:
        text = sample.decode(candidate.encoding)
    except UnicodeDecodeError:
        return -2.0
    high = [c for c in text if c > "\x7f"]
    if not high:
        return -2.0
    total: float = sum(_letter(c, candidate) for c in high)
    if not candidate.latin:
        pairs = _FOREIGN.findall(text)
        total -= 2.0 * sum(any(c > "\x7f" and c.isalpha() for c in pair) for pair in pairs)
    # "bЙte": a capital straight after a small letter does not happen inside words.
    total -= sum(p[0].islower() and p[1].isupper() for p in _CASED.findall(text))
    return total / len(high)


def _letter(character: str, candidate: _Candidate) -> float:
    if character in candidate.letters:
        return 1.0
    if character in _MARKS:
        return 0.9
    if character.lower() in candidate.letters:
        return 0.6
    return 0.2 if character.isalpha() and not candidate.latin else -1.0
