"""A person at the pages: opens them by their address, chooses, presses, edits the grid, reads.

Each step runs the page, waits for the background job it started, and fails when a script broke."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
from pandas import DataFrame
from streamlit.testing.v1 import AppTest

from core.engine.draft import open_draft, stage_draft
from core.engine.mapping_choices import mapping_choices
from core.engine.progress import Progress
from core.engine.run import plan_import, run_import
from core.recipe import Recipe
from core.store.imports import Import, read_import
from core.store.properties import read_object_type
from core.vocabulary import ObjectType
from pages.parts.current import COMMON, DETAILS, HOME, MAP, RESULTS, REVIEW, UPLOAD
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store

__all__ = ["COMMON", "DETAILS", "HOME", "MAP", "RESULTS", "REVIEW", "UPLOAD", "Visitor"]

JOB_SECONDS = 60
TEXTS = ("title", "header", "subheader", "markdown", "caption", "info", "success", "warning")


class Visitor:
    """One session of a browser."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.run()

    def run(self) -> "Visitor":
        """Runs the page until no job is running any more. One that ended just after it was drawn is
        still on it, so it is drawn once more then."""
        self._run_once()
        while running := jobs().running():
            assert running[0].wait(JOB_SECONDS), f"{running[0].title} does not end"
            self._run_once()
        if self.app.get("progress"):
            self._run_once()
        return self

    def _run_once(self) -> None:
        self.app.run()
        self._check()

    def _check(self) -> None:
        # Else each later run begins at the page last opened by its address, not at the one that
        # the visitor was led to.
        self.app._page_hash = ""
        assert not self.app.exception, self.app.exception[0].message

    def open(self, page: str, import_id: int | str | None = None, file: int = 1) -> "Visitor":
        """Goes to a page by its address; ``file`` says which of two files it is about."""
        self.app.switch_page(page)
        self.app.query_params.clear()
        if import_id is not None:
            self.app.query_params["import"] = str(import_id)
        if file != 1:
            self.app.query_params["file"] = str(file)
        return self.run()

    def press(self, label: str) -> "Visitor":
        """Clicks the one button whose label is this, or begins so."""
        self.button(label).click()
        return self.run()

    def upload(self, name: str, content: bytes, mime: str = "text/csv") -> "Visitor":
        """Gives a file to the uploader."""
        self.app.file_uploader[0].upload(name, content, mime)
        return self.run()

    def press_twice(self, label: str = "", key: str = "") -> "Visitor":
        """Clicks a button, named by its label or its key, and once more before the browser has
        heard what came of the first click."""
        (self.app.button(key=key) if key else self.button(label)).click()
        return self._run_twice()

    def upload_and_click(self, name: str, content: bytes, mime: str = "text/csv") -> "Visitor":
        """Gives a file to the uploader. A click that follows at once sends it once more."""
        self.app.file_uploader[0].upload(name, content, mime)
        return self._run_twice()

    def _run_twice(self) -> "Visitor":
        sent = self.app._tree.get_widget_states()
        self._run_once()
        self.app._run(sent)
        self._check()
        return self.run()

    def set(self, kind: str, label: str, value: object) -> "Visitor":
        """Changes a field: ``selectbox``, ``number_input`` and so on."""
        self.field(kind, label).set_value(value)
        return self.run()

    def edit(self, header: str, **changes: object) -> "Visitor":
        """Changes cells of one column's row in the mapping grid."""
        row = self.grid["header"].tolist().index(header)
        return self.type({row: changes})

    def type(
        self,
        edited: Mapping[int, Mapping[str, object]] | None = None,
        added: Sequence[Mapping[str, object]] = (),
        deleted: Sequence[int] = (),
    ) -> "Visitor":
        """Types into the one grid: changes cells of rows, adds rows, deletes rows."""
        edits = {"edited_rows": edited or {}, "added_rows": added, "deleted_rows": deleted}
        # AppTest cannot edit a grid, and session state set from outside calls no callback: so this
        # sends what a browser sends.
        states = self.app._tree.get_widget_states()
        states.widgets.add(id=self.app.data_editor[0].proto.id, string_value=json.dumps(edits))
        self.app._run(states)
        self._check()
        return self

    def map(self, header: str, name: str) -> "Visitor":
        """Chooses a property, by its internal name, for one column in the mapping grid."""
        return self.edit(header, property=self.shown_property(name))

    def pick(self, key: str, row: int) -> "Visitor":
        """Selects a row of a table that is drawn with this key."""
        self.app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
        return self.run()

    def button(self, label: str) -> Any:
        """The one button whose label is this, or begins so."""
        return self._one("button", self.app.button, label)

    def field(self, kind: str, label: str) -> Any:
        """The one field of a kind whose label is this, or begins so."""
        return self._one(kind, getattr(self.app, kind), label)

    def fields(self, kind: str) -> list[str]:
        """The labels of all fields of a kind."""
        return [found.label for found in getattr(self.app, kind)]

    def _one(self, kind: str, found: Any, label: str) -> Any:
        exact = [element for element in found if element.label == label]
        fits = exact or [element for element in found if element.label.startswith(label)]
        labels = [element.label for element in found]
        assert len(fits) == 1, f"{len(fits)} x {kind} {label!r} among {labels}"
        return fits[0]

    @property
    def title(self) -> str:
        """The title of the page."""
        return as_read(self.app.title[0].value)

    @property
    def text(self) -> str:
        """All running text of the page."""
        drawn = [element for kind in TEXTS for element in getattr(self.app, kind)]
        return as_read("\n".join(element.value for element in drawn))

    @property
    def errors(self) -> str:
        """What is said in red."""
        return as_read("\n".join(error.value for error in self.app.error))

    @property
    def metrics(self) -> dict[str, int]:
        """The big numbers, by the word after their icon."""
        return {
            metric.label.rsplit(" ", 1)[-1].lower(): int(metric.value.replace(",", ""))
            for metric in self.app.metric
        }

    @property
    def grid(self) -> DataFrame:
        """The mapping grid as it is drawn."""
        drawn: DataFrame = self.app.data_editor[0].value
        return drawn

    def row(self, header: str) -> dict[str, Any]:
        """One column's row in the mapping grid."""
        found: Any = self.grid.set_index("header").to_dict("index")[header]
        return dict(found)

    def table(self, *columns: str) -> DataFrame:
        """The one read-only table that has these columns."""
        drawn = self.tables
        fits: list[DataFrame] = [frame for frame in drawn if set(columns) <= set(frame.columns)]
        assert len(fits) == 1, f"{len(fits)} tables {columns}: {[list(f.columns) for f in drawn]}"
        return fits[0]

    @property
    def import_id(self) -> int:
        """The import that the address names."""
        return int(self.address["import"])

    @property
    def address(self) -> dict[str, str]:
        """What the address says behind the question mark."""
        said = self.app.query_params.items()
        return {name: value if isinstance(value, str) else value[0] for name, value in said}

    @property
    def draft(self) -> Import:
        """The import that the address names, as the store has it."""
        return read_import(new_cursor(), self.import_id)

    @property
    def recipe(self) -> Recipe:
        """What was decided so far."""
        return self.draft.recipe

    def mapped(self) -> dict[str, str | None]:
        """Header -> internal name of the property, in the recipe."""
        return {
            column.header: column.property_name
            for file in self.recipe.files
            for column in file.columns
        }

    def shown_property(self, name: str) -> str:
        """What the grid shows for a property."""
        choices = mapping_choices(new_cursor(), self.recipe, int(self.address.get("file", 1)))
        return next(c.detail for c in choices.entries if c.property_name == name)

    @property
    def tables(self) -> list[DataFrame]:
        """The tables to look at and to choose from, in order."""
        return [table.value for table in self.app.dataframe if table.editing_mode == "read_only"]


