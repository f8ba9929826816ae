"""Imports of several objects, or of two files, as one call. The headers of a test's table say what
becomes of each column:

    contacts.email                                    a property (``hs_object_id``: the Record ID)
    companies>companies.domain=Parent company         keys of associated records, with a label
    contacts~companies                                labels of the row's associations
    anything else                                     not imported; may be the common column"""

import csv
import io
import re
from dataclasses import dataclass, replace
from typing import Any

from core.engine.draft import open_draft, set_file, stage_draft
from core.engine.plan import Plan
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.property_types import Formats
from core.recipe import (
    ColumnMapping,
    CommonColumn,
    ImportedFile,
    ImportedObject,
    Recipe,
    recipe_from_json,
)
from core.recipe.model import ASSOCIATION_KEYS, ASSOCIATION_LABEL
from tests.engine.importing import PLAIN, Desk, Result

_PROPERTY = re.compile(r"(\w+)\.(\w+)(?: \d)?")
_KEYS = re.compile(r"(\w+)>(\w+)\.(\w+)(?:=(.+))?")
_LABELS = re.compile(r"(\w+)~(\w+)")


@dataclass(frozen=True)
class Imported:
    """A finished import: its dry run, and what became of each object's rows."""

    plan: Plan
    objects: dict[str, Result]

    def __getitem__(self, object_type: str) -> Result:
        return self.objects[object_type]

    @property
    def codes(self) -> list[str]:
        """The codes of all issues."""
        return sorted(code for result in self.objects.values() for code in result.codes)

    @property
    def links(self) -> tuple[int, int]:
        """How many associations and how many labels it made."""
        return self.plan.associations.associations, self.plan.associations.labels


def recipe_of(
    tables: tuple[str, ...],
    *,
    objects: tuple[str, ...] = (),
    modes: dict[str, str] | None = None,
    keys: dict[str, str] | None = None,
    keep: tuple[str, ...] = (),
    lists: tuple[str, ...] = (),
    common: tuple[str, str] | tuple[str, str, str] | None = None,
    **fields: Any,
) -> Recipe:
    """The recipe that the headers say. ``objects`` are those of the headers, and of two files one
    each; ``modes`` and ``keys`` are by object; ``keep`` are headers not to overwrite; ``common`` is
    the header in both files (or one each) and the object whose key it is; ``fields`` are fields of
    the recipe."""
    headers = [next(csv.reader(io.StringIO(table))) for table in tables]
    names = [found[1] for header in headers[0] if (found := _PROPERTY.fullmatch(header))]
    objects = objects or tuple(dict.fromkeys(names))
    named = {name: place if len(tables) > 1 else 1 for place, name in enumerate(objects, start=1)}
    chosen = [
        ImportedObject(
            name, (modes or {}).get(name, "UPSERT"), (keys or {}).get(name), file, name in lists
        )
        for name, file in named.items()
    ]
    files = tuple(
        ImportedFile(
            PLAIN,
            tuple(
                replace(_column(place, header, named, number), dont_overwrite=header in keep)
                for place, header in enumerate(row, start=1)
            ),
            Formats(),
        )
        for number, row in enumerate(headers, start=1)
    )
    tie = CommonColumn((common[0], common[-2]), common[-1]) if common else None
    fields = {"name": "test", "common": tie} | fields
    return recipe_from_json(Recipe(tuple(chosen), files, **fields).settled().to_json())


def _column(place: int, header: str, named: dict[str, int], file: int) -> ColumnMapping:
    if found := _KEYS.fullmatch(header):
        return ColumnMapping(
            place,
            header,
            found[3],
            object_type=found[1],
            column_type=ASSOCIATION_KEYS,
            to_object_type=found[2],
            label=found[4],
        )
    if found := _LABELS.fullmatch(header):
        return ColumnMapping(
            place,
            header,
            object_type=found[1],
            column_type=ASSOCIATION_LABEL,
            to_object_type=found[2],
        )
    found = _PROPERTY.fullmatch(header)
    if found and named.get(found[1]) == file:
        return ColumnMapping(place, header, found[2], object_type=found[1])
    return ColumnMapping(place, header)


def stage(desk: Desk, recipe: Recipe, *tables: str) -> int:
    """A staged draft of one or two CSV texts; its id."""
    import_id = open_draft(desk.store, desk.cursor, recipe, "1.csv", io.BytesIO(tables[0].encode()))
    for number, table in enumerate(tables[1:], start=2):
        content = io.BytesIO(table.encode())
        set_file(desk.store, desk.cursor, import_id, number, f"{number}.csv", content)
    stage_draft(desk.store, desk.cursor, import_id, Progress())
    return import_id


def import_staged(desk: Desk, import_id: int, object_types: tuple[str, ...]) -> Imported:
    """Dry run and commit. They agree, and as many associations are made as were promised."""
    before = _associations(desk)
    plan = plan_import(desk.store, desk.cursor, import_id, Progress())
    assert run_import(desk.store, desk.cursor, import_id, Progress()) == plan
    promised = plan.associations
    assert _associations(desk) - before == promised.associations + promised.labels
    objects = {n: desk.done(import_id, plan.objects[n], n) for n in object_types}
    for name, result in objects.items():
        counters = plan.objects[name]
        for action in ("created", "updated", "unchanged", "skipped", "failed"):
            assert getattr(counters, action) == result.actions.count(action)
        assert counters.rows == len(result.rows)
    return Imported(plan, objects)


def import_files(desk: Desk, recipe: Recipe, *tables: str) -> Imported:
    """Imports one or two CSV texts as a recipe says, or as automatic mapping proposes."""
    for number in range(1, len(recipe.files) + 1):
        recipe = recipe.with_file(number, read=PLAIN)
    return import_staged(desk, stage(desk, recipe, *tables), recipe.object_types)


def import_table(desk: Desk, *tables: str, **fields: Any) -> Imported:
    """Imports one or two CSV texts whose headers say what their columns become."""
    return import_files(desk, recipe_of(tables, **fields), *tables)


def _associations(desk: Desk) -> int:
    rows = desk.cursor.execute("select count(*) from store.associations").fetchall()
    return int(rows[0][0])


def links(desk: Desk) -> list[tuple[str, str, str | None]]:
    """Every association and label: what the two records are called, and the label as seen from the
    first: what the second is to it."""
    names = (
        "select hs_object_id as id, coalesce(email, firstname) as name from store.contacts\n"
        "union all select hs_object_id, name from store.companies\n"
        "union all select hs_object_id, dealname from store.deals\n"
        "union all select hs_object_id, subject from store.tickets\n"
        "union all select hs_object_id, name from store.line_items\n"
        "union all select hs_object_id, hs_call_title from store.calls\n"
        "union all select hs_object_id, hs_note_body from store.notes\n"
        "union all select hs_object_id, hs_task_subject from store.tasks\n"
        "union all select hs_object_id, hs_email_subject from store.emails\n"
        "union all select hs_object_id, hs_meeting_title from store.meetings"
    )
    return desk.cursor.execute(
        f"""
        with names as ({names})
        select one.name, other.name, t.label
        from store.associations as a
        join store.association_types as t on t.association_type_id = a.association_type_id
        join names as one on one.id = a.from_record_id
        join names as other on other.id = a.to_record_id
        order by 1, 2, t.label nulls first
        """
    ).fetchall()
