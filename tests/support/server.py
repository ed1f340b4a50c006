"""The tracker as people run it: a process of its own, that can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import ROOT
from tests.support.patience import PATIENCE


class Server:
    """`streamlit run tracker_app.py` on a port of its own, on the database given."""

    def __init__(self, database: Path, **environment: str) -> None:
        self.database = database
        self.port = free_port()
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
        wait_until_it_answers(self.url, self._process, self.log)

    def kill(self) -> None:
        """End it as a power cut would: no goodbye, nothing written any more."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def journal(self) -> list[str]:
        """The lines of the logbook, as they stand in the files beside the database."""
        files = sorted((self.database.parent / "journal").glob("*.jsonl"))
        return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(timeout=PATIENCE)
            self._process = None


@contextmanager
def serving(database: Path, **environment: str) -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = Server(database, **environment)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the first answer of a Streamlit server; an error with its log where it ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
            return
        except urllib.error.HTTPError:  # it answers, and says that its pages cannot open
            return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"no answer from {url}: {log.read_text(encoding='utf-8')}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
