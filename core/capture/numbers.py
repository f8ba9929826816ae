"""Phone numbers and email addresses as they stand in cards become plain ones.

    tel:+1-555-010-0123;ext=12 -> +1-555-010-0123 ext. 12
    Ada <ada@example.com> -> ada@example.com

Called by every reader of this room.
"""

import re
from urllib.parse import unquote

# iPhones put marks of writing direction into numbers; control characters are damage.
_INVISIBLE = dict.fromkeys(
    [
        *(at for at in range(0xA0) if not (0x20 <= at < 0x7F or chr(at).isspace())),
        *(0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF),
    ]
)
# An address has 254 characters at most; the rest of the room is for a name.
LONGEST = 1_000
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@\\]+@[^\s<>()\[\]\",;:@\\]+")
_EXTENSION = re.compile(r";(?:ext|extension|postd)=([\d]+)", re.I)


def clean_text(text: str) -> str:
    """Text on one line: white space runs become one space, invisible marks go."""
    plain = text.isascii() and text.isprintable()
    return " ".join((text if plain else text.translate(_INVISIBLE)).split())


def clean_phone(text: str) -> str:
    """The number as written, without ``tel:`` or ``fax:``; empty where there is no digit. An
    extension of a tel URI stays readable."""
    number = clean_text(text)
    if number[:4].lower() in ("tel:", "fax:"):
        number = unquote(number[4:]).strip()
        number, semicolon, rest = number.partition(";")
        if extension := _EXTENSION.search(semicolon + rest):
            number = f"{number} ext. {extension[1]}"
    # WhatsApp's way to write a number: 31612345678@s.whatsapp.net.
    number = number.partition("@")[0] if "@" in number else number
    number = number.lstrip("/") if number.startswith("//") else number
    return number if any(c.isdigit() for c in number) else ""


def clean_email(text: str) -> str:
    """The address in the text, without ``mailto:`` and name; empty where there is none."""
    return next(iter(clean_emails(text)), "")


def clean_emails(text: str) -> list[str]:
    """Every address in the text: some programs write several into one value."""
    text = clean_text(text[:LONGEST])
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    return [found.strip(".'") for found in _ADDRESS.findall(text)]
