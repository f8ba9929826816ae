"""What automatic mapping needs to know of the properties an object type has now, custom ones too.

Called by ``proposal.py`` and the command line."""

from core.automap import PropertyHint
from core.vocabulary import ObjectType, Property, load_labels


def property_hints(object_type: ObjectType) -> list[PropertyHint]:
    """One hint a property, with its labels in every offered language."""
    return [_hint(object_type.name, prop) for prop in object_type.properties]


def _hint(object_type: str, prop: Property) -> PropertyHint:
    labels = [
        label
        for language in load_labels().values()
        for label in language.properties.get(object_type, {}).get(prop.name, ())
    ]
    return PropertyHint(
        name=prop.name,
        label=prop.label,
        type=prop.type,
        options=tuple((option.label, option.value) for option in prop.options),
        labels=tuple(dict.fromkeys(labels)),
        read_only=prop.read_only,
    )
