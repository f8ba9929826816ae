"""The shapes of the vocabulary: object type, property, option, and the labels of one language."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """One allowed value of an enumeration: ``value`` is stored, ``label`` is shown.

    ``metadata`` carries what a stage needs beyond that: ``pipeline`` (value of the pipeline the
    stage belongs to), ``probability`` (0 to 1), ``state`` (OPEN or CLOSED).
    """

    value: str
    label: str
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Property:
    """One property of an object type, named and typed as in HubSpot's properties API.

    ``type``/``field_type`` is HubSpot's pair (string/text, number/number, enumeration/select, ...);
    ``value_type`` is the name of the reader in ``core/property_types`` that turns a cell into a
    value: text, textarea, number, currency, date, datetime, booleancheckbox, select, radio,
    checkbox, owner, phonenumber, url, email, domain.
    """

    name: str
    label: str
    group: str
    type: str
    field_type: str
    value_type: str
    options: tuple[Option, ...] = ()
    unique: bool = False
    read_only: bool = False
    description: str = ""


@dataclass(frozen=True)
class ObjectType:
    """One object or activity. ``required`` lists groups of properties: to create a record, at
    least one property of each group must have a value. ``identifiers`` are the default properties
    that find an existing record, strongest first; a Record ID always comes before them.
    ``custom`` says that the user defined the object; it is then in no vocabulary.
    """

    name: str
    object_type_id: str
    singular: str
    plural: str
    primary_display: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    identifiers: tuple[str, ...]
    activity: bool
    stands_alone: bool
    can_update: bool
    groups: dict[str, str]
    properties: tuple[Property, ...]
    custom: bool = False

    def property(self, name: str) -> Property | None:
        """The property with that internal name, or None."""
        return next((p for p in self.properties if p.name == name), None)


@dataclass(frozen=True)
class LanguageLabels:
    """The vocabulary in one language. The first label is the one to show, the others are synonyms.

    ``objects``: object type -> (singular, plural). ``properties``: object type -> property ->
    labels. ``options``: object type -> property -> option value -> labels. ``months``: twelve
    tuples of spellings, full name first. ``true`` and ``false``: words for a single checkbox.
    """

    language: str
    name: str
    objects: dict[str, tuple[str, str]]
    properties: dict[str, dict[str, tuple[str, ...]]]
    options: dict[str, dict[str, dict[str, tuple[str, ...]]]]
    months: tuple[tuple[str, ...], ...]
    true: tuple[str, ...]
    false: tuple[str, ...]
