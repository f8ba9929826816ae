"""Speed of capturing: a camera's frame without and with a code, and a vCard file of 100,000 cards.

``python -m bench.capture`` prints one line a measurement.
"""

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from core.capture import Told, find_codes_live, read_codes, read_vcards

WIDTH, HEIGHT = 1280, 720
CARDS = 100_000
CARD = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
N:Müller{n};Jürgen;;;
FN:Jürgen Müller{n}
ORG:Example GmbH;
TITLE:Leiter Einkauf
EMAIL;type=INTERNET;type=WORK;type=pref:j{n}@example.com
EMAIL;type=INTERNET;type=HOME:h{n}@example.org
TEL;type=CELL;type=VOICE;type=pref:+49 151 {n:07}
TEL;type=WORK;type=VOICE:+49 30 {n:07}
item1.ADR;type=WORK;type=pref:;;Königstraße {n};Köln;NRW;50667;Deutschland
item1.X-ABADR:de
item2.URL;type=pref:https://www.example.com
item2.X-ABLabel:_$!<HomePage>!$_
REV:20240101T000000Z
END:VCARD
"""


def main() -> None:
    """Measures and prints; the frames' limit is 10 ms median for the live reader."""
    code = zxingcpp.create_barcode(CARD.format(n=1), zxingcpp.BarcodeFormat.QRCode)
    drawn = np.array(zxingcpp.write_barcode_to_image(code, scale=4))
    for name, frame in _frames().items():
        _say(f"frame, {name}, no code, live", _median(partial(find_codes_live, frame)))
        _say(f"frame, {name}, no code, still", _median(partial(read_codes, frame), 10))
        frame[60 : 60 + len(drawn), 400 : 400 + len(drawn)] = drawn
        _say(f"frame, {name}, with a code, live", _median(partial(find_codes_live, frame)))
    _vcards()


def _frames() -> dict[str, NDArray[np.uint8]]:
    """What a camera sees: a wall, a cluttered desk (soft shapes and edges), sensor noise alone."""
    rng = np.random.default_rng(3)
    noise = rng.normal(0, 4, (HEIGHT, WIDTH))
    wall = np.tile(np.linspace(120, 190, WIDTH), (HEIGHT, 1)) + noise
    shapes = Image.fromarray(rng.integers(20, 235, (18, 32), dtype=np.uint8))
    desk = np.asarray(shapes.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)) + noise
    for _ in range(60):
        x, y = int(rng.integers(0, WIDTH - 200)), int(rng.integers(0, HEIGHT - 100))
        desk[y : y + int(rng.integers(5, 100)), x : x + int(rng.integers(5, 200))] += 40
    hard = rng.integers(0, 256, (HEIGHT, WIDTH))
    return {
        name: np.clip(values, 0, 255).astype(np.uint8)
        for name, values in (("wall", wall), ("desk", desk), ("noise", hard))
    }


def _median(run: Callable[[], object], times: int = 60) -> float:
    """Milliseconds of this process: what others do on the machine is not counted."""
    run()
    taken = []
    for _ in range(times):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return statistics.median(taken) * 1000


def _vcards() -> None:
    with tempfile.TemporaryDirectory(prefix="rowcall-bench-") as folder:
        path = Path(folder) / "cards.vcf"
        with path.open("w", encoding="utf-8", newline="\r\n") as file:
            file.writelines(CARD.format(n=n) for n in range(CARDS))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begin = time.process_time()
        with path.open("rb") as stream:
            count = sum(1 for _ in read_vcards(stream, Told()))
        taken = time.process_time() - begin
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        size = path.stat().st_size / 1e6
    print(f"{count:,} vCards, {size:.0f} MB: {taken:.1f} s, {grown:.0f} MB more memory")


def _say(what: str, milliseconds: float) -> None:
    print(f"{what}: {milliseconds:.1f} ms")


if __name__ == "__main__":
    main()
