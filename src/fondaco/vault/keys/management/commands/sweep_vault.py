"""Remove what has expired, settle what is in doubt. Run every minute, or once with ``--every``."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from fondaco.vault.acquirers import sweep
from fondaco.vault.cards import actions as cards
from fondaco.vault.fields import encryption_keys, sessions
from fondaco.vault.keys import envelope, rewrap
from fondaco.vault.threeds_server import ranges, results

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Remove expired security codes, sessions and keys; settle requests in doubt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="Go on for ever, with this pause between."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.sweep()
        while options["every"]:
            time.sleep(options["every"])
            close_old_connections()
            try:
                self.sweep()
            except DatabaseError:
                log.exception("sweep failed; tried again after the pause")

    def sweep(self) -> None:
        """One round."""
        counts = {
            "security codes removed": cards.drop_expired_codes(),
            "data keys wrapped anew": rewrap.rewrap_all(),
            "key-encryption keys removed": len(rewrap.remove_unused_shares()),
            "data keys destroyed": envelope.remove_expired_keys(),
            "field sessions removed": sessions.remove_old_sessions(),
            "encryption keys removed": encryption_keys.remove_old_keys(),
            "authentications closed": results.close_overdue(),
            "requests looked at": sweep.sweep(),
            "lists of card ranges fetched": int(ranges.refresh_ahead()),
        }
        for words, count in counts.items():
            if count:
                self.stdout.write(f"{count} {words}")
