"""JSON lines on standard output, messages on standard error. Called by every command."""

import json
import sys
from typing import Any


def print_json(value: dict[str, Any]) -> None:
    """One JSON object on one line, in UTF-8 whatever the terminal's locale."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """A message for people."""
    print(message, file=sys.stderr)
