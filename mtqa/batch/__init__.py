"""Batch runs: many rows in, one row out for each, streaming and in parallel."""
