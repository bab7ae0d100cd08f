"""Was it machine translated, and from which language."""
