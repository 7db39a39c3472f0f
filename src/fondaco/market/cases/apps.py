"""The cases room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "fondaco.market.cases"
    label = "cases"

    def ready(self) -> None:
        """A parcel of a case is no order's: trade asks here before it takes a number."""
        from fondaco.market.cases.numbers import in_a_case
        from fondaco.market.trade.queries.parcels import OTHER_USES

        if in_a_case not in OTHER_USES:
            OTHER_USES.append(in_a_case)
