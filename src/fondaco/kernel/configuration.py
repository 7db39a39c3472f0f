"""What the settings of all three programs have in common, read from the environment.

Every program reads ``FONDACO_HOME`` (its files) and ``FONDACO_<PROGRAM>_DATABASE_URL``
(SQLite under the home folder when it is not set).
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from fondaco.kernel.home import home

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an acknowledged payment survives a power cut, not only a crash of the process.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
        " PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
    ),
}


def flag(name: str, default: bool = False) -> bool:
    """A yes/no environment variable: 1, true, yes, on are yes."""
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes", "on"}


def demo() -> bool:
    """Whether this is a practice installation: practice bank, movable clock, no HTTPS.

    Off unless asked for, so that nobody runs a real marketplace that way by forgetting a
    setting. Raises ``ImproperlyConfigured`` for one that others could reach.
    """
    if not flag("FONDACO_DEMO"):
        return False
    for program in ("MARKET", "VAULT", "BANK"):
        host = urlsplit(os.environ.get(f"FONDACO_{program}_URL", "")).hostname
        if host and host not in LOOPBACK:
            raise ImproperlyConfigured(
                f"FONDACO_DEMO is on and FONDACO_{program}_URL names {host}: a practice"
                " installation has no HTTPS and a clock that anybody moves, so it stays on this"
                " machine. Take FONDACO_DEMO away, or use 127.0.0.1."
            )
    return True


def database(program: str) -> dict[str, Any]:
    """Django's ``DATABASES["default"]`` for a program."""
    url = os.environ.get(f"FONDACO_{program.upper()}_DATABASE_URL", "")
    if not url:
        url = f"sqlite:///{home() / f'{program}.sqlite3'}"
    configured: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    if "sqlite" in configured["ENGINE"]:
        configured["OPTIONS"] = SQLITE_OPTIONS
    return configured


def secret_key(program: str) -> str:
    """Django's secret key: from the environment, else made once and kept in the home folder."""
    from_environment = os.environ.get(f"FONDACO_{program.upper()}_SECRET_KEY", "")
    if from_environment:
        return from_environment
    path = home() / "keys" / f"django-{program}.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_urlsafe(64))
        _keep_first(partial, path)
    return path.read_text()


def _keep_first(partial: Path, path: Path) -> None:
    """Two processes may start at once: the first file stays."""
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def address(program: str, port: int) -> str:
    """The public origin of a program, such as ``http://127.0.0.1:8000``, without a slash."""
    name = f"FONDACO_{program.upper()}_URL"
    return os.environ.get(name, f"http://127.0.0.1:{port}").rstrip("/")


def logging_config() -> dict[str, Any]:
    """Everything to standard error, through the one redacting filter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"redact": {"()": "fondaco.kernel.redaction.RedactingFilter"}},
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["redact"],
                "formatter": "line",
            }
        },
        "root": {"handlers": ["stderr"], "level": os.environ.get("FONDACO_LOG_LEVEL", "INFO")},
        "loggers": {"httpx": {"level": "WARNING"}, "django.server": {"level": "WARNING"}},
    }
