"""``audit_log``: every row of this program's audit log against the batches that seal it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fondaco.kernel import audit_checking


class Command(BaseCommand):
    help = "Check that no row of the audit log was altered, removed or added behind it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--noted",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="a batch that you noted earlier; it must still be there. May be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        program = settings.FONDACO_PROGRAM
        state = audit_checking.state()
        self.stdout.write(
            f"Audit log of the {program}: {state.sealed:,} rows sealed in {state.batches:,}"
            f" batches, {state.waiting:,} waiting for the next one."
        )
        wrong = 0
        for noted in options["noted"]:
            try:
                wrong += self._tell(audit_checking.check_noted(noted))
            except ValueError:
                raise CommandError(
                    f"“{noted}” is no batch. Nothing was checked."
                    " Write its number, a colon and its hash, as an earlier audit printed them."
                ) from None
        wrong += self._tell(audit_checking.check())
        if wrong:
            raise CommandError(
                f"The audit log of the {program} does not hold. Findings: {wrong:,}."
            )
        self.stdout.write("Every row is as it was sealed.")
        if state.head:
            self.stdout.write(f"Newest batch, to note elsewhere: {state.head}")

    def _tell(self, findings: Iterable[str]) -> int:
        count = 0
        for finding in findings:
            self.stdout.write(f"  {finding}")
            count += 1
        return count
