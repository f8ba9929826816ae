"""Draws a card: the lines of an identity in one of many layouts, fonts and colours. Called by the
measure; gives the picture, and each line's text and box for measuring without an engine."""

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bench.cards.identity import LABELS, Identity

_FONTS = Path("/usr/share/fonts")
# Regular and bold; those that the machine has are used (packages.txt).
_FAMILIES = (
    ("LiberationSans-Regular", "LiberationSans-Bold"),
    ("LiberationSerif-Regular", "LiberationSerif-Bold"),
    ("DejaVuSans", "DejaVuSans-Bold"),
    ("LiberationSansNarrow-Regular", "LiberationSansNarrow-Bold"),
    ("DejaVuSerif", "DejaVuSerif-Bold"),
    ("Lato-Regular", "Lato-Bold"),
    ("Lato-Light", "Lato-Medium"),
    ("OpenSans-Regular", "OpenSans-Semibold"),
    ("Roboto-Regular", "Roboto-Bold"),
    ("Roboto-Light", "Roboto-Medium"),
    ("Carlito-Regular", "Carlito-Bold"),
    ("Caladea-Regular", "Caladea-Bold"),
    ("EBGaramond12-Regular", "EBGaramond12-Bold"),
    ("Quicksand-Regular", "Quicksand-Bold"),
    ("Comfortaa-Regular", "Comfortaa-Bold"),
    ("Cantarell-Regular", "Cantarell-Bold"),
    ("Inter-Regular", "Inter-SemiBold"),
)
_PAPERS = (
    ((255, 255, 255), (25, 25, 25)),
    ((250, 248, 240), (40, 40, 45)),
    ((255, 255, 255), (20, 40, 90)),
    ((244, 244, 244), (60, 60, 60)),
    ((20, 30, 60), (240, 240, 240)),
    ((25, 25, 25), (235, 225, 200)),
    ((0, 90, 90), (255, 255, 255)),
    ((255, 250, 230), (90, 30, 20)),
    ((230, 238, 245), (15, 50, 80)),
    ((140, 25, 35), (255, 245, 240)),
)
_ACCENTS = ((200, 30, 40), (0, 110, 170), (230, 120, 0), (20, 130, 70), (90, 60, 140))


@dataclass
class Line:
    """``size`` in pixels; ``role`` says what it is, for the colour; ``indent`` by column."""

    text: str
    size: int
    bold: bool = False
    role: str = ""
    gap: float = 0.0


