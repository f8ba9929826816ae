"""Reading a card in the background, so that a page can show how far it is. Called by the page."""

import logging
import threading
import traceback
from dataclasses import dataclass, field

from core.capture.cards.card import CardReading, Side, read_card
from core.capture.cards.engines import DEFAULT
from core.errors import AppError


@dataclass
class Scan:
    """One running or finished reading. ``crash`` is for the terminal, not for people."""

    phase: str = "Starting"
    share: float = 0.0
    reading: CardReading | None = None
    error: AppError | None = None
    crash: str | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        """Whether it is still going on."""
        return not self.ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits for the end, but not longer than that; whether it has come is returned."""
        return self.ended.wait(seconds)


def start_scan(sides: list[Side], engine: str = DEFAULT) -> Scan:
    """Starts reading the sides of a card. The engine reads one card at a time; others wait."""
    scan = Scan()
    threading.Thread(target=_read, args=(scan, sides, engine), daemon=True, name="card").start()
    return scan


def _read(scan: Scan, sides: list[Side], engine: str) -> None:
    def tell(phase: str, share: float) -> None:
        scan.phase, scan.share = phase, share

    try:
        scan.reading = read_card(sides, engine, tell)
    except AppError as error:
        scan.error = error
    except Exception:  # whatever the engine trips over; the page says so, the terminal has it
        scan.crash = traceback.format_exc()
        logging.getLogger(__name__).exception("A card could not be read")
    finally:
        scan.share = 1.0
        scan.ended.set()
