"""How the file is read, as switches, and the preview that follows. Called by the upload page."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from core.read import Layout, ReadOptions, inspect_file
from core.recipe import Recipe
from core.store.imports import Import, read_draft
from pages.parts.current import save, unless_gone
from pages.parts.database import cursor as new_cursor
from pages.parts.plain import plain
from pages.parts.table import table
from pages.parts.wording import count

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "iso8859-15": "Western (ISO 8859-15)",
    "mac_roman": "Western (Mac Roman)",
    "shift_jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
}
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Pipe", ":": "Colon", " ": "Space"}
QUOTES = {'"': 'Double quote "', "'": "Single quote '", "": "None"}
PREVIEW_ROWS = 10


def file_layout(path: Path, options: ReadOptions) -> Layout:
    """The decisions about a file, kept while the file and the options stay the same."""
    return _inspected(str(path), path.stat().st_mtime_ns, options)


@st.cache_data(show_spinner="Looking at the file …", max_entries=20)
def _inspected(path: str, changed_at: int, options: ReadOptions) -> Layout:
    return inspect_file(Path(path), options)


def reading_switches(draft: Import, file: int, layout: Layout | None) -> None:
    """One switch per decision about a file. Without a layout (the file could not be read) only
    those that the user set, so that they can be taken back."""
    chosen = draft.recipe.files[file - 1].read
    options = layout.options if layout else chosen
    place = draft.import_id, file
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if options.encoding is not None:
            _select("encoding", "Encoding", ENCODINGS, options.encoding, place, 230)
        if options.delimiter is not None:
            _select("delimiter", "Delimiter", DELIMITERS, options.delimiter, place)
        if options.quote is not None:
            _select("quote", "Quote", QUOTES, options.quote, place)
        if layout and len(layout.sheets) > 1 and options.sheet is not None:
            _select("sheet", "Sheet", {s: s for s in layout.sheets}, options.sheet, place)
        _number("header_row", "Header row (0: none)", options.header_row or 0, place)
        _number("skip_last", "Leave out last rows", options.skip_last or 0, place)
        if chosen != ReadOptions():
            st.button(
                "Detect again",
                icon=":material/restart_alt:",
                key=f"detect-{draft.import_id}-{file}",
                on_click=_forget_options,
                args=place,
            )


def layout_preview(layout: Layout) -> None:
    """What was found, in words, and the first rows."""
    for warning in layout.warnings:
        st.warning(plain(warning, 1000), icon=":material/warning:")
    skipped = [f"row {row} ({plain(why)})" for row, why in layout.skipped_rows[:5]]
    if skipped:
        more = len(layout.skipped_rows) - len(skipped)
        tail = f" and {more} more" if more > 0 else ""
        st.caption(f"Left out above or among the data: {', '.join(skipped)}{tail}.")
    names = [column.name for column in layout.columns]
    table([dict(zip(names, row, strict=False)) for row in layout.sample[:PREVIEW_ROWS]])
    st.caption(f"The first rows of {count(len(layout.columns), 'column')}.")


def _select(
    name: str,
    label: str,
    choices: dict[str, str],
    value: str,
    place: tuple[int, int],
    width: int = 155,
) -> None:
    """A choice; a detected value that is not in the list is added to it."""
    values = list(choices) if value in choices else [value, *choices]
    key = _key(name, place)
    st.session_state[key] = value
    st.selectbox(
        label,
        values,
        format_func=lambda item: choices.get(item, item or "None"),
        key=key,
        on_change=_choose,
        args=(place, name),
        width=width,
    )


def _key(name: str, place: tuple[int, int]) -> str:
    return f"read-{name}-{place[0]}-{place[1]}"


def _number(name: str, label: str, value: int, place: tuple[int, int]) -> None:
    key = _key(name, place)
    st.session_state[key] = value
    st.number_input(
        label,
        min_value=0,
        step=1,
        key=key,
        on_change=_choose,
        args=(place, name),
        width=155,
    )


@unless_gone
def _choose(place: tuple[int, int], name: str) -> None:
    """Callback: keeps one decision; what depends on it is detected anew. Another delimiter or sheet
    has another header row."""
    import_id, file = place
    recipe = read_draft(new_cursor(), import_id).recipe
    chosen = {name: st.session_state[_key(name, place)]}
    options = replace(recipe.files[file - 1].read, **chosen)
    if name in ("delimiter", "sheet", "quote"):
        options = replace(options, header_row=None, skip_last=None)
    save(import_id, read_anew(recipe, file, read=options))


@unless_gone
def _forget_options(import_id: int, file: int) -> None:
    recipe = read_draft(new_cursor(), import_id).recipe
    save(import_id, read_anew(recipe, file, read=ReadOptions()))


def read_anew(recipe: Recipe, file: int, **changes: Any) -> Recipe:
    """The recipe with another file, or a file that is read otherwise: its mapping, and what ties
    it to the other file, are to be found anew."""
    forgotten = recipe.with_file(file, columns=(), formats=None, fixes=(), **changes)
    return replace(forgotten, common=None)
