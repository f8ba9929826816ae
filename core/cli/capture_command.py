"""``python -m core capture FILE...``: contacts in vCards, QR codes, cards: a JSON line a file;
with ``--save`` they are imported, one import a file."""

import argparse
from pathlib import Path
from typing import Any

from core.capture import Capture, capture_file
from core.capture.sources import SOURCE_OF_KIND
from core.cli.import_command import told_issues
from core.cli.output import print_json, say
from core.engine.capturing.batch import add_contacts, open_batch
from core.engine.capturing.saving import conflicts, stage_batch
from core.engine.draft import drop_draft
from core.engine.parts import parts_of
from core.engine.progress import Progress
from core.engine.run import plan_import, recover, run_import
from core.errors import AppError
from core.store import Store
from core.store.imports import read_import

DESCRIPTION = """\
Finds the contacts in vCard files, in pictures of QR codes and on photos of business cards, and
prints a JSON line a file. Nothing is written without --save, which makes one import a file."""
EPILOG = """\
exit codes:
  0  every file gave contacts, and with --save all of them were imported
  1  a file cannot be read or gave no contact, or a contact was not imported
  2  none of the files can be read, or the store cannot be opened

example:
  python -m core capture phone.vcf badges/*.png --save
  python -m core capture card.jpg --as card"""
_OUTCOMES = ("created", "updated", "unchanged", "skipped", "failed")
_UNREADABLE = 2


def run_capture(parsed: argparse.Namespace) -> int:
    """Captures each file; saves nothing without ``--save``. 1 where a file gave no contact, one
    that was not imported, or cannot be read, which its line says with ``error``; 2 where none can
    be read."""
    store = Store(parsed.store) if parsed.save else None
    try:
        if store:
            recover(store)
        codes = [_capture(file, parsed, store) for file in parsed.files]
    finally:
        if store:
            store.close()
    return _UNREADABLE if min(codes) == _UNREADABLE else min(max(codes), 1)


def _capture(file: Path, parsed: argparse.Namespace, store: Store | None) -> int:
    """One file; the exit code that it alone would have is returned."""
    captured = Capture(parsed.kind or "")
    try:
        captured = capture_file(file, parsed.kind, parsed.website_from_email)
        for warning in captured.warnings:
            say(f"{file}: {warning}")
        if captured.kind == "qr" and not captured.codes and not parsed.kind:
            say(f"{file}: --as card reads a business card.")
        saved = _save(store, file, captured) if store and captured.contacts else {}
    except AppError as error:
        say(f"{file}: {error}")
        told = f"{error.message} {error.hint}".strip()
        print_json({**_line(file, captured), "error": told})
        return _UNREADABLE
    print_json(_line(file, captured) | saved)
    failed = saved and (saved["counters"]["failed"] or saved["left_out"])
    return 1 if failed or not captured.contacts else 0


def _save(store: Store, file: Path, captured: Capture) -> dict[str, Any]:
    """Imports what was captured; what became of it is returned."""
    cursor, progress = store.cursor(), Progress()
    import_id = open_batch(cursor, SOURCE_OF_KIND[captured.kind], file.name)
    try:
        add_contacts(store, cursor, import_id, captured.contacts, file.name)
        left_out = [sentence for _, sentence in conflicts(store, cursor, import_id)]
        stage_batch(store, cursor, import_id, progress)
        plan_import(store, cursor, import_id, progress)
        draft = read_import(cursor, import_id)
        issues = told_issues(cursor, parts_of(store, cursor, draft), draft, each=True)
        plan = run_import(store, cursor, import_id, progress)
    except BaseException:
        drop_draft(store, cursor, import_id)
        raise
    for sentence in left_out:
        say(f"{file}: {sentence}")
    if more := sum(len(contact.emails) > 1 for contact in captured.contacts):
        say(
            f"{file}: contacts with more than one email address: {more:,}. The further ones are "
            f"kept in the file of import {import_id}, not on the record."
        )
    if without := sum(not contact.properties.get("email") for contact in captured.contacts):
        say(
            f"{file}: contacts without an email address: {without:,}. They cannot be told from "
            "contacts that are there already."
        )
    counters = plan.counters.to_json()
    outcome = ", ".join(f"{counters[name]:,} {name}" for name in _OUTCOMES)
    wrote = counters["created"] or counters["updated"]
    nothing = "" if wrote else " It is in the history and changed nothing."
    say(f"{file}: import {import_id}: {outcome}.{nothing}")
    return {
        "import_id": import_id,
        "state": read_import(cursor, import_id).state,
        "counters": counters,
        "issues": issues,
        "left_out": left_out,
    }


def _line(file: Path, captured: Capture) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": captured.kind or None,
        "codes": captured.codes,
        "contacts": [contact.to_json() for contact in captured.contacts],
        "warnings": captured.warnings,
    }
