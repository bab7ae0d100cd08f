"""TOML packs of data rules."""
