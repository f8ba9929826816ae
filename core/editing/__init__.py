"""Records changed by hand, on their page: values that fit their properties are written in one
transaction and journalled, so that an import's undo leaves them alone and each edit can be taken
back.

``values.py`` reads what was typed by the property types of imports, ``rules.py`` says what a record
may hold, ``edit.py`` saves an edit, ``put_back.py`` takes one back. The caller holds the
transaction (core/store/changing.py)."""

from core.editing.edit import edit_record, editable_properties, first_to_edit
from core.editing.put_back import Kept, PutBack, put_back
from core.editing.values import NotSaved, Problem, stored_texts

__all__ = [
    "Kept",
    "NotSaved",
    "Problem",
    "PutBack",
    "edit_record",
    "editable_properties",
    "first_to_edit",
    "put_back",
    "stored_texts",
]
