"""The synonym table: which concept a phrase stands for, in which language.

The words are data: ``synonyms/<language>.json`` holds the phrases of each concept and the words
that qualify one (home, business, second, of the company); ``concepts.json`` says which property
a concept becomes. Everything is read once and kept. ``reading.py`` looks phrases up here.
"""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from core.automap.normalise import compact, plain_words

FOLDER = Path(__file__).parent
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


@dataclass(frozen=True)
class Concept:
    """What a header can mean, and the property it becomes for each object."""

    name: str
    to: dict[str, str] = field(default_factory=dict)
    weak: dict[str, str] = field(default_factory=dict)
    offer: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    why: str = ""


Spelled = dict[tuple[int, str], dict[str, tuple[str, ...]]]
"""By number of words and first letter: each phrase as text, and its words."""


@dataclass(frozen=True)
class Table:
    """All languages together, by compact spelling, then by language."""

    concepts: dict[str, Concept]
    languages: dict[str, str]
    phrases: dict[str, dict[str, tuple[str, ...]]]
    qualifiers: dict[str, dict[str, str]]
    glued: dict[str, tuple[str, ...]]
    spelled: dict[str, Spelled]


@lru_cache(maxsize=1)
def load_table() -> Table:
    """The table, from its data files."""
    listed = _read_json(FOLDER / "concepts.json")["concepts"]
    concepts = {name: Concept(name, **fields) for name, fields in listed.items()}
    table = Table(concepts, {}, {}, {}, {}, {})
    for path in sorted((FOLDER / "synonyms").glob("*.json")):
        _add_language(table, _read_json(path))
    return table


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _add_language(table: Table, data: dict[str, Any]) -> None:
    language: str = data["language"]
    table.languages[language] = data["name"]
    spelled = table.spelled.setdefault(language, {})
    for concept, phrases in data["phrases"].items():
        for words in _spellings(phrases):
            by_language = table.phrases.setdefault(compact(words), {})
            known = by_language.get(language, ())
            by_language[language] = known if concept in known else (*known, concept)
            spelled.setdefault((len(words), words[0][0]), {})[" ".join(words)] = words
    for kind, phrases in data["qualifiers"].items():
        for words in _spellings(phrases):
            table.qualifiers.setdefault(compact(words), {})[language] = kind
    glued = {compact(words) for words in _spellings(data.get("glued", []))}
    table.glued[language] = tuple(sorted(glued, key=lambda word: (-len(word), word)))


def _spellings(phrases: list[str]) -> list[tuple[str, ...]]:
    """Each phrase in plain words, and once more with umlauts written out."""
    spelled = [plain_words(text) for text in phrases]
    spelled += [
        plain_words(other) for text in phrases if (other := text.translate(_UMLAUTS)) != text
    ]
    return [words for words in spelled if words]
