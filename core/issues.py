"""The catalogue of issues: what can be wrong with a row or a cell of the user's file.

The codes are HubSpot's import error types where one fits (specification, 9.3). The same words are
shown on the mapping and review pages, in the error file and by the command line."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# effect -> what happens, in words.
EFFECTS = {
    "cell": "The record is imported, this value is left as it was.",
    "link": "The record is imported, this association or label is not made.",
    "row": "The row is not imported.",
    "skip": "The row is skipped.",
}


@dataclass(frozen=True)
class IssueKind:
    """One kind of issue; ``effect`` is a key of ``EFFECTS``."""

    code: str
    title: str
    description: str
    effect: str
    remedy: str


@cache
def issue_kinds() -> dict[str, IssueKind]:
    """All kinds by code."""
    data = json.loads((Path(__file__).parent / "issues.json").read_text("utf-8"))
    return {code: IssueKind(code, **entry) for code, entry in data.items()}


def issue_message(code: str, column: str | None, value: str | None) -> str:
    """One sentence with the column and the value found: ``Invalid email in Email: "ada@"``."""
    where = f" in {column}" if column else ""
    what = f': "{value}"' if value is not None else ""
    return f"{issue_kinds()[code].title}{where}{what}"
