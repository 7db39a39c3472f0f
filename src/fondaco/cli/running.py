"""Starting all processes of an installation, waiting until they answer, ending them all."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from fondaco.cli.programs import PROGRAMS, Installation, command, port_in_use, serve, work

START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 8


class CannotStart(Exception):
    """A program did not start; the text tells a person why and what to do."""


@contextmanager
def running(installation: Installation) -> Iterator[dict[str, "subprocess.Popen[bytes]"]]:
    """All servers and workers, answering; whatever happens, none is left behind."""
    check_ports(installation)
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for program in PROGRAMS:
            processes[program.name] = serve(installation, program)
        for program in PROGRAMS:
            processes[f"{program.name}-worker"] = work(installation, program)
        for program in PROGRAMS:
            _wait(installation, program.name, processes)
        yield processes
    finally:
        _stop(processes)


def check_ports(installation: Installation) -> None:
    """Raise :class:`CannotStart` if a port is taken, and say by whom if it is one of ours."""
    for program in PROGRAMS:
        port = installation.port(program)
        if not port_in_use(port):
            continue
        if _is_ours(installation, program.name):
            who = "by a Fondaco that runs already"
            what = "Use that one, or end it (Ctrl-C in its window)"
        else:
            who, what = "by another program", "End that program"
        raise CannotStart(
            f"Port {port} ({program.name}) is in use {who}.\n"
            f"Nothing was started. {what}, or choose other ports"
            " (and, beside a demo that runs, another folder):\n"
            f"  {command()} demo --first-port {installation.first_port + 100} --home FOLDER"
        )


def _is_ours(installation: Installation, name: str) -> bool:
    try:
        answer = httpx.get(f"{installation.url(name)}/health/", timeout=2, trust_env=False)
        return bool(answer.json().get("program") == name)
    except (httpx.HTTPError, ValueError, AttributeError):
        return False


def _wait(
    installation: Installation, name: str, processes: dict[str, "subprocess.Popen[bytes]"]
) -> None:
    """Wait until the program answers; raises :class:`CannotStart` with the end of its log."""
    url = f"{installation.url(name)}/health/"
    until = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < until:
        ended = [key for key, process in processes.items() if process.poll() is not None]
        if ended:
            raise CannotStart(_last_words(installation, ended[0]))
        try:
            if httpx.get(url, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise CannotStart(_last_words(installation, name))


def _last_words(installation: Installation, name: str) -> str:
    path = installation.log(name)
    lines = path.read_text(errors="replace").splitlines()[-12:] if path.exists() else []
    return f"{name} did not start. The end of its log ({path}):\n" + "\n".join(lines)


def _stop(processes: dict[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask every process group to end, then end what is left."""
    for process in processes.values():
        _signal(process, signal.SIGTERM)
    until = time.monotonic() + STOP_TIMEOUT_S
    for process in processes.values():
        try:
            process.wait(max(0.05, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(process: "subprocess.Popen[bytes]", number: int) -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
