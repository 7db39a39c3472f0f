"""``fondaco simulate``: years of orders in a market of its own, audited to the cent."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fondaco.cli.programs import PROGRAMS

MOST_ORDERS = 10_000_000
MOST_YEARS = 20
MOST_JOBS = 256
BAD_OPTIONS = 2


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's own options."""
    parser = commands.add_parser(
        "simulate",
        help="play years of orders, honest and not, in a market of its own, and audit the money",
        description=(
            "Plays orders through the market's own actions on a clock that moves, in databases"
            " of its own that are thrown away; no installation is needed, and none is touched."
        ),
        epilog="Exit status: 0 every cent has an owner, 1 it has not, 2 it could not be played.",
    )
    parser.add_argument("--orders", default="2000", help="how many orders (2000)")
    parser.add_argument("--years", default="2", help="over how many years they are placed (2)")
    parser.add_argument("--seed", default="1", help="the same seed plays the same again (1)")
    parser.add_argument("--jobs", default="", help="processes at once (as many as cores)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there")
    parser.add_argument("--plots", type=Path, metavar="FOLDER", help="draw the result there, SVG")


class BadOption(ValueError):
    """An option that no simulation can be played with; the text says what to write instead."""


def simulate(options: argparse.Namespace) -> int:
    """Check the options and let the market's program play; returns its exit status."""
    try:
        arguments = _arguments(options)
    except BadOption as error:
        print(f"{error}\nNothing was played.")
        return BAD_OPTIONS
    market = next(program for program in PROGRAMS if program.name == "market")
    with tempfile.TemporaryDirectory(prefix="fondaco-simulation-") as home:
        finished = subprocess.run(
            [sys.executable, "-m", "django", "simulate", *arguments],
            env=_environment(home) | {"DJANGO_SETTINGS_MODULE": market.settings},
            check=False,
        )
    return finished.returncode


def _arguments(options: argparse.Namespace) -> list[str]:
    numbers = {
        "orders": _number("--orders", options.orders, 1, MOST_ORDERS),
        "years": _number("--years", options.years, 1, MOST_YEARS),
        "seed": _number("--seed", options.seed, 0, 2**63),
        "jobs": _number("--jobs", options.jobs or str(os.cpu_count() or 1), 1, MOST_JOBS),
    }
    arguments = [f"--{name}={number}" for name, number in numbers.items()]
    if options.json is not None:
        arguments.append(f"--json={_file(options.json)}")
    if options.plots is not None:
        arguments.append(f"--plots={_folder(options.plots)}")
    return arguments


def _number(name: str, text: str, least: int, most: int) -> int:
    try:
        number = int(text.replace("_", "").replace(",", ""))
    except ValueError:
        raise BadOption(f"{name} is a whole number, and “{text}” is none.") from None
    if not least <= number <= most:
        raise BadOption(f"{name} is a number from {least:,} to {most:,}, not {text}.")
    return number


def _file(path: Path) -> Path:
    resolved = path.resolve()
    if resolved.is_dir():
        raise BadOption(f"--json names a folder: {path}. Name a file in it.")
    if not resolved.parent.is_dir():
        raise BadOption(f"--json: there is no folder {resolved.parent}.")
    if not os.access(resolved if resolved.exists() else resolved.parent, os.W_OK):
        raise BadOption(f"--json: {path} cannot be written.")
    return resolved


def _folder(path: Path) -> Path:
    resolved = path.resolve()
    if resolved.exists() and not resolved.is_dir():
        raise BadOption(f"--plots names a file: {path}. Name a folder.")
    return resolved


def _environment(home: str) -> dict[str, str]:
    """Nothing of an installation's own settings reaches the simulation."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("FONDACO_")}
    level = os.environ.get("FONDACO_LOG_LEVEL", "ERROR")
    return own | {
        "FONDACO_HOME": home,
        "FONDACO_DEMO": "1",
        "FONDACO_LOG_LEVEL": level,
        "PYTHONUNBUFFERED": "1",
    }
