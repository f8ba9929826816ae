"""Templates: recipes saved by name, to repeat an import with another file. They say nothing of what
an import in progress would do, so no change of one makes a dry run stale.

Called by the engine, which offers them for a new file, and by pages."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from core.errors import StoreError
from core.recipe import Recipe, recipe_from_json
from core.recipe.fixes import EDIT_CELL
from core.store.counters import next_number

NAME_LENGTH = 200


@dataclass(frozen=True)
class Template:
    """One saved recipe. ``import_id`` and ``import_name`` say which import it was made of; both are
    None for one that came from a file. ``used_at`` is when it was last applied."""

    template_id: int
    name: str
    recipe: Recipe
    created_at: datetime
    used_at: datetime | None
    import_id: int | None
    import_name: str | None


_SELECT = """
  select t.template_id, t.name, t.recipe, t.created_at, t.used_at, i.import_id, i.name
  from store.templates as t
  left join store.imports as i on i.import_id = t.import_id
"""


def read_templates(cursor: duckdb.DuckDBPyConnection) -> list[Template]:
    """All templates, the newest first."""
    rows = cursor.execute(f"{_SELECT} order by t.template_id desc").fetchall()
    return [_template(*row) for row in rows]


def read_template(cursor: duckdb.DuckDBPyConnection, template_id: int) -> Template:
    """One template. Raises StoreError for an unknown id."""
    row = cursor.execute(f"{_SELECT} where t.template_id = ?", [template_id]).fetchone()
    if row is None:
        raise StoreError(
            "Template not found",
            f"There is no template {template_id}.",
            "Choose one of the templates there are.",
        )
    return _template(*row)


def _template(template_id: int, name: str, recipe: str, *others: datetime) -> Template:
    return Template(template_id, name, recipe_from_json(json.loads(recipe)), *others)  # type: ignore[arg-type]


def repeatable(recipe: Recipe) -> Recipe:
    """What of a recipe can be repeated: all but its name, which the next file gives, the consent
    and legal basis, which are about the contacts of one file, and edited cells, since row numbers
    belong to one file."""
    files = tuple(
        replace(file, fixes=tuple(fix for fix in file.fixes if fix.kind != EDIT_CELL))
        for file in recipe.files
    )
    return replace(recipe, files=files, name="", consent=False, legal_basis=None)


def save_template(
    cursor: duckdb.DuckDBPyConnection,
    name: str,
    recipe: Recipe,
    import_id: int | None = None,
    *,
    overwrite: bool = False,
) -> int:
    """Keeps what of a recipe can be repeated; the template's id is returned. ``overwrite`` puts it
    in place of one that has the name. Raises StoreError when the recipe maps nothing, or the name
    is empty, too long or taken."""
    if not any(file.columns for file in recipe.files):
        raise StoreError(
            "Template not saved",
            "No column is mapped yet.",
            "Go on to the Map step, then save it.",
        )
    taken = _id_of(cursor, name) if overwrite else None
    name = _checked_name(cursor, name, "Template not saved", taken)
    text = json.dumps(repeatable(recipe).to_json())
    if taken is not None:
        cursor.execute(
            "update store.templates set name = ?, recipe = ?, import_id = ?, "
            "created_at = now() at time zone 'UTC' where template_id = ?",
            [name, text, import_id, taken],
        )
        return taken
    return _insert(cursor, name, text, import_id)


def add_template(cursor: duckdb.DuckDBPyConnection, name: str, recipe: Recipe) -> int:
    """A template from a file; its id is returned. A name that is taken gets a number behind it.
    Raises StoreError when the name is empty or too long."""
    unique, number = _one_line(name), 2
    while _id_of(cursor, unique) is not None:
        unique, number = f"{_one_line(name)} ({number})", number + 1
    unique = _checked_name(cursor, unique, "Template not added", None)
    return _insert(cursor, unique, json.dumps(repeatable(recipe).to_json()), None)


def _insert(
    cursor: duckdb.DuckDBPyConnection, name: str, recipe: str, import_id: int | None
) -> int:
    template_id = next_number(cursor, "next_template_id", 1)
    cursor.execute(
        "insert into store.templates (template_id, name, recipe, created_at, import_id) "
        "values (?, ?, ?, now() at time zone 'UTC', ?)",
        [template_id, name, recipe, import_id],
    )
    return template_id


def rename_template(cursor: duckdb.DuckDBPyConnection, template_id: int, name: str) -> None:
    """Raises StoreError when the template is gone, or the name is empty, too long or taken."""
    known = read_template(cursor, template_id)
    name = _checked_name(cursor, name, "Template not renamed", known.template_id)
    cursor.execute("update store.templates set name = ? where template_id = ?", [name, template_id])


def delete_template(cursor: duckdb.DuckDBPyConnection, template_id: int) -> None:
    """Forgets a template; imports that used it stay as they are."""
    cursor.execute("delete from store.templates where template_id = ?", [template_id])


def note_use(cursor: duckdb.DuckDBPyConnection, template_id: int) -> None:
    """Remembers that a template was applied now."""
    cursor.execute(
        "update store.templates set used_at = now() at time zone 'UTC' where template_id = ?",
        [template_id],
    )


def _id_of(cursor: duckdb.DuckDBPyConnection, name: str) -> int | None:
    row = cursor.execute(
        "select template_id from store.templates where lower(name) = lower(?)", [_one_line(name)]
    ).fetchone()
    return row[0] if row else None


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _checked_name(
    cursor: duckdb.DuckDBPyConnection, name: str, title: str, current: int | None
) -> str:
    """The name on one line, where the template ``current`` (or a new one) can have it."""
    name = _one_line(name)
    if not name:
        raise StoreError(title, "The name is empty.", "Type the name people will see.")
    if len(name) > NAME_LENGTH:
        raise StoreError(title, f"The name is longer than {NAME_LENGTH} characters.", "Shorten it.")
    if _id_of(cursor, name) not in (None, current):
        raise StoreError(
            title, f"There is a template {name} already.", "Choose another name, or replace it."
        )
    return name
