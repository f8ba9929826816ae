"""The documents that go through HubSpot's pages on imports name tests that exist."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

# How many tests each names at least, so that a pattern that finds nothing is seen.
DOCUMENTS = {
    ROOT / "docs" / "importing-records-and-activities.md": 50,
    ROOT / "docs" / "importing-contacts-with-the-mobile-app.md": 25,
}
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)


def lines(document: Path) -> list[list[str]]:
    """The cells of each line of the tables, without the heads."""
    found = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in document.read_text("utf-8").splitlines()
        if line.startswith("|") and not line.startswith("|---")
    ]
    return [cells for cells in found if cells[0] != "What the page says"]


@each_document
def test_every_test_it_names_exists(document: Path):
    named = set(_TEST.findall(document.read_text("utf-8")))
    missing = [f"{path}::{name}" for path, name in sorted(named) if name not in names_in(path)]
    assert len(named) > DOCUMENTS[document]
    assert missing == []


@each_document
def test_every_line_names_a_test_or_says_that_it_is_not_there(document: Path):
    silent = [cells for cells in lines(document) if not _TEST.search(cells[2])]
    assert all(cells[1].startswith("**Not there**") for cells in silent)


def names_in(path: str) -> set[str]:
    """The names of the tests of a file."""
    file = ROOT / path
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text("utf-8"), path)
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
