"""``simulate``: years of orders on databases of their own, audited to the cent."""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.market.project.simulation import database, plots, shards, telling
from fondaco.market.project.simulation.report import as_json
from fondaco.market.project.simulation.world import Broken

CLEARS_LINE = "\r\x1b[K"


class Command(BaseCommand):
    help = "Play years of orders, honest and not, on a database of its own, and audit the money."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--orders", type=int, required=True)
        parser.add_argument("--years", type=int, required=True)
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument("--jobs", type=int, required=True)
        parser.add_argument("--json", type=Path, default=None)
        parser.add_argument("--plots", type=Path, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("A simulation charges cards by script: FONDACO_DEMO=1 is missing.")
        started = time.monotonic()
        orders, years, seed = options["orders"], options["years"], options["seed"]
        todo = shards.parts(orders, years, seed)
        told = self._progress(orders, len(todo), started)
        with tempfile.TemporaryDirectory(prefix="fondaco-simulation-") as folder:
            template = Path(folder) / "empty.sqlite3"
            database.make_template(template)
            try:
                report = shards.run(todo, options["jobs"], template, told)
            except Broken as error:
                raise CommandError(
                    f"The simulation was given up: {error}. Nothing was written."
                ) from error
        found = as_json(report, orders=orders, years=years, seed=seed, markets=len(todo))
        self.stderr.write(CLEARS_LINE if sys.stderr.isatty() else "", ending="")
        for line in telling.lines(found):
            self.stdout.write(line)
        self.stdout.write(f"Time taken: {time.monotonic() - started:.1f} s")
        self._write(options, found)
        if not report.is_sound:
            sys.exit(1)
        self.stdout.write("Every cent has an owner.")

    def _progress(self, orders: int, markets: int, started: float) -> Any:
        last = [-1]

        def told(placed: int, ended: int) -> None:
            share = 100 * placed // max(orders, 1)
            if sys.stderr.isatty():
                start, end = CLEARS_LINE, ""
            elif share // 10 == last[0]:
                return
            else:
                start, end = "", "\n"
            last[0] = share // 10
            took = time.monotonic() - started
            line = f"{took:7.0f} s  {placed:,} of {orders:,} orders, {ended} of {markets} markets"
            self.stderr.write(start + line, ending=end)
            self.stderr.flush()

        return told

    def _write(self, options: dict[str, Any], found: dict[str, Any]) -> None:
        if options["json"] is not None:
            options["json"].write_text(json.dumps(found, indent=1) + "\n")
        if options["plots"] is not None:
            options["plots"].mkdir(parents=True, exist_ok=True)
            for name, picture in plots.drawn(found).items():
                (options["plots"] / name).write_text(picture)
