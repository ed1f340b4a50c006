"""Servers: the tracker on a database, and the floors, each a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

import psutil

from tests.support import ROOT

FLOORS = Path(__file__).parent / "floors"

_PATIENCE = 60
"""Seconds to wait for a first answer."""


class Server:
    """`streamlit run` of one app, on a free port, until the `with` block ends."""

    def __init__(self, app: Path, folder: Path, **environment: str) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "server.log"
        command = [sys.executable, "-m", "streamlit", "run", str(app)]
        command += ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        command += ["--server.headless", "true", "--server.fileWatcherType", "none"]
        command += ["--browser.gatherUsageStats", "false"]
        with self.log.open("wb") as log:
            self._popen = subprocess.Popen(
                command,
                # Streamlit reads settings from where it is started: floors get the defaults.
                cwd=ROOT if app.parent == ROOT else folder,
                env=os.environ | environment,
                stdout=log,
                stderr=log,
            )
        self._process = psutil.Process(self._popen.pid)

    def __enter__(self) -> Self:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self._popen.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return self
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(f"no server: {self.log.read_text(encoding='utf-8')}")

    def __exit__(self, *_: object) -> None:
        self._popen.terminate()
        try:
            self._popen.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads; it moves in steps of 10 ms."""
        times = self._process.cpu_times()
        return times.user + times.system

    def memory(self) -> float:
        """Resident memory in MB."""
        return self._process.memory_info().rss / 1e6


def tracker_server(database: Path) -> Server:
    """The tracker on a database that no other process has open."""
    settings = {"TRACKER_PERSON": "Anna", "TRACKER_ROLE": "lead", "TRACKER_LANGUAGE": "en"}
    folder = database.parent / "served"
    return Server(ROOT / "tracker_app.py", folder, TRACKER_DATABASE=str(database), **settings)


def floor_server(name: str, folder: Path) -> Server:
    """One of the floor apps, with Streamlit as it comes."""
    return Server(FLOORS / f"{name}.py", folder / name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
