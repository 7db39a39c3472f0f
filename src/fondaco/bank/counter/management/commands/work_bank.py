"""``manage.py work_bank``: what the bank does by itself, once or for ever."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from fondaco.bank.acquirer.settle import close_days
from fondaco.bank.acs.finish import sweep as sweep_challenges
from fondaco.kernel import clock, outbox


class Command(BaseCommand):
    help = "Send pending webhooks, end overdue challenges, close business days that are over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            sweep_challenges()
            close_days(clock.today())
            outbox.sweep()
            if options["once"]:
                return
            close_old_connections()
            time.sleep(options["every"])
