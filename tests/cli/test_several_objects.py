"""Several objects and two files from the command line, with and without a recipe."""

import json
from typing import Any

import duckdb
import pytest

from core.recipe import Recipe
from tests.cli.conftest import Shell
from tests.cli.test_refusals import refused
from tests.engine.several import recipe_of

SHOW = (
    "Email,First name,Company name,Company domain name,Deal name,Deal stage\n"
    "ada@acme.example,Ada,Acme,acme.example,Big,Closed won\n"
    "bob@acme.example,Bob,Acme,acme.example,,\n"
)
PEOPLE = "Email,First name,Company\nada@x.com,Ada,Acme\nbob@x.com,Bob,Beta\n"
FIRMS = "Company,City\nAcme,Rome\nGamma,Oslo\n"
BOTH = ("--object", "contacts", "--object", "companies")


def rows(run: Shell, query: str) -> list[tuple[Any, ...]]:
    """What is in the store."""
    with duckdb.connect(str(run.store), read_only=True) as connection:
        return connection.execute(query).fetchall()


def saved(run: Shell, recipe: Recipe) -> object:
    """The recipe as a file, without how its files are read."""
    data = recipe.to_json()
    for file in data["files"]:
        del file["read"]
    return run.write("recipe.json", json.dumps(data))


def test_three_objects_of_one_file_are_told_apart_and_associated(run: Shell) -> None:
    path = run.write("show.csv", SHOW)
    dry = run("import", path, *BOTH, "--object", "deals", "--dry-run").line
    done = run("import", path, *BOTH, "--object", "deals").line
    assert done["objects"] == dry["objects"] and done["associations"] == dry["associations"]
    created = {name: counters["created"] for name, counters in done["objects"].items()}
    assert created == {"contacts": 2, "companies": 1, "deals": 1}
    assert done["associations"]["associations"] == 4
    assert rows(run, "select count(*) from associations") == [(4,)]
    assert run("import", path, *BOTH).line["associations"]["associations"] == 0


@pytest.mark.parametrize("common", ["Company", "Company=Company"])
def test_two_files_by_a_common_column(run: Shell, common: str) -> None:
    people, firms = run.write("people.csv", PEOPLE), run.write("firms.csv", FIRMS)
    told = run(
        *("import", people, firms, *BOTH, "--common", common, "--common-key", "companies"),
        "--issues",
    )
    assert told.line["associations"]["associations"] == 1
    (issue,) = told.line["issues"]
    assert (issue["code"], issue["object"], issue["row"], issue["column"], issue["value"]) == (
        "NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER",
        "contacts",
        3,
        "Company",
        "Beta",
    )


def test_the_common_column_is_found_where_it_is_not_said(run: Shell) -> None:
    people, firms = run.write("people.csv", PEOPLE), run.write("firms.csv", FIRMS)
    told = run("import", people, firms, *BOTH).line
    assert told["associations"]["associations"] == 1
    assert told["common_column"] == {"headers": ["Company", "Company"], "object": "companies"}
    assert told["not_imported"] == []


def test_a_common_column_that_becomes_nothing_is_no_column_left_out(run: Shell) -> None:
    people = run.write("people.csv", "Email,No\nada@x.com,7\n")
    firms = run.write("firms.csv", "Company,No,Shoe\nAcme,7,43\n")
    told = run("import", people, firms, *BOTH, "--common", "No", "--common-key", "companies").line
    assert told["associations"]["associations"] == 1
    assert [each["column"] for each in told["not_imported"]] == ["Shoe"]


def test_a_recipe_for_two_files(run: Shell) -> None:
    people = "contacts.email,companies.domain,contacts~companies\na@x.com,x.com,Primary\n"
    firms = "companies.domain,companies.name\nx.com,X\n"
    recipe = recipe_of(
        (people, firms),
        objects=("contacts", "companies"),
        common=("companies.domain", "companies"),
        modes={"companies": "CREATE"},
    )
    paths = run.write("people.csv", people), run.write("firms.csv", firms)
    told = run("import", *paths, "--recipe", saved(run, recipe)).line
    found = told["associations"]
    assert (found["associations"], found["labels"]) == (1, 1)
    again = run("import", *paths, "--recipe", saved(run, recipe)).line
    assert again["objects"]["companies"]["skipped"] == 1
    assert again["associations"]["associations"] == 0


