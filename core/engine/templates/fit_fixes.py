"""The fixes of a recipe over the columns of another file, which may be called otherwise or be
missing there. Called by fit_recipe.py."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.recipe import Fix
from core.recipe.fixes import EDIT_CELL


def fit_fixes(
    fixes: Sequence[Fix], names: Mapping[str, str], headers: Collection[str]
) -> tuple[Fix, ...]:
    """The fixes whose columns are there, in their order. ``names`` says what the file calls the
    headers of the recipe, ``headers`` are all that it has: a column that a fix would make and that
    the file has by now is taken from the file. Edited cells fit no other file."""
    known, kept = dict(names), list[Fix]()
    for fix in fixes:
        if fix.kind == EDIT_CELL:
            continue
        read = [header for header in (fix.header, fix.other) if header]
        if all(header in known for header in read) and not set(fix.made) & set(headers):
            header, other = known.get(fix.header, ""), known.get(fix.other, "")
            kept.append(replace(fix, header=header, other=other))
            known |= {header: header for header in fix.made}
    return tuple(kept)
