"""A visitor of an empty store, of one with the sample data, and of any other that is made once."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from core.engine.sample_data import load_sample_data
from core.store import Store
from tests.conftest import ROOT
from tests.engine.importing import empty_store
from tests.pages.made_stores import MadeStores, Visit
from tests.pages.visitor import Visitor


@pytest.fixture(scope="session", autouse=True)
def packages_are_searched_for_components_once() -> Iterator[None]:
    """Streamlit does so for each app; it takes half the time of a short test of a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner,
            "scan_component_manifests",
            cache(manifest_scanner.scan_component_manifests),
        )
        yield


@pytest.fixture
def visitor(app: AppTest, data_folder: Path) -> Visitor:
    """On the home page of an empty store."""
    (data_folder / "rowcall.duckdb").write_bytes(empty_store())
    return Visitor(app)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample data, to copy."""
    folder = tmp_path_factory.mktemp("sample-data")
    store = Store(folder / "rowcall.duckdb")
    load_sample_data(store, store.cursor())
    store.close()
    return folder


@pytest.fixture
def samples(sample_folder: Path, data_folder: Path, app: AppTest) -> Visitor:
    """On the home page of a store with sample companies, contacts and deals."""
    shutil.copytree(sample_folder, data_folder, dirs_exist_ok=True)
    return Visitor(app)


@pytest.fixture(scope="session")
def made_stores(tmp_path_factory: pytest.TempPathFactory) -> MadeStores:
    """What tests share, by the function that makes it."""
    return MadeStores(tmp_path_factory.mktemp("made-stores"))


@pytest.fixture
def visit(made_stores: MadeStores, data_folder: Path, app: AppTest) -> Visit:
    """Called with a function that fills a store: somebody on the home page of a copy of it, and
    what the function returned, such as the ids of its imports."""

    def visit(make: Callable[[], Any]) -> tuple[Visitor, Any]:
        returned = made_stores.copy(make, data_folder)
        return Visitor(app), returned

    return visit


@pytest.fixture
def another_visitor() -> Callable[[], Visitor]:
    """Opens one more browser on the same store, as a reload by the address does."""
    return lambda: Visitor(AppTest.from_file(ROOT / "app.py", default_timeout=60))


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Callable[[], bytes]]]:
    """Label -> function that makes the file, of each download button drawn since."""
    import streamlit

    drawn: dict[str, Callable[[], bytes]] = {}
    original = streamlit.download_button

    def download_button(label: str, data: Callable[[], bytes], **options: object) -> bool:
        drawn[label] = data
        return original(label, data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(streamlit, "download_button", download_button)
    yield drawn
