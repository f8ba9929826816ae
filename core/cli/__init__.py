"""The command line: read, mapping, import, export, history, capture. JSON on standard output,
messages on standard error; the exit code is 0, 1 (some rows failed) or 2 (could not run, one line
why).

One file a command; ``main`` only parses and dispatches."""

from core.cli.main import main

__all__ = ["main"]
