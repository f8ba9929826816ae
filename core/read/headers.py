"""Turns header cells into columns with unique, never empty names."""

from collections.abc import Sequence

from core.read.layout import Column


def fold(text: str) -> str:
    """Headers may hold line breaks and double spaces; names do not."""
    return " ".join(text.split())


def make_columns(headers: Sequence[str], names: Sequence[str] | None = None) -> tuple[Column, ...]:
    """``names`` are wished-for names where they differ from the header's text."""
    taken: set[str] = set()
    columns = []
    for index, header in enumerate(headers, 1):
        wish = fold((names or headers)[index - 1]) or f"Column {index}"
        name = free_name(wish, taken)
        taken.add(name.casefold())
        columns.append(Column(index, name, header))
    return tuple(columns)


def free_name(wish: str, taken: set[str]) -> str:
    name, number = wish, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wish} ({number})"
    return name


def join_headers(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Header rows joined column by column, as the file has them."""
    return [
        " ".join(part for row in rows if (part := cell_at(row, i).strip())) for i in range(width)
    ]


def join_names(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The same without a text that only repeats the one above it."""
    names = []
    for index in range(width):
        parts: list[str] = []
        for row in rows:
            part = fold(cell_at(row, index))
            if part and part not in parts:
                parts.append(part)
        names.append(" ".join(parts))
    return names


def fill_right(cells: Sequence[str]) -> list[str]:
    """A group's name stands over its first column only: repeat it over the others."""
    filled, last = [], ""
    for cell in cells:
        last = cell if cell.strip() else last
        filled.append(last)
    return filled


def cell_at(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""
