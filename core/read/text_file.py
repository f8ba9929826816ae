"""Inspects a text file: encoding, dialect, structure, and what a whole-file scan found."""

import io
import itertools
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from core.read import trouble
from core.read.cells import column_kinds, is_blank
from core.read.cleanse import clean_text, without_end_mark
from core.read.decode import choose_encoding, readable_name
from core.read.dialect import Dialect, choose_dialect, find_sep_line
from core.read.headers import make_columns
from core.read.layout import Column, Layout, ReadOptions
from core.read.magic import FoundKind, kind_of_bytes
from core.read.records import Record, RecordCutter, reason_to_leave_out
from core.read.scan import Findings, scan_bytes
from core.read.source import Source
from core.read.structure import Row, Structure, find_structure

HEAD = 256 << 10
MOST_HEAD = 8 << 20
VOTE = 120_000
SAMPLE_ROWS = 100
NOTHING = "\r\n\t ,;|\"'\x1a\0\ufeff"
LOOKED_AT = 1000


def inspect_text(path: Path, found: FoundKind, options: ReadOptions) -> Layout:
    source = choose_source(path, found, options)
    with source.open() as file:
        findings = scan_bytes(file)
    head = read_head(source)
    kind_of_bytes(head[:4096])
    encoding = choose_encoding(head, findings, options.encoding)
    text = decode_head(head, encoding, whole=len(head) >= findings.scan.size)
    if not text.strip(NOTHING):
        raise trouble.empty_file("holds a byte order mark only" if not text else "is blank")
    text = without_end_mark(clean_text(text, False))
    sep = find_sep_line(text)
    wished = options if options.delimiter is not None else replace(options, delimiter=sep)
    dialect = choose_dialect(without_first_line(text[:VOTE]) if sep else whole_lines(text), wished)
    return lay_out(source, found, options, findings, encoding, dialect, text, bool(sep))


def choose_source(path: Path, found: FoundKind, options: ReadOptions) -> Source:
    if found.container != "zip":
        return Source(path, found.container)
    entry = options.sheet or found.entries[0]
    if entry not in found.entries:
        raise trouble.wrong_option(
            f"The archive has no file “{entry}”.", "It has: " + ", ".join(found.entries[:10])
        )
    return Source(path, "zip", entry)


def read_head(source: Source) -> bytes:
    """The first 256 kB, more where lines are so long that this holds fewer than twenty."""
    size = HEAD
    while True:
        with source.open() as file:
            head = file.read(size)
        lines = head.count(b"\n") + head.count(b"\r")
        if len(head) < size or lines >= 20 or size >= MOST_HEAD:
            return head
        size *= 4


def decode_head(head: bytes, encoding: str, whole: bool) -> str:
    """Text of the head, cut at its last line end when the file goes on."""
    text = head.decode(encoding, "replace").removeprefix("\ufeff")
    if whole:
        return text
    end = max(text.rfind("\n"), text.rfind("\r")) + 1
    return text[: end or len(text)]


def whole_lines(text: str) -> str:
    if len(text) <= VOTE:
        return text
    end = max(text.rfind("\n", 0, VOTE), text.rfind("\r", 0, VOTE)) + 1
    return text[: end or VOTE]


def without_first_line(text: str) -> str:
    return text[min(i for i in (text.find("\n"), text.find("\r"), len(text)) if i >= 0) :].lstrip(
        "\r\n"
    )


