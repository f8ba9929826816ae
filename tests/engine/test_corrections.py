"""Failed rows that come back in the error file: known by their mark, counted for the import they
failed in, whatever way they took."""

import csv
import io
from datetime import datetime

from core.corrections import (
    CorrectedRow,
    Corrections,
    corrected_rows,
    corrections_of,
    rows_still_failing,
)
from core.engine.draft import open_draft, stage_draft
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.engine.templates.correction import corrected_import, correction_offer
from core.engine.templates.offers import find_offers
from core.error_file import import_mark, own_columns, read_mark
from core.read import inspect_file
from core.recipe import ImportedObject, Recipe
from core.rows_left import rows_of_error_file
from core.store.imports import Import, read_import
from core.store.recycle_bin import delete_created, delete_records
from core.undo.run import open_undo, run_undo
from tests.engine.importing import Desk
from tests.engine.several import import_table

TABLE = "email,firstname\nada@example.com,Ada\nno,Bob\nnope,Cy\nneither,Dee\n"


def failed_file(desk: Desk, import_id: int, *corrections: tuple[str, str]) -> str:
    """The error file, with some texts replaced."""
    path = desk.store.folder(import_id) / "failed.csv"
    text = path.read_bytes().decode("utf-8-sig")
    for wrong, right in corrections:
        assert f",{wrong}," in text
        text = text.replace(f",{wrong},", f",{right},")
    return text


def opened(desk: Desk, text: str, *object_types: str) -> Import:
    """A staged draft of a text, mapped automatically."""
    recipe = Recipe(tuple(ImportedObject(name) for name in object_types or ("contacts",)))
    import_id = open_draft(desk.store, desk.cursor, recipe, "back.csv", io.BytesIO(text.encode()))
    return stage_draft(desk.store, desk.cursor, import_id, Progress())


def brought_back(desk: Desk, text: str) -> int:
    draft = opened(desk, text)
    run_import(desk.store, desk.cursor, draft.import_id, Progress())
    return draft.import_id


def found(desk: Desk, import_id: int) -> Corrections | None:
    return corrections_of(desk.store, desk.cursor, read_import(desk.cursor, import_id))


def counted(desk: Desk, import_id: int) -> tuple[int, int, dict[int, int]]:
    corrections = found(desk, import_id)
    assert corrections is not None
    by = {each.done.import_id: each.rows for each in corrections.by}
    return corrections.failed, corrections.imported, by


