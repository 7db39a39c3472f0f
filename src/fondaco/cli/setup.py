"""Making an installation ready: keys, databases, static files. Quick when it is ready already."""

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

from fondaco.cli.programs import PROGRAMS, CommandFailed, Installation, Program, manage

NEEDED_FREE_BYTES = 400_000_000
Say = Callable[[str], None]


class CannotSetUp(Exception):
    """The installation cannot be made; the text tells a person why and what to do."""


def set_up(installation: Installation, say: Say, *, practice: bool = True) -> None:
    """Keys, migrations, static files and the programs' own set-up, once per version of the code.

    ``practice`` marks the folder as a practice installation's, for good.
    """
    _check_disk(installation.home)
    if practice:
        installation.mark_as_practice()
    stamp = installation.set_up_stamp
    version = _code_version()
    if stamp.exists() and stamp.read_text() == version:
        return
    _make_keys(installation)
    say("Preparing databases …")
    with ThreadPoolExecutor(max_workers=2) as pool:
        migrate = ("migrate", "--verbosity", "0")
        list(pool.map(lambda program: _run(installation, program, *migrate), PROGRAMS))
    say("Preparing static files …")
    _run(installation, PROGRAMS[0], "collectstatic", "--no-input", "--verbosity", "0")
    say("Preparing vault and practice bank …")
    for program in PROGRAMS[1:]:
        _run(installation, program, f"setup_{program.name}")
    stamp.write_text(version)


def _run(installation: Installation, program: Program, *arguments: str) -> None:
    try:
        manage(installation, program, *arguments)
    except CommandFailed as error:
        raise CannotSetUp(
            f"{error}\nThe installation in {installation.home} is not complete. Run the same"
            " command again; if it fails again, remove that folder and start afresh."
        ) from None


def _check_disk(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home).free
    if free < NEEDED_FREE_BYTES:
        raise CannotSetUp(
            f"The disk of {home} has {free // 10**6} MB left; {NEEDED_FREE_BYTES // 10**6} MB are"
            " needed. Nothing was made. Free some space, or choose another folder with"
            " --home FOLDER."
        )


def _make_keys(installation: Installation) -> None:
    """The three wire key pairs; each program could have its own machine and get only its own."""
    import os

    os.environ["FONDACO_HOME"] = str(installation.home)
    from fondaco.kernel import wire

    for program in PROGRAMS:
        wire.make_keys(program.name)


def _code_version() -> str:
    """A digest over the names and sizes of all source files: cheap, and changes with the code."""
    root = Path(str(files("fondaco")))
    listing = sorted(
        f"{path.relative_to(root)}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    return hashlib.sha256("\n".join(listing).encode()).hexdigest()
