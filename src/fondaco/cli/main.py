"""The ``fondaco`` command."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from fondaco.cli import audit, export, simulate, threeds
from fondaco.cli.programs import Installation, command

_BACK = re.compile(r"-\d+[a-z]$")


def parser() -> argparse.ArgumentParser:
    """The command line: one command, and where the installation is, before or after it."""
    root = argparse.ArgumentParser(
        prog="fondaco", description="A marketplace where buyers pay strangers by card, safely."
    )
    _add_place(root)
    commands = root.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="run a whole marketplace here, with demo people")
    demo.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
    commands.add_parser("setup", help="make keys, databases and static files, and stop")
    walk = commands.add_parser(
        "walkthrough", help="do the whole story as the people would, against a running demo"
    )
    walk.add_argument(
        "--own", action="store_true", help="start a demo of its own in a temporary folder"
    )
    clock = commands.add_parser("clock", help="read the demo's time, or move it: +14d, +6h, +30m")
    clock.add_argument("step", nargs="?")
    audit.add_to(commands)
    export.add_to(commands)
    commands.add_parser("doctor", help="say what is amiss with this installation, and what to do")
    simulate.add_to(commands)
    threeds.add_to(commands)
    for each in commands.choices.values():
        _add_place(each)
    return root


def _add_place(command: argparse.ArgumentParser) -> None:
    """Where the installation is; left out after the command, what stood before it counts."""
    command.add_argument(
        "--home", type=Path, default=argparse.SUPPRESS, help="folder of the installation (var)"
    )
    command.add_argument(
        "--first-port", type=_port, default=argparse.SUPPRESS, help="market's port (8000); +1, +2"
    )


def _port(text: str) -> int:
    """The first of the ports, so that all of them are ports that anybody may open."""
    if not (text.isascii() and text.isdigit() and 1024 <= int(text) <= 65_530):
        raise argparse.ArgumentTypeError(f"“{text}”: write a number from 1024 to 65530")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    from fondaco.cli.demo import default_home

    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        parser().print_help()
        return 2
    # A step back in time, -3d, is no option: the clock answers it in words.
    options = parser().parse_args([f" {each}" if _BACK.match(each) else each for each in given])
    home = Path(getattr(options, "home", None) or default_home()).resolve()
    installation = Installation(home=home, first_port=getattr(options, "first_port", 8000))
    if options.command == "clock" and not installation.is_made:
        print(f"There is no installation in {home}. Nothing was done.")
        print(f"Name its folder with --home, or make one: {command()} demo")
        return 2
    return _run(options, installation)


def _run(options: argparse.Namespace, installation: Installation) -> int:
    match options.command:
        case "demo":
            from fondaco.cli.demo import demo

            return demo(installation, fresh=options.fresh)
        case "setup":
            return _set_up(installation)
        case "clock":
            from fondaco.cli.clock import clock

            return clock(installation, options.step)
        case "audit":
            return audit.audit(installation, options.what, options.noted)
        case "export":
            return export.export(installation, options.kind, options.first_day, options.last_day)
        case "simulate":
            return simulate.simulate(options)
        case "threeds":
            return threeds.threeds(options)
        case "doctor":
            from fondaco.cli.doctor import doctor

            return doctor(installation)
        case _:
            from fondaco.cli.walkthrough.run import walkthrough

            return walkthrough(installation, own=options.own)


def _set_up(installation: Installation) -> int:
    from fondaco.cli.lock import alone
    from fondaco.cli.running import CannotStart
    from fondaco.cli.setup import CannotSetUp, set_up

    try:
        with alone(installation):
            set_up(installation, print, practice=False)
    except (CannotSetUp, CannotStart) as error:
        print(error)
        return 1
    print(f"Ready: {installation.home}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
