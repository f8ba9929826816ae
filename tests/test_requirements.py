"""Whatever the code imports is asked for in a requirements file, not just there on this machine."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ("app.py", "core/**/*.py", "pages/**/*.py")
REST = ("bench/**/*.py", "scripts/**/*.py", "tests/**/*.py")
OURS = {"app", "core", "pages", "bench", "scripts", "tests"}
# Parts of Streamlit that the app uses by name; Streamlit says which versions fit.
WITH_STREAMLIT = {"altair", "starlette", "uvicorn"}
# Only where make easyocr was called: what requirements-easyocr.txt installs.
OF_EASYOCR = {"easyocr", "easyocr-en-models"}


def imported_packages(patterns: tuple[str, ...]) -> set[str]:
    files = [path for pattern in patterns for path in ROOT.glob(pattern)]
    return {
        name.partition(".")[0]
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in names_of(node)
    } - (OURS | sys.stdlib_module_names)


def names_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []


def required(*files: str) -> set[str]:
    lines = "\n".join((ROOT / name).read_text("utf-8") for name in files)
    return {normal(name) for name in re.findall(r"^[A-Za-z0-9_.-]+", lines, re.M)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("patterns", "files"),
    [
        (APP, ["requirements.txt"]),
        (REST, ["requirements.txt", "requirements-dev.txt"]),
    ],
    ids=["app", "tests"],
)
def test_imports_are_required(patterns: tuple[str, ...], files: list[str]):
    providers = packages_distributions()
    allowed = required(*files) | WITH_STREAMLIT | OF_EASYOCR
    missing = {
        package
        for package in imported_packages(patterns)
        if not allowed & {normal(name) for name in providers.get(package, [package])}
    }
    assert missing == set()


def test_each_requirement_says_why_and_is_locked():
    lines = [
        line
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert [line for line in lines if " # " not in line] == []
    asked = required("requirements.txt", "requirements-dev.txt")
    assert asked - required("requirements.lock") == set()
