"""A custom object as the user describes it, and the object type that becomes of it. Called by
``object_types.py`` and the page that defines objects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from core.errors import StoreError
from core.store.properties import CREATABLE_TYPES, UNIQUE_LIMIT, internal_name, new_property
from core.vocabulary import ObjectType, Property, load_object_types

PREFIX = "p_"
PRIMARY_TYPES = ("text", "number")
# Stands for the object itself among what it can be associated with.
ITSELF = "itself"
LONGEST_LABEL = 60
_SIGNS = r"""*_`[]<>$:|~#\/?"{}="""
_USUAL = (
    *("hubspot_owner_id", "createdate", "hs_lastmodifieddate", "hs_object_source_label"),
    "hs_object_id",
)


@dataclass(frozen=True)
class PropertyDraft:
    """A property of a new object as the user describes it. ``kind`` is one of ``CREATABLE_TYPES``;
    without a ``name`` the internal name follows from the label."""

    label: str
    kind: str = "text"
    options: tuple[str, ...] = ()
    required: bool = False
    unique: bool = False
    name: str = ""


@dataclass(frozen=True)
class ObjectDraft:
    """A new object as the user describes it. ``primary`` is what its records are called, and is
    always required. ``associated`` holds object types and perhaps ``ITSELF``."""

    singular: str
    plural: str
    primary: PropertyDraft
    name: str = ""
    properties: tuple[PropertyDraft, ...] = ()
    associated: tuple[str, ...] = ()

    def defined(self) -> ObjectType:
        """The object type that this describes, without a number yet.

        Raises StoreError when a name is empty or reserved, or a property cannot be."""
        singular, plural = one_line(self.singular), one_line(self.plural)
        check_called(singular, plural)
        name = _checked_name(self.name.strip() or object_name(singular))
        group = f"{name}_information"
        if self.primary.kind not in PRIMARY_TYPES:
            raise not_saved(
                "The primary property must be a text or a number.", "Records are called by it."
            )
        usual = _usual_properties(singular, group)
        own = [replace(prop, group=group) for prop in _own_properties(self._drafts(), usual)]
        properties = (*own, *usual)
        _check_distinct(properties)
        if sum(prop.unique for prop in own) > UNIQUE_LIMIT:
            raise not_saved(
                f"More than {UNIQUE_LIMIT} properties are unique.", "An object has no more."
            )
        primary, *others = zip(own, self._drafts(), strict=True)
        required = [(prop.name,) for prop, each in others if each.required]
        return ObjectType(
            name=name,
            object_type_id="",
            singular=singular,
            plural=plural,
            primary_display=(primary[0].name,),
            required=((primary[0].name,), *required),
            identifiers=(),
            activity=False,
            stands_alone=True,
            can_update=True,
            groups={group: f"{singular} information"},
            properties=properties,
            custom=True,
        )

    def own_properties(self, kind: ObjectType) -> list[str]:
        """The names of the properties that the user described, of the object type made of it."""
        return [prop.name for prop in kind.properties[: len(self._drafts())]]

    def _drafts(self) -> list[PropertyDraft]:
        """The properties, the primary one first, without those that were left blank."""
        return [self.primary, *(each for each in self.properties if each.label.strip())]


def object_name(singular: str) -> str:
    """The internal name proposed for a custom object: ``Car model`` -> ``p_car_model``; nothing
    where no letter of the label can be used."""
    name = re.sub(r"[^a-z0-9]+", "_", singular.lower()).strip("_")
    return f"{PREFIX}{name}" if name else ""


def _own_properties(
    drafts: Sequence[PropertyDraft], usual: Sequence[Property]
) -> Iterator[Property]:
    """The properties of the drafts. A name that nobody typed gets a number where it is taken."""
    taken = {prop.name for prop in usual}
    for draft in drafts:
        name = draft.name.strip() or _free_name(draft.label, taken)
        yield _property(replace(draft, name=name))
        taken.add(name)


def _free_name(label: str, taken: set[str]) -> str:
    name = internal_name(label)
    name = "property" if name == PREFIX else name
    numbered = (f"{name}_{number}" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def _property(draft: PropertyDraft) -> Property:
    """The property of a draft; what is wrong with it is said with its label."""
    label = draft.label.strip()
    if not label:
        raise not_saved("The primary property has no label.", "Records are called by it: name it.")
    if draft.kind not in CREATABLE_TYPES:
        raise not_saved(f"{label}: there is no type {draft.kind}.", "Choose one of the list.")
    try:
        return new_property(
            label, draft.kind, name=draft.name, options=draft.options, unique=draft.unique
        )
    except StoreError as error:
        raise not_saved(f"{label}: {error.message}", error.hint) from error


def _usual_properties(singular: str, group: str) -> tuple[Property, ...]:
    """What records of every object have, as deals have it."""
    deal = load_object_types()["deals"]
    found = [replace(prop, group=group) for prop in deal.properties if prop.name in _USUAL]
    return tuple(
        replace(prop, label=f"{singular} owner") if prop.value_type == "owner" else prop
        for prop in found
    )


def _check_distinct(properties: tuple[Property, ...]) -> None:
    labels, names = set[str](), set[str]()
    for prop in properties:
        if prop.label.lower() in labels:
            raise not_saved(f"Two properties are called {prop.label}.", "Rename one of them.")
        if prop.name in names:
            raise not_saved(
                f"Two properties have the internal name {prop.name}.", "Rename one of them."
            )
        labels.add(prop.label.lower())
        names.add(prop.name)


def _checked_name(name: str) -> str:
    """The internal name with its prefix. Raises StoreError when it is malformed or reserved."""
    name = name if not name or name.startswith(PREFIX) else PREFIX + name
    if not re.fullmatch(rf"{PREFIX}[a-z0-9][a-z0-9_]{{0,59}}", name):
        raise not_saved(
            f"{name!r} cannot be an internal name." if name else "The internal name is empty.",
            "Use small letters, digits and underscores, such as p_car.",
        )
    reserved = {
        word
        for kind in load_object_types().values()
        for word in (kind.name, object_name(kind.singular).removeprefix(PREFIX))
    }
    if name.removeprefix(PREFIX) in reserved:
        raise not_saved(f"{name} is reserved.", "Choose another internal name.")
    return name


def check_called(singular: str, plural: str) -> None:
    """Raises StoreError when what records are called is empty, long, or holds signs that texts on
    pages or names of sheets cannot."""
    if not singular or not plural:
        raise not_saved(
            "The object has no name.", "Type what one record is called, and what several are."
        )
    if max(len(singular), len(plural)) > LONGEST_LABEL:
        raise not_saved(f"A name is longer than {LONGEST_LABEL} characters.", "Shorten it.")
    for sign in _SIGNS:
        if sign in singular + plural:
            raise not_saved(f"A name cannot hold the sign {sign}", "Leave it out.")
    for name in (singular, plural):
        if name.strip("'") != name or name.lower() == "history":
            raise not_saved(f"Records cannot be called {name}.", "Choose another name.")


def one_line(text: str) -> str:
    """A label on one line with single spaces."""
    return " ".join(text.split())


def not_saved(message: str, hint: str) -> StoreError:
    """What refuses a definition."""
    return StoreError("Object not saved", message, hint)
