"""The live scanner: how often it looks, what it tells once, how long it outlines."""

import numpy as np

from core.capture.live import AWAY_SECONDS, OUTLINE_SECONDS, LiveScanner
from tests.capture.drawing import VCARD, code, pixels, scene

CODE = pixels(scene([(code(VCARD), (300, 200))]))
EMPTY = pixels(scene([]))


def test_it_looks_at_a_bounded_number_of_frames() -> None:
    scanner = LiveScanner()
    for number in range(60):
        scanner.look(EMPTY, number / 30)
    assert scanner.frames == 60
    assert 15 <= scanner.looks <= 21


def test_a_code_held_still_is_told_once_and_stays_until_settled() -> None:
    scanner = LiveScanner()
    for number in range(20):
        scanner.look(CODE, number / 10)
    (found,) = scanner.found()
    assert found.text == VCARD
    assert scanner.found() == [found]
    scanner.settle([found])
    scanner.look(CODE, 2.2)
    assert scanner.found() == []


def test_a_code_that_comes_back_is_told_again() -> None:
    scanner = LiveScanner()
    scanner.look(CODE, 0)
    scanner.settle(scanner.found())
    scanner.look(EMPTY, 1)
    scanner.look(CODE, 1.5 + AWAY_SECONDS)
    assert len(scanner.found()) == 1


def test_the_outline_goes_with_the_code() -> None:
    scanner = LiveScanner()
    assert len(scanner.look(CODE, 0)) == 1
    assert len(scanner.look(np.zeros_like(EMPTY), 0.2)) == 1
    assert scanner.look(EMPTY, 0.4 + OUTLINE_SECONDS) == []
