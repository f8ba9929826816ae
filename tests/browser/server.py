"""Starts the app as a user would, on a free port. The browser tests and the screenshots use it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60


@contextmanager
def running_app(data_folder: Path, script: str = "app.py") -> Iterator[str]:
    """Run ``script`` with its store in ``data_folder``; gives the address, stops it at the end."""
    address = f"http://localhost:{free_port()}"
    log = data_folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            streamlit_command(script, address),
            cwd=ROOT,
            env={**os.environ, "ROWCALL_DATA": str(data_folder)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_healthy(server, address, log)
        yield address
    finally:
        stop(server)


def streamlit_command(script: str, address: str) -> list[str]:
    options = {"port": address.rpartition(":")[2], "headless": "true", "fileWatcherType": "none"}
    return [
        *(sys.executable, "-m", "streamlit", "run", script),
        *(f"--server.{name}={value}" for name, value in options.items()),
    ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if is_healthy(address):
            return
        time.sleep(0.1)
    raise RuntimeError(f"The app did not start at {address}:\n{log.read_text(errors='replace')}")


def is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
