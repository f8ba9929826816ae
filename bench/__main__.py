"""``make bench``: prepares the data, runs each measurement in a process of its own, prints a table.

    python -m bench [--rows N] [--repeat K] [--large] [import] [sheets] [pages] [mapping]

``--large`` adds five times the rows. Every ratio is of two figures of one run; of K repeats each
side's best counts, since the machine is shared and slowness is noise."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import bare, sheets
from bench.data import fill_store, write_file

PARTS = ("import", "sheets", "pages")


def main() -> None:
    """Parses what to measure and does it in a temporary folder."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), metavar="|".join(PARTS))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--large", action="store_true")
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rowcall-bench-") as folder:
        if "import" in parsed.parts:
            _import(Path(folder), parsed.rows, parsed.repeat, parsed.large)
        if "sheets" in parsed.parts:
            _sheets(Path(folder), parsed.repeat)
        if "pages" in parsed.parts:
            _pages(Path(folder), parsed.rows)


def _import(folder: Path, rows: int, repeat: int, large: bool) -> None:
    small = _imports(folder, rows, repeat)
    if large:
        large_ones = _imports(folder, 5 * rows, 1)
        _say("time of five times the rows", large_ones / small, "at most 5.5")


def _imports(folder: Path, rows: int, repeat: int) -> float:
    """The bare SQL and the engine over one file; the engine's best seconds are returned."""
    print(f"\n{rows:,} rows x 20 columns into a store with half of them")
    file = folder / f"contacts-{rows}.csv"
    write_file(file, rows)
    sides: dict[str, list[dict[str, Any]]] = {"bare": [], "engine": []}
    prepared = folder / f"prepared-{rows}.duckdb"
    fill_store(prepared, rows)
    table = folder / f"table-{rows}.duckdb"
    bare.prepare(table, rows)
    for _ in range(repeat):
        for side, database in (("bare", table), ("engine", prepared)):
            copy = folder / "run" / "rowcall.duckdb"
            shutil.rmtree(copy.parent, ignore_errors=True)
            copy.parent.mkdir()
            shutil.copy(database, copy)
            sides[side].append(_measure(f"bench.{side}", copy, file))
    best = {side: min(runs, key=lambda r: r["seconds"]) for side, runs in sides.items()}
    for side, figures in best.items():
        told = f"{figures['seconds']:7.2f} s  {figures['peak_gb']:5.2f} GB"
        print(f"  {side:8} {told}  {figures['phases']}")
    _say("engine / bare SQL", best["engine"]["seconds"] / best["bare"]["seconds"], "at most 1.6")
    return float(best["engine"]["seconds"])


def _sheets(folder: Path, repeat: int) -> None:
    print("\nXLSX of 100,000 rows x 20 columns")
    workbook = folder / "sheet.xlsx"
    sheets.write_workbook(workbook, 100_000)
    runs: dict[str, list[dict[str, Any]]] = {"bare": [], "staged": []}
    for _ in range(repeat + 1):
        for side, measured in runs.items():  # in turn, so that a busy machine slows down both
            measured.append(_measure("bench.sheets", side, workbook))
    best = {side: min(done, key=lambda r: r["seconds"]) for side, done in runs.items()}
    for side, figures in best.items():
        print(f"  {side:8} {figures['seconds']:7.2f} s  {figures['peak_gb']:5.2f} GB")
    _say(
        "staged / bare calamine", best["staged"]["seconds"] / best["bare"]["seconds"], "at most 1.3"
    )


def _pages(folder: Path, rows: int) -> None:
    print(f"\nRedraw of a page with {rows:,} rows staged")
    file, data = folder / f"contacts-{rows}.csv", folder / "pages"
    if not file.exists():
        write_file(file, rows)
    data.mkdir()
    fill_store(data / "rowcall.duckdb", rows)
    for page, figures in _measure("bench.pages", data, file).items():
        print(f"  {page:12} {figures}  (p95 at most 300 ms)")


def _measure(module: str, *arguments: object) -> dict[str, Any]:
    """Runs a module in a new process; its last line of output is JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    if done.returncode:
        sys.exit(f"{module} failed:\n{done.stderr[-3000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _say(what: str, ratio: float, wanted: str) -> None:
    print(f"  {what}: {ratio:.2f} ({wanted})")


if __name__ == "__main__":
    main()
