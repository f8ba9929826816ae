"""The recipe: everything the user decided about an import, as one JSON-able object.

The pages edit it, a stored import keeps it, the command line runs it. One engine reads it."""

from dataclasses import asdict, dataclass, field, replace
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints
from zoneinfo import available_timezones

from core.errors import RecipeError
from core.property_types import Formats
from core.property_types.dates import DATE_ORDERS
from core.property_types.number import NUMBER_FORMATS
from core.read.layout import ReadOptions

# Import modes, named as in HubSpot's imports API.
MODES = {"UPSERT": "Create and update", "CREATE": "Create only", "UPDATE": "Update only"}

RECORD_ID = "hs_object_id"

Made = TypeVar("Made")
_PLAIN = (str, int, float, bool, NoneType)


@dataclass(frozen=True)
class ColumnMapping:
    """What becomes of one column of the file.

    ``column`` counts from 1. ``property_name`` is an internal name, ``hs_object_id`` for a Record
    ID, None where nothing is imported. ``ignored`` says that the user decided so; a column with
    neither is still unmapped. ``dont_overwrite`` keeps values that a record already has.
    ``reason`` and ``confidence`` come from automatic mapping."""

    column: int
    header: str
    property_name: str | None = None
    ignored: bool = False
    dont_overwrite: bool = False
    confidence: float = 0.0
    reason: str = ""

    @property
    def unmapped(self) -> bool:
        """Neither mapped nor ignored: the user still has to decide."""
        return self.property_name is None and not self.ignored


@dataclass(frozen=True)
class Recipe:
    """One import. ``key`` is the property that finds existing records (None: the object's own
    identifier, where it is mapped). ``formats`` None means "as the evidence in the file says"."""

    object_type: str
    mode: str = "UPSERT"
    language: str = "en"
    name: str = ""
    read: ReadOptions = field(default_factory=ReadOptions)
    columns: tuple[ColumnMapping, ...] = ()
    formats: Formats | None = None
    key: str | None = None
    create_list: bool = False
    consent: bool = False
    legal_basis: str | None = None

    @property
    def mapped(self) -> list[ColumnMapping]:
        """The columns that become a property or a Record ID."""
        return [column for column in self.columns if column.property_name]

    @property
    def undecided(self) -> list[str]:
        """What the user still has to decide before the import can run, as sentences."""
        left = sum(column.unmapped for column in self.columns)
        needs = {
            "Map or leave out every column.": left > 0,
            "Map at least one column.": not self.mapped,
            "Give the import a name.": not self.name.strip(),
            "Confirm that the contacts expect to hear from you.": self.object_type == "contacts"
            and not self.consent,
        }
        return [sentence for sentence, needed in needs.items() if needed]

    def column_of(self, name: str) -> ColumnMapping | None:
        """The column mapped to a property, or None."""
        return next((column for column in self.columns if column.property_name == name), None)

    def with_column(self, changed: ColumnMapping) -> "Recipe":
        """The recipe with one column's mapping replaced.

        Raises RecipeError when another column has that property already."""
        holder = self.column_of(changed.property_name) if changed.property_name else None
        if holder and holder.column != changed.column:
            raise RecipeError(
                "One column per property",
                f"{holder.header!r} is mapped to this property already, so {changed.header!r} "
                "cannot be too.",
                "Unmap the other column first.",
            )
        columns = [changed if c.column == changed.column else c for c in self.columns]
        return replace(self, columns=tuple(columns))

    def to_json(self) -> dict[str, Any]:
        """As stored and as written for ``--recipe``."""
        return asdict(self) | {"read": self.read.to_json()}

    @staticmethod
    def from_json(data: Any) -> "Recipe":
        """Reads what ``to_json`` wrote. Raises RecipeError naming the field that is wrong."""
        fields = _object(data, "A recipe")
        columns = fields.get("columns") or []
        if not isinstance(columns, list | tuple):
            raise _not_a_recipe(f"The columns are not a list: {columns!r}.")
        parts: dict[str, Any] = {
            "read": _made(ReadOptions, fields.get("read") or {}, "'read'"),
            "columns": tuple(_made(ColumnMapping, column, "A column") for column in columns),
            "formats": None,
        }
        if fields.get("formats"):
            parts["formats"] = _made(Formats, fields["formats"], "'formats'")
        return _made(Recipe, fields | parts, "A recipe").checked()

    def checked(self) -> "Recipe":
        """Itself. Raises RecipeError for a mode, format or pair of columns that cannot be."""
        if self.mode not in MODES:
            raise RecipeError("Unknown mode", repr(self.mode), f"Use one of {', '.join(MODES)}.")
        if self.formats and self.formats.date_order not in DATE_ORDERS:
            raise RecipeError(
                "Unknown date order", repr(self.formats.date_order), _one_of(DATE_ORDERS)
            )
        if self.formats and self.formats.number_format not in NUMBER_FORMATS:
            raise RecipeError(
                "Unknown number format", repr(self.formats.number_format), _one_of(NUMBER_FORMATS)
            )
        if self.formats and self.formats.time_zone not in time_zones():
            raise RecipeError(
                "Unknown time zone",
                repr(self.formats.time_zone),
                "Use a name such as Europe/Amsterdam or UTC.",
            )
        places = [c.column for c in self.columns]
        if len(set(places)) != len(places) or min(places, default=1) < 1:
            raise _not_a_recipe("Columns count from 1, each once.")
        properties = [c.property_name for c in self.mapped]
        for name in properties:
            if properties.count(name) > 1:
                raise RecipeError(
                    "One column per property", f"Two columns are mapped to {name!r}.", "Unmap one."
                )
        return self


@cache
def time_zones() -> frozenset[str]:
    """The IANA names, of the zones that DuckDB knows too."""
    return frozenset(available_timezones() - {"localtime"})


def _object(data: Any, what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _not_a_recipe(f"{what} is not a JSON object: {data!r}.")
    return data


def _made(kind: type[Made], data: Any, what: str) -> Made:
    """A dataclass from a JSON object. The types of plain fields are checked, because a recipe may
    be written by hand and its values end up in SQL."""
    fields = _object(data, what)
    hints = get_type_hints(kind)
    for name, value in fields.items():
        if name not in hints:
            raise _not_a_recipe(f"{what} has an unknown field {name!r}.", _one_of(hints))
        types = get_args(hints[name]) or (hints[name],)
        plain = all(each in _PLAIN for each in types)
        if plain and type(value) not in types and not (type(value) is int and float in types):
            raise _not_a_recipe(f"{what} has a wrong value for {name!r}: {value!r}.")
    try:
        return kind(**fields)
    except TypeError as error:
        missing = str(error).rpartition(": ")[2]
        raise _not_a_recipe(f"{what} lacks {missing}.") from error


def _not_a_recipe(message: str, hint: str = "") -> RecipeError:
    return RecipeError("Not a recipe", message, hint)


def _one_of(choices: dict[str, Any]) -> str:
    return f"Use one of {', '.join(choices)}."
