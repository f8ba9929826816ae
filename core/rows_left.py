"""The error file of an import without the rows that were imported since, corrected: what is still
to be done. Called by the results page."""

import csv
import io
import sys
from collections.abc import Collection
from pathlib import Path

csv.field_size_limit(sys.maxsize)  # 131,072 by default; notes fields are longer


def rows_of_error_file(path: Path, row_numbers: Collection[int]) -> bytes:
    """The error file with its header and only the rows that have these numbers in the file of the
    import; they are its first column (core/error_file.py)."""
    wanted = {str(number) for number in row_numbers}
    made = io.StringIO(newline="")
    # Row by row in Python, which reads what DuckDB wrote as it stands, line breaks in cells
    # included: the whole file is in memory for the download anyway.
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        write = csv.writer(made, lineterminator="\n").writerow
        write(next(rows, []))
        for row in rows:
            if row and row[0] in wanted:
                write(row)
    return made.getvalue().encode("utf-8-sig")
