"""Imports of several objects: what a row associates, two files, and what cannot be alone."""

from core.recipe import Recipe, recipe_from_json
from tests.engine.importing import Desk
from tests.engine.several import import_files


def several(*object_types: str) -> Recipe:
    """A recipe of several objects in one file, to be mapped automatically."""
    return recipe_from_json({"objects": [{"object_type": name} for name in object_types]})


TRADE_SHOW = (
    "Email,First name,Company name,Company domain name\n"
    "ada@acme.example,Ada,Acme,acme.example\n"
    "bob@acme.example,Bob,Acme,acme.example\n"
    "cy@example.org,Cy,,\n"
    "no email,Di,Beta,beta.example\n"
)


def test_the_records_of_a_row_are_associated(desk: Desk) -> None:
    plan = import_files(desk, several("contacts", "companies"), TRADE_SHOW).plan
    contacts, companies = plan.objects["contacts"], plan.objects["companies"]
    assert (contacts.created, contacts.failed) == (3, 1)
    assert (companies.created, companies.skipped, companies.failed) == (2, 2, 0)
    assert plan.associations.associations == 2
    assert linked(desk) == [("ada@acme.example", "Acme"), ("bob@acme.example", "Acme")]


def test_the_same_file_again_associates_nothing_new(desk: Desk) -> None:
    import_files(desk, several("contacts", "companies"), TRADE_SHOW)
    again = import_files(desk, several("contacts", "companies"), TRADE_SHOW).plan
    assert (again.counters.created, again.counters.updated) == (0, 0)
    assert again.associations.associations == 0


def test_two_files_are_tied_by_their_common_column(desk: Desk) -> None:
    people = "Email,First name,Company name\nada@acme.example,Ada,ACME\nbob@b.example,Bob,Beta\n"
    firms = "Company name,City\nAcme,Paris\nGamma,Rome\n"
    recipe = recipe_from_json(
        {
            "objects": [
                {"object_type": "contacts", "file": 1},
                {"object_type": "companies", "file": 2},
            ],
            "files": [{}, {}],
            "common": {"headers": ["Company name", "Company name"], "object_type": "companies"},
        }
    )
    plan = import_files(desk, recipe, people, firms).plan
    assert plan.associations.associations == 1
    assert linked(desk) == [("ada@acme.example", "Acme")]


def linked(desk: Desk) -> list[tuple[str, str]]:
    """Email and company of each association between contacts and companies."""
    return desk.cursor.execute(
        """
        select c.email, k.name
        from store.associations as a
        join store.contacts as c on c.hs_object_id = a.from_record_id
        join store.companies as k on k.hs_object_id = a.to_record_id
        where a.association_type_id = 279
        order by all
        """
    ).fetchall()
