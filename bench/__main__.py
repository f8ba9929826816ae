"""``make bench``: prepares the data, runs each measurement in a process of its own, prints a table.

    python -m bench [--rows N] [--repeat K] [--large] [import] [objects] [files] [sheets] [pages]
                    [fixes] [undo] [soak]
    python -m bench cards [--cards N]
    python -m bench live [--times N]

``fixes`` is the dry run after one fix of a value, ``undo`` the undo of an import, ``soak`` kills
commits and undos at random moments; these three run only where they are named. ``--large`` adds
five times the rows. Every ratio is of two figures of one run; of K repeats each side's best counts,
since the machine is shared and slowness is noise."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import bare, fixes, live, several_bare, several_data, sheets, soak, undo
from bench.data import fill_store, write_file

# The seed of the first card; the rules were made on others.
FIRST_CARD = 20_000
PARTS = ("import", "objects", "files", "sheets", "pages")


def main() -> None:
    """Parses what to measure and does it in a temporary folder."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), metavar="|".join(PARTS))
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--cards", type=int, default=100, help="photographs of each level")
    parser.add_argument("--times", type=int, default=6, help="starts of the live camera")
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rowcall-bench-") as folder:
        if "import" in parsed.parts:
            _import(Path(folder), parsed.rows, parsed.repeat, parsed.large)
        if "objects" in parsed.parts:
            _several(Path(folder), "objects", parsed.rows, parsed.repeat, "at most 2.2")
        if "files" in parsed.parts:
            _several(Path(folder), "files", parsed.rows // 2, parsed.repeat, "at most 2.0")
        if "sheets" in parsed.parts:
            _sheets(Path(folder), parsed.repeat)
        if "pages" in parsed.parts:
            _pages(Path(folder), parsed.rows)
        if "fixes" in parsed.parts:
            fixes.measure(Path(folder), parsed.rows)
        if "undo" in parsed.parts:
            undo.measure(Path(folder), parsed.rows, parsed.repeat)
        if "soak" in parsed.parts:
            soak.run()
        if "cards" in parsed.parts:
            _cards(parsed.cards)
        if "live" in parsed.parts:
            live.measure(Path(folder), parsed.times)


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
    prepared = folder / f"prepared-{rows}.duckdb"
    fill_store(prepared, rows)
    table = folder / f"table-{rows}.duckdb"
    bare.prepare(table, rows)
    sides = {"bench.bare": (table, (file,)), "bench.engine": (prepared, (file,))}
    return _compare(folder, sides, repeat, "at most 1.6")


def _several(folder: Path, which: str, rows: int, repeat: int, wanted: str) -> None:
    """The bare SQL and the engine over one file of several objects, or over two files."""
    what = {
        "objects": f"One file of {rows:,} rows with contacts, companies and deals",
        "files": f"Two files of {rows:,} rows, contacts and companies, by a common column",
    }
    print(f"\n{what[which]}, into a store with part of them")
    files = several_data.write_files(which, folder, rows)
    prepared, table = folder / f"{which}.duckdb", folder / f"{which}-bare.duckdb"
    several_data.fill_store(which, prepared, rows)
    several_bare.prepare(which, table, rows)
    sides = {
        "bench.several_bare": (table, files),
        "bench.several_engine": (prepared, files),
    }
    _compare(folder, sides, repeat, wanted, which)


def _compare(
    folder: Path,
    sides: Mapping[str, tuple[Path, Sequence[Path]]],
    repeat: int,
    wanted: str,
    *first: str,
) -> float:
    """Runs the bare side and the engine's in turn, each over a copy of its database; the engine's
    best seconds are returned."""
    runs: dict[str, list[dict[str, Any]]] = {module: [] for module in sides}
    for _ in range(repeat):
        for module, (database, files) in sides.items():
            copy = folder / "run" / "rowcall.duckdb"
            shutil.rmtree(copy.parent, ignore_errors=True)
            copy.parent.mkdir()
            shutil.copy(database, copy)
            runs[module].append(_measure(module, *first, copy, *files))
    best = [min(each, key=lambda r: r["seconds"]) for each in runs.values()]
    for name, figures in zip(("bare", "engine"), best, strict=True):
        told = f"{figures['seconds']:7.2f} s  {figures['peak_gb']:5.2f} GB"
        print(f"  {name:8} {told}  {figures['phases']}")
    _say("engine / bare SQL", best[1]["seconds"] / best[0]["seconds"], wanted)
    bare_cpu, engine_cpu = (min(run["cpu"] for run in each) for each in runs.values())
    _say("of processor time", engine_cpu / bare_cpu, "tells more on a busy machine")
    return float(best[1]["seconds"])


def _cards(cards: int) -> None:
    """Here, since the libraries for it take a second to load."""
    from bench.cards.measure import measure
    from bench.cards.photo import LEVELS

    print(f"\n{cards} generated photographs of business cards a level")
    for level in LEVELS:
        measure(level, cards, FIRST_CARD)
    print("  (core fields: 98 % at least of easy and medium, 75 % of hard; corners 95 %)")


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
