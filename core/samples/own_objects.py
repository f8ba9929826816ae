"""A sample file of an object that the user defined: nobody made up records of it, so each property
shows the kind of value it takes."""

import csv
import io

from core.vocabulary import ObjectType, Property

_ROWS = 3


def sample_of_properties(object_type: ObjectType) -> bytes:
    """A small CSV in UTF-8 that maps by itself and imports without an issue. It has no owners: a
    store does not need to have any."""
    shown = [p for p in object_type.properties if not p.read_only and p.value_type != "owner"]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(prop.label for prop in shown)
    writer.writerows([_cell(prop, row) for prop in shown] for row in range(1, _ROWS + 1))
    return target.getvalue().encode("utf-8")


def _cell(prop: Property, row: int) -> str:
    """A value that the property reads, another one in each row."""
    if prop.value_type == "booleancheckbox":
        return ("Yes", "No")[row % 2]
    if prop.options:
        return prop.options[(row - 1) % len(prop.options)].label
    examples = {
        "number": f"{row * 10}",
        "currency": f"{row * 10}.50",
        "date": f"2026-03-{row:02}",
        "datetime": f"2026-03-{row:02} 09:30",
        "phonenumber": f"+44 20 7946 00{row:02}",
        "url": f"https://www.example.com/{row}",
        "email": f"name{row}@example.com",
    }
    return examples.get(prop.value_type, f"{prop.label} {row}")