def lay_out(
    source: Source,
    found: FoundKind,
    options: ReadOptions,
    findings: Findings,
    encoding: str,
    dialect: Dialect,
    text: str,
    has_sep: bool,
) -> Layout:
    text = clean_text(text, True) if dialect.escape else text
    records = cut_sample(text, dialect, None, (), LOOKED_AT)
    rows = [Row(record.row, tuple(record.cells)) for record in records]
    structure = find_structure(rows[1:] if has_sep else rows, options.header_row)
    columns = make_columns(structure.headers, structure.names)
    data = [record.cells for record in records if record.row >= structure.first_row]
    kinds = column_kinds([row for row in data if len(row) == structure.width], structure.width)
    may_be_short = usually_short(data, structure.width)
    skip = structure.first_row - 1
    sample = cut_body(text, dialect, skip, structure, kinds)
    return Layout(
        kind="csv",
        options=decided(options, found, source, encoding, dialect, structure),
        columns=columns,
        sample=tuple(tuple(row) for row in sample[:SAMPLE_ROWS]),
        sheets=found.entries if len(found.entries) > 1 else (),
        skipped_rows=(((1, "names the delimiter"),) if has_sep else ()) + structure.skipped,
        warnings=tuple(warnings_of(findings, encoding, structure)),
        details={
            "container": source.container,
            "entry": source.entry,
            "first_row": structure.first_row,
            "first_line": sum(record.lines for record in records if record.row <= skip),
            "first_cells": list(sample[0]) if sample else [],
            "trim_left": dialect.trim_left,
            "open_ends_above": open_ends_above(text, dialect, skip, records),
            "always_open": len(rows_wider(data, structure.width)) > 0.5 * len(data),
            "kinds": list(kinds),
            "may_be_short": may_be_short,
            "headers": list(structure.headers),
            "header_rows": list(structure.header_rows),
            "codec": encoding,
            "scan": asdict(findings.scan),
        },
    )


def cut_sample(
    text: str, dialect: Dialect, width: int | None, kinds: Sequence[str], most: int
) -> list[Record]:
    records = []
    for record in RecordCutter(io.StringIO(text, newline=""), dialect, width, kinds):
        records.append(record)
        if len(records) >= most:
            break
    return records


def cut_body(
    text: str, dialect: Dialect, skip: int, structure: Structure, kinds: Sequence[str]
) -> list[list[str]]:
    """The rows under the header as they will be staged, as far as the sample goes."""
    lines = io.StringIO(text, newline="")
    above = RecordCutter(lines, dialect)
    for record in above:
        if record.row >= skip or skip == 0:
            break
    if skip == 0:
        lines.seek(0)
        above.lines.returned.clear()
    rest = iter([*above.lines.returned, *lines])
    cutter = RecordCutter(rest, dialect, structure.width, kinds)
    headers = structure.headers if structure.header_row else ()
    return [
        record.cells
        for record in cutter
        if reason_to_leave_out(record, headers, structure.width) is None
    ]


def usually_short(data: Sequence[Sequence[str]], width: int) -> bool:
    """Most rows leave out the cells at their end: nothing to list row by row."""
    rows = [row for row in data if not is_blank(row)]
    return sum(len(row) < width for row in rows) > 0.5 * len(rows)


def open_ends_above(text: str, dialect: Dialect, skip: int, records: Sequence[Record]) -> int:
    """Lines above the data that end in a delimiter."""
    count = sum(record.lines for record in records if record.row <= skip)
    lines = itertools.islice(io.StringIO(text, newline=""), count)
    return sum(line.rstrip("\r\n").endswith(dialect.delimiter) for line in lines)


def rows_wider(data: Sequence[Sequence[str]], width: int) -> list[Sequence[str]]:
    return [row for row in data if len(row) > width]


def decided(
    options: ReadOptions,
    found: FoundKind,
    source: Source,
    encoding: str,
    dialect: Dialect,
    structure: Structure,
) -> ReadOptions:
    return ReadOptions(
        encoding=readable_name(encoding),
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        escape=dialect.escape or dialect.quote,
        sheet=source.entry or None,
        header_row=structure.header_row,
        skip_last=options.skip_last or 0,
    )


def warnings_of(findings: Findings, encoding: str, structure: Structure) -> list[str]:
    scan, found = findings.scan, []
    if scan.nuls and not encoding.startswith("utf-16") and not encoding.startswith("utf-32"):
        found.append(f"{scan.nuls:,} NUL bytes were removed.")
    if encoding in ("utf-8", "utf-8-sig") and not scan.utf8:
        found.append("Some bytes are not valid UTF-8; they are shown as \ufffd.")
    return found + list(structure.warnings)


def columns_with_spill(columns: Sequence[Column], found: int) -> tuple[Column, ...]:
    """The columns and, when surplus values were found, one named column for them at the end."""
    if not found:
        return tuple(columns)
    taken = {column.name.casefold() for column in columns}
    name = "Surplus values" if "surplus values" not in taken else "Surplus values (2)"
    return (*columns, Column(len(columns) + 1, name, ""))
