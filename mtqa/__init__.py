"""mtqa finds what betrays or breaks a machine translation, scores it and writes corrections."""

__version__ = "0.1.0"
