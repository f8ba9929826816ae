"""How long the map, details and review pages take to redraw with the bench's file staged."""

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
    from core.engine.run import plan_import
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
        app.query_params["import"] = str(import_id)
        app.switch_page(f"pages/imports/{page}.py").run()
        result[page] = _timed(app, drawn)
    print(json.dumps(result))


def _timed(app: "AppTest", drawn: str) -> dict[str, float]:
    """Each run must have drawn the page's own element, not a message that stops it."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        app.run()
        times.append((time.perf_counter() - start) * 1000)
        assert not app.exception and app.get(drawn)
    times.sort()
    return {
        "median_ms": round(statistics.median(times)),
        "p95_ms": round(times[int(0.95 * RUNS) - 1]),
        "max_ms": round(times[-1]),
    }


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
