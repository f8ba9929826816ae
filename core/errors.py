"""Exceptions for what stops us. Trouble in the user's data is not: that is an issue (issues.py).

Every layer raises these; the command line and ``app.py`` are the two places that show them.

    AppError
    ├── FileError       the file cannot be read at all
    ├── RecipeError     the recipe contradicts itself, the file or the store
    ├── StoreError      the store cannot be opened or changed
    └── Cancelled       the user stopped a running job
"""


class AppError(Exception):
    """Something stopped the work and the user can do something about it.

    ``title`` is a few words, ``message`` says what was found and where, ``hint`` what to do.
    """

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(f"{title}: {message}")
        self.title = title
        self.message = message
        self.hint = hint


class FileError(AppError):
    """Raised when a file cannot be read: empty, binary, protected, truncated, too wide or large."""


class RecipeError(AppError):
    """Raised when a recipe cannot be carried out: unknown property, two columns on one property."""


class StoreError(AppError):
    """Raised when the store cannot be opened (another process holds it) or a change is refused."""


class Cancelled(AppError):
    """Raised inside a job when the user cancelled it; nothing was written."""
