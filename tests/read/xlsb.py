"""Writes a small xlsb by hand, record by record ([MS-XLSB]): no library does."""

import io
import struct
import zipfile

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def record(kind: int, content: bytes = b"") -> bytes:
    """Kind and length have seven bits to the byte; a kind above 127 takes two bytes."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length, size = len(content), b""
    while length > 127:
        size += bytes([length & 127 | 128])
        length >>= 7
    return head + size + bytes([length]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: object, style: int = 0) -> bytes:
    """A text, a double, or ``("rk", bits)`` or ``("formula", number)`` with a long formula."""
    head = struct.pack("<II", column, style)
    if isinstance(value, str):
        return record(6, head + wide(value))
    if isinstance(value, tuple) and value[0] == "rk":
        return record(2, head + struct.pack("<I", value[1]))
    if isinstance(value, tuple):
        return record(9, head + struct.pack("<dHI", value[1], 0, 150) + bytes(154))
    return record(5, head + struct.pack("<d", value))


def sheet(rows: list[list[object]], styles: list[int], top: int, left: int) -> bytes:
    """The cells of column i have style ``styles[i]``, except those of the first row."""
    wide_last = left + max(map(len, rows)) - 1
    size = struct.pack("<4I", top, top + len(rows) - 1, left, wide_last)
    out = [record(129), record(148, size), record(145)]
    for y, row in enumerate(rows, top):
        out.append(record(0, struct.pack("<IIHBBBI", y, 0, 300, 0, 0, 0, 14) + bytes(8 * 14)))
        for x, value in enumerate(row):
            if value is not None:
                out.append(cell(left + x, value, styles[x] if y > top else 0))
    return b"".join([*out, record(146), record(130)])


def style_part(codes: list[str]) -> bytes:
    """Style 0 is the general format, style n the n-th code. As in a real file there are styles of
    named styles before, which no cell's number means."""
    formats = b"".join(
        record(44, struct.pack("<H", 164 + i) + wide(code)) for i, code in enumerate(codes)
    )
    numbers = [0, *range(164, 164 + len(codes))]
    used = b"".join(record(47, struct.pack("<HHHHHHHH", 0, n, *[0] * 6)) for n in numbers)
    named = record(47, struct.pack("<8H", 0xFFFF, *[0] * 7))
    return (
        record(278)
        + group(615, 616, formats, len(codes))
        + group(626, 627, named, 1)
        + group(617, 618, used, len(numbers))
        + record(279)
    )


def group(begin: int, end: int, content: bytes, count: int) -> bytes:
    return record(begin, struct.pack("<I", count)) + content + record(end)


def workbook(
    rows: list[list[object]],
    styles: list[int],
    codes: list[str],
    top: int = 0,
    left: int = 0,
    name: str = "Data",
) -> bytes:
    """An xlsb with a hidden empty sheet first, and ``rows`` on its second."""
    sheets = {"Notes": (2, b""), name: (0, b"")}
    bundle = b"".join(
        record(156, struct.pack("<II", hidden, i) + wide(f"rId{i}") + wide(sheet_name))
        for i, (sheet_name, (hidden, _)) in enumerate(sheets.items(), 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.bin"/>'
        for i in (1, 2)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        made.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        )
        book = record(131) + record(143) + bundle + record(144) + record(132)
        made.writestr("xl/workbook.bin", book)
        made.writestr("xl/styles.bin", style_part(codes))
        made.writestr("xl/worksheets/sheet1.bin", sheet([["x"]], [0], 0, 0))
        made.writestr("xl/worksheets/sheet2.bin", sheet(rows, styles, top, left))
    return out.getvalue()
