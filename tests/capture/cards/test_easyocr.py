"""The second engine: its weights are checked; on a real card where it is installed
(make easyocr-test)."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from core.capture.cards import ENGINES, Side, easy, read_card
from core.errors import AppError
from tests.capture.cards.drawing import draw_card, on_table

INSTALLED = ENGINES["easyocr"].installed
CARD = (
    ("Kestrel Labs Ltd", 60),
    ("", 30),
    ("Anna Weber", 50),
    ("Export Manager", 34),
    ("", 30),
    ("anna.weber@kestrel-labs.com", 34),
)


@pytest.mark.skipif(INSTALLED, reason="EasyOCR is installed")
def test_it_says_how_to_get_it():
    with pytest.raises(AppError) as told:
        read_card([Side(np.full((100, 200, 3), 255, np.uint8))], "easyocr")
    assert told.value.title == "EasyOCR is not installed"
    assert "make easyocr" in told.value.hint


def test_weights_are_the_right_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(AppError, match="weights are missing"):
        easy.check_weights(tmp_path)
    for name in easy.WEIGHTS:
        (tmp_path / name).write_bytes(b"other")
    with pytest.raises(AppError, match="not the ones they should be"):
        easy.check_weights(tmp_path)
    right = {name: hashlib.md5(b"other").hexdigest() for name in easy.WEIGHTS}
    monkeypatch.setattr(easy, "WEIGHTS", right)
    easy.check_weights(tmp_path)


@pytest.mark.skipif(not INSTALLED, reason="needs make easyocr")
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("turn", [0, 90])
def test_it_reads_a_card(turn: int):
    picture = np.asarray(on_table(draw_card(CARD), 3)[0].rotate(-turn, expand=True))
    reading = read_card([Side(picture)], "easyocr")
    values = reading.contact.properties
    assert (values["firstname"], values["lastname"]) == ("Anna", "Weber")
    assert values["jobtitle"] == "Export Manager"
    assert reading.sides[0].turn == (360 - turn) % 360
