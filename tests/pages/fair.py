"""The file of a fair with every outcome, some of whose contacts are known, and how far its import
has come. For the tests of the dry run and of the results; the functions are for ``visit``."""

from core.recipe import Recipe
from tests.pages.visitor import comma, imported, planned, staged

KNOWN = comma(
    "First Name,Email,City",
    "Ada,ada@example.com,Utrecht",
    "Bob,bob@example.com,Delft",
    "Cy,cy@example.com,",
)
# updated, unchanged, created (the last of three), failed, two folded into a later row, updated
ROWS = comma(
    "First Name,Email,City,Number of Employees",
    "Ada,ada@example.com,Goes,",
    "Bob,bob@example.com,Delft,",
    "Eve,eve@example.com,Breda,",
    "Fay,fay@,Breda,many",
    "Eve,eve@example.com,Zwolle,",
    "Evelyn,eve@example.com,,many",
    "Cy,cy@example.com,Lisse,lots",
)
READY = Recipe.of("contacts", consent=True)
LISTED = Recipe.of("contacts", consent=True, create_list=True)
COUNTS = {"created": 1, "updated": 2, "unchanged": 1, "skipped": 2, "failed": 1}


def known() -> int:
    """Three contacts, imported."""
    return imported(KNOWN)


def planned_known() -> int:
    """The three contacts as the draft of a fair, after its dry run; nothing is in the store."""
    return planned(staged(KNOWN, "fair.csv", READY))


def planned_fair() -> int:
    """The fair after its dry run; the three contacts are known."""
    known()
    return planned(staged(ROWS, "fair.csv", READY))


def finished_fair() -> int:
    """The fair, imported with a list of it."""
    known()
    return imported(ROWS, "fair.csv", LISTED)
