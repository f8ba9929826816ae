"""Upload: what the rows are, the files, and how they are read, with the preview following."""

import streamlit as st

from core.engine.draft import drop_draft, prepare_draft
from core.engine.original_files import original_file
from core.errors import AppError
from core.read import Layout
from core.store.imports import Import
from pages.parts.choice_state import keep_choices
from pages.parts.current import COMMON, MAP, UPLOAD, go, open_import_or_stop
from pages.parts.database import cursor as new_cursor
from pages.parts.database import jobs, open_store
from pages.parts.file_layout import file_layout, layout_preview, reading_switches
from pages.parts.file_uploader import keep_file, uploader
from pages.parts.import_choices import import_choices
from pages.parts.job_progress import READ_PHASES, start_job, wait_for
from pages.parts.moves import follow_move
from pages.parts.plain import plain
from pages.parts.sample_downloads import sample_downloads
from pages.parts.step_header import step_header
from pages.parts.steps import STEPS
from pages.parts.swap_button import swap_button
from pages.parts.template_offers import template_offers
from pages.parts.trouble import show_error
from pages.parts.wording import file_size

cursor = new_cursor()


def other_file(draft: Import, file: int) -> None:
    """Callback: lets the user choose another file. A draft of one file is dropped with it."""
    if len(draft.recipe.files) > 1:
        st.session_state[f"replace-{draft.import_id}"] = file
        return
    drop_draft(open_store(), new_cursor(), draft.import_id)
    jobs().forget(draft.import_id)
    keep_choices(draft)
    st.query_params.clear()


def read_whole(draft: Import) -> None:
    """Callback: stages the files in the background."""
    jobs().forget(draft.import_id)
    title = f"Reading {draft.file_name}"
    start_job(draft.import_id, title, 0, READ_PHASES, prepare_draft)
    st.session_state["staged"] = draft.import_id


def choose_file() -> None:
    """The page before there is a file."""
    step_header(UPLOAD, None, "Say what the rows are, then choose the file.")
    recipe = import_choices(cursor, None)
    if recipe is None:
        return
    name = recipe.object_types[0].replace("_", " ")
    uploader(recipe, None, 1, "File" if len(recipe.files) == 1 else f"File of {name}")
    if len(recipe.files) > 1:
        other = recipe.object_types[1].replace("_", " ")
        st.caption(f"The file of {plain(other)} comes next.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sample_downloads(recipe)


def look_at_files(draft: Import) -> None:
    """The page once a file is there: switches, preview, Next."""
    step_header(
        UPLOAD, draft, "Check that the preview looks right. Change how the file is read if not."
    )
    fits = import_choices(cursor, draft) is not None
    offered = st.container()
    ready = [look_at_file(draft, number) for number in range(1, len(draft.recipe.files) + 1)]
    if fits and ready[0]:
        with offered:
            template_offers(cursor, draft, [layout for layout in ready if layout])
    next_step = STEPS[COMMON if len(draft.recipe.files) > 1 else MAP]
    if all(ready):
        st.button(
            f"Next: {next_step}",
            type="primary",
            icon=":material/arrow_forward:",
            on_click=read_whole,
            args=(draft,),
            disabled=not fits,
        )


def look_at_file(draft: Import, file: int) -> Layout | None:
    """One file of the draft, as it is read; None where it is not there or cannot be read."""
    several = len(draft.recipe.files) > 1
    replaced = st.session_state.get(f"replace-{draft.import_id}") == file
    if several:
        name = draft.recipe.objects_in(file)[0].replace("_", " ")
        st.subheader(f"File {file} of 2: {plain(name)}")
        if file == 1:
            swap_button(draft)
    if file > len(draft.file_names) or replaced:
        uploader(draft.recipe, draft, file)
        if replaced:
            st.button(
                f"Keep {plain(draft.file_names[file - 1], 60)}",
                icon=":material/undo:",
                on_click=keep_file,
                args=(draft.import_id,),
            )
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        path = original_file(open_store(), draft.import_id, file)
        size = file_size(path.stat().st_size)
        st.markdown(f":material/description: **{plain(draft.file_names[file - 1])}** · {size}")
        st.button(
            "Choose another file",
            key=f"other-{file}",
            icon=":material/swap_horiz:",
            on_click=other_file,
            args=(draft, file),
        )
    try:
        layout = file_layout(path, draft.recipe.files[file - 1].read)
    except AppError as error:
        show_error(error)
        reading_switches(draft, file, None)
        return None
    reading_switches(draft, file, layout)
    layout_preview(layout)
    return layout


if "import" in st.query_params:
    current = open_import_or_stop(cursor)
    done = wait_for(current.import_id)
    if st.session_state.pop("staged", None) == current.import_id and done:
        go(COMMON if len(current.recipe.files) > 1 else MAP, current.import_id)
    look_at_files(current)
else:
    follow_move()
    choose_file()
