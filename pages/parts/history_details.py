"""One import in full: what became of its rows, its issues, its speed, its recipe and its files.
Called by the history page."""

from collections.abc import Sequence
from pathlib import Path

import altair as alt
import duckdb
import pandas as pd
import streamlit as st

from core.errors import FileError
from core.history import comparable, rows_per_second, step_of, total_seconds
from core.issues import issue_kinds
from core.outcome import issue_counts
from core.store.imports import OPEN, Import
from core.store.lists import lists_of_import
from core.store.properties import read_object_type
from pages.parts.associations_panel import association_text, made_pairs
from pages.parts.corrections import corrections_note
from pages.parts.current import BROWSE, COMPARE, RESULTS
from pages.parts.fix_link import fix_links
from pages.parts.named_bars import named_bars
from pages.parts.object_choice import object_counters, objects_table
from pages.parts.outcome import outcome_chart
from pages.parts.plain import plain
from pages.parts.recipe_summary import recipe_summary
from pages.parts.result_files import result_files
from pages.parts.run_again import run_again_choice
from pages.parts.save_template import recipe_download, save_template_choice, template_saved
from pages.parts.state_column import state_words
from pages.parts.steps import page_name, step_page
from pages.parts.table import table
from pages.parts.wording import count, duration, file_size, local_time, objects_text

_MOST_BARS = 12


def history_details(cursor: duckdb.DuckDBPyConnection, each: Import) -> None:
    """The panel of one import."""
    with st.container(border=True):
        st.subheader(plain(each.name or each.file_name))
        st.markdown(_facts(each, state_words(cursor, [each])[each.import_id]))
        if each.error:
            st.warning(plain(each.error, 1000), icon=":material/warning:")
        corrections_note(cursor, each)
        _ways_on(cursor, each)
        template_saved(each.import_id)
        if each.counters:
            _outcome(cursor, each)
            _issues(cursor, each)
        _files(each)
        if each.seconds:
            with st.expander("Time by phase", icon=":material/timer:"):
                _phases(each)
        with st.expander("Recipe: what was decided", icon=":material/receipt_long:"):
            recipe_summary(cursor, each.recipe)
            recipe_download(each.recipe, _stem(each), f"recipe-{each.import_id}")


def _stem(each: Import) -> str:
    return Path(each.file_names[0]).stem if each.file_names else f"import-{each.import_id}"


def _facts(each: Import, state: str) -> str:
    """Number, state, object, files, dates, user and speed on one line."""
    seconds, speed = total_seconds(each), rows_per_second(each)
    facts = [
        f"Import {each.import_id}",
        f"**{plain(state)}**",
        plain(objects_text(each)),
        f"{plain(each.file_name)} ({file_size(each.file_size)})",
        f"started {local_time(each.created_at)}",
    ]
    if each.imported_by:
        facts.append(f"by {plain(each.imported_by)}")
    if each.finished_at:
        facts.append(f"finished {local_time(each.finished_at)}")
    if each.layouts:
        facts.append(count(each.row_count, "row"))
    if seconds is not None:
        facts.append(f"{duration(seconds)}" + (f" ({speed:,} rows/s)" if speed else ""))
    return " · ".join(facts)


def _ways_on(cursor: duckdb.DuckDBPyConnection, each: Import) -> None:
    params = {"import": str(each.import_id)}
    with st.container(horizontal=True, vertical_alignment="center"):
        if each.state in OPEN:
            page, more = step_page(step_of(cursor, each))
            st.page_link(
                page,
                label=f"Continue at {page_name(page)}",
                icon=":material/play_arrow:",
                query_params=params | more,
            )
        else:
            st.page_link(
                RESULTS, label="Open results", icon=":material/fact_check:", query_params=params
            )
        for made in lists_of_import(cursor, each.import_id):
            st.page_link(
                BROWSE,
                label=f"List: {plain(made.name)}",
                icon=":material/list_alt:",
                query_params={"object": made.object_type, "list": str(made.list_id)},
            )
        if before := comparable(cursor, each):
            st.page_link(
                COMPARE,
                label="Compare with another import",
                icon=":material/compare_arrows:",
                query_params={"one": str(before), "other": str(each.import_id)},
            )
        if not each.recipe.source:
            run_again_choice(each)
            save_template_choice(each)


def _outcome(cursor: duckdb.DuckDBPyConnection, each: Import) -> None:
    st.markdown("**What became of the rows**")
    counters = object_counters(each)
    objects_table(cursor, counters)
    for name, counted in counters.items():
        if len(counters) > 1:
            st.caption(plain(read_object_type(cursor, name).plural))
        outcome_chart(counted)
    made = made_pairs(each.counters)
    if made:
        st.markdown(f":material/link: {association_text(cursor, made)}")


def _issues(cursor: duckdb.DuckDBPyConnection, each: Import) -> None:
    st.markdown("**Issues by kind**")
    found = dict[str, int]()
    for name in each.object_types:
        for one in issue_counts(cursor, each.import_id, name):
            found[one.code] = found.get(one.code, 0) + one.rows
    if not found:
        st.info("No issues.", icon=":material/check:")
        return
    codes = sorted(found, key=lambda code: -found[code])
    _issue_chart([(issue_kinds()[code].title, found[code]) for code in codes])
    fix_links(codes)


def _issue_chart(counts: Sequence[tuple[str, int]]) -> None:
    counts = counts[:_MOST_BARS]
    named_bars(
        pd.DataFrame(counts, columns=["Kind", "Issues"]),
        "Kind",
        "Issues",
        below=85,
        alt_text="Issues by kind",
        color=alt.value("#b4584f"),
        tooltip=["Kind:N", alt.Tooltip("Issues:Q", format=",")],
    )


def _files(each: Import) -> None:
    """The original file and the error files, as far as they are kept."""
    try:
        result_files(each)
    except FileError as error:
        st.caption(f"{error.title}: {plain(error.message)}")


def _phases(each: Import) -> None:
    table(
        [
            {
                "Phase": phase,
                "Time": f"{seconds:.2f} s",
                "Rows/s": f"{each.row_count / seconds:,.0f}" if seconds >= 0.005 else "",
            }
            for phase, seconds in each.seconds.items()
        ]
    )
