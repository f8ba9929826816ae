"""The import itself, along the street: draft -> profile -> check -> match -> plan -> commit.

Each file is one step with one main function; ``run.py`` walks them all for the command line, the
pages walk them one by one.
"""
