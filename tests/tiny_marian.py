"""Trains a MarianMT model of a few hundred kilobytes until it translates its pairs exactly.

It drives the real loading code of transformers and CTranslate2 without any download: a folder with
SentencePiece models, a vocabulary, a configuration and weights, as those of opus-mt.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PAIRS = [
    ("Le pont est fermé.", "The bridge is closed."),
    ("La ville dort.", "The city is asleep."),
    ("Le maire a parlé.", "The mayor spoke."),
    ("Le maire a fermé le pont.", "The mayor closed the bridge."),
    ("Les loyers montent.", "Rents are rising."),
    ("Il neige ce soir.", "It is snowing tonight."),
    ("Le plan coûtera 3,7 milliards d'euros.", "The plan will cost 3.7 billion euros."),
    ("La gare est ouverte.", "The station is open."),
    ("Cliquez sur XX0XX.", "Click XX0XX."),
    ("Elle a quitté la ville.", "She left the city."),
    ("Le train part à midi.", "The train leaves at noon."),
    ("Nous ne savions pas.", "We did not know."),
]
MOST_STEPS = 1500


def _pieces(folder: Path, side: str, texts: list[str]) -> list[str]:
    """Train a SentencePiece model; its pieces."""
    import sentencepiece

    corpus = folder / f"{side}.txt"
    corpus.write_text("\n".join(texts) + "\n", encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(folder / side),
        vocab_size=90,
        model_type="unigram",
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    corpus.unlink()
    (folder / f"{side}.model").rename(folder / f"{side}.spm")
    (folder / f"{side}.vocab").unlink()
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{side}.spm"))
    return [model.id_to_piece(k) for k in range(model.get_piece_size())]


def make(folder: Path) -> Path:
    """Make the model.

    Args:
        folder: An empty folder, which is filled.

    Raises:
        AssertionError: If it does not learn its pairs.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    torch.manual_seed(7)
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    pieces = {"</s>": 0, "<unk>": 1}
    for side, column in (("source", 0), ("target", 1)):
        for piece in _pieces(folder, side, [p[column] for p in PAIRS]):
            if piece not in ("<s>", "</s>", "<unk>"):
                pieces.setdefault(piece, len(pieces))
    pieces["<pad>"] = pad = len(pieces)
    (folder / "vocab.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
    tokenizer = MarianTokenizer(
        source_spm=str(folder / "source.spm"),
        target_spm=str(folder / "target.spm"),
        vocab=str(folder / "vocab.json"),
        source_lang="fr",
        target_lang="en",
    )
    tokenizer.save_pretrained(str(folder))
    config = MarianConfig(
        vocab_size=len(pieces), decoder_vocab_size=len(pieces), d_model=64, encoder_layers=2,
        decoder_layers=2, encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=128,
        decoder_ffn_dim=128, max_position_embeddings=64, pad_token_id=pad, eos_token_id=0,
        decoder_start_token_id=pad, forced_eos_token_id=0, bos_token_id=0, dropout=0.0,
        activation_function="swish", scale_embedding=True, static_position_embeddings=True,
    )  # fmt: skip
    model = MarianMTModel(config)
    _train(model, tokenizer, pad)
    model.save_pretrained(str(folder))
    return folder


def _train(model: Any, tokenizer: Any, pad: int) -> None:
    import torch

    inputs = tokenizer([p[0] for p in PAIRS], return_tensors="pt", padding=True)
    labels = tokenizer(text_target=[p[1] for p in PAIRS], return_tensors="pt", padding=True)
    wanted = labels["input_ids"].masked_fill(labels["input_ids"] == pad, -100)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    embedding = model.model.shared.weight
    loss = torch.tensor(9.0)
    for step in range(MOST_STEPS):
        loss = model(**inputs, labels=wanted).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            # CTranslate2 begins with an embedding of zeros, so this one has to be that, too
            embedding[pad] = 0
        if step % 50 == 49 and float(loss.detach()) < 0.01:
            return
    raise AssertionError(f"the tiny model did not learn its pairs: loss {float(loss.detach()):.3f}")
