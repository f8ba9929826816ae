"""Photographs of business cards that nobody has, with what stands on them: the measure of the
scanner. ``python -m bench cards``."""
