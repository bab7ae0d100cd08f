"""Detection: rules in code, rules in TOML packs, and the engine that runs them over a document."""
