"""The tracker as people run it: a process of its own, that can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.support import ROOT


class Server:
    """`streamlit run tracker_app.py` on a port of its own, on the database given."""

    def __init__(self, database: Path, **environment: str) -> None:
        self.database = database
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self.log = database.parent / "server.log"

    def start(self) -> None:
        self.database.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "streamlit", "run", "tracker_app.py"),
                    *("--server.port", str(self.port), "--server.headless", "true"),
                    *("--server.fileWatcherType", "none"),
                ],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=os.environ
                | {"TRACKER_DATABASE": str(self.database), "TRACKER_PERSON": "Anna"}
                | self._environment,
            )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """End it as a power cut would: no goodbye, nothing written any more."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(timeout=30)
            self._process = None

    def _wait_until_it_answers(self) -> None:
        assert self._process
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(f"no answer from {self.url}: {self.log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
