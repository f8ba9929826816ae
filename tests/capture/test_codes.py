"""QR codes in pictures: found, text exact, corners right; bad pictures are said to be bad."""

import contextlib
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter, ImageOps

from core.capture import codes as codes_module
from core.capture import find_codes_live, read_codes
from core.capture.codes import load_zbar, repaired
from core.capture.pictures import WORKING_PIXELS, from_array
from core.errors import FileError
from tests.capture.drawing import VCARD, as_file, code, pixels, scene, turned

needs_zbar = pytest.mark.skipif(load_zbar() is None, reason="libzbar0 is not installed")


def texts(picture: Image.Image) -> list[str]:
    return [found.text for found in read_codes(pixels(picture)).codes]


PICTURES = {
    "plain": code(VCARD),
    "turned by 15 degrees": turned(code(VCARD), 15),
    "turned by 45 degrees": turned(code(VCARD), 45),
    "on its side": turned(code(VCARD), 90),
    "upside down": turned(code(VCARD), 180),
    "mirrored": ImageOps.mirror(code(VCARD)),
    "inverted": ImageOps.invert(code(VCARD)),
    "blurred": code(VCARD, 6).filter(ImageFilter.GaussianBlur(2.5)),
    "one pixel a module": code(VCARD, 1),
    "dark": code(VCARD).point(lambda value: value // 6),
    "pale": code(VCARD).point(lambda value: 200 + value // 8),
    "in a frame": scene([(code(VCARD), (500, 200))]),
    "without a border": ImageOps.crop(code(VCARD), 16),
    "squeezed": code(VCARD).resize((260, 200)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_code_is_found(name: str) -> None:
    assert texts(PICTURES[name]) == [VCARD]


@pytest.mark.parametrize(
    "name", ["plain", "turned by 45 degrees", "on its side", "inverted", "in a frame"]
)
def test_a_code_is_found_in_a_live_frame(name: str) -> None:
    assert [found.text for found in find_codes_live(pixels(PICTURES[name]))] == [VCARD]


def test_every_code_of_a_picture_is_found() -> None:
    wanted = [f"MECARD:N:Person{n};TEL:{n}{n}{n};;" for n in range(6)]
    places = [(40 + 400 * (n % 3), 40 + 330 * (n // 3)) for n in range(6)]
    drawn = [(turned(code(text, 5), 20 * n), place) for n, (text, place) in
             enumerate(zip(wanted, places, strict=True))]  # fmt: skip
    assert sorted(texts(scene(drawn))) == wanted


def test_the_same_code_twice_is_found_twice() -> None:
    assert texts(scene([(code(VCARD), (20, 20)), (code(VCARD), (700, 300))])) == [VCARD, VCARD]


NAMES = [
    "Jürgen Müller",
    "Zoé Lefèvre",
    "José Núñez",
    "Åsa Öberg",
    "João Conceição",
    "Łukasz Wójcik",
]


@pytest.mark.parametrize("name", NAMES)
def test_accents_are_exact_with_and_without_a_charset_marker(name: str) -> None:
    text = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD"
    assert texts(code(text.encode("utf-8"), mode="byte")) == [text]
    assert texts(code(text, mode="byte", encoding="utf-8", eci=True)) == [text]
    if "Ł" not in name:
        assert texts(code(text.encode("iso-8859-1"), mode="byte")) == [text]


@pytest.mark.parametrize("name", ["山田 太郎", "表参道", "ﾔﾏﾀﾞ ﾀﾛｳ", "Иванов Сергей", "김민수"])
def test_other_scripts_are_exact(name: str) -> None:
    text = f"MECARD:N:{name};TEL:0355500100;;"
    assert texts(code(text.encode("utf-8"), mode="byte")) == [text]
    if name[0] in "山表ﾔ":
        assert texts(code(text.encode("shift_jis"), mode="byte")) == [text]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_corners_are_those_of_the_code_as_printed(angle: int) -> None:
    found = read_codes(pixels(turned(code(VCARD, 8), angle))).codes[0]
    size = code(VCARD, 8).width
    low, high = 32, size - 32
    square = [(low, low), (high, low), (high, high), (low, high)]
    wanted = square[angle // 90 * 3 % 4 :] + square[: angle // 90 * 3 % 4]
    assert np.abs(np.array(found.corners) - wanted).max() < 4


def test_corners_are_in_pixels_of_the_picture_however_large() -> None:
    small = scene([(code(VCARD), (500, 200))])
    large = small.resize((6400, 3600), Image.Resampling.NEAREST)
    near = np.array(read_codes(pixels(small)).codes[0].corners)
    for kind in ("JPEG", "PNG"):
        found = read_codes(as_file(large, kind))
        assert (found.width, found.height) == large.size
        assert large.width * large.height > WORKING_PIXELS
        assert np.abs(np.array(found.codes[0].corners) - near * 5).max() < 12


def test_exif_rotation_is_followed() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = scene([(code(VCARD), (900, 100))])
    found = read_codes(as_file(picture, "JPEG", exif=exif, quality=95))
    assert (found.width, found.height) == (720, 1280)
    assert min(y for _, y in found.codes[0].corners) > 880


@pytest.mark.parametrize("frame", ["grey", "RGB", "RGBA", "bool", "one channel"])
def test_frames_of_any_kind(frame: str) -> None:
    picture = code(VCARD)
    arrays = {
        "grey": pixels(picture),
        "RGB": pixels(picture.convert("RGB")),
        "RGBA": pixels(picture.convert("RGBA")),
        "bool": pixels(picture) > 128,
        "one channel": pixels(picture)[:, :, None],
    }
    assert [found.text for found in find_codes_live(arrays[frame])] == [VCARD]


@pytest.mark.parametrize("shape", [(0, 0), (5,), (2, 3, 4, 5)])
def test_what_is_no_frame_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(FileError):
        from_array(np.zeros(shape, np.uint8))
    with pytest.raises(FileError):
        from_array(np.zeros((5, 5), np.float64))


@pytest.mark.parametrize("size", [(1, 1), (3, 1), (1, 5000)])
def test_tiny_pictures_hold_no_code(size: tuple[int, int]) -> None:
    assert texts(Image.new("L", size)) == []


# Files


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "PPM"])
def test_formats(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(as_file(code(VCARD, 6), kind))
    assert [found.text for found in read_codes(path).codes] == [VCARD]


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGB", "RGBA", "CMYK", "I;16"])
def test_modes(mode: str) -> None:
    picture = code(VCARD)
    if mode == "I;16":
        picture = Image.fromarray(pixels(picture).astype(np.uint16) * 257)
    else:
        picture = picture.convert(mode)
    data = as_file(picture, "TIFF" if mode == "CMYK" else "PNG")
    assert [found.text for found in read_codes(data).codes] == [VCARD]


def test_black_on_nothing_is_black_on_white() -> None:
    dark = pixels(code(VCARD))
    layers = np.zeros((*dark.shape, 4), np.uint8)
    layers[..., 3] = 255 - dark
    assert read_codes(as_file(Image.fromarray(layers))).codes[0].text == VCARD


def test_of_an_animation_the_first_frame_counts() -> None:
    picture = code(VCARD).convert("P")
    blank = Image.new("P", picture.size)
    data = as_file(picture, "GIF", save_all=True, append_images=[blank, blank])
    assert read_codes(data).codes[0].text == VCARD


def test_a_cut_off_jpeg_is_read_as_far_as_it_goes() -> None:
    data = as_file(scene([(code(VCARD), (20, 20))]), "JPEG", quality=95)
    found = read_codes(data[: len(data) * 3 // 4])
    assert found.codes[0].text == VCARD
    assert "cut off" in found.warnings[0]


def bomb(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it has that many black pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (struct.pack(">I", len(content)) + name + content
                + struct.pack(">I", zlib.crc32(name + content)))  # fmt: skip

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + chunk(b"IEND", b""))  # fmt: skip


JPEG = as_file(code(VCARD), "JPEG")
BAD = {
    "empty": (b"", "empty"),
    "text": (b"hello", "no picture"),
    "noise": (np.random.default_rng(2).bytes(20_000), "no picture"),
    "noise after a JPEG's first bytes": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, ""),
    "the first bytes of a JPEG": (JPEG[:200], ""),
    "half a PNG": (as_file(code(VCARD))[:120], "cannot be read"),
    "a bomb": (bomb(50_000, 50_000), "megapixels"),
    "a smaller bomb": (bomb(13_000, 13_000), "megapixels"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "a HEIC photo": (b"\0\0\0\x18ftypheic" + b"\0" * 100, "HEIC"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_picture_is_said_to_be_one(name: str, tmp_path: Path) -> None:
    data, words = BAD[name]
    with pytest.raises(FileError) as caught:
        read_codes(data)
    assert words in caught.value.message or words in caught.value.title
    path = tmp_path / "bad.png"
    path.write_bytes(data)
    with pytest.raises(FileError):
        read_codes(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        read_codes(tmp_path / "none.png")


def test_a_picture_of_a_hundred_megapixels(tmp_path: Path) -> None:
    small = scene([(code(VCARD), (500, 200))], (1160, 870))
    path = tmp_path / "large.jpg"
    small.resize((11_600, 8_700), Image.Resampling.NEAREST).save(path, quality=60)
    found = read_codes(path)
    assert found.codes[0].text == VCARD
    assert (found.width, found.height) == (11_600, 8_700)


@settings(max_examples=60)
@given(st.integers(0, len(JPEG) - 1), st.integers(0, 255), st.integers(0, len(JPEG)))
def test_damage_never_raises_anything_else(at: int, byte: int, cut: int) -> None:
    damaged = bytearray(JPEG)
    damaged[at] = byte
    for data in (bytes(damaged), JPEG[:cut]):
        with contextlib.suppress(FileError):
            read_codes(data)


# Other readers


def test_other_kinds_of_codes_are_read_where_there_is_no_qr_code() -> None:
    import zxingcpp

    for kind, content in (("DataMatrix", VCARD), ("PDF417", VCARD), ("EAN13", "4006381333931")):
        drawn = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, kind))
        picture = np.array(zxingcpp.write_barcode_to_image(drawn, scale=4))
        found = read_codes(np.pad(picture, 40, constant_values=255)).codes
        assert [(f.text, f.format) for f in found] == [(content, kind)]


@needs_zbar
def test_zbar_reads_what_zxing_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes_module, "_zxing", lambda pixels, formats: [])
    found = read_codes(pixels(code(VCARD, 8))).codes[0]
    assert found.text == VCARD
    high = code(VCARD, 8).width - 32
    wanted = [(32, 32), (high, 32), (high, high), (32, high)]
    assert np.abs(np.array(found.corners) - wanted).max() < 6


def test_without_zbar_nothing_is_lost_but_its_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes_module, "load_zbar", lambda: None)
    assert texts(Image.new("L", (50, 50))) == []


def test_a_failing_reader_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(codes_module.zxingcpp, "read_barcodes", fail)
    assert find_codes_live(pixels(code(VCARD))) == []


@pytest.mark.parametrize("name", NAMES)
def test_zbars_charset_is_repaired(name: str) -> None:
    for guess in ("big5", "shift_jis"):
        try:
            taken = name.encode().decode(guess)
        except UnicodeDecodeError:
            continue
        assert repaired(taken) == name
    assert repaired(name) == name
    assert repaired("plain") == "plain"
