"""The activities of a record, newest first: calls, emails, meetings, notes and tasks it is
associated with, and what was changed by hand in between. Called by the record page. Paged in SQL;
of a long text no more is read than shows until it is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from core.records.associated import links_sql, listed, read_origins
from core.records.plain_body import readable
from core.records.record import ByHand, Change, Origin, edit_changes
from core.records.shown import Shower
from core.sql import quote_identifier
from core.vocabulary import ObjectType

PAGE_ROWS = 20
BODY_LENGTH = 280
# Markup takes room of its own, so more than shows is read of a text.
_READ_LENGTH = 2000
# A tag that the end of what is read has cut.
_CUT_TAG = re.compile(r"<[a-zA-Z/!][^<>]*$")
_OWNER = "hubspot_owner_id"


@dataclass(frozen=True)
class _Shape:
    """Which properties of an activity are its title, its text (the first that has one), its state
    and more facts about it."""

    title: str
    bodies: tuple[str, ...]
    states: tuple[str, ...]
    facts: tuple[str, ...]


_SHAPES = {
    "calls": _Shape(
        "hs_call_title",
        ("hs_call_body",),
        ("hs_call_status", "hs_call_disposition"),
        ("hs_call_direction", "hs_activity_type", "hs_call_duration"),
    ),
    "emails": _Shape(
        "hs_email_subject",
        ("hs_email_text", "hs_email_html"),
        ("hs_email_status",),
        ("hs_email_direction", "hs_email_from_email", "hs_email_to_email"),
    ),
    "meetings": _Shape(
        "hs_meeting_title",
        ("hs_meeting_body", "hs_internal_meeting_notes"),
        ("hs_meeting_outcome",),
        ("hs_activity_type", "hs_meeting_location", "hs_meeting_end_time"),
    ),
    "notes": _Shape("", ("hs_note_body",), (), ()),
    "tasks": _Shape(
        "hs_task_subject",
        ("hs_task_body",),
        ("hs_task_status",),
        ("hs_task_type", "hs_task_priority", "hs_task_completion_date"),
    ),
}
ACTIVITIES = tuple(_SHAPES)
# What edits by hand are called among the kinds of activities.
EDITS = "edits"


@dataclass(frozen=True)
class Activity:
    """One activity. ``title`` is empty where it has none; ``body`` is the beginning of its text,
    ``cut`` says that there is more. ``states`` are its status and outcome as shown, ``facts`` label
    and value of what else is known. ``origin`` is the import that made it."""

    kind: ObjectType
    record_id: int
    at: datetime | None
    title: str
    body: str
    cut: bool
    states: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    owner: str | None
    origin: Origin | None


@dataclass(frozen=True)
class HandEdit:
    """What somebody changed by hand at once."""

    origin: ByHand
    changes: tuple[Change, ...]

    @property
    def holds(self) -> bool:
        """Whether some of it could still be put back."""
        return any(isinstance(c.origin, ByHand) and not c.origin.put_back_at for c in self.changes)


def count_edits(cursor: duckdb.DuckDBPyConnection, record_id: int) -> int:
    """How often a record was edited by hand."""
    rows = cursor.execute(
        "select count(*) from store.edits where record_id = ?", [record_id]
    ).fetchall()
    return int(rows[0][0])


def read_activities(
    cursor: duckdb.DuckDBPyConnection,
    record_id: int,
    kinds: Sequence[ObjectType],
    page: int = 1,
    edited: ObjectType | None = None,
) -> list[Activity | HandEdit]:
    """A page of the activities of a record, of these kinds, newest first; those without a date are
    the last ones. With ``edited``, which is the record's own object, edits by hand are among
    them."""
    wanted = [kind.name for kind in kinds if kind.name in _SHAPES]
    selects = [
        f"select '{name}' as kind, rowid as row, hs_object_id, hs_timestamp\n"
        f"from {quote_identifier('store', name)}\n"
        "where hs_object_id in (select other_id from others)"
        for name in wanted
    ]
    if edited:
        selects.append(
            f"select '{EDITS}' as kind, 0 as row, edit_id as hs_object_id, "
            "edited_at as hs_timestamp\n"
            "from store.edits\n"
            "where record_id = $record_id"
        )
    if not selects:
        return []
    tables = "\nunion all\n".join(selects)
    rows = cursor.execute(
        f"""
        with others as materialized (
          select distinct other_id from ({links_sql()}) where list_contains($kinds, other_type)
        )
        select kind, row, hs_object_id
        from ({tables})
        order by hs_timestamp desc nulls last, hs_object_id desc
        limit {PAGE_ROWS} offset {(max(page, 1) - 1) * PAGE_ROWS}
        """,
        {"record_id": record_id, "kinds": wanted},
    ).fetchall()
    shower = Shower(cursor)
    found: dict[tuple[str, int], Activity | HandEdit] = {}
    for kind in kinds:
        places = [row for name, row, _ in rows if name == kind.name]
        if places:
            activities = _read(cursor, shower, kind, places)
            found |= {(kind.name, each): activity for each, activity in activities.items()}
    if edited:
        found |= _read_edits(cursor, edited, [each for name, _, each in rows if name == EDITS])
    return [found[name, each] for name, _, each in rows if (name, each) in found]


def _read_edits(
    cursor: duckdb.DuckDBPyConnection, kind: ObjectType, edit_ids: Sequence[int]
) -> dict[tuple[str, int], Activity | HandEdit]:
    return {
        (EDITS, edit_id): HandEdit(changes[0].origin, tuple(changes))
        for edit_id, changes in edit_changes(cursor, kind, edit_ids).items()
        if changes and isinstance(changes[0].origin, ByHand)
    }


def read_body(cursor: duckdb.DuckDBPyConnection, kind: ObjectType, record_id: int) -> str:
    """The whole text of an activity."""
    row = cursor.execute(
        f"select {_body_sql(kind)} from {quote_identifier('store', kind.name)} "
        "where hs_object_id = ?",
        [record_id],
    ).fetchone()
    return readable(row[0]) if row and row[0] else ""


def _read(
    cursor: duckdb.DuckDBPyConnection, shower: Shower, kind: ObjectType, places: Sequence[int]
) -> dict[int, Activity]:
    shape = _SHAPES[kind.name]
    names = [shape.title, *shape.states, *shape.facts, _OWNER]
    names = [name for name in names if kind.property(name)]
    body = _body_sql(kind)
    selected = ", ".join(
        [
            "hs_object_id",
            "hs_object_source_id",
            "hs_object_source_row",
            "hs_timestamp",
            f"left({body}, {_READ_LENGTH})",
            f"coalesce(length({body}), 0)",
            *(quote_identifier(name) for name in names),
        ]
    )
    rows = cursor.execute(
        f"select {selected} from {quote_identifier('store', kind.name)} "
        f"where rowid in ({listed(places)})"
    ).fetchall()
    origins = read_origins(cursor, {row[0]: row[1:3] for row in rows})
    return {
        row[0]: _activity(
            kind, shower, row[0], row[3:6], dict(zip(names, row[6:], strict=True)), origins[row[0]]
        )
        for row in rows
    }


def _activity(
    kind: ObjectType,
    shower: Shower,
    record_id: int,
    moment_and_body: tuple[datetime | None, str | None, int],
    values: dict[str, Any],
    origin: Origin | None,
) -> Activity:
    at, text, length = moment_and_body
    shape = _SHAPES[kind.name]
    if text and length > _READ_LENGTH:
        text = _CUT_TAG.sub("", text)
    lines = (" ".join(line.split()) for line in readable(text or "").splitlines())
    body = "\n".join(line for line in lines if line)
    cut = len(body) > BODY_LENGTH or length > _READ_LENGTH
    facts = {
        name: fact for name, value in values.items() if (fact := _fact(kind, shower, name, value))
    }
    return Activity(
        kind,
        record_id,
        at,
        facts[shape.title][1] if shape.title in facts else "",
        _beginning(body),
        cut,
        tuple(facts[name][1] for name in shape.states if name in facts),
        tuple(facts[name] for name in shape.facts if name in facts),
        facts[_OWNER][1] if _OWNER in facts else None,
        origin,
    )


def _beginning(body: str) -> str:
    """As many whole words as show of a text; of a word that is longer than that, its beginning."""
    if len(body) <= BODY_LENGTH:
        return body
    cut = re.sub(r"\s\S*$", "", body[: BODY_LENGTH + 1])
    return cut if len(cut) <= BODY_LENGTH else body[:BODY_LENGTH]


def _fact(kind: ObjectType, shower: Shower, name: str, value: Any) -> tuple[str, str] | None:
    """The label of a property and its value as text; how long a call took in minutes and seconds,
    not in milliseconds. None where there is no value."""
    prop = kind.property(name)
    text = shower.text(prop, value) if prop else None
    if prop is None or not text:
        return None
    if name == "hs_call_duration":
        minutes, seconds = divmod(round(value / 1000), 60)
        text = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
    return prop.label, text


def _body_sql(kind: ObjectType) -> str:
    columns = [name for name in _SHAPES[kind.name].bodies if kind.property(name)]
    texts = [f"nullif(trim({quote_identifier(name)}), '')" for name in columns]
    return f"coalesce({', '.join(texts)})" if texts else "cast(null as varchar)"
