"""Collects what is to be told about a file, without growing with the file.

A file of 100,000 broken cards is one sentence a hundred times over: the first ones are kept, the
others counted. Filled by the readers of this room.
"""

MOST = 100
LONGEST = 60


class Told:
    """Warnings in the order they came, the first ``MOST`` of them."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._dropped = 0

    def __call__(self, sentence: str) -> None:
        """Adds one sentence."""
        if len(self._kept) < MOST:
            self._kept.append(sentence)
        else:
            self._dropped += 1

    def sentences(self) -> list[str]:
        """What was told; the last sentence counts what was left off."""
        more = [f"And {self._dropped:,} more warnings."] if self._dropped else []
        return self._kept + more


def quoted(found: str | bytes) -> str:
    """What was found, for a warning: on one line, cut off where it is long."""
    text = found.decode("utf-8", "replace") if isinstance(found, bytes) else found
    text = "".join(c if c.isprintable() else " " for c in text[: 2 * LONGEST]).strip()
    return f"“{text[:LONGEST]}…”" if len(text) > LONGEST else f"“{text}”"
