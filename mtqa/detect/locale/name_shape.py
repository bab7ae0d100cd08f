"""Slavic names that are in no list but have an unmistakably French or German spelling.

The shapes are those of the romanization tables read backwards: what only French (``-ï``, ``tch``,
``chtch``, ``Iou-``, ``ou`` before a Slavic ending) or only German (``tsch``, ``schtsch``, ``-jew``)
writes gives the English letters for the whole name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mtqa.detect.locale.name_context import in_foreign_phrase, is_whole, tokens
from mtqa.detect.locale.name_given import after_given_name
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Find, Finding, suggest
from mtqa.types import Span

_ENDING = (
    r"(?:ov|ova|ev|eva|ïev|ïeva|iev|ieva|enko|iouk|tchouk|ski|sky|skyï|skaïa|skaia|itch|iak|sk|ovo)"
)
_FRENCH = re.compile(
    r"[A-Z][a-zïéè]*?(?:"
    r"[eoi]ï|[aoe]ï(?:ev|eva|ko|lo|lov|lova|vka|sk|ski|skaïa|tchouk|na)|skaïa|[ao]ïa"
    r"|chtch[a-zï]+|tch(?:ouk|enko|enkov|enkova|ev|eva|ov|ova|ik|ikov|ikova|inski|iski|ouko|uk)"
    r"|(?<!Zourabi)chvili|iouk|ioukov|ioukova"
    r")"
)
_FRENCH_HEAD = re.compile(rf"(?:Tch[aeiouy]|Chtch|Iou|Ia|Ie|Jou)[a-zïé]*{_ENDING}")
_FRENCH_OU = re.compile(
    r"(?:[A-Z][a-zïé]*ou|Ou(?!spensk))[a-zïé]{0,8}(?:[bdgklmnrstvz]ov|[bdgklmnrstvz]ova|[nt]enko|nski|vski)"
)
_GERMAN = re.compile(
    r"[A-Z][a-zäöü]*(?:tschuk|tschenko|schtsch[a-z]+|[eo]witsch|[eo]wytsch|tschow|tschew|tschowa|tschewa"
    r"|[aeiourntlsd]jew|jewa|[kz]kyj|skyj|schkin|schkow|skaja|schenko|schwili)"
)
_GERMAN_HEAD = re.compile(
    r"(?:Tsch[aeiou]|Schtsch|Ju|Je)[a-z]*(?:ow|ew|owa|ewa|enko|tschuk|skyj|skaja)"
)
_NOT_SLAVIC = frozenset(
    """Hanoï Loïc Eloi Samouraï Bonsaï Thaï Shanghaï Kournikova Ouspensky Ouspenskaya Zourabichvili
    Tchaikovsky Tchaikovski Tchaikowsky Iannis Raskolnikov Ouspenski Kouzov Iacov Soraïa Maïa Gaïa
    Zoïa Aïa Raïa Isaïa Jesaja Tatchell Hitchkov Jew Tolstoi Rachmaninoff Tatischtschew Iancov
    Iancev Ialomita Bouvkova Goudenko Joukova Juskow Jurkow Jeschow Jekow
    Bratchikova Bratchikov Korotchenko"""
    .split()
)  # fmt: skip

_TO_ENGLISH = tuple(
    (re.compile(pattern), latin)
    for pattern, latin in (
        ("Chtch", "Shch"),
        ("chtch", "shch"),
        ("Tch", "\1"),
        ("tch", "\2"),
        ("Ch", "Sh"),
        ("ch", "sh"),
        ("\1", "Ch"),
        ("\2", "ch"),
        ("jj", "zhzh"),
        ("(?<!d)j", "zh"),
        ("J", "Zh"),
        ("dj", "dzh"),
        ("gu(?=[eéiï])", "g"),
        ("Gu(?=[eéiï])", "G"),
        ("ïou", "yu"),
        ("Iou", "Yu"),
        ("iou", "yu"),
        ("ou", "u"),
        ("Ou", "U"),
        ("^Ia", "Ya"),
        ("^Ie", "Ye"),
        ("ïa", "ya"),
        ("ïe", "ye"),
        ("skyï$", "skyi"),
        ("oï$", "oy"),
        ("[ïi]ï$", "ii"),
        ("ï", "i"),
        ("[éè]", "e"),
        ("ski$", "sky"),
        ("skaia$", "skaya"),
        ("(?<=[aeiouy])ss(?=[aeiouy])", "s"),
        ("ine$", "in"),
        ("yne$", "yn"),
        ("ia(?=[a-z])", "ya"),
        ("(?<=[aeou])iev", "yev"),
    )
)
_GERMAN_TO_ENGLISH = tuple(
    (re.compile(pattern), latin)
    for pattern, latin in (
        ("Schtsch", "Shch"),
        ("schtsch", "shch"),
        ("Tsch", "\1"),
        ("tsch", "\2"),
        ("Sch", "Sh"),
        ("sch", "sh"),
        ("Ch", "Kh"),
        ("(?<!s)ch", "kh"),
        ("\1", "Ch"),
        ("\2", "ch"),
        ("W", "V"),
        ("w", "v"),
        ("skyj$", "skyi"),
        ("[kz]kyj$", "tskyi"),
        ("kyj$", "kyi"),
        ("Z", "Ts"),
        ("z", "ts"),
        ("Ju", "Yu"),
        ("Ja", "Ya"),
        ("Je", "Ye"),
        ("ja$", "ya"),
        ("j(?=[aeou])", "y"),
        ("j", "i"),
        ("(?<=[aeiou])ss(?=[aeiou])", "s"),
    )
)
_MARKS_FR = re.compile("ï|[Tt]ch|[Cc]htch|ou|chvili|^I[aeo]")
_MARKS_DE = re.compile("[Tt]sch|[jJ]|sch")


def to_english(name: str, lang: str) -> str:
    """The English letters of a Slavic name in French or German ones; "" where it is not sure."""
    for pattern, latin in _TO_ENGLISH if lang == "fr" else _GERMAN_TO_ENGLISH:
        name = pattern.sub(latin, name)
    return name if name.isascii() else ""


def french(token: str) -> bool:
    """Whether a token is a Slavic name that only French spells so."""
    return bool(
        _MARKS_FR.search(token)
        and (
            _FRENCH.fullmatch(token) or _FRENCH_HEAD.fullmatch(token) or _FRENCH_OU.fullmatch(token)
        )
    )


def german(token: str) -> bool:
    """Whether a token is a Slavic name that only German spells so."""
    return bool(
        _MARKS_DE.search(token) and (_GERMAN.fullmatch(token) or _GERMAN_HEAD.fullmatch(token))
    )


def find_shapes(
    lang: str, is_shaped: Callable[[str], bool], known: Callable[[], frozenset[str]]
) -> Find:
    """A find function for tokens of a shape that no list explains.

    Args:
        lang: The language of the shape.
        is_shaped: The test on a token.
        known: Tokens that another rule handles.
    """

    def find(reading: Reading, within: Span) -> Iterator[Finding]:
        suspects = {t for t in tokens(reading) if len(t) > 5 and t[0].isupper() and is_shaped(t)}
        if lang == "fr":
            suspects.update(after_given_name(reading.text, tokens(reading)))
        for token in sorted(suspects):
            if token in _NOT_SLAVIC or token in known():
                continue
            english = to_english(token, lang)
            for match in re.finditer(rf"\b{token}\b", reading.text):
                span = Span(*match.span())
                if is_whole(reading.text, *match.span()) and not in_foreign_phrase(
                    reading.text, *match.span(), place=False
                ):
                    yield Finding(span, suggest(english) if english and english != token else ())

    return find
