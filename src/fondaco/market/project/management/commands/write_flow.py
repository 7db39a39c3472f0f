"""``write_flow``: write ``docs/flow.md`` of a checkout anew."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from fondaco.market.project.flow import flow


class Command(BaseCommand):
    help = "Write docs/flow.md from the lifecycle tables."

    def handle(self, *args: Any, **options: Any) -> None:
        Path("docs/flow.md").write_text(flow())
