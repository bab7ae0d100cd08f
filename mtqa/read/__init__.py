"""Reads a file into a document and writes corrections back; one format per file."""
