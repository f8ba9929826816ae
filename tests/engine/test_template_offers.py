"""A template or an earlier import is offered for a file that is like its own, says what differs,
and once applied imports the file as it did its own."""

import io
from dataclasses import replace
from datetime import date

import pytest

from core.engine.draft import open_draft, set_file, stage_draft
from core.engine.original_files import original_file
from core.engine.progress import Progress
from core.engine.run import run_import
from core.engine.templates.fit_fixes import fit_fixes
from core.engine.templates.offers import MOST_IMPORTS, Offer, find_offers
from core.property_types import Formats
from core.read import inspect_file
from core.recipe import ColumnMapping, Fix, Recipe
from core.store.imports import read_import, save_recipe
from core.store.templates import note_use, save_template
from tests.engine.importing import Desk, open_desk
from tests.engine.several import recipe_of


def comma(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


PEOPLE = comma("E-Mail,First name,Born,Memo", "ada@x.com,Ada,02-01-1990,hi")
PROPERTIES = {"E-Mail": "email", "First name": "firstname", "Born": "closedate", "Memo": None}


@pytest.fixture
def desk():
    with open_desk() as made:
        yield made


@pytest.fixture
def template(desk: Desk) -> int:
    """One with a key, a mode, formats, a column left out and one not to overwrite."""
    first = desk.draft(
        PEOPLE,
        properties=PROPERTIES,
        keep=("First name",),
        formats=Formats("MONTH_DAY_YEAR"),
        mode="CREATE",
        key="email",
        consent=True,
        create_list=True,
    )
    return save_template(desk.cursor, "Fair", read_import(desk.cursor, first).recipe, first)


def opened(desk: Desk, table: bytes, *more: bytes, **fields) -> int:
    """A draft with its files on disk and nothing decided, as the upload page makes it."""
    recipe = fields.pop("recipe", None) or Recipe.of("contacts", **fields)
    import_id = open_draft(desk.store, desk.cursor, recipe, "next.csv", io.BytesIO(table))
    for number, content in enumerate(more, start=2):
        set_file(desk.store, desk.cursor, import_id, number, "more.csv", io.BytesIO(content))
    return import_id


def offers(desk: Desk, import_id: int) -> list[Offer]:
    draft = read_import(desk.cursor, import_id)
    layouts = [
        inspect_file(original_file(desk.store, import_id, number), draft.recipe.files[0].read)
        for number in range(1, len(draft.file_names) + 1)
    ]
    return find_offers(desk.cursor, draft, layouts)


def mapped(recipe: Recipe, file: int = 1) -> dict[str, str | None]:
    return {c.header: c.property_name for c in recipe.files[file - 1].columns}


def test_a_file_with_the_same_headers_is_imported_the_same(desk: Desk, template: int):
    draft = opened(desk, comma("E-Mail,First name,Born,Memo", "bob@x.com,Bob,03-04-1991,x"))
    [offer] = offers(desk, draft)
    assert (offer.name, offer.score, offer.template_id) == ("Fair", 1, template)
    recipe = read_import(desk.cursor, draft).recipe
    assert not offer.is_applied(recipe)
    save_recipe(desk.cursor, draft, offer.applied_to(recipe))
    staged = stage_draft(desk.store, desk.cursor, draft, Progress())
    assert offer.is_applied(staged.recipe)
    assert (staged.recipe.name, staged.recipe.consent) == ("next", False)
    [imported] = staged.recipe.objects
    assert (imported.mode, imported.key, imported.create_list) == ("CREATE", "email", True)
    email, first, born, memo = staged.recipe.files[0].columns
    assert email.reason == "Template Fair"
    assert first.dont_overwrite and memo.ignored
    save_recipe(desk.cursor, draft, replace(staged.recipe, consent=True))
    run_import(desk.store, desk.cursor, draft, Progress())
    assert born.property_name == "closedate"
    [(name, closed)] = desk.records("contacts", "firstname", "closedate")
    assert (name, closed.date()) == ("Bob", date(1991, 3, 4))


def test_other_order_letters_and_a_typing_mistake_are_told_and_followed(desk: Desk, template: int):
    [offer] = offers(desk, opened(desk, comma("MEMO,Frist name,born,e-mail", "x,Bob,,bob@x.com")))
    assert offer.score == 1
    recipe = offer.fitted.recipe
    assert mapped(recipe) == {
        "MEMO": None, "Frist name": "firstname", "born": "closedate", "e-mail": "email",
    }  # fmt: skip
    assert recipe.files[0].columns[0].ignored
    assert offer.fitted.matches[0].renamed == [
        ("E-Mail", "e-mail"), ("First name", "Frist name"), ("Born", "born"), ("Memo", "MEMO"),
    ]  # fmt: skip
    first = recipe.files[0].columns[1]
    assert first.reason == "Template Fair, where it is “First name”" and first.confidence == 0.9


def test_a_missing_column_and_new_ones(desk: Desk, template: int):
    table = comma("E-Mail,Memo,Born,First name,Phone,xyz", "bob@x.com,,,Bob,+31 6 12345678,")
    [offer] = offers(desk, opened(desk, table))
    [match] = offer.fitted.matches
    assert (match.missing, match.extra) == ((), ("Phone", "xyz"))
    assert offer.score == 8 / 10
    recipe = offer.fitted.recipe
    assert mapped(recipe)["Phone"] == "phone"
    assert [c.header for c in recipe.unmapped(1)] == ["xyz"]
    assert recipe.files[0].columns[-1].reason == "New in this file"


def test_without_the_key_the_recipe_has_none(desk: Desk, template: int):
    [offer] = offers(desk, opened(desk, comma("First name,Born,Memo", "Bob,,x")))
    assert offer.fitted.matches[0].missing == ("E-Mail",)
    assert offer.fitted.recipe.objects[0].key is None


def test_another_file_is_offered_nothing(desk: Desk, template: int):
    assert offers(desk, opened(desk, comma("E-Mail,Company,City", "a@x.com,A,B"))) == []


def test_the_best_three_are_offered_the_used_ones_first(desk: Desk, template: int):
    recipe = read_import(desk.cursor, 1).recipe
    others = [save_template(desk.cursor, name, recipe) for name in "abcd"]
    note_use(desk.cursor, others[1])
    other = recipe_of((PEOPLE.decode().replace("E-Mail,First name", "companies.name,Firma"),))
    save_template(desk.cursor, "Companies", other)
    found = offers(desk, opened(desk, PEOPLE))
    assert [offer.name for offer in found] == ["b", "d", "c"]


def test_the_latest_imports_with_these_headers_are_offered(desk: Desk):
    for number in range(MOST_IMPORTS + 2):
        keys = ("email", None)
        table = comma("E-Mail,First name", f"a{number}@x.com,A")
        desk.run(
            table,
            properties={"E-Mail": "email", "First name": "firstname"},
            name=f"N{number}",
            key=keys[number % 2],
            mode=("UPSERT", "CREATE")[number // 2],
        )
    desk.run("E-Mail\na@x.com\n", properties={"E-Mail": "email"}, name="Fewer")
    found = offers(desk, opened(desk, comma("first name,E-Mail", "Bob,b@x.com")))
    assert [(offer.name, offer.import_id, offer.template_id) for offer in found] == [
        ("N3", 4, None), ("N2", 3, None),
    ]  # fmt: skip
    assert found[0].fitted.recipe.files[0].columns[1].reason == "As in import 4"


def test_an_import_that_a_template_repeats_is_not_offered_twice(desk: Desk):
    done = desk.run("email,firstname\na@x.com,A\n", name="N")
    save_template(desk.cursor, "T", read_import(desk.cursor, done.import_id).recipe)
    found = offers(desk, opened(desk, comma("email,firstname", "b@x.com,B")))
    assert [offer.name for offer in found] == ["T"]


def test_what_the_store_does_not_have_any_more_is_told(desk: Desk):
    name = desk.unique_property("Badge")
    first = desk.draft("badge,email,firstname\n1,a@x.com,A\n", properties={"badge": name})
    save_template(desk.cursor, "Badges", read_import(desk.cursor, first).recipe)
    desk.cursor.execute("delete from store.properties where name = ?", [name])
    [offer] = offers(desk, opened(desk, comma("badge,email,firstname", "2,b@x.com,B")))
    assert offer.fitted.gone == ("badge: Contacts have no property badge any more.",)
    assert [c.header for c in offer.fitted.recipe.unmapped(1)] == ["badge"]


def test_a_template_of_an_object_that_is_gone_is_not_offered(desk: Desk, template: int):
    desk.cursor.execute("delete from store.object_types where name = 'contacts'")
    assert offers(desk, opened(desk, PEOPLE, recipe=Recipe.of("companies"))) == []


# Two files


TWO = ("contacts.email,contacts.firstname,companies.name\n", "companies.name,companies.domain\n")


@pytest.fixture
def two_files(desk: Desk) -> int:
    recipe = recipe_of(
        TWO, objects=("contacts", "companies"), common=("companies.name", "companies")
    )
    return save_template(desk.cursor, "Both", recipe)


def test_two_files_one_after_the_other(desk: Desk, two_files: int):
    first = comma("companies.name,contacts.email,contacts.firstname", "Acme,a@x.com,A")
    draft = opened(desk, first)
    [offer] = offers(desk, draft)
    recipe = offer.applied_to(read_import(desk.cursor, draft).recipe)
    assert recipe.object_types == ("contacts", "companies")
    assert mapped(recipe, 2) == {}
    assert recipe.common.headers == ("companies.name", "companies.name")
    second = comma("Companies.Name,companies.domain", "Acme,acme.example")
    both = opened(desk, first, second, recipe=recipe)
    [offer] = offers(desk, both)
    recipe = replace(offer.applied_to(read_import(desk.cursor, both).recipe), consent=True)
    assert recipe.common.headers == ("companies.name", "Companies.Name")
    assert recipe.undecided == []
    save_recipe(desk.cursor, both, recipe)
    stage_draft(desk.store, desk.cursor, both, Progress())
    run_import(desk.store, desk.cursor, both, Progress())
    assert desk.records("companies", "name", "domain") == [("Acme", "acme.example")]
    assert desk.cursor.execute("select count(*) from store.associations").fetchall() == [(1,)]


def test_a_common_column_that_a_file_lacks_is_open(desk: Desk, two_files: int):
    first = comma("contacts.email,contacts.firstname,companies.name", "a@x.com,A,Acme")
    both = opened(desk, first, comma("companies.domain", "acme.example"))
    [offer] = offers(desk, both)
    assert offer.fitted.recipe.common is None


def test_association_columns_come_along(desk: Desk):
    header = "contacts.email,contacts>companies.domain=Parent company,contacts~companies"
    recipe = recipe_of((header + "\n",), objects=("contacts", "companies"))
    save_template(desk.cursor, "T", recipe)
    [offer] = offers(desk, opened(desk, (header + "\n").encode() + b"a@x.com,x.com,\n"))
    kept = [
        (c.column_type, c.object_type, c.to_object_type, c.property_name, c.label)
        for c in recipe.files[0].columns
    ]
    assert [
        (c.column_type, c.object_type, c.to_object_type, c.property_name, c.label)
        for c in offer.fitted.recipe.files[0].columns
    ] == kept


# Fixes


FIXES = (
    Fix("REPLACE_VALUE", "City", "Utrect", "Utrecht"),
    Fix("UPPER_CASE", "Memo"),
    Fix("SPLIT_COLUMN", "Full name", " ", made=("First", "Last")),
    Fix("TRIM", "Last", off=True),
    Fix("JOIN_COLUMNS", "Street", replacement=" ", other="Number", made=("Address",)),
    Fix("CONSTANT", value="NL", made=("Country",)),
)


def test_fixes_come_along_where_their_columns_are(desk: Desk):
    headers = ["E-Mail", "City", "Memo", "Full name", "Street", "Number"]
    names = ["email", "city", None, None, None, None, "firstname", "lastname", "address", "country"]
    all_headers = [*headers, "First", "Last", "Address", "Country"]
    columns = tuple(
        ColumnMapping(place, header, name, ignored=name is None)
        for place, (header, name) in enumerate(zip(all_headers, names, strict=True), start=1)
    )
    save_template(desk.cursor, "T", Recipe.of("contacts", columns=columns, fixes=FIXES))
    table = comma("full_name,CITY,Street,E-Mail,Memo", "Ada Lovelace,Utrect,Dam 1,a@x.com,x")
    draft = opened(desk, table)
    [offer] = offers(desk, draft)
    assert (offer.fitted.matches[0].missing, offer.fitted.matches[0].extra) == (("Number",), ())
    assert offer.fitted.gone == ("1 of its 6 fixes do not fit the columns.",)
    [file] = offer.fitted.recipe.files
    assert [(fix.kind, fix.header) for fix in file.fixes] == [
        ("REPLACE_VALUE", "CITY"), ("UPPER_CASE", "Memo"), ("SPLIT_COLUMN", "full_name"),
        ("TRIM", "Last"), ("CONSTANT", ""),
    ]  # fmt: skip
    assert [(c.column, c.header) for c in file.columns[5:]] == [
        (6, "First"), (7, "Last"), (8, "Country"),
    ]  # fmt: skip
    recipe = offer.applied_to(read_import(desk.cursor, draft).recipe)
    save_recipe(desk.cursor, draft, replace(recipe, consent=True))
    staged = stage_draft(desk.store, desk.cursor, draft, Progress())
    assert offer.is_applied(staged.recipe)
    run_import(desk.store, desk.cursor, draft, Progress())
    assert desk.records("contacts", "firstname", "lastname", "city", "country") == [
        ("Ada", "Lovelace", "Utrecht", "NL")
    ]


def test_a_column_that_a_fix_made_and_the_file_has_by_now_is_taken_from_the_file():
    fixes = fit_fixes(FIXES, {"Full name": "Full name"}, ["Full name", "Last"])
    assert [fix.kind for fix in fixes] == ["CONSTANT"]
