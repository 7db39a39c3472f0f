"""The market under measurement: made, filled, served, and asked as a browser would."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import psutil

from fondaco.cli.programs import PROGRAMS, Installation, serve
from fondaco.cli.setup import set_up

MARKET = PROGRAMS[0]
HELLO_OFFSET = 5
SCRIPTED = "fondaco.market.payments.gateways.scripted.ScriptedGateway"


def make_databases(engine: str) -> None:
    """Choose the engine for all three programs, by the environment that they inherit."""
    os.environ["FONDACO_DEBUG"] = "0"
    os.environ["FONDACO_LOG_LEVEL"] = "WARNING"
    os.environ["FONDACO_EMAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"
    if engine == "sqlite":
        return
    import psycopg

    from tests.postgresql import server_url

    names = [program.name for program in PROGRAMS]
    with psycopg.connect(server_url("postgres", durable=True), autocommit=True) as connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
            os.environ[f"FONDACO_{name.upper()}_DATABASE_URL"] = server_url(name, durable=True)


def prepare(installation: Installation) -> None:
    """Keys, databases and static files."""
    set_up(installation, print)


def fill(installation: Installation, listings: int) -> float:
    """Bring the catalogue to this many listings; returns how many seconds it took."""
    started = time.monotonic()
    _with_settings(installation, "bench.fill", str(listings))
    return time.monotonic() - started


def look_inside(installation: Installation) -> dict[str, Any]:
    """What :mod:`bench.inside` finds out."""
    text = _with_settings(installation, "bench.inside")
    found: dict[str, Any] = json.loads(text.strip().splitlines()[-1])
    return found


def _with_settings(installation: Installation, module: str, *arguments: str) -> str:
    """Run a module of the bench with the market's settings and return what it printed."""
    chosen = {"DJANGO_SETTINGS_MODULE": MARKET.settings, "FONDACO_GATEWAY": SCRIPTED}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=installation.environment() | chosen,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


@contextmanager
def served(installation: Installation) -> Iterator["subprocess.Popen[bytes]"]:
    """The market's server alone, answering; cards are charged by the scripted gateway."""
    os.environ["FONDACO_GATEWAY"] = SCRIPTED
    try:
        process = serve(installation, MARKET)
    finally:
        del os.environ["FONDACO_GATEWAY"]
    try:
        _wait(f"{installation.url('market')}/health/")
        yield process
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def hello(installation: Installation) -> Iterator[str]:
    """Bare Django under the same server with the same threads; yields its origin."""
    port = installation.first_port + HELLO_OFFSET
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", str(MARKET.threads)),
        *("--backpressure", "128", "--no-ws", "--log-level", "warning"),
        "bench.hello:application",
    ]
    process = subprocess.Popen(command)
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            if httpx.get(url, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        if time.monotonic() > until:
            raise TimeoutError(f"{url} does not answer")
        time.sleep(0.1)


def sign_in(base: str, email: str, password: str) -> httpx.Client:
    """A member's browser: a client that carries their session and sends our own origin."""
    client = httpx.Client(base_url=base, trust_env=False, headers={"Origin": base}, timeout=30)
    page = client.get("/account/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not token:
        raise LookupError("the sign-in page has no form")
    fields = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
    answer = client.post("/account/login/", data=fields, headers={"Referer": base})
    if "fondaco_session" not in client.cookies:
        raise LookupError(f"sign-in of {email} failed: {answer.status_code}")
    return client


def cookies_of(client: httpx.Client) -> str:
    """The client's cookies as one header."""
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def memory(process: "subprocess.Popen[bytes]") -> dict[str, float]:
    """Memory of a process with its children in MiB: resident, and counting shared pages once."""
    root = psutil.Process(process.pid)
    found = [each.memory_full_info() for each in [root, *root.children(recursive=True)]]
    return {
        "rss_mib": sum(each.rss for each in found) / 2**20,
        "pss_mib": sum(each.pss for each in found) / 2**20,
        "processes": len(found),
    }
