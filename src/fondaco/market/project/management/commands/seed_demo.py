"""``seed_demo``: fill a practice installation with people, sellers, goods and history."""

import json
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from fondaco.kernel import clock
from fondaco.kernel.home import home
from fondaco.market.project.seeding.cases import seed_cases, seed_desks
from fondaco.market.project.seeding.goods import seed_goods
from fondaco.market.project.seeding.history import seed_history
from fondaco.market.project.seeding.money import seed_money
from fondaco.market.project.seeding.people import seed_people
from fondaco.market.project.seeding.sellers import seed_sellers
from fondaco.market.project.seeding.talk import seed_talk

QUICKLY = (
    "synchronous=OFF;wal_autocheckpoint=20000",
    "synchronous=FULL;wal_autocheckpoint=1000;wal_checkpoint(TRUNCATE)",
)
"""SQLite while it is filled, and after: an unfinished fill is begun afresh, so nothing in it has to
survive a power cut."""

HELD = "The bank holds"
"""Begins the last line, then currency to minor units as JSON: the bank's account opens with it."""


class Command(BaseCommand):
    help = "Fill an empty practice installation with the demo's people, goods and history."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a practice installation (FONDACO_DEMO=1) can be filled.")
        self.started = time.monotonic()
        # What was sent before the opening is kept, but no post office delivers it today.
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        self._write_as(QUICKLY[0])
        opened_at = clock.now()
        members = seed_people(opened_at)
        self._say(f"{len(members)} people")
        sellers = seed_sellers(opened_at, members)
        self._say(f"{len(sellers)} sellers")
        owners = {handle: members[f"owner-of-{handle}"] for handle in sellers}
        seed_goods(opened_at, home() / "goods", sellers, owners)
        self._say("goods")
        played = seed_history(opened_at, members, sellers)
        self._say(f"{len(played)} past orders")
        self._say(f"{seed_talk(opened_at, members, sellers)} conversations")
        self._say(f"{seed_cases(opened_at, members, played)} cases")
        seed_desks(opened_at, members, sellers)
        held = seed_money(opened_at)
        self._write_as(QUICKLY[1])
        self.stdout.write(f"{HELD} {json.dumps(held)}")

    def _write_as(self, pragmas: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for pragma in pragmas.split(";"):
                    cursor.execute(f"PRAGMA {pragma}")

    def _say(self, what: str) -> None:
        self.stdout.write(f"{time.monotonic() - self.started:6.1f} s  {what}")
