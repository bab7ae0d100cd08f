"""Language facts as data, counting of words, and identification of the language of a text."""

from mtqa.language.count import Count, count_units
from mtqa.language.identify import Guess, identify

__all__ = ["Count", "Guess", "count_units", "identify"]
