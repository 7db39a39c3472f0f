"""``manage.py setup_bank``: cardholders, cards, accounts of the demo. Safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from fondaco.bank.counter.seed import set_up


class Command(BaseCommand):
    help = "Set up the practice bank's cardholders, cards and accounts; adds only what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up()
        self.stdout.write("The practice bank is set up.")
