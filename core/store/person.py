"""Who imports, edits, deletes and undoes, as the store keeps it beside each of them. Called by the
tables of imports, undos and deletions, and by the edits by hand."""

import getpass


def person() -> str:
    """Who asks: the user that this process runs for, since Rowcall has no users of its own."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
