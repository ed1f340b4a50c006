"""Other processes on a database: one that writes until it is killed, one that tries to open it,
one that is talked with, or whatever a test has it do.

They are forked from a process in which all is imported already, as that takes longer than most of
what they do.
"""

import multiprocessing
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from pilots.errors import InUse
from pilots.tracker import Tracker
from tests.support import writer
from tests.support.patience import PATIENCE

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])

Acknowledged = set[tuple[int, str]]
"""The numbers and idempotency keys of lines that somebody was told are recorded."""


def _start(process: BaseProcess) -> None:
    """Start it without a main module.

    A process begins by importing the main module of its parent, and after AppTest that is a page
    of the tracker.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main


class Writer:
    """The process that `writer.run` runs in."""

    def __init__(self, path: Path, *arguments: int) -> None:
        self._receiver, sender = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=writer.run, args=(sender, path, *arguments))
        _start(self._process)
        sender.close()

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def next_form(self) -> Acknowledged:
        """What the next form is acknowledged with; nothing once the last was."""
        assert self._receiver.poll(PATIENCE)
        return set(self._receiver.recv())

    def kill(self) -> Acknowledged:
        """Kill it at once (SIGKILL). What it acknowledged that was not read yet; a message that
        was cut short is none."""
        self._process.kill()
        self._process.join()
        rest: Acknowledged = set()
        try:
            while True:
                rest |= set(self._receiver.recv())
        except (EOFError, OSError):
            return rest


@contextmanager
def writing(path: Path, *arguments: int) -> Iterator[Writer]:
    """A process that records: without end, or checkpointing every so many forms, or a number of
    forms. Killed at the end at the latest."""
    process = Writer(path, *arguments)
    try:
        yield process
    finally:
        process.kill()


def crash(path: Path, forms: int, checkpoint_every: int = 0) -> Acknowledged:
    """Write a number of forms, then die without closing anything. What was acknowledged."""
    acknowledged: Acknowledged = set()
    with writing(path, checkpoint_every, forms) as process:
        while form := process.next_form():
            acknowledged |= form
    return acknowledged


def in_another(function: Callable[..., None], *arguments: object) -> int | None:
    """Call this in another process; give its exit code, minus the signal if it was killed."""
    process = _CONTEXT.Process(target=function, args=arguments)
    _start(process)
    process.join()
    return process.exitcode


@contextmanager
def conversing(
    target: Callable[[Connection, Path], None], path: Path
) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that runs this with one end of a pipe, and the other end. Killed at the end at
    the latest."""
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=target, args=(theirs, path))
    _start(process)
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()


def last_word(pipe: Connection) -> object:
    """What a process that was killed had still said; None where it is nothing."""
    try:
        return pipe.recv()
    except (EOFError, OSError):
        return None


@dataclass(frozen=True)
class Opening:
    """What became of a second process that tried to open a tracker."""

    refused: bool
    sentence: str = ""


def _open(sender: Connection, path: Path) -> None:
    try:
        Tracker(path).close()
    except InUse as problem:
        sender.send(Opening(refused=True, sentence=str(problem)))
    else:
        sender.send(Opening(refused=False))


def try_to_open(path: Path) -> Opening:
    """Let another process open a tracker."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_open, args=(sender, path))
    _start(process)
    sender.close()
    assert receiver.poll(PATIENCE)
    opening: Opening = receiver.recv()
    process.join()
    return opening
