"""Numbers of rows in the words of a warning. Called by what reads files."""


def rows(number: int, kind: str = "") -> str:
    """``1 blank row``, ``1,204 blank rows``; without a ``kind`` just the rows."""
    noun = f"{kind} row" if kind else "row"
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def left_out(number: int, kind: str = "", why: str = "") -> str:
    """``2 rows among the data were left out (comments).``"""
    verb = "was" if number == 1 else "were"
    reason = f" ({why})" if why else ""
    return f"{rows(number, kind)} among the data {verb} left out{reason}."
