"""How the quality model is made: base weights, data, perturbations, the training loop.

Needs the extra ``train``; nothing here is used to score.
"""
