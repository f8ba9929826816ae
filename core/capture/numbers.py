"""Phone numbers and email addresses as they stand in cards become plain ones.

    tel:+1-555-010-0123;ext=12 -> +1-555-010-0123 ext. 12      Ada <ada@example.com> -> ada@example.com

Called by every reader of this room.
"""

import re
from urllib.parse import unquote

# iPhones put no-break spaces and marks of writing direction into numbers.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@\\]+@[^\s<>()\[\]\",;:@\\]+")
_EXTENSION = re.compile(r";(?:ext|extension|postd)=([\d]+)", re.I)


def clean_text(text: str) -> str:
    """Text on one line: white space runs become one space, invisible marks go."""
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())


def clean_phone(text: str) -> str:
    """The number as written, without ``tel:``; empty where there is no digit. An extension of a
    tel URI stays readable."""
    number = clean_text(text)
    if number[:4].lower() == "tel:":
        number = unquote(number[4:]).strip()
        number, semicolon, rest = number.partition(";")
        if extension := _EXTENSION.search(semicolon + rest):
            number = f"{number} ext. {extension[1]}"
    number = number.lstrip("/") if number.startswith("//") else number
    return number if any(c.isdigit() for c in number) else ""


def clean_email(text: str) -> str:
    """The address in the text, without ``mailto:`` and name; empty where there is none."""
    text = clean_text(text)
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    found = _ADDRESS.search(text)
    return found[0].strip(".'") if found else ""
