"""The catalogue of issues: what can be wrong with a row or a cell of the user's file.

The codes are HubSpot's import error types where one fits (specification, 9.3). The same words are
shown on the mapping and review pages, in the error file and by the command line."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# effect -> what happens, in words.
EFFECTS = {
    "cell": "This value is left out; what the record had stays.",
    "link": "This association or label is not made.",
    "label": "The records are associated, without this label.",
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


@dataclass(frozen=True)
class IssueExample:
    """One case of a kind: what stood in a column, why that is no good, and what to write."""

    column: str
    bad: str
    why: str
    good: str


@cache
def issue_kinds() -> dict[str, IssueKind]:
    """All kinds by code."""
    data = json.loads((Path(__file__).parent / "issues.json").read_text("utf-8"))
    return {code: IssueKind(code, **entry) for code, entry in data.items()}


@cache
def issue_examples() -> dict[str, IssueExample]:
    """An example of each kind, by code."""
    data = json.loads((Path(__file__).parent / "issue_examples.json").read_text("utf-8"))
    return {code: IssueExample(**entry) for code, entry in data.items()}


def find_issue_kinds(search: str = "", effect: str = "") -> list[IssueKind]:
    """The kinds that have all words of a search somewhere in their texts, code or example, and one
    effect, where one is said; in the order of ``EFFECTS``, then by title."""
    words = search.casefold().split()
    found = [
        kind
        for kind in issue_kinds().values()
        if effect in ("", kind.effect) and all(word in _texts(kind) for word in words)
    ]
    return sorted(found, key=lambda kind: (list(EFFECTS).index(kind.effect), kind.title))


def _texts(kind: IssueKind) -> str:
    texts = [kind.code, kind.title, kind.description, EFFECTS[kind.effect], kind.remedy]
    example = issue_examples().get(kind.code)
    if example:
        texts += [example.column, example.bad, example.why, example.good]
    return " ".join(texts).casefold()


def issue_message(code: str, column: str | None, value: str | None) -> str:
    """One sentence with the column and the value found: ``Invalid email in Email: "ada@"``."""
    where = f" in {column}" if column else ""
    what = f': "{value}"' if value is not None else ""
    return f"{issue_kinds()[code].title}{where}{what}"
