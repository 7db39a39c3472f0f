"""Where the buyer goes on from here, in pages of other areas."""

from uuid import UUID

from django.urls import reverse


def pay_path(checkout_id: UUID) -> str:
    """The payment of an open checkout."""
    return reverse("paying_pay", kwargs={"checkout_id": checkout_id})


def case_path(order_id: UUID) -> str:
    """The form of a case about this order."""
    return reverse("cases_open", kwargs={"order_id": order_id})
