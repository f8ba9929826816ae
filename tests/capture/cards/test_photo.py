"""A photo before reading: where the card is, what is wrong with the picture, bad input."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFilter

from core.capture.cards import cut_out, is_card_shape, on_card, open_photo
from core.capture.cards.quality import find_faults
from core.errors import FileError
from tests.capture.cards.drawing import LINES, as_bytes, draw_card, on_table


@pytest.mark.parametrize("tilt", [-18, -4, 0, 7, 25])
def test_the_corners_are_found(tilt: float):
    table, corners = on_table(draw_card(), tilt)
    photo = open_photo(as_bytes(table))
    diagonal = np.hypot(*draw_card().size)
    away = min(
        np.linalg.norm(np.roll(np.array(photo.proposed), shift, axis=0) - corners, axis=1).max()
        for shift in range(4)
    )
    assert photo.found
    assert away < 0.02 * diagonal


@pytest.mark.parametrize(
    ("size", "told"),
    [((20_000, 5), "times as long"), ((3, 300), "100 times"), ((9, 9), "only 9 pixels")],
)
def test_a_strip_is_no_photo_of_a_card(size: tuple[int, int], told: str):
    with pytest.raises(FileError, match=told):
        open_photo(as_bytes(Image.new("RGB", size, "white"), "PNG"))


def test_without_a_card_it_is_the_whole_picture():
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8)
    photo = open_photo(as_bytes(Image.fromarray(noise), "PNG"))
    assert not photo.found
    assert photo.proposed == ((0, 0), (800, 0), (800, 600), (0, 600))


def test_places_go_with_the_card_when_it_is_cut_out():
    table, corners = on_table(draw_card(), 12)
    quad = tuple(map(tuple, corners.tolist()))
    flat = cut_out(np.asarray(table), quad, 90)
    height, width = flat.shape[:2]
    assert height > width
    # The top left corner is at the top right after a quarter turn clockwise.
    assert on_card([quad[0]], quad, 90) == [pytest.approx((width, 0), abs=0.01)]


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda card: card, None),
        (lambda card: card.filter(ImageFilter.GaussianBlur(7)), "blurred"),
        (lambda card: card.point(lambda value: value // 6), "dark"),
        (lambda card: card.resize((210, 128)), "pixels long"),
    ],
    ids=["good", "blurred", "dark", "small"],
)
def test_faults(spoil, word):
    photo = open_photo(as_bytes(spoil(draw_card()), "PNG"))
    faults = " ".join(photo.faults(((0, 0), (photo.size[0], 0), photo.size, (0, photo.size[1]))))
    assert (word in faults) if word else faults == ""


def of_colours(ground, letters, lines=LINES) -> Image.Image:
    """The drawn card in two colours, each as grey levels of 0 to 255."""
    share = np.asarray(draw_card(lines), float) / 255
    return Image.fromarray((share * ground + (1 - share) * np.array(letters)).astype(np.uint8))


@pytest.mark.parametrize(
    "card",
    [
        of_colours((16, 24, 52), (235, 235, 240)),
        of_colours((10, 10, 12), (180, 140, 60)),
        of_colours((16, 24, 52), (235, 235, 240), (("", 200), ("Anna Berg", 40))),
        draw_card((("", 200), ("Anna Berg", 40))),
    ],
    ids=["navy", "black and gold", "two words on navy", "two words"],
)
def test_a_card_of_its_own_colour_is_neither_dark_nor_blurred(card: Image.Image):
    assert find_faults(np.asarray(card)) == []


@pytest.mark.parametrize(
    ("card", "told"),
    [
        (Image.new("RGB", (1050, 640), "white"), "Nothing is in the picture"),
        (Image.new("RGB", (1050, 640), "grey"), "Nothing is in the picture"),
        (Image.new("RGB", (1050, 640), "black"), "The picture is dark"),
        (of_colours((16, 24, 52), (235, 235, 240)).point(lambda v: v // 6), "The picture is dark"),
        (draw_card((("Anna", 40),)).filter(ImageFilter.GaussianBlur(5)), "The picture is blurred"),
    ],
    ids=["white", "grey", "black", "navy in the dark", "two words blurred"],
)
def test_only_what_is_wrong_is_said(card: Image.Image, told: str):
    faults = find_faults(np.asarray(card))
    assert len(faults) == 1
    assert faults[0].startswith(told)


def test_glare():
    card = np.asarray(draw_card()).astype(float) * 0.7
    ys, xs = np.mgrid[0 : card.shape[0], 0 : card.shape[1]]
    spot = np.exp(-(((xs - 500) / 160) ** 2 + ((ys - 300) / 110) ** 2))
    card = np.clip(card + 250 * spot[:, :, None], 0, 255).astype(np.uint8)
    photo = open_photo(as_bytes(Image.fromarray(card), "PNG"))
    whole = ((0, 0), (photo.size[0], 0), photo.size, (0, photo.size[1]))
    assert any("glare" in fault for fault in photo.faults(whole))


@pytest.mark.parametrize(
    ("quad", "right"),
    [
        (((0, 0), (100, 0), (100, 60), (0, 60)), True),
        (((10, 5), (100, 0), (90, 60), (0, 50)), True),
        (((0, 0), (100, 60), (100, 0), (0, 60)), False),
        (((0, 60), (100, 60), (100, 0), (0, 0)), False),
        (((0, 0), (100, 0), (50, 0), (0, 60)), False),
        (((5, 5), (5, 5), (5, 5), (5, 5)), False),
    ],
    ids=["upright", "slanted", "crossed", "mirrored", "flat", "point"],
)
def test_what_goes_round_a_card(quad, right: bool):
    assert is_card_shape(quad) == right


def big_png(width: int, height: int) -> bytes:
    """A PNG of one colour: a few kilobytes a hundred megapixels."""
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(b"\0" * (width * 3 + 1)) for _ in range(height)) + rows.flush()
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", data)]
    body = b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in [*chunks, (b"IEND", b"")]
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "The file is empty"),
        (b"\0\1\2 binary noise" * 500, "Not a picture"),
        (b"%PDF-1.7 ...", "Not a picture"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "Not a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "The picture is damaged"),
        (big_png(14_000, 14_000), "The picture is too large"),
    ],
    ids=["empty", "noise", "pdf", "heic", "damaged", "bomb"],
)
def test_bad_input(content: bytes, title: str):
    with pytest.raises(FileError) as told:
        open_photo(content)
    assert told.value.title in (title, "Not a picture")
    assert told.value.message


def test_a_cut_off_jpeg_says_so():
    content = as_bytes(on_table(draw_card())[0])
    photo = open_photo(content[: len(content) // 2])
    assert "cut off" in photo.warnings[0]


def test_a_picture_of_a_hundred_megapixels_is_made_smaller():
    wide = Image.new("RGB", (12_500, 8_000), "white")
    out = io.BytesIO()
    wide.save(out, "JPEG", quality=30)
    photo = open_photo(out.getvalue())
    assert 1_000_000 < photo.size[0] * photo.size[1] < 30_000_000


def test_of_an_animation_the_first_picture_counts():
    card, blank = draw_card(), Image.new("RGB", (1050, 640), "black")
    out = io.BytesIO()
    card.save(out, "GIF", save_all=True, append_images=[blank])
    assert np.median(open_photo(out.getvalue()).pixels) > 200