def test_a_recipe_with_keys_labels_and_the_domain_option(run: Shell) -> None:
    firms = "companies.name,companies.domain,companies>companies.domain=Parent company\n"
    table = firms + "Sub,sub.example,top.example\nTop,top.example,\n"
    path = run.write("firms.csv", table)
    told = run("import", path, "--recipe", saved(run, recipe_of((table,)))).line
    assert (told["associations"]["associations"], told["associations"]["labels"]) == (1, 1)
    people = "contacts.email\na@sub.example\nb@gmail.com\n"
    path = run.write("people.csv", people)
    recipe = saved(run, recipe_of((people,), associate_by_domain=True))
    assert run("import", path, "--recipe", recipe).line["associations"]["associations"] == 1


def test_contacts_by_domain_without_a_recipe(run: Shell) -> None:
    run("import", run.write("firms.csv", "Name,Domain\nX,x.com\n"), "--object", "companies")
    people = run.write("p.csv", "Email\na@x.com\n")
    told = run("import", people, "--object", "contacts", "--associate-by-domain").line
    assert told["associations"]["associations"] == 1


def test_the_key_of_one_object_of_several(run: Shell) -> None:
    path = run.write("show.csv", SHOW)
    assert (
        run("import", path, *BOTH, "--key", "contacts.email", "--key", "companies.name").code == 0
    )
    again = run("import", path, *BOTH, "--key", "companies.name", "--mode", "update").line
    assert again["objects"]["companies"]["unchanged"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*BOTH, "--key", "email"), "Write contacts.email"),
        ((*BOTH, "--key", "deals.dealname"), "'deals' is not among the objects"),
        ((*BOTH, "--key", "companies.city"), "'city' cannot find records"),
        ((*BOTH, "--common", "Company"), "there is only one file"),
        ((*BOTH, "--common-key", "companies"), "--common"),
        (("--object", "contacts", "--object", "products"), "cannot be associated"),
        (("--object", "notes"), "belong to a record"),
    ],
)
def test_what_one_file_cannot_be(run: Shell, arguments: tuple[str, ...], said: str) -> None:
    path = run.write("show.csv", SHOW.replace("First name", "Note body"))
    assert said in refused(run, "import", path, *arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--object", "contacts"), "2 files and 1 objects"),
        ((*BOTH, "--object", "deals"), "2 files and 3 objects"),
        ((*BOTH, "--common", "City"), "File 1 has no column 'City'"),
        ((*BOTH, "--common", "Company", "--common-key", "deals"), "'deals' is not among"),
        (("--object", "contacts", "--object", "contacts"), "there twice"),
    ],
)
def test_what_two_files_cannot_be(run: Shell, arguments: tuple[str, ...], said: str) -> None:
    people, firms = run.write("people.csv", PEOPLE), run.write("firms.csv", FIRMS)
    assert said in refused(run, "import", people, firms, *arguments)


def test_a_recipe_for_another_number_of_files(run: Shell) -> None:
    recipe = saved(run, recipe_of(("contacts.email\n",)))
    people, firms = run.write("people.csv", PEOPLE), run.write("firms.csv", FIRMS)
    line = refused(run, "import", people, firms, "--recipe", recipe)
    assert "The recipe is for 1 and 2 are given" in line


def test_a_recipe_whose_label_column_the_file_lacks(run: Shell) -> None:
    table = "contacts.email,companies.domain,contacts~companies\na@x.com,x.com,Primary\n"
    recipe = saved(run, recipe_of((table,)))
    path = run.write("other.csv", "contacts.email,companies.domain\na@x.com,x.com\n")
    line = refused(run, "import", path, "--recipe", recipe)
    assert "no column 'contacts~companies'" in line
