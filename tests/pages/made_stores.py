"""Stores with something in them that several tests begin with: each is made once a session, and
every test that wants it has a copy of its own. Behind the fixture ``visit``."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
import streamlit

from tests.engine.importing import empty_store
from tests.pages.visitor import Visitor

T = TypeVar("T")

# Takes the function that fills the store; who visits a copy of it, and what the function returned.
Visit = Callable[[Callable[[], Any]], tuple[Visitor, Any]]


class MadeStores:
    """Data folders by the function that made their store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[Callable[[], Any], tuple[Path, Any]] = {}

    def copy(self, make: Callable[[], T], data_folder: Path) -> T:
        """Puts into a data folder what ``make`` leaves behind in an empty store; what it returned
        is returned. It runs the first time only, so it must not depend on the test."""
        if make not in self._made:
            made = self._folder / str(len(self._made))
            made.mkdir()
            self._made[make] = made, _run(make, made)
        made, returned = self._made[make]
        shutil.copytree(made, data_folder, dirs_exist_ok=True)
        return returned  # type: ignore[no-any-return]


def _run(make: Callable[[], T], folder: Path) -> T:
    """The store that the app opens is that of the folder meanwhile, and is closed after."""
    (folder / "rowcall.duckdb").write_bytes(empty_store())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROWCALL_DATA", str(folder))
        streamlit.cache_resource.clear()
        try:
            return make()
        finally:
            streamlit.cache_resource.clear()
