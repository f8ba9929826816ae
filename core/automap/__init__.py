"""Automatic mapping: which property each column of a file probably is, and why.

Headers in many languages are looked up in tables of synonyms, qualified by rules, checked against
sample cells and assigned so that no property is taken twice. ``mapper.py`` is the street.
"""

from core.automap.bench import score_entry
from core.automap.mapper import map_columns
from core.automap.model import Guess, PropertyHint
from core.automap.normalise import normalise_header

__all__ = ["Guess", "PropertyHint", "map_columns", "normalise_header", "score_entry"]
