"""Samples of several objects: they map by themselves and have the flaws they should have."""

import pytest

from core.recipe import Recipe, recipe_from_json
from core.samples import TOGETHER, sample_people_and_firms, sample_together
from core.store.imports import read_import
from tests.engine.importing import Desk
from tests.engine.several import import_files, stage


def recipe_of(*names: str, files: int = 1) -> Recipe:
    """To be mapped automatically; of two files, an object each."""
    objects = [
        {"object_type": name, "file": min(place, files)} for place, name in enumerate(names, 1)
    ]
    return recipe_from_json({"objects": objects, "files": [{}] * files})


@pytest.mark.parametrize("names", [("contacts", "companies"), ("companies", "deals"), TOGETHER])
def test_every_column_maps_to_its_object(desk: Desk, names: tuple[str, ...]) -> None:
    import_id = stage(desk, recipe_of(*names), sample_together(names).decode())
    recipe = read_import(desk.cursor, import_id).recipe
    assert recipe.unmapped(1) == []
    assert tuple(dict.fromkeys(c.object_type for c in recipe.files[0].columns)) == names


def test_firms_come_in_many_rows_and_some_rows_have_flaws(desk: Desk) -> None:
    plan = import_files(desk, recipe_of(*TOGETHER), sample_together(TOGETHER).decode()).plan
    contacts, companies, deals = (plan.objects[name] for name in TOGETHER)
    assert (contacts.created, contacts.failed) == (57, 3)
    assert 10 < companies.created < 20 and companies.failed == 0
    assert (deals.created, deals.failed) == (19, 1)
    assert plan.associations.associations > 60


def test_two_files_tie_by_the_name_of_the_firm(desk: Desk) -> None:
    people, firms = (content.decode() for content in sample_people_and_firms())
    done = import_files(desk, recipe_of("contacts", "companies", files=2), people, firms)
    assert done.links[0] > 20
    assert "NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER" in done.codes
