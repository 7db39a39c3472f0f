"""Read by each program's interpreter in the journeys: writes down what programs say to each other.

Stands on ``PYTHONPATH`` there, so that no program has a hook for it. One file a process, in the
folder that ``FONDACO_CAPTURE`` names: the program's name, then each request and its answer.
"""

import os
from pathlib import Path
from typing import Any


def _write_down(folder: Path) -> None:
    import httpx

    said = folder / f"{os.environ.get('DJANGO_SETTINGS_MODULE', 'cli')}-{os.getpid()}.http"
    send = httpx.Client.send

    def capturing(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        answer = send(self, request, **options)
        with said.open("ab") as file:
            file.write(f"\n>>> {request.method} {request.url}\n{request.headers}\n".encode())
            file.write(request.read() + b"\n<<<\n" + answer.read())
        return answer

    httpx.Client.send = capturing  # type: ignore[method-assign]


if os.environ.get("FONDACO_CAPTURE"):
    _write_down(Path(os.environ["FONDACO_CAPTURE"]))
