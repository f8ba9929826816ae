"""Which bytes become which text: marks, UTF-16, the usual national encodings, broken bytes."""

import codecs

import pytest

TEXTS = {
    "western": ("Name,Ort\n", "Zoë Müller,Köln\nRené Lefèvre,Besançon\nJosé Peña,Málaga\n"),
    "central": ("Imię,Miasto\n", "Łukasz Żółć,Łódź\nZdeněk Dvořák,Plzeň\nŚwiętosław,Gdańsk\n"),
    "russian": ("Имя,Город\n", "Анна Иванова,Москва\nПётр Сидоров,Казань\nЮлия,Санкт-Петербург\n"),
    "japanese": ("名前,市\n", "山田太郎,東京都\n鈴木花子,大阪市\n佐藤一郎,名古屋市\n"),
    "chinese": ("姓名,城市\n", "张伟,北京市\n王芳,上海市\n李娜,广州市\n"),
}


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("utf-8", "western", "utf-8"),
        ("utf-8", "chinese", "utf-8"),
        ("cp1252", "western", "cp1252"),
        ("cp1250", "central", "cp1250"),
        ("cp1251", "russian", "cp1251"),
        ("koi8-r", "russian", "koi8-r"),
        ("shift_jis", "japanese", "cp932"),
        ("gb18030", "chinese", "gb18030"),
        ("mac-roman", "western", "mac-roman"),
        ("utf-16-le", "western", "utf-16-le"),
        ("utf-16-be", "western", "utf-16-be"),
    ],
)
def test_encoding_is_detected(read, encoding, text, shown):
    header, body = TEXTS[text]
    found = read((header + body * 5).encode(encoding))
    assert found.layout.options.encoding == shown
    assert found.names == header.strip().split(",")
    assert found.rows == [line.split(",") for line in (body * 5).splitlines()]


@pytest.mark.parametrize(
    "mark_and_codec",
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
    ids=lambda pair: pair[1],
)
@pytest.mark.parametrize("header", ["Name\tOrt", '"Name"\t"Ort"'])
def test_byte_order_mark_is_no_text(read, mark_and_codec, header):
    mark, codec = mark_and_codec
    found = read(mark + f"{header}\r\nZoë\tKöln\r\n".encode(codec))
    assert found.names == ["Name", "Ort"]
    assert found.rows == [["Zoë", "Köln"]]


@pytest.mark.parametrize("name", ["משה כהן", "محمد علي", "Ζωή", "Ада", "山田太郎", "😀 Bo"])
@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_every_script_is_text_behind_a_byte_order_mark(read, name, codec):
    text = "First name\tLast name\tEmail\n" + f"Ann\t{name}\tann@example.com\n" * 200
    found = read(text.encode(codec))
    assert found.rows[0] == ["Ann", name, "ann@example.com"]
    assert len(found.rows) == 200


def test_accents_that_come_first_far_down_the_file(read):
    plain = "Ann,Berlin\n" * 30_000
    found = read(("Name,City\n" + plain + "Zoë Müller,Köln\nJosé Peña,Málaga\n").encode("cp1252"))
    assert found.layout.options.encoding == "cp1252"
    assert found.rows[-1] == ["José Peña", "Málaga"]


def test_utf8_with_one_broken_byte_stays_utf8(read):
    content = "Name,Ort\n" + "Zoë,Köln\n" * 20
    found = read(content.encode().replace("ö".encode(), b"\xff", 1))
    assert found.layout.options.encoding == "utf-8"
    assert found.rows[0] == ["Zoë", "K\ufffdln"]
    assert found.rows[1] == ["Zoë", "Köln"]
    assert "UTF-8" in found.told


def test_one_high_byte_is_western(read):
    assert read(b"a,b,c\n1,2,3\n4,5,\xa9\n").rows[1] == ["4", "5", "©"]


def test_the_users_encoding_wins(read):
    assert read("Имя,b\nЮ,1\n".encode("cp866"), encoding="cp866").rows == [["Ю", "1"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "UTF8"])
def test_names_of_utf8(read, encoding):
    assert read("\ufeffa,b\nü,1\n", encoding=encoding).rows == [["ü", "1"]]


def test_nul_bytes_are_removed(read):
    found = read(b"a,b\n1\x00,2\nx,\x00y\n")
    assert found.rows == [["1", "2"], ["x", "y"]]
    assert "2 NUL bytes" in found.told


def test_control_z_at_the_end_is_no_row(read):
    assert read(b"a,b\n1,2\n\x1a").rows == [["1", "2"]]
    assert read(b"a,b\r\n1,2\r\n\x1a\r\n").rows == [["1", "2"]]


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_long_files_are_copied_without_a_seam(read, codec):
    lines = [f"{i},Zoë {i % 7},Köln" for i in range(60_000)]
    found = read(("n,a,b\n" + "\n".join(lines)).encode(codec), encoding=None)
    assert found.rows == [line.split(",") for line in lines]
    assert found.numbers == list(range(2, 60_002))


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_seams_between_chunks_do_not_show(read, monkeypatch, chunk):
    text = 'a,b\r\r\n1,"say \\"hi\\""\r\r\nä,\x00\r\r\n\r\r\n2,"\\\\"\r\r\n\x1a'
    whole = read(text, escape="\\")
    monkeypatch.setattr("core.read.scan.CHUNK", chunk)
    monkeypatch.setattr("core.read.cleanse.CHUNK", chunk)
    found = read(text, escape="\\")
    assert found.rows == whole.rows == [["1", 'say "hi"'], ["ä", None], ["2", "\\\\"]]
    assert found.layout.details["scan"] == whole.layout.details["scan"]
