"""``run_worker``: the worker of this program, until it is told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fondaco.kernel import worker


class Command(BaseCommand):
    help = "Deliver pending news, fire deadlines, run jobs and long work until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="stop when nothing is due")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_idle"]:
            self.stdout.write(f"{worker.run_until_idle()} done")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.run(stop)
