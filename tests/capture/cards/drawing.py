"""Draws cards and photographs of them, with the font inside Pillow, so that every machine draws
the same."""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIZE = (1050, 640)
LINES = (
    ("Kestrel Labs GmbH", 60),
    ("", 30),
    ("Dr. Anna van der Berg", 46),
    ("Leiterin Einkauf", 32),
    ("", 30),
    ("Tel. +49 30 5550123   Fax +49 30 5550124", 30),
    ("Mobil +49 171 5550123", 30),
    ("a.vanderberg@kestrel-labs.example.com", 30),
    ("www.kestrel-labs.example.com", 30),
)
TABLE = (74, 58, 44)


def draw_card(lines: Sequence[tuple[str, int]] = LINES) -> Image.Image:
    """A white card with these lines, each of a size."""
    card = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(card)
    top = 50.0
    for text, size in lines:
        pen.text((60, top), text, font=ImageFont.load_default(size), fill=(25, 25, 30))
        top += 1.35 * size
    return card


def on_table(card: Image.Image, tilt: float = 5.0) -> tuple[Image.Image, np.ndarray]:
    """The card tilted on a table, and where its corners are: top left first, clockwise."""
    width, height = 1500, 1100
    table = Image.new("RGB", (width, height), TABLE)
    turned = card.convert("RGBA").rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC)
    left, top = (width - turned.width) // 2, (height - turned.height) // 2
    table.paste(turned, (left, top), turned)
    angle = -np.deg2rad(tilt)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    half = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * np.array(card.size) / 2
    return table, half @ turn.T + np.array([width / 2, height / 2])


def as_bytes(picture: Image.Image, kind: str = "JPEG") -> bytes:
    """The file of a picture."""
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": 92} if kind == "JPEG" else {}))
    return out.getvalue()
