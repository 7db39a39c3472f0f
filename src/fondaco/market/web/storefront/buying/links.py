"""Where the buyer goes on from here, in pages of other areas."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def pay_path(checkout_id: UUID) -> str:
    """The payment of an open checkout."""
    return f"/checkout/{checkout_id}/pay/"


def case_path(order_id: UUID) -> str:
    """The form of a case about this order; empty where the program has no cases area."""
    try:
        return reverse("cases_open", kwargs={"order_id": order_id})
    except NoReverseMatch:
        return ""
