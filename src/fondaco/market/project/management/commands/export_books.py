"""``export_books``: journal, trial balance, or the books in plain text, on standard output."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fondaco.kernel import clock
from fondaco.market.ledger import exports


class Command(BaseCommand):
    help = "Write the books of some days to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=["journal", "balance", "beancount"])
        parser.add_argument("--from", dest="first_day", type=date.fromisoformat)
        parser.add_argument("--to", dest="last_day", type=date.fromisoformat)

    def handle(self, *args: Any, **options: Any) -> None:
        first, last = options["first_day"], options["last_day"]
        today = clock.now().date()
        if max(first or today, last or today) > today:
            raise CommandError("One of these days has not begun. Nothing was written.")
        if first and last and first > last:
            raise CommandError("The first day is after the last. Nothing was written.")
        if options["kind"] == "journal":
            pieces = exports.journal(first_day=first, last_day=last)
        elif options["kind"] == "balance":
            pieces = exports.trial_balance(last_day=last)
        else:
            pieces = exports.beancount(first_day=first, last_day=last)
        for piece in pieces:
            self.stdout.write(piece, ending="")
