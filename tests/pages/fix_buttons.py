"""The buttons of the fixes of the first file, which have the same labels. For tests of pages."""

from tests.pages.visitor import Visitor


def fix_button(visitor: Visitor, place: int, act: str) -> str:
    """The key of the button of the fix at this place, from 0: ``remove``, ``move-1``, ``move1``."""
    keys = [button.key for button in visitor.app.button]
    begin = f"fix-{visitor.import_id}-1-{place}-"
    return next(key for key in keys if key and key.startswith(begin) and key.endswith(act))
