"""What the server does when it starts."""

import logging

import pytest

import tracker_app
from pilots import __version__


def test_the_version_is_in_the_log_at_the_start_and_reaches_a_reader_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tracker_app.log, "handlers", [])
    monkeypatch.setattr(tracker_app.log, "level", logging.NOTSET)
    tracker_app.log_the_version()
    assert caplog.messages == [f"Experiment tracker {__version__}"]
    tracker_app.log_the_version()
    assert len(tracker_app.log.handlers) == 1
