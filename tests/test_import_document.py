"""The document that goes through HubSpot's page on imports names tests that exist."""

import ast
import re

from tests.conftest import ROOT

DOCUMENT = ROOT / "docs" / "importing-records-and-activities.md"
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def lines() -> list[list[str]]:
    """The cells of each line of the tables, without the heads."""
    found = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in DOCUMENT.read_text("utf-8").splitlines()
        if line.startswith("|") and not line.startswith("|---")
    ]
    return [cells for cells in found if cells[0] != "What the page says"]


def test_every_test_it_names_exists():
    named = set(_TEST.findall(DOCUMENT.read_text("utf-8")))
    missing = [f"{path}::{name}" for path, name in sorted(named) if name not in names_in(path)]
    assert len(named) > 50
    assert missing == []


def test_every_line_names_a_test_or_says_that_it_is_not_there():
    silent = [cells for cells in lines() if not _TEST.search(cells[2])]
    assert all(cells[1].startswith("**Not there**") for cells in silent)


def names_in(path: str) -> set[str]:
    """The names of the tests of a file."""
    file = ROOT / path
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text("utf-8"), path)
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