def as_read(markdown: str) -> str:
    """Markdown without the backslashes that keep people's data from being formatted."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", markdown)


def object_type(name: str) -> ObjectType:
    """An object type with the properties that it has now."""
    return read_object_type(new_cursor(), name)


def staged(content: bytes, name: str = "people.csv", recipe: Recipe | None = None) -> int:
    """An import that is read and mapped, without the pages; its id."""
    wanted = recipe or Recipe.of("contacts")
    cursor = new_cursor()
    import_id = open_draft(open_store(), cursor, wanted, name, io.BytesIO(content))
    stage_draft(open_store(), cursor, import_id, Progress())
    return import_id


def planned(import_id: int) -> int:
    """The same import after its dry run, without the pages."""
    plan_import(open_store(), new_cursor(), import_id, Progress())
    return import_id


def imported(content: bytes, name: str = "people.csv", recipe: Recipe | None = None) -> int:
    """An import that is done, without the pages; its id."""
    import_id = staged(content, name, recipe)
    run_import(open_store(), new_cursor(), import_id, Progress())
    return import_id


def rows_in_store(object_type: str = "contacts") -> int:
    """How many records the store has."""
    return query(f"select count(*) from store.{object_type}")[0][0]


def query(sql: str, catalog_of: int | None = None) -> list[tuple[Any, ...]]:
    """Rows of the store, or of an import's work database, which is called ``work_<id>``."""
    cursor: duckdb.DuckDBPyConnection = new_cursor()
    if catalog_of is not None:
        open_store().attach_work(cursor, catalog_of)
    return cursor.execute(sql).fetchall()


def comma(*lines: str) -> bytes:
    """A CSV of these lines."""
    return "".join(f"{line}\r\n" for line in lines).encode()
