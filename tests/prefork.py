"""Commands as processes of their own that need not import anything: each is forked from a process that has.

A `Template` is a process that imports a program and waits. Each `start` forks it; the child takes its own environment,
arguments and files, and runs the program as `python -m PROGRAM` would. This saves the seconds that imports take. A test
of what is imported, or when, starts an interpreter itself.
"""

import atexit
import gc
import importlib
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_FILES = 4
"""Standard input, output and error of a child, and the pipe that its exit code is written to."""
_LENGTH = 8
"""Bytes of the length before each request."""


class Process:
    """A child of a template: what tests need of `subprocess.Popen`."""

    def __init__(self, status: int) -> None:
        self._status = os.fdopen(status, "rb", buffering=0)
        self.pid = int(self._line())
        self.returncode: int | None = None

    def wait(self, timeout: float) -> int:
        """Return the exit code, negative for a signal; raise TimeoutExpired after `timeout` seconds."""
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            self.returncode = os.waitstatus_to_exitcode(int(self._line()))
            self._status.close()
        return self.returncode

    def terminate(self) -> None:
        """Ask the process to stop, unless it has ended."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the process, unless it has ended."""
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        if self.returncode is None and not select.select([self._status], [], [], 0)[0]:
            os.kill(self.pid, number)

    def _line(self) -> bytes:
        line = b""
        while not line.endswith(b"\n"):
            piece = self._status.read(1)
            assert piece, "the template ended"
            line += piece
        return line


class Template:
    """A process that has imported `preload` and forks into `program` (a module with a `main` and nothing to return)."""

    def __init__(self, program: str, preload: Sequence[str] = ()) -> None:
        ours, theirs = socket.socketpair()
        self._requests = ours
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.prefork", str(theirs.fileno()), program, *preload],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        atexit.register(self.close)

    def start(
        self, arguments: Sequence[str], environment: dict[str, str], stdin: int, stdout: int, stderr: int
    ) -> Process:
        """Fork a child that runs the program with these arguments, environment and file descriptors."""
        ours, theirs = os.pipe()
        request = json.dumps([list(arguments), environment, str(Path.cwd())]).encode()
        socket.send_fds(self._requests, [len(request).to_bytes(_LENGTH)], [stdin, stdout, stderr, theirs])
        self._requests.sendall(request)
        os.close(theirs)
        return Process(ours)

    def close(self) -> None:
        """End the template."""
        self._requests.close()
        self._process.wait()


def _serve(requests: socket.socket) -> bool:
    """Fork for each request until there are no more. Return True in a child, which has become what was asked for."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    statuses: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([requests.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _report_ended(statuses)
        if requests.fileno() in ready:
            request = _receive(requests)
            if request is None:
                return False
            pid = os.fork()
            if not pid:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for number in (woken, wake, *statuses.values()):
                    os.close(number)
                requests.close()
                request.become()
                return True
            statuses[pid] = request.status
            for number in request.files:
                os.close(number)
            os.write(request.status, f"{pid}\n".encode())


@dataclass(frozen=True)
class _Request:
    """What a child is to be; `files` are its standard input, output and error."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    files: list[int]
    status: int

    def become(self) -> None:
        """Make this process what was asked for."""
        for number, file in enumerate(self.files):
            os.dup2(file, number)
            os.close(file)
        os.close(self.status)
        os.environ.clear()
        os.environ.update(self.environment)
        os.chdir(self.folder)
        time.tzset()
        random.seed()
        sys.argv = ["citewell", *self.arguments]
        sys.modules["__main__"].__package__ = None  # or usage messages name this module


def _receive(requests: socket.socket) -> _Request | None:
    """The next request; None once the other end is closed."""
    length, files, _, _ = socket.recv_fds(requests, _LENGTH, _FILES)
    if not length:
        return None
    body = requests.recv(int.from_bytes(length), socket.MSG_WAITALL)
    arguments, environment, folder = json.loads(body)
    return _Request(arguments, environment, folder, files[:-1], files[-1])


def _report_ended(statuses: dict[int, int]) -> None:
    """Write the wait status of each child that has ended to its pipe."""
    while statuses:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with os.fdopen(statuses.pop(pid), "w") as pipe, suppress(BrokenPipeError):  # nobody may be left to read it
            pipe.write(f"{status}\n")


def main(number: int, program: str, *preload: str) -> None:
    """Import, wait for requests on the socket of this number, and run the program in each child."""
    imported = [importlib.import_module(name) for name in (program, *preload)]
    gc.collect()
    gc.freeze()
    if _serve(socket.socket(fileno=number)):
        imported[0].main()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
