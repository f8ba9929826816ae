"""Which records an import associates: ``associate.py`` gathers the pairs of every row, each way to
a pair is a file, and what the store does not have yet is written by the commit.
"""
