"""``fondaco doctor``: what is amiss, in words, with what to do about it."""

import shutil
import sys

import httpx

from fondaco.cli.programs import PROGRAMS, Installation, command, port_in_use
from fondaco.cli.setup import NEEDED_FREE_BYTES


def doctor(installation: Installation) -> int:
    """Print a line a check; returns 1 if anything needs attention."""
    amiss = [finding for finding in _findings(installation) if finding]
    for finding in amiss:
        print(f"- {finding}")
    if not amiss:
        print("Nothing amiss.")
    return 1 if amiss else 0


def _findings(installation: Installation) -> list[str]:
    found = []
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        found.append(f"Python {sys.version.split()[0]} is untried; use 3.11, 3.12 or 3.13.")
    if not installation.is_made:
        return [*found, f"There is no installation in {installation.home}: run “{command()} demo”."]
    free = shutil.disk_usage(installation.home).free
    if free < NEEDED_FREE_BYTES:
        found.append(f"The disk has {free // 10**6} MB left; free some space.")
    for program in PROGRAMS:
        found.append(_health(installation, program.name, installation.port(program)))
    return found


def _health(installation: Installation, name: str, port: int) -> str:
    if not port_in_use(port):
        return f"{name} is not running on port {port}: run “{command()} demo”."
    try:
        answer = httpx.get(f"{installation.url(name)}/health/", timeout=5, trust_env=False)
    except httpx.HTTPError:
        return (
            f"Port {port} is in use, but not by {name}, or it hangs; see {installation.log(name)}."
        )
    if answer.status_code != 200 or answer.json().get("program") != name:
        return f"Something else than {name} answers on port {port}: choose other ports."
    return ""
