"""``manage.py settle_bank``: close every business day that is over. Safe to run again."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fondaco.bank.acquirer.settle import close_days
from fondaco.kernel import clock


class Command(BaseCommand):
    help = "Clear, settle and pay out every business day before today that is still open."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until", type=date.fromisoformat, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        closed = close_days(options["until"] or clock.today())
        self.stdout.write(f"Closed {closed} business day(s).")
