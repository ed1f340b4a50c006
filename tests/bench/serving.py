"""Servers: the tracker on a database, and the floors, each a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

import psutil

from tests.support import ROOT
from tests.support.patience import PATIENCE
from tests.support.server import free_port, wait_until_it_answers

FLOORS = Path(__file__).parent / "floors"


class Server:
    """`streamlit run` of one app, on a free port, until the `with` block ends."""

    def __init__(self, app: Path, folder: Path, **environment: str) -> None:
        self.port = free_port()
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
        try:
            wait_until_it_answers(self.url, self._popen, self.log)
        except AssertionError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._popen.terminate()
        try:
            self._popen.wait(timeout=PATIENCE)
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
