"""Fixtures for every test. Streamlit is imported only by the tests that ask for it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent

# No deadline: a first query pays for DuckDB's start. In CI the same examples in every run.
settings.register_profile("rowcall", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("rowcall")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: they are the slowest, and Playwright keeps an event loop running."""
    for item in items:
        if ROOT / "tests" / "browser" in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: "browser" in item.keywords)


@pytest.fixture(scope="session", autouse=True)
def no_test_touches_the_users_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The app and the command line keep their store in the folder that ROWCALL_DATA names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROWCALL_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ROWCALL_DATA of this test's own; the store in it would be rowcall.duckdb."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("ROWCALL_DATA", str(folder))
    return folder


@pytest.fixture
def app(data_folder: Path) -> "Iterator[AppTest]":
    """The whole app, not yet run, on an empty store: ``app.run()``, then ``app.switch_page(...)``.

    Cached resources (the open store) outlive an AppTest, so they are dropped before and after.
    """
    import streamlit
    from streamlit.testing.v1 import AppTest

    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
    yield AppTest.from_file(ROOT / "app.py", default_timeout=60)
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
