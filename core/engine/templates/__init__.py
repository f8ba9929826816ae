"""A template that fits a file: which saved recipe is offered (``offers.py``), how its headers match
the file's (``header_match.py``), and the recipe fitted to them (``fit_recipe.py``, then
``fit_fixes.py``).
"""
