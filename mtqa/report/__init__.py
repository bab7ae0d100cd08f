"""Reporters: one file each, with the constant ``REPORTER``; ``encode`` holds the JSON shapes."""
