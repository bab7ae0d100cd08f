"""Which pieces the shipped model keeps, and its SentencePiece model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mtqa.score.qe.training.base import Base

LANGUAGES = (
    "en", "fr", "es", "de", "it", "pt", "ru", "uk", "zh", "ar", "ja", "pl", "cs", "nl", "ro", "fi",
    "hu", "sv", "tr", "el", "bg", "ca", "hi", "ko", "fa", "he", "id",
)  # fmt: skip
"""Languages whose frequent words (wordfreq) keep their pieces, beyond those of the data."""


def frequent_words(count: int) -> Iterable[str]:
    """The most frequent words of every language of :data:`LANGUAGES`, capitalised too."""
    from wordfreq import top_n_list

    for lang in LANGUAGES:
        for word in top_n_list(lang, count):
            yield word
            yield word.capitalize()


def sentencepiece_model(pieces: list[str], scores: Iterable[float]) -> bytes:
    """A serialized unigram model over these pieces; the first four are the special ones.

    Its own normalizer does nothing: mtqa normalizes code point by code point before.
    """
    from sentencepiece import sentencepiece_model_pb2 as proto

    model = proto.ModelProto()
    kinds = {0: 3, 1: 3, 2: 3, 3: 2}  # control, control, control, unknown
    for k, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
        model.pieces.add(piece=piece, score=float(score), type=kinds.get(k, 1))
    model.trainer_spec.model_type = 1
    model.trainer_spec.unk_id, model.trainer_spec.bos_id = 3, 0
    model.trainer_spec.eos_id, model.trainer_spec.pad_id = 2, 1
    model.trainer_spec.vocab_size = len(pieces)
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString())


def choose_pieces(
    base: Base, texts: Iterable[str], most: int, words_per_language: int
) -> list[int]:
    """Ids of the base's pieces to keep, in the base's order, the special ones first.

    Pieces of the data come first, then those of frequent words, by count; every single character
    of the base is kept as far as room allows, so that nothing becomes unknown needlessly.
    """
    from mtqa.score.qe.pieces import Pieces

    whole = Pieces(
        sentencepiece_model(base.pieces, [float(s) for s in base.scores]), base.normalization
    )
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(whole.cut(text)[0])
    extra: Counter[int] = Counter()
    for word in frequent_words(words_per_language):
        extra.update(whole.ids_of(word))
    single = [k for k, p in enumerate(base.pieces) if len(p) == 1 or (len(p) == 2 and p[0] == "▁")]
    keep = {0, 1, 2, 3}
    order = [k for k, n in counts.most_common() if n >= 2]
    order += [k for k in single if base.pieces[k].isascii() or counts[k]]
    order += [k for k, _ in extra.most_common()]
    order += [k for k, _ in counts.most_common()] + single
    for k in order:
        if len(keep) >= most:
            break
        keep.add(k)
    return [0, 1, 2, 3, *sorted(keep - {0, 1, 2, 3})]
