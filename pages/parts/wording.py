"""How pages write numbers, times and object names. One place, so that they look the same."""

from datetime import UTC, datetime

OUTCOMES = {
    "created": ("Created", ":material/add_circle:", "green"),
    "updated": ("Updated", ":material/edit:", "blue"),
    "unchanged": ("Unchanged", ":material/check_circle:", "gray"),
    "skipped": ("Skipped", ":material/skip_next:", "orange"),
    "failed": ("Failed", ":material/error:", "red"),
}


def count(number: int, noun: str, nouns: str = "") -> str:
    """``1 row``, ``1,204 rows``; ``nouns`` is the plural where it is no ``s`` more."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"


def percent(part: int, whole: int) -> str:
    """A share that never rounds to a lie: 99.99 % is not 100 %."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if part and share < 0.1:
        return "< 0.1 %"
    if part != whole and share > 99.9:
        return "> 99.9 %"
    return f"{share:.0f} %" if share in (0, 100) else f"{share:.1f} %"


def duration(seconds: float) -> str:
    """``0.8 s``, ``2 min 5 s``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def file_size(size: int) -> str:
    """``640 B``, ``12 KB``, ``241 MB``."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def local_time(moment: datetime | None) -> str:
    """A UTC moment of the store in this machine's time zone."""
    if moment is None:
        return "–"
    return moment.replace(tzinfo=UTC).astimezone().strftime("%Y-%m-%d %H:%M")
