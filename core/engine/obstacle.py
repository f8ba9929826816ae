"""What stops an import as a whole. Called by obstacles.py and column_obstacles.py."""

from dataclasses import dataclass

UPLOAD, COMMON, MAP = "upload", "common", "map"


@dataclass(frozen=True)
class Obstacle:
    """What was found at which step, and what to do; ``title`` in a few words. ``file`` counts from
    1; 0 where it is about no single file."""

    step: str
    title: str
    message: str
    hint: str
    file: int = 0
