"""The market under measurement: made, filled, served, and asked as a browser would."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psutil

from fondaco.cli.programs import PROGRAMS, Installation, serve
from fondaco.cli.setup import set_up

MARKET = PROGRAMS[0]
HELLO_OFFSET = 5


def fill(installation: Installation, listings: int) -> float:
    """Bring the catalogue to this many listings; returns how many seconds it took."""
    started = time.monotonic()
    environment = installation.environment() | {
        "DJANGO_SETTINGS_MODULE": MARKET.settings,
        "FONDACO_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "FONDACO_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "bench.fill", str(listings)]
    subprocess.run(command, env=environment, check=True)
    return time.monotonic() - started


def prepare(installation: Installation) -> None:
    """Keys, databases and static files."""
    os.environ["FONDACO_DEBUG"] = "0"
    set_up(installation, print)


@contextmanager
def served(installation: Installation) -> Iterator["subprocess.Popen[bytes]"]:
    """The market's server alone, answering."""
    process = serve(installation, MARKET)
    try:
        _wait(f"{installation.url('market')}/health/")
        yield process
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def hello(installation: Installation) -> Iterator[str]:
    """Bare Django under the same server with the same threads; yields its address."""
    port = installation.first_port + HELLO_OFFSET
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", "1", "--blocking-threads", str(MARKET.threads)),
        *("--no-ws", "--log-level", "warning", "bench.hello:application"),
    ]
    process = subprocess.Popen(command)
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
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


def pages(installation: Installation) -> dict[str, str]:
    """What is measured: name to address. The listing is the first that the shop shows."""
    base = installation.url("market")
    with httpx.Client(trust_env=False) as client:
        found = re.search(r'href="(/l/[^"?#]+)', client.get(f"{base}/search/?q=kettle").text)
        category = re.search(r'href="(/c/[^"?#]+)', client.get(f"{base}/").text)
    if not found or not category:
        raise LookupError("the shop shows no listing or no category")
    return {
        "home": f"{base}/",
        "list": base + category[1],
        "search": f"{base}/search/?q=kettle+navy",
        "listing": base + found[1],
    }


def sign_in(installation: Installation) -> str:
    """A demo buyer's session as a Cookie header."""
    from fondaco.demo.goods.people import people

    buyer = next(person for person in people() if person.role == "buyer")
    base = installation.url("market")
    with httpx.Client(trust_env=False, follow_redirects=True) as client:
        page = client.get(f"{base}/account/login/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if not token:
            raise LookupError("the sign-in page has no form")
        fields = {
            "login": buyer.email,
            "password": buyer.password,
            "csrfmiddlewaretoken": token[1],
        }
        answer = client.post(
            f"{base}/account/login/", data=fields, headers={"Referer": f"{base}/account/login/"}
        )
        if "fondaco_session" not in client.cookies:
            raise LookupError(f"sign-in failed: {answer.status_code}")
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def memory_mib(process: "subprocess.Popen[bytes]") -> float:
    """Resident memory of a process and its children, MiB."""
    root = psutil.Process(process.pid)
    return sum(each.memory_info().rss for each in [root, *root.children(recursive=True)]) / 2**20
