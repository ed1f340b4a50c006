"""The server itself: quiet, local, and careful with what goes wrong."""

import json
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import streamlit

from tests.support import ROOT
from tests.support.server import Server

pytestmark = pytest.mark.slow


def test_every_answer_carries_the_headers_that_keep_a_page_safe(server: Server) -> None:
    for path in ("/", "/_stcore/health", "/pilot", "/static/nothing.js"):
        try:
            headers = urllib.request.urlopen(server.url + path).headers
        except urllib.error.HTTPError as error:
            headers = error.headers
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "img-src 'self' data: blob:" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    listening = subprocess.run(
        [sys.executable, "-c", _LISTENING, str(server.port)], capture_output=True, text=True
    ).stdout.split()
    assert listening == ["127.0.0.1"]


def test_it_answers_only_to_its_own_name(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(
            b"GET /_stcore/stream HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            b"Sec-WebSocket-Version: 13\r\n\r\n"
        )
        answer = connection.recv(200)
    assert b" 101 " not in answer.splitlines()[0]


def test_a_command_while_the_app_is_open_says_which_process_has_it(server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pilots", "status"],
        cwd=ROOT,
        env={"TRACKER_DATABASE": str(server.database), "TRACKER_LANGUAGE": "en", "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "already open in another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_ends_and_closes_the_tracker_although_somebody_never_reads_what_they_asked_for(
    tmp_path: Path,
) -> None:
    once = Server(tmp_path / "tracker.duckdb")
    once.start()
    scripts = Path(streamlit.__file__).parent / "static" / "static" / "js"
    big = max(scripts.iterdir(), key=lambda file: file.stat().st_size)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.connect(("127.0.0.1", once.port))
        connection.sendall(
            f"GET /static/js/{big.name} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        )
        assert connection.recv(12) == b"HTTP/1.1 200"
        assert _log_ahead(once).exists()
        try:
            once.stop()
        finally:
            once.kill()
    assert not _log_ahead(once).exists()


def test_a_goodbye_leaves_nothing_to_mend(server: Server) -> None:
    """Last, for the server that the others asked is gone after it."""
    server.stop()
    done = subprocess.run(
        [sys.executable, "-m", "pilots", "status", "--json"],
        cwd=ROOT,
        env={"TRACKER_DATABASE": str(server.database), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert len(json.loads(done.stdout)) == 3
    assert not done.stderr


def _log_ahead(server: Server) -> Path:
    """DuckDB's write-ahead log: there while the tracker is open, and gone once it is closed."""
    return server.database.with_name(f"{server.database.name}.wal")


_LISTENING = """
import psutil, sys
for c in psutil.net_connections("tcp"):
    if c.status == "LISTEN" and c.laddr.port == int(sys.argv[1]):
        print(c.laddr.ip)
"""
