"""Load from a second process: wrk, for a fixed time, on loopback only."""

import re
import shutil
import statistics
import subprocess
from dataclasses import asdict, dataclass

CONNECTIONS = 8
SECONDS = 4
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Load:
    """Medians over the rounds: requests a second, 50th and 99th percentile in ms, failures."""

    per_second: float
    p50_ms: float
    p99_ms: float
    failed: int

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


class NoTool(Exception):
    """``wrk`` is not here; the text says what to do."""


def measure(url: str, *, cookie: str = "", rounds: int = ROUNDS, seconds: int = SECONDS) -> Load:
    """Hit ``url`` with keep-alive connections and return the medians; a warm-up goes before."""
    if shutil.which("wrk") is None:
        raise NoTool("The bench needs wrk (Debian: apt-get install wrk). Nothing was measured.")
    _run(url, cookie, 2)
    runs = [_run(url, cookie, seconds) for _ in range(rounds)]
    return Load(
        per_second=statistics.median(run.per_second for run in runs),
        p50_ms=statistics.median(run.p50_ms for run in runs),
        p99_ms=statistics.median(run.p99_ms for run in runs),
        failed=sum(run.failed for run in runs),
    )


def _run(url: str, cookie: str, seconds: int) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    text = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    return Load(
        per_second=float(found[1]) if found else 0.0,
        p50_ms=_latency(text, "50"),
        p99_ms=_latency(text, "99"),
        failed=int(failed[1]) if failed else 0,
    )


def _latency(text: str, percentile: str) -> float:
    found = re.search(rf"\s{percentile}%\s+([\d.]+)(us|ms|s)", text)
    if not found:
        return 0.0
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1_000.0}[found[2]]
