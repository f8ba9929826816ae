"""Texts of codes become contacts of a batch, or are named and refused. Called by the QR page for
what the camera, a photo or a picture gave."""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from core.capture import parse_payload
from core.capture.refused import shown_text
from core.engine.capturing.batch import add_contacts, captured_table
from core.store import Store


@dataclass(frozen=True)
class Scanned:
    """What codes gave: how many contacts were ``added``, how many codes the batch had already, what
    the others are instead (in words that follow "This is"), with their text as it may be shown, and
    warnings."""

    added: int
    repeated: int
    refused: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def take_codes(
    store: Store,
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    codes: Iterable[tuple[str, str]],
    found_in: str = "",
) -> Scanned:
    """Puts the contacts of codes (text, format) into the batch, each code once."""
    table = captured_table(store, cursor, import_id)
    added = repeated = 0
    refused, warnings = list[tuple[str, str]](), list[str]()
    for text, code_format in dict.fromkeys(codes):
        payload = parse_payload(text, code_format)
        if payload.refused:
            refused.append((payload.refused, shown_text(text)))
            continue
        known = cursor.execute(f"select count(*) from {table} where original = ?", [text])
        if known.fetchall() != [(0,)]:
            repeated += 1
            continue
        added += add_contacts(store, cursor, import_id, payload.contacts, found_in)
        warnings += payload.warnings
    return Scanned(added, repeated, tuple(refused), tuple(dict.fromkeys(warnings)))
