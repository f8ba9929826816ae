"""Every issue of the catalogue can be provoked, and the engine produces no other; the error file
gives the rows back in the user's own words."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.error_file import OWN_HEADERS, read_mark
from core.issues import EFFECTS, issue_kinds, issue_message
from core.recipe import Fix
from core.recipe.fixes import SKIP_ROWS
from core.store.changing import changing
from core.store.owners import add_owner
from core.store.pipeline_changes import add_pipeline
from core.store.properties import create_property, new_property
from core.store.stage_drafts import StageDraft
from tests.engine.importing import Desk, Result, open_desk
from tests.engine.several import import_table

CORE = Path(__file__).parent.parent / "core"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_desk() as made:
        yield made


def _two_sams(desk: Desk) -> Result:
    for number in (1, 2):
        add_owner(desk.cursor, f"sam{number}@example.com", "Sam", "Jones")
    return desk.run("email,hubspot_owner_id\na@x.com,Sam Jones\n")


def _two_options(desk: Desk) -> Result:
    create_property(desk.cursor, "contacts", new_property("Size", "select", options=("S", "L")))
    desk.cursor.execute(
        """update store.properties set options =
        '[{"value": "1", "label": "Open"}, {"value": "2", "label": "open"}]' where name = 'size'"""
    )
    return desk.run("email,size\na@x.com,Open\n")


def _known(table: str, mode: str = "UPSERT") -> Callable[[Desk], Result]:
    def run(desk: Desk) -> Result:
        desk.add("contacts", email="ada@example.com", lifecyclestage="customer")
        return desk.run(table, mode=mode)

    return run


def _twice(object_type: str, table: str, key: str | None = None) -> Callable[[Desk], Result]:
    def run(desk: Desk) -> Result:
        desk.unique_property()
        for _ in range(2):
            value = {"domain": "x.com"} if object_type == "companies" else {"badge": "A1"}
            desk.add(object_type, **value)
        return desk.run(table, object_type, key=key)

    return run


def _left_out(desk: Desk) -> Result:
    return desk.run("email,city\na@x.com,test\n", fixes=(Fix(SKIP_ROWS, "city", "test"),))


def _stage_of_another_pipeline(desk: Desk) -> Result:
    with changing(desk.store) as cursor:
        add_pipeline(cursor, "deals", "Partners", [StageDraft("Signed", 0.5)])
    deal = desk.add("deals", dealname="Mill", pipeline="default", dealstage="closedwon")
    table = f"hs_object_id,pipeline,dealstage\n{deal},default,Signed\n"
    return desk.run(table, "deals")


def _contacts(table: str) -> Callable[[Desk], Result]:
    return lambda desk: desk.run(table)


def _several(
    table: str, object_type: str = "contacts", *others: str, **fields: Any
) -> Callable[[Desk], Result]:
    """What becomes of the rows of one object. The store has company 1 and two called Twin."""

    def run(desk: Desk) -> Result:
        for name, domain in (("Acme", "acme.example"), ("Twin", None), ("Twin", None)):
            desk.add("companies", name=name, domain=domain)
        return import_table(desk, table, *others, **fields)[object_type]

    return run


_TWO_FILES = {"objects": ("contacts", "companies"), "common": ("companies.name", "companies")}

# Code -> a small import that gives it, and what becomes of its rows.
PROVOKED: dict[str, tuple[Callable[[Desk], Result], list[str]]] = {
    "AMBIGUOUS_ASSOCIATION_RECORD": (
        _several("contacts.email,contacts>companies.name\na@x.com,Twin\n"),
        ["created"],
    ),
    "AMBIGUOUS_ENUMERATION_OPTION": (_two_options, ["created"]),
    "ASSOCIATED_WITH_ITSELF": (
        _several("contacts.email,contacts>contacts.email\na@x.com,a@x.com\n"),
        ["created"],
    ),
    "ASSOCIATION_LABEL_NOT_FOUND": (
        _several("contacts.email,companies.domain,contacts~companies\na@x.com,x.com,Boss\n"),
        ["created"],
    ),
    "ASSOCIATION_RECORD_NOT_FOUND": (
        _several("contacts.email,contacts>companies.domain\na@x.com,x.com\n"),
        ["created"],
    ),
    "COLUMN_TOO_LARGE": (_contacts(f"email,city\na@x.com,{'x' * 65_537}\n"), ["created"]),
    "COULD_NOT_FIND_OWNER": (_contacts("email,hubspot_owner_id\na@x.com,Nobody\n"), ["created"]),
    "COULD_NOT_PARSE_DATE": (_contacts("email,closedate\na@x.com,30-02-2024\n"), ["created"]),
    "COULD_NOT_PARSE_NUMBER": (
        lambda desk: desk.run("name,numberofemployees\nAcme,many\n", "companies"),
        ["created"],
    ),
    "CREATE_ONLY_IMPORT": (
        _known("email,firstname\nada@example.com,Ada\n", "CREATE"),
        ["skipped"],
    ),
    "DUPLICATE_ALTERNATE_ID": (
        _contacts("email,firstname\na@x.com,A\na@x.com,B\n"),
        ["skipped", "created"],
    ),
    "DUPLICATE_ASSOCIATION_ID": (
        _several(
            "contacts.email,companies.name\na@x.com,New\n",
            "contacts",
            "companies.name,companies.domain\nNew,x.com\nNew,y.com\n",
            **_TWO_FILES,
        ),
        ["created"],
    ),
    "DUPLICATE_RECORD_ID": (
        _known("hs_object_id,firstname\n1,A\n1,B\n"),
        ["skipped", "updated"],
    ),
    "DUPLICATE_UNIQUE_PROPERTY_VALUE": (
        _known("hs_object_id,email\n,b@x.com\n1,b@x.com\n"),
        ["created", "failed"],
    ),
    "FAILED_TO_FIND_RECORD_FOR_ASSOCIATIONS": (
        _several(
            "contacts.email,notes.hs_note_body,notes.hs_timestamp\n,Called,2024-04-03\n", "notes"
        ),
        ["failed"],
    ),
    "FAILED_TO_PROCESS_OBJECT_WITH_EMPTY_PROPERTY_VALUES": (
        _contacts("email,phone\n,none\n"),
        ["failed"],
    ),
    "FAILED_VALIDATION": (_contacts("email,phone\na@x.com,none\n"), ["created"]),
    "INVALID_DOMAIN": (
        lambda desk: desk.run("name,domain\nAcme,none\n", "companies"),
        ["failed"],
    ),
    "INVALID_EMAIL": (_contacts("email,firstname\na@,A\n"), ["failed"]),
    "INVALID_ENUMERATION_OPTION": (_contacts("email,lifecyclestage\na@x.com,no\n"), ["created"]),
    "INVALID_NUMBER_SIZE": (
        lambda desk: desk.run("name,annualrevenue\nAcme,1234567890123456\n", "companies"),
        ["created"],
    ),
    "INVALID_OBJECT_ID": (
        _several(
            "deals.dealname,deals.dealstage,line_items.hs_product_id,line_items.name,"
            "line_items.price,line_items.quantity\nBig,appointmentscheduled,99,Pen,1,2\n",
            "line_items",
        ),
        ["created"],
    ),
    "INVALID_RECORD_ID": (_contacts("hs_object_id,firstname\n99,A\n"), ["failed"]),
    "INVALID_REQUIRED_PROPERTY": (
        lambda desk: desk.run("name,price\nPen,free\n", "products"),
        ["failed"],
    ),
    "LIFECYCLE_STAGE_KEPT": (
        _known("email,lifecyclestage\nada@example.com,lead\n"),
        ["unchanged"],
    ),
    "MISSING_REQUIRED_PROPERTY": (
        lambda desk: desk.run("name,price\nPen,\n", "products"),
        ["failed"],
    ),
    "MULTIPLE_COMPANIES_WITH_THIS_DOMAIN": (
        _twice("companies", "domain,name\nx.com,X\n"),
        ["failed"],
    ),
    "MULTIPLE_OWNERS_FOUND": (_two_sams, ["created"]),
    "MULTIPLE_RECORDS_WITH_THIS_VALUE": (
        _twice("contacts", "badge,firstname\nA1,A\n", key="badge"),
        ["failed"],
    ),
    "NO_ASSOCIATION_TO_LABEL": (
        _several("contacts.email,companies.name,contacts~companies\na@x.com,,Primary\n"),
        ["created"],
    ),
    "NO_OBJECT_ID_FROM_ASSOCIATION_IDENTIFIER": (
        _several(
            "contacts.email,companies.name\na@x.com,Old\n",
            "contacts",
            "companies.name\nNew\n",
            **_TWO_FILES,
        ),
        ["created"],
    ),
    "NO_VALUES_FOR_OBJECT": (
        _several("contacts.email,companies.name\na@x.com,\n", "companies"),
        ["skipped"],
    ),
    "ROW_LEFT_OUT": (_left_out, ["skipped"]),
    "STAGE_NOT_IN_PIPELINE": (_stage_of_another_pipeline, ["unchanged"]),
    "UNKNOWN_ASSOCIATION_RECORD_ID": (
        _several("contacts.email,contacts>companies.hs_object_id\na@x.com,99\n"),
        ["created"],
    ),
    "UPDATE_ONLY_IMPORT": (
        _known("email,firstname\nnew@x.com,New\n", "UPDATE"),
        ["skipped"],
    ),
}

ACTION = {"row": "failed", "skip": "skipped"}
# A row of a file of several objects may well have nothing of one of them; and what the user said
# with a fix is no news.
NOT_LISTED = ("NO_VALUES_FOR_OBJECT", "ROW_LEFT_OUT")


@pytest.mark.parametrize("code", issue_kinds())
def test_every_issue_of_the_catalogue_can_be_provoked(desk: Desk, code) -> None:
    run, actions = PROVOKED[code]
    result = run(desk)
    assert code in (result.reasons if code in NOT_LISTED else result.codes)
    assert result.actions == actions


@pytest.mark.parametrize("code", [c for c, kind in issue_kinds().items() if kind.effect in ACTION])
def test_an_issue_of_a_row_is_the_reason_of_what_became_of_it(desk: Desk, code) -> None:
    result = PROVOKED[code][0](desk)
    named = [row for row in result.rows.values() if row.reason == code]
    assert {row.action for row in named} == {ACTION[issue_kinds()[code].effect]}


def test_the_engine_produces_no_code_outside_the_catalogue() -> None:
    """Every word in capitals in SQL or Python of the engine that looks like a code is one."""
    found = set()
    for folder in ("engine", "property_types"):
        for path in (CORE / folder).glob("*.py"):
            if path.name.startswith("undo"):
                continue  # the reasons of what an undo keeps are its own
            found |= set(re.findall(r"['\"]([A-Z]+(?:_[A-Z]+){1,9})['\"]", path.read_text("utf-8")))
    others = {"DAY_MONTH_YEAR", "MONTH_DAY_YEAR", "YEAR_MONTH_DAY", "VALUE_TYPES"}
    assert found - others == found & set(issue_kinds())
    assert len(found & set(issue_kinds())) > 15


@pytest.mark.parametrize("kind", issue_kinds().values(), ids=lambda kind: kind.code)
def test_the_catalogue_says_what_is_wrong_and_what_to_do(kind) -> None:
    assert kind.effect in EFFECTS
    for text in (kind.title, kind.description, kind.remedy):
        assert text.strip() == text
        assert len(text) > 8
    assert kind.description.endswith(".") and kind.remedy.endswith(".")
    assert kind.title[0].isupper() and not kind.title.endswith(".")


def test_a_message_names_the_column_and_the_value() -> None:
    assert issue_message("INVALID_EMAIL", "Email", "a@") == 'Invalid email in Email: "a@"'
    assert issue_message("INVALID_EMAIL", None, None) == "Invalid email"


def error_file(desk: Desk, result: Result, name: str) -> list[list[str]]:
    content = (desk.store.folder(result.import_id) / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def test_the_error_file_gives_the_rows_back_with_what_is_wrong(desk: Desk) -> None:
    table = (
        "email,phone,left out,firstname\n"
        "ada@example.com,112,x, Ada \n"
        "b@x.com,none,y,B\n"
        "no email,none,z,C\n"
        "ada@example.com,,,Augusta\n"
    )
    result = desk.run(table, properties={"left out": None})
    header = ["Row number", "Error", "Remedy", "Import", "email", "phone", "left out", "firstname"]
    failed = error_file(desk, result, "failed.csv")
    assert failed[0] == header
    error = "Invalid email in email: no email; Failed validation in phone: none"
    kinds = issue_kinds()
    remedies = sorted(kinds[code].remedy for code in ("INVALID_EMAIL", "FAILED_VALIDATION"))
    assert failed[1:] == [
        ["4", error, " ".join(remedies), failed[1][3], "no email", "none", "z", "C"]
    ]
    assert read_mark(failed[1][3]) == (result.import_id, 1)
    issues = error_file(desk, result, "errors.csv")
    assert [row[0] for row in issues[1:]] == ["3", "4"]
    assert issues[1][4:] == ["b@x.com", "none", "y", "B"]


def test_an_import_without_trouble_has_error_files_without_rows(desk: Desk) -> None:
    result = desk.run("email,firstname\nada@example.com,Ada\n")
    assert len(error_file(desk, result, "failed.csv")) == 1
    assert len(error_file(desk, result, "errors.csv")) == 1


def test_the_error_file_runs_no_formula(desk: Desk) -> None:
    result = desk.run(
        'email,firstname,"=HYPERLINK(""x"")",phone\n'
        "=cmd|' /C calc'!A0,@SUM(1),-2+3+cmd|x,+31 6 123\n",
        properties={'=HYPERLINK("x")': "lastname"},
    )
    header, row = error_file(desk, result, "failed.csv")
    assert header[4:] == ["email", "firstname", '\'=HYPERLINK("x")', "phone"]
    assert row[4:] == ["'=cmd|' /C calc'!A0", "'@SUM(1)", "'-2+3+cmd|x", "+31 6 123"]
    assert not any(cell.startswith(("=", "@", "-")) for cell in row)


def test_the_error_file_mended_imports_again(desk: Desk) -> None:
    """Its own columns are left out; the guards come off."""
    result = desk.run("email,firstname\n-no email,=1+1\n")
    path = desk.store.folder(result.import_id) / "failed.csv"
    text = path.read_bytes().decode("utf-8-sig").replace("'-no email", "'-ada@example.com")
    assert "'=1+1" in text and "'-ada@" in text
    properties = dict.fromkeys(OWN_HEADERS)
    assert desk.run(text, properties=properties).actions == ["created"]
    assert desk.records("contacts", "email", "firstname") == [("-ada@example.com", "=1+1")]
