"""How long pages take to redraw with the bench's file: map, details and review while it is staged;
results, history and records once it is imported."""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

RUNS = 30


def run(data: Path, file: Path) -> None:
    """Prints median, 95th percentile and maximum per page, in milliseconds."""
    os.environ["ROWCALL_DATA"] = str(data)
    from streamlit.testing.v1 import AppTest

    from bench.engine import stage
    from core.engine.progress import Progress
    from core.engine.run import plan_import, run_import
    from core.store import Store
    from core.store.store import default_path

    store = Store(default_path())
    import_id = stage(store, file, Progress())
    plan_import(store, store.cursor(), import_id, Progress())
    store.close()
    app = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=120)
    app.run()
    result = {}
    for page, drawn in (("map_columns", "data_editor"), ("details", "radio"), ("review", "metric")):
        result[page] = _opened(app, f"pages/imports/{page}.py", drawn, import_id)
    from pages.parts.database import open_store

    run_import(open_store(), open_store().cursor(), import_id, Progress())
    result["results"] = _opened(app, "pages/imports/results.py", "metric", import_id)
    result["history"] = _opened(app, "pages/imports/history.py", "dataframe")
    result["browse"] = _opened(app, "pages/records/browse.py", "dataframe")
    print(json.dumps(result))


def _opened(
    app: "AppTest", page: str, drawn: str, import_id: int | None = None
) -> dict[str, float]:
    """The times of one page, of an import where one is named."""
    app.switch_page(page)
    app.query_params.clear()
    if import_id is not None:
        app.query_params["import"] = str(import_id)
    app.run()
    return _timed(app, drawn)


def _timed(app: "AppTest", drawn: str) -> dict[str, float]:
    """Each run must have drawn the page's own element, not a message that stops it."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        app.run()
        times.append((time.perf_counter() - start) * 1000)
        assert not app.exception and getattr(app, drawn)
    times.sort()
    return {
        "median_ms": round(statistics.median(times)),
        "p95_ms": round(times[int(0.95 * RUNS) - 1]),
        "max_ms": round(times[-1]),
    }


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
