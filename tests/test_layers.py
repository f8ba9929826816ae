"""Holds the arrows of docs/architecture.md: who may import whom, no cycles, no Streamlit in core.

The checks are functions of a folder, so that the last tests can show them a bad one.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN_IN_CORE = ("streamlit", "starlette")
SECTION = "pages.<section>"

BASE = {"core.errors", "core.sql", "core.issues", "core.machine_limits"}
BELOW_STORE = BASE | {"core.vocabulary", "core.property_types", "core.recipe"}
CORE = BELOW_STORE | {
    *("core.read", "core.automap", "core.store", "core.engine", "core.samples", "core.undo"),
    "core.editing",
    *(
        "core.capture",
        "core.records",
        "core.export",
        "core.vcard_export",
        "core.error_file",
        "core.history",
        "core.outcome",
        "core.corrections",
        "core.rows_left",
        "core.compare",
    ),
}

# A room is a file or folder of core, pages/parts, or any other folder of pages. Besides what is
# listed, a module may import from its own room, except a page: one page never imports another.
MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "core.errors": set(),
    "core.sql": set(),
    "core.machine_limits": {"core.errors"},
    "core.issues": {"core.errors"},
    "core.vocabulary": {"core.errors"},
    "core.read": {"core.errors", "core.sql"},
    "core.automap": BASE | {"core.vocabulary"},
    "core.property_types": BASE | {"core.vocabulary"},
    "core.capture": BASE | {"core.vocabulary"},
    "core.recipe": BASE | {"core.vocabulary", "core.read", "core.property_types"},
    "core.store": BELOW_STORE,
    "core.engine": BELOW_STORE
    | {
        "core.read",
        "core.automap",
        "core.store",
        "core.error_file",
        "core.samples",
        "core.capture",
    },
    "core.editing": BELOW_STORE | {"core.store"},
    "core.undo": BELOW_STORE | {"core.store", "core.engine"},
    "core.samples": BASE | {"core.vocabulary"},
    "core.records": BELOW_STORE | {"core.store"},
    "core.export": BELOW_STORE | {"core.store", "core.records"},
    "core.vcard_export": BELOW_STORE
    | {"core.store", "core.records", "core.export", "core.capture"},
    "core.error_file": BASE | {"core.export"},
    "core.history": BELOW_STORE | {"core.store", "core.records"},
    "core.outcome": BASE | {"core.vocabulary"},
    "core.compare": BELOW_STORE | {"core.store"},
    "core.corrections": BELOW_STORE | {"core.store"},
    "core.rows_left": set(),
    "core.cli": CORE,
    "core.__main__": CORE | {"core.cli"},
    "pages.parts": CORE,
    SECTION: CORE | {"pages.parts"},
    "app": CORE | {"pages.parts"},
}


# What is imported


def find_modules(root: Path) -> dict[str, Path]:
    """The dotted name of each module of core, pages and app.py."""
    files = [*root.glob("core/**/*.py"), *root.glob("pages/**/*.py"), *root.glob("app.py")]
    return {module_name(path.relative_to(root)): path for path in files}


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_names(name: str, path: Path, *, at_start_only: bool = False) -> Iterator[str]:
    """Every ``a.b`` and, of ``from a.b import c``, also ``a.b.c``, which may be a module."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    for node in run_at_import(tree) if at_start_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute_source(node, name, is_package=path.name == "__init__.py")
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def absolute_source(node: ast.ImportFrom, name: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parents = name.split(".") if is_package else name.split(".")[:-1]
    base = parents[: len(parents) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes that run when the module is imported: not in functions, not under TYPE_CHECKING."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from run_at_import(child)


def import_graph(root: Path, *, at_start_only: bool = False) -> dict[str, set[str]]:
    """Module to modules of ours, each the most exact: ``core.read.layout``, not ``core.read``."""
    modules = find_modules(root)
    return {
        name: known_targets(set(imported_names(name, path, at_start_only=at_start_only)), modules)
        for name, path in modules.items()
    }


def known_targets(names: set[str], modules: dict[str, Path]) -> set[str]:
    known = {name for name in names if name in modules}
    return {name for name in known if not is_only_the_way_to(name, known, names, modules)}


def is_only_the_way_to(
    name: str, known: set[str], names: set[str], modules: dict[str, Path]
) -> bool:
    """True for ``core.read`` in ``from core.read import layout``: only its submodules are meant."""
    members = {other for other in names if other.rpartition(".")[0] == name}
    return bool(members) and members <= known and members <= modules.keys()


def room_of(module: str) -> str:
    if module.startswith("pages.") and not module.startswith("pages.parts"):
        return SECTION
    return ".".join(module.split(".")[:2])


# What is wrong with it


def broken_arrows(root: Path) -> list[str]:
    return [
        f"{module} imports {target}"
        for module, targets in import_graph(root).items()
        for target in sorted(targets)
        if not may_import(module, target)
    ]


def may_import(module: str, target: str) -> bool:
    room, other = room_of(module), room_of(target)
    if room == other:
        return room != SECTION
    return other in MAY_IMPORT.get(room, set())


def modules_without_room(root: Path) -> list[str]:
    return [module for module in find_modules(root) if room_of(module) not in MAY_IMPORT]


def user_interface_in_core(root: Path) -> list[str]:
    return [
        f"{module} imports {name}"
        for module, path in find_modules(root).items()
        if module.partition(".")[0] == "core"
        for name in imported_names(module, path)
        if name.partition(".")[0] in FORBIDDEN_IN_CORE
    ]


def import_cycle(root: Path) -> list[str]:
    try:
        TopologicalSorter(import_graph(root, at_start_only=True)).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


def files_beside_sections(root: Path) -> list[str]:
    """Streamlit takes a file directly in pages/ for a page and runs it without app.py."""
    return [path.name for path in root.glob("pages/*.py")]


# Rowcall


def test_every_module_has_a_room():
    assert modules_without_room(ROOT) == []


def test_imports_follow_the_rooms():
    assert broken_arrows(ROOT) == []


def test_core_has_no_user_interface():
    assert user_interface_in_core(ROOT) == []


def test_no_import_cycles():
    assert import_cycle(ROOT) == []


def test_pages_live_in_sections():
    assert files_beside_sections(ROOT) == []


def test_the_rooms_of_the_document_are_checked():
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \|", table.partition("## Rooms")[2].partition("\n## ")[0], re.M)
    paths = [path for row in rows for path in re.findall(r"`([^`]+)`", row)]
    rooms = [path.rstrip("/").removesuffix(".py").replace("/", ".") for path in paths]
    assert len(rooms) > 10
    assert [room for room in rooms if room not in MAY_IMPORT] == []


def test_importing_core_loads_no_streamlit():
    code = (
        "import core, importlib, pkgutil, sys\n"
        "for module in pkgutil.walk_packages(core.__path__, 'core.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        "names = [name for name in sys.modules if name.startswith('core.')]\n"
        "print(len(names), 'streamlit' in sys.modules, 'starlette' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    count, *loaded = done.stdout.split()
    assert int(count) >= 10
    assert loaded == ["False", "False"]


# The checks themselves, on made-up trees

BAD_TREE = {
    "core/__init__.py": "",
    "core/errors.py": "",
    "core/sql.py": "def late():\n    import streamlit.web",
    "core/read/__init__.py": "from core.read.layout import Layout",
    "core/read/layout.py": "from core.read import Layout",
    "core/vocabulary/__init__.py": "from ..store import load\nfrom .words import WORDS",
    "core/vocabulary/words.py": "from core import errors, sql\nWORDS = 1",
    "core/store/__init__.py": "import core.errors",
    "core/utils.py": "",
    "pages/flat.py": "",
    "pages/parts/state.py": "import pages.imports.upload",
    "pages/imports/upload.py": "from pages.parts import state\nfrom pages.imports.run import x",
    "pages/imports/run.py": "import core.store",
    "app.py": "import streamlit, core.read",
}

GOOD_TREE = {
    "core/__init__.py": "",
    "core/errors.py": "",
    "core/sql.py": "",
    "core/read/__init__.py": "from core.read import layout",
    "core/read/layout.py": (
        "from typing import TYPE_CHECKING\n"
        "import core.errors\n"
        "from .. import sql\n"
        "if TYPE_CHECKING:\n"
        "    from core.read import other\n"
    ),
    "core/read/other.py": "from core.read.layout import Layout",
    "pages/parts/state.py": "import streamlit\nfrom core.read import layout",
    "pages/imports/upload.py": "from pages.parts.state import draft",
}


@pytest.fixture
def tree(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    for name, text in request.param.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize("tree", [BAD_TREE], indirect=True, ids=["bad"])
def test_a_bad_tree_is_seen(tree: Path):
    assert sorted(broken_arrows(tree)) == [
        "core.vocabulary imports core.store",
        "core.vocabulary.words imports core.sql",
        "pages.imports.upload imports pages.imports.run",
        "pages.parts.state imports pages.imports.upload",
    ]
    assert sorted(modules_without_room(tree)) == ["core.utils"]
    assert user_interface_in_core(tree) == ["core.sql imports streamlit.web"]
    assert set(import_cycle(tree)) in (
        {"core.read", "core.read.layout"},
        {"pages.parts.state", "pages.imports.upload"},
    )
    assert files_beside_sections(tree) == ["flat.py"]


@pytest.mark.parametrize("tree", [GOOD_TREE], indirect=True, ids=["good"])
def test_a_good_tree_passes(tree: Path):
    assert broken_arrows(tree) == []
    assert modules_without_room(tree) == []
    assert user_interface_in_core(tree) == []
    assert import_cycle(tree) == []
    assert files_beside_sections(tree) == []
