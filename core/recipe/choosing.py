"""What other objects, files or modes make of a recipe, and a recipe without its mapping or without
what is unmapped. Called by the upload and mapping pages.

A mapping is proposed for the objects of a file in their language; where these become others, it is
proposed anew, and what hung on the old one is dropped. Another mode leaves it as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.recipe.model import ImportedFile, ImportedObject, Recipe
from core.vocabulary import ObjectType


def rechosen(
    recipe: Recipe,
    object_types: Sequence[ObjectType],
    files: int,
    modes: Mapping[str, str],
    language: str,
) -> Recipe:
    """The recipe for these objects in one file or in two (a file each, in this order). ``modes``
    are by object; an object that cannot be updated is only created."""
    if {kind.name for kind in object_types} == set(recipe.object_types):
        # Two files may have been swapped.
        place = recipe.object_types.index
        object_types = sorted(object_types, key=lambda kind: place(kind.name))
    known = {imported.object_type: imported for imported in recipe.objects}
    objects = tuple(
        replace(
            known.get(kind.name, ImportedObject(kind.name)),
            mode=modes.get(kind.name, "UPSERT") if kind.can_update else "CREATE",
            file=min(number, files),
        )
        for number, kind in enumerate(object_types, start=1)
    )
    same = _places(objects) == _places(recipe.objects)
    if same and language == recipe.language and files == len(recipe.files):
        return replace(recipe, objects=objects)
    kept = [ImportedFile(file.read) for file in recipe.files[:files]]
    kept += [ImportedFile()] * (files - len(kept))
    return replace(
        recipe,
        objects=tuple(replace(imported, key=None) for imported in objects),
        files=tuple(kept),
        common=None,
        language=language,
        legal_basis=None,
    )


def swapped(recipe: Recipe) -> Recipe:
    """The recipe of two files that were given in the other order: each is of the other object."""
    one, other = recipe.objects
    objects = (replace(other, file=1, key=None), replace(one, file=2, key=None))
    files = tuple(ImportedFile(file.read) for file in recipe.files)
    return replace(recipe, objects=objects, files=files, common=None)


def without_unmapped(recipe: Recipe, file: int) -> Recipe:
    """The recipe with nothing imported of the columns of a file that are still undecided."""
    left = {column.column for column in recipe.unmapped(file)}
    columns = tuple(
        replace(c, ignored=c.ignored or c.column in left) for c in recipe.files[file - 1].columns
    )
    return recipe.with_file(file, columns=columns)


def without_mapping(recipe: Recipe) -> Recipe:
    """The recipe with nothing decided but the objects, their modes and how the files are read."""
    for number in range(1, len(recipe.files) + 1):
        recipe = recipe.with_file(number, columns=(), formats=None, fixes=())
    for name in recipe.object_types:
        recipe = recipe.with_object(name, key=None, create_list=False)
    return replace(recipe, common=None, associate_by_domain=False)


def _places(objects: Sequence[ImportedObject]) -> list[tuple[str, int]]:
    return [(imported.object_type, imported.file) for imported in objects]
