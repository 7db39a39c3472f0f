"""The programs of one installation: their names, settings, ports, and how they are started."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1


def command() -> str:
    """How this command is written from here: ``fondaco`` where the shell finds it."""
    own = Path(sys.executable).parent / "fondaco"
    if shutil.which("fondaco") or not own.exists():
        return "fondaco"
    near = os.path.relpath(own)
    return str(own) if near.startswith("..") else near


@dataclass(frozen=True, slots=True)
class Program:
    """One of the three programs: its Django settings, WSGI target and place among the ports."""

    name: str
    settings: str
    target: str
    port_offset: int
    threads: int


PROGRAMS = (
    Program("market", "fondaco.market.project.settings", "fondaco.market.project.wsgi", 0, 8),
    Program("vault", "fondaco.vault.settings", "fondaco.vault.wsgi", 1, 4),
    Program("bank", "fondaco.bank.settings", "fondaco.bank.wsgi", 2, 8),
)


@dataclass(frozen=True, slots=True)
class Installation:
    """Where a running Fondaco lives: its home folder and its first port."""

    home: Path
    first_port: int = 8000

    def port(self, program: Program) -> int:
        return self.first_port + program.port_offset

    def url(self, name: str) -> str:
        """The origin of a program by name."""
        program = next(each for each in PROGRAMS if each.name == name)
        return f"http://127.0.0.1:{self.port(program)}"

    @property
    def is_made(self) -> bool:
        """Whether it was set up to the end once."""
        return self.set_up_stamp.exists()

    @property
    def set_up_stamp(self) -> Path:
        """Holds the version of the code that set it up."""
        return self.home / "setup.stamp"

    @property
    def _practice(self) -> Path:
        return self.home / "practice-installation"

    def mark_as_practice(self) -> None:
        """From now on the programs run here with practice partners and a clock that moves."""
        self._practice.touch()

    def environment(self) -> dict[str, str]:
        """The environment that every process of this installation gets."""
        own = {
            "FONDACO_HOME": str(self.home),
            "FONDACO_CLOCK_FILE": str(self.home / "clock"),
            "FONDACO_DEMO": os.environ.get("FONDACO_DEMO", str(int(self._practice.exists()))),
            "PYTHONUNBUFFERED": "1",
        }
        urls = {f"FONDACO_{each.name.upper()}_URL": self.url(each.name) for each in PROGRAMS}
        return {**os.environ, **urls, **own}

    def log(self, name: str) -> Path:
        """The file that a process writes its log to."""
        folder = self.home / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.log"


class CommandFailed(Exception):
    """A management command ended with an error; the text is what it printed last."""


def manage(installation: Installation, program: Program, *arguments: str) -> str:
    """Run a management command of a program and return what it printed.

    Raises :class:`CommandFailed` with the end of its output.
    """
    environment = installation.environment() | {"DJANGO_SETTINGS_MODULE": program.settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "django", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Ctrl-C is for whoever asked: it ends this command, which then says so in one line.
        start_new_session=True,
    )
    try:
        said, _nothing = process.communicate()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode:
        raise CommandFailed(
            f"{program.name} {arguments[0]}: " + "\n".join(said.strip().splitlines()[-15:])
        )
    return said


def serve(installation: Installation, program: Program) -> "subprocess.Popen[bytes]":
    """Start a program's server in a process group of its own."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(installation.port(program))),
        *("--workers", "1", "--blocking-threads", str(program.threads)),
        *("--backpressure", "128", "--no-ws", "--log-level", "warning"),
        f"{program.target}:application",
    ]
    return _start(installation, program, program.name, command, {})


def work(installation: Installation, program: Program) -> "subprocess.Popen[bytes]":
    """Start a program's worker."""
    command = [sys.executable, "-m", "django", "run_worker"]
    return _start(installation, program, f"{program.name}-worker", command, {})


def _start(
    installation: Installation,
    program: Program,
    name: str,
    command: list[str],
    extra: Mapping[str, str],
) -> "subprocess.Popen[bytes]":
    environment = installation.environment() | {"DJANGO_SETTINGS_MODULE": program.settings, **extra}
    with installation.log(name).open("ab") as log:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )


def _end_with_parent() -> None:
    """In the new process, before its program: end when the one that started it is gone.

    Whatever ends ``fondaco demo``, even a signal that it cannot handle, leaves nothing behind.
    """
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def port_in_use(port: int) -> bool:
    """Whether something already listens on the loopback port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def free_ports(count: int, *, above: int = 21_000) -> int:
    """The first of ``count`` neighbouring loopback ports that are free now."""
    for first in range(above, 29_000, 10):
        if not any(port_in_use(first + offset) for offset in range(count)):
            return first
    raise OSError(f"no free ports between {above} and 29000")
