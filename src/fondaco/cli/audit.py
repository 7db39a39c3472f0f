"""``fondaco audit``: the books, the audit logs and the reviews of an installation, checked."""

import argparse
import subprocess
import sys
from dataclasses import dataclass

from fondaco.cli.programs import PROGRAMS, Installation, Program

NOT_CHECKED = 2


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: its name, what it is in words, its command and the programs that have it."""

    name: str
    about: str
    command: str
    programs: tuple[str, ...]


AUDITS = (
    Audit("money", "every cent of every order and account", "audit_money", ("market",)),
    Audit("log", "who did what, sealed so that no row changes", "audit_log", ("market", "vault")),
    Audit("reviews", "reviews, decisions and their counts", "audit_reviews", ("market",)),
)


class NoSuchNote(ValueError):
    """A noted batch of a shape that no audit prints, or of a program without an audit log."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's own options."""
    lines = "\n".join(f"  {each.name:<9}{each.about}" for each in AUDITS)
    parser = commands.add_parser(
        "audit",
        help="check the books, the audit logs and the reviews; fails when anything is amiss",
        description=f"Checks what is stored against itself:\n{lines}\n  all      all of them",
        epilog="Exit status: 0 nothing amiss, 1 findings (a line each), 2 it could not be checked.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [*(each.name for each in AUDITS), "all"]
    parser.add_argument("what", nargs="?", default="all", choices=names)
    parser.add_argument(
        "--noted",
        action="append",
        default=[],
        metavar="PROGRAM:NUMBER:HASH",
        help="a batch of an audit log that you noted earlier, as in market:12:5f0c…: it must"
        " still be there. May be repeated",
    )


def audit(installation: Installation, what: str, noted: list[str]) -> int:
    """Run the audits asked for and print what they say; returns the highest of their statuses."""
    try:
        notes = _by_program(noted)
    except NoSuchNote as error:
        print(error)
        return NOT_CHECKED
    if not installation.home.exists():
        print(
            f"There is no installation in {installation.home}. Nothing was checked."
            "\nName its folder with --home, or make one: fondaco setup"
        )
        return NOT_CHECKED
    worst, amiss = 0, []
    for each in AUDITS:
        if what not in {each.name, "all"}:
            continue
        for program in (one for one in PROGRAMS if one.name in each.programs):
            arguments = [each.command]
            if each.name == "log":
                arguments += [f"--noted={note}" for note in notes.get(program.name, [])]
            if status := _run(installation, program, arguments):
                amiss.append(f"{each.name} ({program.name})")
                worst = max(worst, status if status > 0 else NOT_CHECKED)  # a signal ended it
    if amiss:
        print(f"Amiss: {', '.join(amiss)}. What was found stands above.")
    elif what == "all":
        print("Nothing amiss.")
    return worst


def _by_program(noted: list[str]) -> dict[str, list[str]]:
    """``program:number:hash`` as the notes of each program."""
    log = next(each for each in AUDITS if each.name == "log")
    notes: dict[str, list[str]] = {}
    for text in noted:
        program, _colon, rest = text.partition(":")
        if program not in log.programs or not rest:
            raise NoSuchNote(
                f"“{text}” is no batch of an audit log. Nothing was checked."
                f"\nWrite {' or '.join(log.programs)}, its number and its hash,"
                " with colons between them: market:12:5f0c…"
            )
        notes.setdefault(program, []).append(rest)
    return notes


def _run(installation: Installation, program: Program, arguments: list[str]) -> int:
    """The command's exit status. It speaks for itself while it runs."""
    sys.stdout.flush()
    environment = installation.environment() | {"DJANGO_SETTINGS_MODULE": program.settings}
    finished = subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env=environment,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return finished.returncode