@dataclass
class Card:
    """``boxes`` are text, left, top, right, bottom of each line in pixels of ``image``."""

    image: Image.Image
    boxes: list[tuple[str, float, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Blocks:
    """The lines that stay together: the firm, the person, the numbers, the address."""

    head: list[Line]
    person: list[Line]
    contact: list[Line]
    place: list[Line]


@dataclass(frozen=True)
class Stack:
    """Blocks below one another within ``box``: left, top, right, bottom."""

    blocks: list[list[Line]]
    align: str
    box: tuple[float, float, float, float]


def draw(rng: random.Random, person: Identity) -> Card:
    """The card of a person in a layout of chance."""
    vertical = rng.random() < 0.1
    size = (680, 1050) if vertical else (1050, rng.choice([640, 680, 600]))
    paper, ink = rng.choice(_PAPERS)
    card = Card(Image.new("RGB", size, paper))
    pen = ImageDraw.Draw(card.image)
    fonts = _fonts(rng)
    accent = rng.choice(_ACCENTS) if sum(paper) > 500 else (235, 200, 120)
    _ornament(rng, pen, size, accent)
    blocks = _blocks(rng, person, rng.choice([26, 28, 30, 24]))
    layout = rng.choice(_LAYOUTS)
    if vertical:
        layout = rng.choice(["left", "centre"])
    margin = rng.randint(50, 80)
    for stack in _LAYOUTS_OF[layout](rng, layout, blocks, size, margin):
        _print(pen, card, stack, fonts, ink, accent)
    return card


def _one_column(
    rng: random.Random, layout: str, blocks: Blocks, size: tuple[int, int], margin: int
) -> list[Stack]:
    """Everything on one side, or in the middle; the firm above or below the person."""
    width, height = size
    rest = blocks.contact + blocks.place
    order = [blocks.head, blocks.person, rest]
    if rng.random() >= 0.75:
        order = [blocks.person, blocks.head, rest]
    return [Stack(order, layout, (margin, margin, width - margin, height - 40))]


def _columns(
    rng: random.Random, layout: str, blocks: Blocks, size: tuple[int, int], margin: int
) -> list[Stack]:
    """Numbers and address beside one another, below the firm and the person."""
    width, height = size
    middle = height * 0.55
    return [
        Stack([blocks.head, blocks.person], "left", (margin, margin, width - margin, middle)),
        Stack([blocks.contact], "left", (margin, middle, width * 0.55, height - 30)),
        Stack([blocks.place], "left", (width * 0.62, middle, width - 20, height - 30)),
    ]


def _logo_right(
    rng: random.Random, layout: str, blocks: Blocks, size: tuple[int, int], margin: int
) -> list[Stack]:
    """The firm at the top on the right, the rest on the left."""
    width, height = size
    rest = [blocks.person, blocks.contact + blocks.place]
    return [
        Stack([blocks.head], "right", (width * 0.5, margin, width - margin, height * 0.3)),
        Stack(rest, "left", (margin, height * 0.32, width - margin, height - 30)),
    ]


def _logo_below(
    rng: random.Random, layout: str, blocks: Blocks, size: tuple[int, int], margin: int
) -> list[Stack]:
    """The firm at the bottom."""
    width, height = size
    rest = [blocks.person, blocks.contact + blocks.place]
    side = rng.choice(["left", "right"])
    return [
        Stack(rest, side, (margin, margin, width - margin, height * 0.76)),
        Stack([blocks.head], "left", (margin, height * 0.8, width - margin, height - 20)),
    ]


# How often each is chosen, and what arranges it.
_LAYOUTS = "left centre right columns logo_right logo_below columns left".split()
_LAYOUTS_OF = {
    "left": _one_column,
    "centre": _one_column,
    "right": _one_column,
    "columns": _columns,
    "logo_right": _logo_right,
    "logo_below": _logo_below,
}


def _blocks(rng: random.Random, person: Identity, unit: int) -> Blocks:
    big = round(unit * rng.choice([1.5, 1.8, 2.2, 1.3]))
    head = [Line(text, big, True, "company") for text in person.company]
    if person.slogan:
        head.append(Line(person.slogan, round(unit * 0.85), False, "slogan"))
    name_size = round(unit * rng.choice([1.2, 1.45, 1.7, 1.3]))
    names = person.name.split() if person.is_stacked else [person.name]
    lines = [Line(text, name_size, rng.random() < 0.7, "name") for text in names]
    lines += [Line(text, unit, False, "title") for text in person.title]
    if person.department:
        lines.append(Line(person.department, unit, False, "department"))
    return Blocks(head, lines, _contact(rng, person, unit), _place(rng, person, unit))


def _contact(rng: random.Random, person: Identity, unit: int) -> list[Line]:
    truth = person.truth
    mobiles, phones, faxes = LABELS.get(person.language, LABELS["en"])
    style = rng.choice(["word", "letter", "none", "behind", "pairs", "word", "letter"])
    separator = rng.choice([": ", " ", ". ", " | ", "  "])
    texts = []
    for name, words in (("phone", phones), ("mobilephone", mobiles), ("fax", faxes)):
        if name not in truth:
            continue
        word = rng.choice(words)
        if style == "letter":
            word = {"phone": "T", "mobilephone": "M", "fax": "F"}[name]
        between = separator.replace(". ", " ") if word.endswith(".") else separator
        labelled = f"{word}{between}{truth[name]}"
        bare = style == "none" and (
            name == "phone" or (name == "mobilephone" and person.language not in ("en", "ja"))
        )
        texts.append(
            truth[name]
            if bare
            else f"{truth[name]} ({word.strip('.').lower()})"
            if style == "behind"
            else labelled
        )
    if style == "pairs" and len(texts) > 1:
        texts = [rng.choice([" | ", "   ", " · ", " / "]).join(texts[:2]), *texts[2:]]
    if style == "none":
        rng.shuffle(texts)
    web = []
    prefix = {
        "word": ("E-mail: ", "Web: "),
        "letter": ("E " if separator == " " else "E: ", "W " if separator == " " else "W: "),
    }.get(style, ("", ""))
    for name, label in zip(("email", "website"), prefix, strict=True):
        if name in truth:
            web.append(label + truth[name])
    if rng.random() < 0.12 and len(web) == 2 and len("".join(web)) < 48:
        web = [" | ".join(web)]
    return [
        Line(text, unit, False, "contact")
        for text in ([*texts, *web] if rng.random() < 0.8 else [*web, *texts])
    ]


def _place(rng: random.Random, person: Identity, unit: int) -> list[Line]:
    if rng.random() < 0.15:
        return []
    if rng.random() < 0.3 and len(person.street + person.place) < 44:
        return [Line(f"{person.street}, {person.place}", unit, False, "place", 0.4)]
    lines = [
        Line(person.street, unit, False, "place", 0.4),
        Line(person.place, unit, False, "place"),
    ]
    return lines + ([Line(person.country, unit, False, "place")] if person.country else [])


def _print(
    pen: ImageDraw.ImageDraw,
    card: Card,
    stack: Stack,
    fonts: tuple[str, str],
    ink: tuple[int, ...],
    accent: tuple[int, ...],
) -> None:
    """Draws a stack; smaller where it is too long."""
    left, top, right, bottom = stack.box
    blocks = [block for block in stack.blocks if block]
    shrink = 1.0
    while shrink > 0.45 and not _fits(pen, blocks, fonts, shrink, right - left, bottom - top):
        shrink -= 0.05
    y = top
    for block in blocks:
        for line in block:
            font = _font(fonts[line.bold], max(13, round(line.size * shrink)))
            width = pen.textlength(line.text, font=font)
            middle = (left + right - width) / 2
            x = {"left": left, "right": right - width, "centre": middle}[stack.align]
            y += line.gap * line.size * shrink
            colour = accent if line.role in ("company", "slogan") else ink
            pen.text((x, y), line.text, font=font, fill=colour)
            x0, y0, x1, y1 = pen.textbbox((x, y), line.text, font=font)
            card.boxes.append((line.text, x0, y0, x1, y1))
            y += line.size * shrink * 1.32
        y += 20 * shrink


def _fits(
    pen: ImageDraw.ImageDraw,
    blocks: list[list[Line]],
    fonts: tuple[str, str],
    shrink: float,
    width: float,
    height: float,
) -> bool:
    total = sum(
        (1.32 + line.gap) * line.size * shrink for block in blocks for line in block
    ) + 20 * shrink * (len(blocks) - 1)
    widest = max(
        (
            pen.textlength(
                line.text, font=_font(fonts[line.bold], max(13, round(line.size * shrink)))
            )
            for block in blocks
            for line in block
        ),
        default=0,
    )
    return total <= height and widest <= width


def _ornament(
    rng: random.Random, pen: ImageDraw.ImageDraw, size: tuple[int, int], accent: tuple[int, ...]
) -> None:
    width, height = size
    kind = rng.random()
    if kind < 0.15:
        pen.rectangle((0, 0, 18, height), fill=accent)
    elif kind < 0.3:
        pen.rectangle((0, height - 16, width, height), fill=accent)
    elif kind < 0.4:
        pen.ellipse((width - 150, height - 150, width - 40, height - 40), outline=accent, width=10)
    elif kind < 0.5:
        pen.polygon([(width, 0), (width - 120, 0), (width, 120)], fill=accent)


@cache
def _files() -> dict[str, str]:
    return {path.stem: str(path) for path in _FONTS.rglob("*.[to]tf")}


def _fonts(rng: random.Random) -> tuple[str, str]:
    """Regular and bold of one family, drawn by the same number on every machine."""
    number = rng.randrange(len(_FAMILIES))
    family = _FAMILIES[number]
    return family if all(name in _files() for name in family) else _FAMILIES[number % 5]


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_files()[name], size)
