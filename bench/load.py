"""Load from a second process: wrk, for a fixed time, on loopback only.

It asks for gzip, as every browser does.
"""

import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

CONNECTIONS = 8
WARM_UP_S = 1
SECONDS = 2
ROUNDS = 3

SCRIPT = """
local paths = {%s}
local number = %d
request = function()
  number = number + 1
  local path = paths[number %% #paths + 1]
  return wrk.format("GET", %s)
end
"""


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


def need_tool() -> None:
    """Raise :class:`NoTool` when there is nothing to measure with."""
    if shutil.which("wrk") is None:
        raise NoTool("The bench needs wrk (Debian: apt-get install wrk). Nothing was measured.")


def measure(
    base: str, paths: Sequence[str], *, cookie: str = "", anew: bool = False, rounds: int = ROUNDS
) -> Load:
    """Hit the addresses in turn over keep-alive connections; a warm-up goes before.

    ``anew`` gives each request a query of its own, so that no kept page can answer it.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        options = []
        if anew or len(paths) > 1:
            options = ["-s", script.name]
            first = time.time_ns() // 1_000_000 % 10**9 if anew else 0
            mark = "&" if "?" in paths[0] else "?"
            asked = f'path .. "{mark}u=" .. number' if anew else "path"
            listed = ", ".join(f'"{path}"' for path in paths)
            Path(script.name).write_text(SCRIPT % (listed, first, asked))
        url = base + paths[0]
        _run(url, cookie, WARM_UP_S, options)
        runs = [_run(url, cookie, SECONDS, options) for _ in range(rounds)]
    return Load(
        per_second=statistics.median(run.per_second for run in runs),
        p50_ms=statistics.median(run.p50_ms for run in runs),
        p99_ms=statistics.median(run.p99_ms for run in runs),
        failed=sum(run.failed for run in runs),
    )


def _run(url: str, cookie: str, seconds: int, options: Sequence[str]) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    command += ["-H", "Accept-Encoding: gzip", *options]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    text = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    return Load(
        per_second=float(found[1]) if found else 0.0,
        p50_ms=_latency(text, "50"),
        p99_ms=_latency(text, "99"),
        failed=_failures(text),
    )


def _failures(text: str) -> int:
    """Answers that are no success, and broken connections."""
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(r"Socket errors: (.+)", text)
    numbers = re.findall(r"\d+", broken[1]) if broken else []
    return sum(int(number) for number in [*numbers, *(refused.groups() if refused else ())])


def _latency(text: str, percentile: str) -> float:
    found = re.search(rf"\s{percentile}%\s+([\d.]+)(us|ms|s)", text)
    if not found:
        return 0.0
    return float(found[1]) * {"us": 0.001, "ms": 1.0, "s": 1_000.0}[found[2]]
