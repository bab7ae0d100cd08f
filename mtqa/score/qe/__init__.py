"""Reference-free quality estimation with an embedded multilingual encoder."""
