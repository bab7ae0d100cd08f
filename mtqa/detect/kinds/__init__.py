"""The closed set of kinds of data rules, one file each with one constant ``KIND``."""
