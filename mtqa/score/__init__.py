"""Scores: reference-free quality estimation, and metrics against a reference."""
