"""``audit_reviews``: the transparency log of reviews and decisions, and what is counted of them."""

from collections.abc import Iterator
from typing import Any

from fondaco.kernel.management.auditing import AuditCommand
from fondaco.market.trust import proofs
from fondaco.market.trust import queries as trust


class Command(AuditCommand):
    help = "Check every review against the transparency log, and every count against its facts."
    subject = "The log of reviews and decisions"
    all_is_well = "Every review is as the log says, and every count as its facts."

    def findings(self, **options: Any) -> Iterator[str]:
        head = proofs.head()
        self.stdout.write(f"{self.subject}: {head.size if head else 0:,} entries sealed.")
        yield from trust.audit_log()
        yield from trust.audit_counters()

    def more(self) -> str:
        head = proofs.head()
        return f"Newest root, as published: {head.size}:{head.root}" if head else ""
