"""Corrections: which suggestions are applied, and what becomes of those that collide."""
