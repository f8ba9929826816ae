"""``python -m core capture FILE...``: contacts in vCards, QR codes, on cards: a JSON line a file."""

import argparse
from pathlib import Path
from typing import Any

from core.capture import Capture, capture_file
from core.cli.output import print_json, say
from core.errors import AppError


def run_capture(parsed: argparse.Namespace) -> int:
    """Captures each file and saves nothing. 1 where a file gave no contact; 2, and a line with
    ``error``, where one cannot be read."""
    code = 0
    for file in parsed.files:
        try:
            captured = capture_file(file, parsed.kind, parsed.website_from_email)
        except AppError as error:
            say(f"{file}: {error}")
            told = f"{error.message} {error.hint}".strip()
            print_json({**_line(file, Capture(parsed.kind or "")), "error": told})
            code = 2
            continue
        for warning in captured.warnings:
            say(f"{file}: {warning}")
        print_json(_line(file, captured))
        if not captured.contacts:
            code = max(code, 1)
    return code


def _line(file: Path, captured: Capture) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": captured.kind or None,
        "codes": captured.codes,
        "contacts": [contact.to_json() for contact in captured.contacts],
        "warnings": captured.warnings,
    }
