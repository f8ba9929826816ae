"""``python -m core import FILE [FILE]``: the whole street in one command, or its dry run."""

import argparse
from pathlib import Path
from typing import Any

import duckdb

from core.cli.import_recipe import asked_recipe
from core.cli.output import print_json, say
from core.engine.draft import drop_draft, open_draft, set_file, stage_draft
from core.engine.parts import Part, parts_of
from core.engine.plan import Plan
from core.engine.progress import Progress
from core.engine.run import plan_import, recover, run_import
from core.errors import FileError
from core.issues import issue_message
from core.recipe import Recipe
from core.store import Store
from core.store.imports import Import, read_import
from core.store.properties import read_object_type


def run_import_command(parsed: argparse.Namespace) -> int:
    """Imports the files; 1 where rows failed. A dry run leaves the store as it was."""
    recipe = asked_recipe(parsed)
    store = Store(parsed.store)
    try:
        recover(store)
        return _import(store, recipe, parsed)
    finally:
        store.close()


def _import(store: Store, recipe: Recipe, parsed: argparse.Namespace) -> int:
    cursor, progress = store.cursor(), Progress()
    for name in recipe.object_types:
        read_object_type(cursor, name)
    import_id = _open(store, cursor, recipe, parsed.files)
    try:
        draft = stage_draft(store, cursor, import_id, progress)
        plan = plan_import(store, cursor, import_id, progress)
        issues = told_issues(cursor, parts_of(store, cursor, draft), draft, parsed.issues)
        if not parsed.dry_run:
            run_import(store, cursor, import_id, progress)
    except BaseException:
        drop_draft(store, cursor, import_id)
        raise
    state = "DRY_RUN" if parsed.dry_run else read_import(cursor, import_id).state
    if parsed.dry_run:
        drop_draft(store, cursor, import_id)
    _print(import_id, state, plan, issues, progress, draft)
    return 1 if plan.counters.failed else 0


def _open(
    store: Store, cursor: duckdb.DuckDBPyConnection, recipe: Recipe, files: list[Path]
) -> int:
    for path in files[1:]:
        _check_file(path)
    import_id = None
    for number, path in enumerate(files, start=1):
        try:
            with path.open("rb") as content:
                if import_id is None:
                    import_id = open_draft(store, cursor, recipe, path.name, content)
                else:
                    set_file(store, cursor, import_id, number, path.name, content)
        except OSError as error:
            raise _cannot_open(path, error) from error
    assert import_id is not None
    return import_id


def _check_file(path: Path) -> None:
    try:
        path.open("rb").close()
    except OSError as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError) -> FileError:
    return FileError("The file cannot be opened", f"{path}: {error.strerror}.")


def told_issues(
    cursor: duckdb.DuckDBPyConnection, parts: list[Part], draft: Import, each: bool
) -> list[dict[str, Any]]:
    """The issues of all objects: counted by code, or each of them."""
    if not each:
        union = " union all ".join(f"select code from {part.work}.issues" for part in parts)
        rows = cursor.execute(
            f"select code, count(*) from ({union}) group by code order by code"
        ).fetchall()
        return [{"code": code, "count": count} for code, count in rows]
    return [issue for part in parts for issue in _each_issue(cursor, part, draft.recipe)]


def _each_issue(
    cursor: duckdb.DuckDBPyConnection, part: Part, recipe: Recipe
) -> list[dict[str, Any]]:
    names = {c.column: c.header for c in recipe.file_of(part.name).columns}
    rows = cursor.execute(
        f"select code, row_number, column_index, value from {part.work}.issues "
        "order by row_number, column_index nulls first, code"
    ).fetchall()
    of_object = {"object": part.name} if len(recipe.objects) > 1 else {}
    return [
        of_object
        | {
            "code": code,
            "row": row,
            "column": names.get(index),
            "value": value,
            "message": issue_message(code, names.get(index), value),
        }
        for code, row, index, value in rows
    ]


def _print(
    import_id: int,
    state: str,
    plan: Plan,
    issues: list[dict[str, Any]],
    progress: Progress,
    draft: Import,
) -> None:
    columns = [
        column
        for number, file in enumerate(draft.recipe.files, start=1)
        for column in file.columns
        if not column.property_name
        and column.to_object_type is None
        and not draft.recipe.is_foreign_key(number, column)
    ]
    if columns:
        say(f"Not imported: {', '.join(column.header for column in columns)}.")
    counters = plan.counters
    if state != "DRY_RUN":
        say(f"Import {import_id}: {counters.created:,} created, {counters.updated:,} updated.")
    print_json(
        {
            "import_id": None if state == "DRY_RUN" else import_id,
            "state": state,
            "counters": counters.to_json(),
            "objects": {name: each.to_json() for name, each in plan.objects.items()},
            "associations": plan.associations.to_json(),
            "issues": issues,
            "not_imported": [
                {"column": column.header, "reason": column.reason} for column in columns
            ],
            "seconds": progress.seconds,
            "warnings": [
                warning for layout in draft.layouts for warning in layout.get("warnings", [])
            ],
        }
    )
