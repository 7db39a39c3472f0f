"""``audit_log``: every row of this program's audit log against the batches that seal it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fondaco.kernel import audit_checking
from fondaco.kernel.management.auditing import NOT_CHECKED, AuditCommand


class Command(AuditCommand):
    help = "Check that no row of the audit log was altered, removed or added behind it."
    all_is_well = "Every row is as it was sealed."

    @property
    def subject(self) -> str:  # type: ignore[override]  # names the program
        return f"The audit log of the {settings.FONDACO_PROGRAM}"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--noted",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="a batch that you noted earlier; it must still be there. May be repeated",
        )

    def findings(self, **options: Any) -> Iterator[str]:
        state = audit_checking.state()
        self.stdout.write(
            f"{self.subject}: {state.sealed:,} rows sealed in {state.batches:,} batches,"
            f" {state.waiting:,} waiting for the next one."
        )
        for noted in options["noted"]:
            try:
                yield from audit_checking.check_noted(noted)
            except ValueError:
                raise CommandError(
                    f"“{noted}” is no batch. The log was not checked."
                    " Write its number, a colon and its hash, as an earlier audit printed them.",
                    returncode=NOT_CHECKED,
                ) from None
        yield from audit_checking.check()

    def more(self) -> str:
        head = audit_checking.state().head
        return f"Newest batch, to note elsewhere: {head}" if head else ""
