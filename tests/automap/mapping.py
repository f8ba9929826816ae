"""Map header rows against the default properties, and the shape of a row of the specification."""

from collections.abc import Mapping, Sequence
from functools import cache

from core.automap import Guess, PropertyHint, map_columns
from core.automap.model import Row
from core.vocabulary import load_object_types

CUSTOM = PropertyHint("schoenmaat", "Schoenmaat", labels=("Shoe size",))


@cache
def default_hints() -> dict[str, tuple[PropertyHint, ...]]:
    """The default properties of every object, as the mapping page gives them."""
    return {
        kind: tuple(
            PropertyHint(
                prop.name,
                prop.label,
                prop.type,
                tuple((option.label, option.value) for option in prop.options),
                read_only=prop.read_only,
            )
            for prop in object_type.properties
        )
        for kind, object_type in load_object_types().items()
    }


def guess(
    headers: Sequence[str],
    objects: str = "contacts",
    language: str = "en",
    samples: Sequence[Row] = (),
    remembered: Mapping[str, str] | None = None,
) -> list[Guess]:
    """The guesses for a header row; the contacts of these tests have one custom property."""
    hints = {**default_hints(), "contacts": (*default_hints()["contacts"], CUSTOM)}
    return map_columns(headers, samples, objects.split(","), language, hints, remembered)


def mapped(headers: str, objects: str = "contacts", language: str = "en") -> str:
    """The properties for "First Name | E-mail", written the same way; "-" is none."""
    row = [header.strip() for header in headers.split("|")]
    return write(guess(row, objects, language), objects)


def write(guesses: Sequence[Guess], objects: str = "contacts") -> str:
    """The properties of guesses, with the object where there are several."""
    several = "," in objects
    return " | ".join(
        "-"
        if not one.property
        else f"{one.object_type}.{one.property}"
        if several
        else one.property
        for one in guesses
    )
