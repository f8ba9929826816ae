"""The one place that turns names and values into SQL text. All modules that write SQL call it."""


def quote_identifier(*parts: str) -> str:
    """``quote_identifier("work", "staged")`` -> ``"work"."staged"``; a quote inside is doubled."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def quote_literal(text: str) -> str:
    """A string constant, for the statements that take no parameters (expressions, copy, attach)."""
    return "'" + text.replace("'", "''") + "'"
