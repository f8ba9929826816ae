"""The kinds of value by name. Called wherever a property's cells are read or written."""

from core.property_types.base import ValueType
from core.property_types.contact_points import Domain, Email, PhoneNumber, Url
from core.property_types.dates import Date, DateTime
from core.property_types.number import Currency, Number
from core.property_types.options import MultipleCheckboxes, Radio, Select, SingleCheckbox
from core.property_types.owner import Owner
from core.property_types.product import ProductId
from core.property_types.stage import Stage, is_stage
from core.property_types.text import Text
from core.vocabulary import Property

VALUE_TYPES: dict[str, ValueType] = {
    "text": Text(),
    "textarea": Text(),
    "number": Number(),
    "currency": Currency(),
    "date": Date(),
    "datetime": DateTime(),
    "booleancheckbox": SingleCheckbox(),
    "select": Select(),
    "radio": Radio(),
    "checkbox": MultipleCheckboxes(),
    "owner": Owner(),
    "product": ProductId(),
    "phonenumber": PhoneNumber(),
    "url": Url(),
    "email": Email(),
    "domain": Domain(),
}

_STAGE = Stage()


def value_type(prop: Property) -> ValueType:
    """The kind of value a property holds. Options that belong to pipelines are stages, whatever a
    form shows them as."""
    if prop.value_type in ("select", "radio") and is_stage(prop):
        return _STAGE
    return VALUE_TYPES[prop.value_type]
