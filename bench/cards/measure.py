"""How much of generated cards is read right: ``python -m bench cards``.

    python -m bench.cards.measure [--cards N] [--level easy] [--text] [--show] [--first SEED]

``--text`` leaves the photograph and the engine out: the finding of fields alone, in milliseconds.
"""

import argparse
import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from bench.cards.identity import Identity, invent
from bench.cards.layouts import Card, draw
from bench.cards.photo import LEVELS, photograph
from core.capture.cards import Piece, Side, propose_corners, read_card
from core.capture.cards.fields import find_fields
from core.capture.cards.layout import segments_of

CORE = ("firstname", "lastname", "jobtitle", "company", "email", "mobilephone", "website")
OTHER = ("phone", "fax")


def main() -> None:
    """Measures each level and prints one line a level, one a property that was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.cards.measure")
    parser.add_argument("--cards", type=int, default=24)
    parser.add_argument("--level", action="append", choices=LEVELS)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--show", action="store_true", help="print each wrong value")
    parser.add_argument("--first", type=int, default=1000, help="the first seed")
    parser.add_argument("--keep", type=Path, help="folder for the photographs of wrong cards")
    parsed = parser.parse_args()
    for level in ["text"] if parsed.text else parsed.level or LEVELS:
        measure(level, parsed.cards, parsed.first, parsed.show, parsed.keep)


def measure(
    level: str, cards: int, first: int, show: bool = False, keep: Path | None = None
) -> None:
    """Prints the shares of right values of so many cards of a level."""
    right, wanted = Counter[str](), Counter[str]()
    seconds, processor, corner_errors = [], [], []
    for seed in range(first, first + cards):
        person, card = make(seed)
        if level == "text":
            found, taken, busy = _text_fields(card), 0.0, 0.0
        else:
            found, taken, busy, error, picture = _photo_fields(seed, card, level)
            corner_errors.append(error)
        seconds.append(taken)
        processor.append(busy)
        wrong = []
        for name in (*CORE, *OTHER):
            truth, value = person.truth.get(name), found.get(name)
            if truth or value:
                wanted[name] += 1
                right[name] += is_same(name, truth, value)
                if not is_same(name, truth, value):
                    wrong.append(f"{name}: {value!r} for {truth!r}")
        if wrong and show:
            print(seed, "; ".join(wrong))
            if level == "text":
                print("     ", " / ".join(box[0] for box in card.boxes))
        if wrong and keep and level != "text":
            Image.fromarray(picture).save(keep / f"{level}-{seed}.jpg")
    core = sum(right[n] for n in CORE) / max(1, sum(wanted[n] for n in CORE))
    each = "  ".join(f"{name} {right[name]}/{wanted[name]}" for name in (*CORE, *OTHER))
    print(f"  {level:7} core {100 * core:5.1f} %   {each}")
    if corner_errors:
        fine = sum(error <= 0.02 for error in corner_errors) / len(corner_errors)
        ordered = sorted(seconds)
        median, high = statistics.median(seconds), ordered[int(0.95 * (len(ordered) - 1))]
        print(
            f"        corners within 2 % {100 * fine:.0f} %   "
            f"seconds median {median:.2f}, p95 {high:.2f} "
            f"(of processor time, two cores together: median {statistics.median(processor):.2f})"
        )


def make(seed: int) -> tuple[Identity, Card]:
    """The person and the card of a seed."""
    rng = random.Random(seed)
    person = invent(rng)
    return person, draw(rng, person)


def _text_fields(card: Card) -> dict[str, str]:
    pieces = [
        Piece(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1))) for text, x0, y0, x1, y1 in card.boxes
    ]
    return {name: found.value for name, found in find_fields(segments_of(pieces)).found.items()}


def _photo_fields(
    seed: int, card: Card, level: str
) -> tuple[dict[str, str], float, float, float, np.ndarray]:
    picture, truth = photograph(random.Random(seed + 7), card.image, level)
    begin, busy = time.perf_counter(), time.process_time()
    reading = read_card([Side(picture)])
    taken, busy = time.perf_counter() - begin, time.process_time() - busy
    quad = np.array(propose_corners(picture).quad)
    diagonal = float(np.hypot(*(truth.max(axis=0) - truth.min(axis=0))))
    error = min(
        float(np.linalg.norm(np.roll(quad, shift, axis=0) - truth, axis=1).max())
        for shift in range(4)
    )
    return dict(reading.contact.properties), taken, busy, error / diagonal, picture


def is_same(name: str, truth: str | None, value: str | None) -> bool:
    """Letter for letter; of numbers the digits."""
    if not truth or not value:
        return truth == value
    if name in ("mobilephone", "phone", "fax"):
        return _digits(truth) == _digits(value)
    return (
        " ".join(truth.split()) == value
        if name not in ("email", "website")
        else truth.lower() == value.lower()
    )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def lines(card: Card) -> Iterator[str]:
    """The card's texts as JSON, for a look."""
    for box in card.boxes:
        yield json.dumps(box)


if __name__ == "__main__":
    main()
