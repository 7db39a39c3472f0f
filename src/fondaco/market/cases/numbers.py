"""Which tracking numbers are those of returns and replacements."""

from fondaco.market.cases.models import Case


def in_a_case(carrier: str, tracking_number: str) -> bool:
    """Whether a parcel of some case has this number; asked by trade before it takes one."""
    returns = Case.objects.filter(return_carrier=carrier, return_number=tracking_number)
    replacements = Case.objects.filter(
        replacement_carrier=carrier, replacement_number=tracking_number
    )
    return returns.exists() or replacements.exists()
