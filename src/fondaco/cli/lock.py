"""One command at a time in an installation's folder, from making it to ending it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fondaco.cli.programs import Installation
from fondaco.cli.running import CannotStart

NAME = "in-use.lock"


@contextmanager
def alone(installation: Installation) -> Iterator[None]:
    """Hold the folder; raises :class:`CannotStart` when another command has it.

    The lock is the open file's, so that it ends with the process, however that ends.
    """
    installation.home.mkdir(parents=True, exist_ok=True)
    with (installation.home / NAME).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CannotStart(
                f"Another command works in {installation.home} already"
                f" (process {file.read().strip() or 'unknown'}). Nothing was changed.\n"
                "Wait until it is ready, end it, or name another folder with --home FOLDER."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def clear(home: Path) -> None:
    """Remove everything in a folder that this process holds, but for the lock."""
    for each in home.iterdir():
        if each.name == NAME:
            continue
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
