"""What DuckDB raises at the limits of the machine, told in words."""

import duckdb
import pytest

from core.errors import AppError
from core.machine_limits import limits_told


def test_memory():
    with pytest.raises(AppError, match=r"^Not enough memory: "), limits_told():
        duckdb.connect(config={"memory_limit": "10MB", "temp_directory": ""}).execute(
            "select list(range) from range(10_000_000)"
        )


def test_disk():
    # A full disk is the one device that a test cannot have everywhere.
    with pytest.raises(AppError, match=r"^No space left on the disk: "), limits_told():
        raise duckdb.IOException("Could not write file: No space left on device")


def test_any_other_error_stays(tmp_path):
    with pytest.raises(duckdb.IOException), limits_told():
        duckdb.connect().execute(f"select * from read_csv('{tmp_path / 'none.csv'}')")