def test_corrected_rows_count_for_the_import_they_failed_in(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    assert found(desk, first) is None
    text = failed_file(desk, first, ("no", "bob@example.com"), ("nope", "cy@example.com"))
    second = brought_back(desk, text)
    assert read_import(desk.cursor, second).corrects == {1: (first, 1)}
    assert counted(desk, first) == (3, 2, {second: 2})
    assert len(desk.records("contacts", "email")) == 3


def test_what_fails_again_can_come_back_once_more(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    second = brought_back(desk, failed_file(desk, first, ("no", "bob@example.com")))
    text = failed_file(desk, second, ("nope", "cy@example.com"))
    assert own_columns(text.splitlines()[0].split(",")[4:]) == 0
    third = brought_back(desk, text)
    assert counted(desk, first) == (3, 2, {second: 1, third: 1})
    assert counted(desk, second) == (2, 1, {third: 1})


def test_a_row_brought_back_twice_counts_once(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    text = failed_file(desk, first, ("no", "bob@example.com"))
    one, other = brought_back(desk, text), brought_back(desk, text)
    assert counted(desk, first) == (3, 1, {one: 1, other: 1})


def test_a_row_folded_into_a_later_one_is_imported(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    same = [(wrong, "bob@example.com") for wrong in ("no", "nope")]
    second = brought_back(desk, failed_file(desk, first, *same))
    assert counted(desk, first) == (3, 2, {second: 2})


def test_what_was_undone_does_not_count(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    second = brought_back(desk, failed_file(desk, first, ("no", "bob@example.com")))
    undo = open_undo(desk.store, desk.cursor, second, (), Progress())
    run_undo(desk.store, desk.cursor, undo.undo_id, Progress())
    assert found(desk, first) is None


def test_a_row_whose_record_was_deleted_since_is_told_apart(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    fixed = ("no", "bob@example.com"), ("nope", "cy@example.com")
    second = brought_back(desk, failed_file(desk, first, *fixed))
    [(bob,)] = desk.cursor.execute(
        "select hs_object_id from store.contacts where firstname = 'Bob'"
    ).fetchall()
    delete_records(desk.cursor, "contacts", [bob])
    corrections = found(desk, first)
    assert corrections is not None
    assert (corrections.imported, corrections.deleted) == (1, 1)
    assert [(each.rows, each.deleted) for each in corrections.by] == [(1, 1)]
    assert since(desk, first) == {
        3: CorrectedRow(second, "back", True),
        4: CorrectedRow(second, "back", False),
    }
    third = brought_back(desk, failed_file(desk, first, ("no", "bob@example.com")))
    corrections = found(desk, first)
    assert corrections is not None
    assert (corrections.imported, corrections.deleted) == (2, 0)
    assert since(desk, first)[3] == CorrectedRow(third, "back", False)


def test_the_record_of_a_folded_row_is_that_of_the_later_one(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    same = [(wrong, "bob@example.com") for wrong in ("no", "nope")]
    second = brought_back(desk, failed_file(desk, first, *same))
    delete_created(desk.cursor, second, "contacts")
    corrections = found(desk, first)
    assert corrections is not None
    assert (corrections.imported, corrections.deleted) == (0, 2)


def test_what_is_left_can_be_downloaded_alone(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    assert left(desk, first) == ["3", "4", "5"]
    second = brought_back(desk, failed_file(desk, first, ("nope", "cy@example.com")))
    assert left(desk, first) == ["3", "5"]
    undo = open_undo(desk.store, desk.cursor, second, (), Progress())
    run_undo(desk.store, desk.cursor, undo.undo_id, Progress())
    assert left(desk, first) == ["3", "4", "5"]


def test_what_is_left_is_as_it_is_in_the_whole_file(desk: Desk) -> None:
    table = 'email,firstname\nno,"Bob ""B"", the\nfirst"\nnope,\nneither,=Dee\n'
    first = desk.run(table).import_id
    path = desk.store.folder(first) / "failed.csv"
    whole = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    kept = rows_of_error_file(path, {3, 4}).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(kept))) == [whole[0], *whole[2:]]
    assert rows_of_error_file(path, rows_left(desk, first)) == path.read_bytes()


def rows_left(desk: Desk, import_id: int) -> set[int]:
    return rows_still_failing(desk.store, desk.cursor, read_import(desk.cursor, import_id), 1)


def left(desk: Desk, import_id: int) -> list[str]:
    """The row numbers of the error file with what is left only."""
    path = desk.store.folder(import_id) / "failed.csv"
    text = rows_of_error_file(path, rows_left(desk, import_id)).decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(text))][1:]


def since(desk: Desk, import_id: int) -> dict[int, CorrectedRow]:
    done = read_import(desk.cursor, import_id)
    return corrected_rows(desk.store, desk.cursor, done, "contacts", [2, 3, 4, 5])


def test_new_rows_and_other_numbers_count_for_nothing(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    mark = import_mark(first, read_import(desk.cursor, first).created_at)
    text = failed_file(desk, first, ("no", "bob@example.com"))
    text += f"2,,,{mark},eve@example.com,Eve\nsome,,,{mark},fay@example.com,Fay\n"
    text += ",,,,gus@example.com,Gus\n"
    second = brought_back(desk, text)
    assert counted(desk, first) == (3, 1, {second: 1})


def test_rows_of_several_imports_count_for_none(desk: Desk) -> None:
    one, other = desk.run(TABLE).import_id, desk.run(TABLE).import_id
    more = failed_file(desk, other, ("no", "eve@example.com")).splitlines()[1]
    draft = opened(desk, failed_file(desk, one, ("no", "bob@example.com")) + more + "\n")
    assert draft.corrects == {}
    assert "several imports" in draft.layouts[0]["warnings"][-1]


def test_the_mark_of_another_store_is_told(desk: Desk) -> None:
    first = read_import(desk.cursor, desk.run(TABLE).import_id)
    mark = import_mark(first.import_id, first.created_at)
    for other in (mark[:-1] + ("0" if mark[-1] != "0" else "1"), "rowcall-99-abcdef", "mine"):
        draft = opened(desk, failed_file(desk, first.import_id).replace(mark, other))
        assert draft.corrects == {}
        assert "this store does not have" in draft.layouts[0]["warnings"][-1]


def test_a_mark_names_the_second_file() -> None:
    moment = datetime(2026, 3, 1)
    assert read_mark(import_mark(7, moment, 2)) == (7, 2)
    assert read_mark("7-2") is None


def test_each_object_counts_its_own_rows(desk: Desk) -> None:
    table = "contacts.email,companies.domain\nno,acme.example.com\nb@example.com,no domain\n"
    done = import_table(desk, table)
    first = next(iter(done.objects.values())).import_id
    text = failed_file(desk, first).replace(",no,", ",ada@example.com,")
    text = text.replace("contacts.email", "Email").replace("companies.domain", "Company domain")
    draft = opened(desk, text, "contacts", "companies")
    plan = plan_import(desk.store, desk.cursor, draft.import_id, Progress())
    run_import(desk.store, desk.cursor, draft.import_id, Progress())
    assert plan.objects["contacts"].failed == 0
    assert counted(desk, first) == (2, 1, {draft.import_id: 1})
    assert left(desk, first) == ["3"]


def test_the_decisions_of_the_first_import_are_offered(desk: Desk) -> None:
    first = desk.run(TABLE, mode="CREATE").import_id
    draft = opened(desk, failed_file(desk, first))
    path = desk.store.folder(draft.import_id) / "original.csv"
    layouts = [inspect_file(path)]
    done, offer = (
        corrected_import(desk.cursor, draft, layouts),
        correction_offer(desk.cursor, draft, layouts),
    )
    assert done and done.import_id == first
    assert offer and offer.import_id == first
    assert [each.source for each in find_offers(desk.cursor, draft, layouts)] == [offer.source]
    columns = offer.fitted.recipe.files[0].columns
    assert [c.property_name for c in columns] == [None] * 4 + ["email", "firstname"]
    assert all(column.ignored for column in columns[:4])
    assert offer.fitted.recipe.objects[0].mode == "CREATE"


def corrected_by(desk: Desk, text: str, *object_types: str) -> tuple[int | None, int | None]:
    """Of a text that comes back: the import that it corrects, and the one whose recipe it gets."""
    draft = opened(desk, text, *object_types)
    path = desk.store.folder(draft.import_id) / "original.csv"
    layouts = [inspect_file(path)]
    done = corrected_import(desk.cursor, draft, layouts)
    offer = correction_offer(desk.cursor, draft, layouts)
    return done.import_id if done else None, offer.import_id if offer else None


def test_the_recipe_of_an_import_that_was_undone_is_offered_too(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    undo = open_undo(desk.store, desk.cursor, first, (), Progress())
    run_undo(desk.store, desk.cursor, undo.undo_id, Progress())
    assert corrected_by(desk, failed_file(desk, first)) == (first, first)


def test_other_columns_have_another_recipe(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    text = failed_file(desk, first).replace("email,firstname", "Phone,City")
    assert corrected_by(desk, text) == (first, None)


def test_no_other_file_is_taken_for_an_error_file(desk: Desk) -> None:
    one, other = desk.run(TABLE).import_id, desk.run(TABLE).import_id
    more = failed_file(desk, other, ("no", "eve@example.com")).splitlines()[1]
    both = failed_file(desk, one) + more + "\n"
    mark = import_mark(one, read_import(desk.cursor, one).created_at)
    for text in (TABLE, both, failed_file(desk, one).replace(mark, "rowcall-99-abcdef")):
        assert corrected_by(desk, text) == (None, None)


def test_a_second_file_of_two_is_told_but_has_no_recipe_of_its_own(desk: Desk) -> None:
    first = desk.run(TABLE).import_id
    moment = read_import(desk.cursor, first).created_at
    mark = import_mark(first, moment)
    text = failed_file(desk, first).replace(mark, import_mark(first, moment, 2))
    assert corrected_by(desk, text) == (first, None)
