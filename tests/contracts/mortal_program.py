"""``python -m tests.contracts.mortal_program vault 7 /folder``: a program that may be killed.

The parent makes the database, loads everything and holds the listening socket, which it was
given as an open file of that number. Each child serves
it until it is gone, and is followed by the next at once, so that a death costs no start-up. A
child finds in ``<name>.plan`` at which write it sends itself SIGKILL, ``7 after`` for instance;
a child without a plan does first what its worker would do. ``<name>.writes`` has a byte for each
write, ``<name>.pid`` the child's number, ``away`` the seconds that security time is ahead.
"""

import os
import signal
import socket
import sys
from datetime import timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """The caller tells what went wrong."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main(name: str, file_number: int, folder: Path) -> None:
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.urls import get_resolver

    django.setup()
    call_command("migrate", verbosity=0)
    call_command(f"setup_{name}", verbosity=0)
    application = get_wsgi_application()
    assert get_resolver().url_patterns
    connections.close_all()
    listening = socket.socket(fileno=file_number)
    while True:
        child = os.fork()
        if child == 0:
            serve(name, listening, application, folder)
        note = folder / f"{name}.partial"
        note.write_text(str(child))
        note.replace(folder / f"{name}.pid")
        os.waitpid(child, 0)


def serve(name: str, listening: socket.socket, application: Any, folder: Path) -> None:
    from fondaco.kernel import clock, transaction

    real_now = clock.real_now
    away = folder / "away"
    clock.real_now = lambda: real_now() + timedelta(seconds=int(away.read_text()))  # type: ignore[assignment]
    plan = folder / f"{name}.plan"
    at, phase = 0, ""
    if plan.exists():
        number, phase = plan.read_text().split()
        at = int(number)
        plan.unlink()
    elif name == "vault":
        from fondaco.vault import sweeping

        sweeping.sweep_once()
    writes = os.open(folder / f"{name}.writes", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    seen = 0

    def hook(_name: str, when: str) -> None:
        nonlocal seen
        if when == "before":
            seen += 1
            os.write(writes, b".")
        if seen == at and when == phase:
            os.kill(os.getpid(), signal.SIGKILL)

    transaction.add_commit_hook(hook)
    server = Server(listening.getsockname(), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = "127.0.0.1", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(application)
    server.serve_forever(poll_interval=0.05)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
