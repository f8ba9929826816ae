"""What can be imported: object types and their default properties, read from data files.

``objects/<name>.json`` holds one object type with its properties; ``labels/<language>.json`` the
same names in another language, where ``"*"`` stands for every object that has the property (an
object's own label comes before it). The store copies them when it is created; from then on the
store, with the properties its user added, is the truth. Automatic mapping and the tests read them
here.
"""

from core.vocabulary.load import load_labels, load_object_types
from core.vocabulary.model import LanguageLabels, ObjectType, Option, Property

__all__ = ["LanguageLabels", "ObjectType", "Option", "Property", "load_labels", "load_object_types"]
