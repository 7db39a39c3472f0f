"""``fondaco export``: the books as files, on standard output."""

import argparse
import subprocess
import sys
from datetime import date

from fondaco.cli.programs import PROGRAMS, Installation, command

NOT_DONE = 2
KINDS = {
    "journal": "every transfer, as CSV",
    "balance": "the trial balance at the last day's end, as CSV",
    "beancount": "the whole books in plain text, which bean-check and others read",
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's own options."""
    lines = "\n".join(f"  {name:<11}{about}" for name, about in KINDS.items())
    parser = commands.add_parser(
        "export",
        help="write the books to standard output: journal, balance, beancount",
        description=f"Writes the books to standard output:\n{lines}",
        epilog="Days are of UTC, and both included.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--from", dest="first_day", type=_day, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last_day", type=_day, metavar="YYYY-MM-DD")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day: write it like 2026-11-24") from None


def export(
    installation: Installation, kind: str, first_day: date | None, last_day: date | None
) -> int:
    """Write the file; returns the exit status. What is amiss goes to standard error."""
    if not installation.is_made:
        print(
            f"There is no installation in {installation.home}. Nothing was written."
            f"\nName its folder with --home, or make one: {command()} setup",
            file=sys.stderr,
        )
        return NOT_DONE
    market = PROGRAMS[0]
    days = [("--from", first_day), ("--to", last_day)]
    finished = subprocess.run(
        [
            *(sys.executable, "-m", "django", "export_books", kind),
            *(part for name, day in days if day for part in (name, day.isoformat())),
        ],
        env=installation.environment() | {"DJANGO_SETTINGS_MODULE": market.settings},
        check=False,
    )
    return finished.returncode
