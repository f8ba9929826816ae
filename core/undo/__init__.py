"""Undo of an import: a dry run that is kept (``plan.py``), then the undo in one transaction.

``run.py`` walks both for the results page and the command line; ``scope.py`` says what of an import
can be taken back, ``write.py`` does it, and each further file is one kind of thing it takes back.
"""
