"""What can be imported: object types and their default properties, read from data files.

``objects/<name>.json`` holds one object type with its properties; ``labels/<language>.json`` the
same names in another language, where ``"*"`` stands for every object that has the property (an
object's own label comes before it); ``associations.json`` says which objects can be associated,
with HubSpot's ids. The store copies them when it is created; from then on the store, with what its
user added, is the truth. Automatic mapping and the tests read them here.

``free_mail_domains.txt`` lists the mail domains that belong to no company in particular: no website
and no company is derived from them.
"""

from core.vocabulary.load import (
    load_association_types,
    load_free_mail_domains,
    load_labels,
    load_object_types,
)
from core.vocabulary.model import LanguageLabels, ObjectType, Option, Property

__all__ = [
    "LanguageLabels",
    "ObjectType",
    "Option",
    "Property",
    "load_association_types",
    "load_free_mail_domains",
    "load_labels",
    "load_object_types",
]
