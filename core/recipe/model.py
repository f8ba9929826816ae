"""The shapes of a recipe and the questions asked of it. Called everywhere above the store."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from core.errors import RecipeError
from core.property_types import Formats
from core.read.layout import ReadOptions
from core.recipe.fixes import Fix

# Import modes, named as in HubSpot's imports API.
MODES = {"UPSERT": "Create and update", "CREATE": "Create only", "UPDATE": "Update only"}

RECORD_ID = "hs_object_id"

# What a column can be, named as in HubSpot's imports API (specification, 11.3).
STANDARD = "STANDARD"
ASSOCIATION_KEYS = "ASSOCIATION_KEYS"
ASSOCIATION_LABEL = "FLEXIBLE_ASSOCIATION_LABEL"
COLUMN_TYPES = (STANDARD, ASSOCIATION_KEYS, ASSOCIATION_LABEL)


@dataclass(frozen=True)
class ColumnMapping:
    """What becomes of one column of a file.

    ``column`` counts from 1. What it becomes is a matter of ``column_type``:

    - STANDARD: the property ``property_name`` of ``object_type`` (``hs_object_id`` for a Record
      ID); None where nothing is imported.
    - ASSOCIATION_KEYS: the record of ``object_type`` is associated with the record of
      ``to_object_type`` whose ``property_name`` has the cell's value, with the label ``label``
      where there is one.
    - FLEXIBLE_ASSOCIATION_LABEL: the cell names labels of the row's associations between
      ``object_type`` and ``to_object_type``.

    ``object_type`` may be left empty in a file of one object. ``ignored`` says that the user
    decided to import nothing; a column with neither is still unmapped. ``dont_overwrite`` keeps
    values that a record already has. ``reason`` and ``confidence`` come from automatic mapping."""

    column: int
    header: str
    property_name: str | None = None
    ignored: bool = False
    dont_overwrite: bool = False
    confidence: float = 0.0
    reason: str = ""
    object_type: str = ""
    column_type: str = STANDARD
    to_object_type: str | None = None
    label: str | None = None

    @property
    def unmapped(self) -> bool:
        """Neither mapped nor ignored: the user still has to decide."""
        if self.ignored:
            return False
        if self.column_type != STANDARD and not self.to_object_type:
            return True
        return self.column_type != ASSOCIATION_LABEL and self.property_name is None

    @property
    def becomes_property(self) -> bool:
        """Whether a property or a Record ID is made of it."""
        return self.column_type == STANDARD and bool(self.property_name)


@dataclass(frozen=True)
class ImportedObject:
    """One object or activity of an import. ``key`` is the property that finds existing records
    (None: the object's own identifier, where it is mapped). ``file`` counts from 1."""

    object_type: str
    mode: str = "UPSERT"
    key: str | None = None
    file: int = 1
    create_list: bool = False


@dataclass(frozen=True)
class ImportedFile:
    """One file: how it is read and what its columns become. ``formats`` None means "as the
    evidence in the file says"."""

    read: ReadOptions = field(default_factory=ReadOptions)
    columns: tuple[ColumnMapping, ...] = ()
    formats: Formats | None = None
    fixes: tuple[Fix, ...] = ()

    @property
    def made_headers(self) -> list[str]:
        """The columns that fixes make, in their order; they come after those of the file."""
        return [header for fix in self.fixes for header in fix.made]


@dataclass(frozen=True)
class CommonColumn:
    """What ties two files together: the header in each, and the object whose unique key it is. Its
    own file has the property; in the other file the column only says which record is meant."""

    headers: tuple[str, str]
    object_type: str


@dataclass(frozen=True)
class NewValue:
    """What a new record gets in a property where its row says nothing."""

    object_type: str
    property_name: str
    value: str


@dataclass(frozen=True)
class Recipe:
    """One import: its objects, the one or two files they are in, and what holds for all.

    ``source`` says how contacts were captured (``core/capture/sources.py``); empty for files."""

    objects: tuple[ImportedObject, ...]
    files: tuple[ImportedFile, ...] = (ImportedFile(),)
    common: CommonColumn | None = None
    language: str = "en"
    name: str = ""
    consent: bool = False
    legal_basis: str | None = None
    associate_by_domain: bool = False
    source: str = ""
    new_values: tuple[NewValue, ...] = ()

    @staticmethod
    def of(
        object_type: str,
        *,
        mode: str = "UPSERT",
        key: str | None = None,
        create_list: bool = False,
        read: ReadOptions | None = None,
        columns: Sequence[ColumnMapping] = (),
        formats: Formats | None = None,
        fixes: Sequence[Fix] = (),
        **others: Any,
    ) -> "Recipe":
        """The recipe of one object in one file; ``others`` are fields of the recipe."""
        imported = ImportedObject(object_type, mode, key, create_list=create_list)
        file = ImportedFile(read or ReadOptions(), tuple(columns), formats, tuple(fixes))
        return Recipe((imported,), (file,), **others).settled()

    @property
    def object_types(self) -> tuple[str, ...]:
        """The names of the objects, in the order they were chosen."""
        return tuple(imported.object_type for imported in self.objects)

    def imported(self, object_type: str) -> ImportedObject:
        """What was decided about one object. Raises RecipeError for one that is not imported."""
        for imported in self.objects:
            if imported.object_type == object_type:
                return imported
        raise RecipeError(
            "Object not imported",
            f"{object_type!r} is not among the objects of this import.",
            f"It has {', '.join(self.object_types)}.",
        )

    def objects_in(self, file: int) -> tuple[str, ...]:
        """The objects whose rows are in a file (from 1)."""
        return tuple(o.object_type for o in self.objects if o.file == file)

    def file_of(self, object_type: str) -> ImportedFile:
        """The file that has the rows of an object."""
        return self.files[self.imported(object_type).file - 1]

    def columns_of(self, object_type: str) -> list[ColumnMapping]:
        """The columns that become a property or the Record ID of an object."""
        file = self.imported(object_type).file
        return [
            column
            for column in self.files[file - 1].columns
            if column.becomes_property
            and column.object_type == object_type
            and not self.is_foreign_key(file, column)
        ]

    def column_of(self, object_type: str, name: str) -> ColumnMapping | None:
        """The column mapped to a property of an object, or None."""
        return next((c for c in self.columns_of(object_type) if c.property_name == name), None)

    def common_column(self, object_type: str) -> ColumnMapping | None:
        """The common column in the file of an object; None where there is none."""
        if self.common is None:
            return None
        place = self.imported(object_type).file - 1
        header = self.common.headers[place]
        return next((c for c in self.files[place].columns if c.header == header), None)

    def is_foreign_key(self, file: int, column: ColumnMapping) -> bool:
        """Whether a column only says which record of the other file is meant."""
        return (
            self.common is not None
            and column.header == self.common.headers[file - 1]
            and self.imported(self.common.object_type).file != file
        )

    def unmapped(self, file: int) -> list[ColumnMapping]:
        """The columns of a file the user still has to decide about."""
        return [
            column
            for column in self.files[file - 1].columns
            if column.unmapped and not self.is_foreign_key(file, column)
        ]

    @property
    def undecided(self) -> list[str]:
        """What the user still has to decide before the import can run, as sentences."""
        unmapped = any(self.unmapped(number) for number in range(1, len(self.files) + 1))
        needs = {
            "Map or leave out every column.": unmapped,
            "Map at least one column.": not any(self.columns_of(o) for o in self.object_types),
            "Choose the common column of the two files.": len(self.files) > 1
            and self.common is None,
            "Give the import a name.": not self.name.strip(),
            "Confirm that the contacts expect to hear from you.": "contacts" in self.object_types
            and not self.consent,
        }
        return [sentence for sentence, needed in needs.items() if needed]

    def with_object(self, object_type: str, **changes: Any) -> "Recipe":
        """The recipe with other decisions about one object."""
        objects = tuple(
            replace(o, **changes) if o.object_type == object_type else o for o in self.objects
        )
        return replace(self, objects=objects)

    def with_file(self, number: int, **changes: Any) -> "Recipe":
        """The recipe with other decisions about one file (from 1)."""
        files = tuple(
            replace(file, **changes) if place == number else file
            for place, file in enumerate(self.files, start=1)
        )
        return replace(self, files=files).settled()

    def with_column(self, changed: ColumnMapping, file: int = 1) -> "Recipe":
        """The recipe with one column's mapping replaced.

        Raises RecipeError when another column has that property already."""
        if changed.becomes_property:
            object_type = changed.object_type or self.objects_in(file)[0]
            holder = self.column_of(object_type, changed.property_name or "")
            if holder and holder.column != changed.column:
                raise RecipeError(
                    "One column per property",
                    f"{holder.header!r} is mapped to this property already, so "
                    f"{changed.header!r} cannot be too.",
                    "Unmap the other column first.",
                )
        columns = self.files[file - 1].columns
        return self.with_file(
            file, columns=tuple(changed if c.column == changed.column else c for c in columns)
        )

    def settled(self) -> "Recipe":
        """Itself, with the object said on every column: in a file of one object it may be left
        out."""
        files = []
        for number, file in enumerate(self.files, start=1):
            first = next(iter(self.objects_in(number)), "")
            columns = tuple(
                c if c.object_type else replace(c, object_type=first) for c in file.columns
            )
            files.append(replace(file, columns=columns))
        return replace(self, files=tuple(files))

    def to_json(self) -> dict[str, Any]:
        """As stored and as written for ``--recipe``."""
        made = asdict(self)
        for written, file in zip(made["files"], self.files, strict=True):
            written["read"] = file.read.to_json()
        return made
