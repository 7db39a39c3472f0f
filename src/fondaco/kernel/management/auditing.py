"""What all audit commands share: findings line by line, and how they end."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

FINDINGS, NOT_CHECKED = 1, 2
"""Exit statuses, besides 0 for nothing amiss."""


class AuditCommand(BaseCommand):
    """Prints what :meth:`findings` yields as it comes, and fails if there was any."""

    subject: str
    """What is audited, as the subject of a sentence."""
    all_is_well: str

    @abstractmethod
    def findings(self, **options: Any) -> Iterator[str]:
        """What is wrong, one thing at a time. May print what it looks at before."""

    def more(self) -> str:
        """A line after nothing was found, or nothing."""
        return ""

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        try:
            for finding in self.findings(**options):
                self.stdout.write(f"  {finding}")
                count += 1
        except DatabaseError as error:
            raise CommandError(
                f"{self.subject} could not be read to the end: {error}\n"
                "If the database is new or was updated, run “fondaco setup” first.",
                returncode=NOT_CHECKED,
            ) from error
        if count:
            raise CommandError(
                f"{self.subject} did not pass. Findings: {count:,}.", returncode=FINDINGS
            )
        self.stdout.write(self.all_is_well)
        if more := self.more():
            self.stdout.write(more)
