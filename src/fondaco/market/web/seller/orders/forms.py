"""Forms of the seller's orders: a parcel, and one way of shipping."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fondaco.market.trade.actions.shipping import OptionDraft
from fondaco.market.trade.carriers.registry import CARRIERS
from fondaco.market.trade.rules.shipping import EVERYWHERE
from fondaco.market.trade.values import OrderView, ShippingOption
from fondaco.money.amount import BadAmount, Money, parse_amount

ROWS = 12
"""How many ways of shipping the page has room for: filled ones and two empty."""


def _carriers() -> list[tuple[str, str]]:
    return [(code, each.name) for code, each in CARRIERS.items()]


class ParcelForm(forms.Form):
    """Carrier, number and what is in the parcel: ``quantity_<line id>`` for each line left."""

    carrier = forms.ChoiceField(label=_("Carrier"))
    tracking_number = forms.CharField(
        label=_("Tracking number"), max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("From the label. The order counts as shipped with the carrier's first scan."),
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, order: OrderView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["carrier"].choices = _carriers()  # type: ignore[attr-defined]  # a ChoiceField
        self.left = unsent(order)
        for line in order.lines:
            most = self.left.get(line.id, 0)
            if most:
                self.fields[f"quantity_{line.id}"] = forms.IntegerField(
                    label=line.title, min_value=0, max_value=most, initial=most
                )

    @property
    def lines(self) -> list[forms.BoundField]:
        """The fields of the contents, in order."""
        return [self[name] for name in self.fields if name.startswith("quantity_")]

    def quantities(self) -> dict[UUID, int]:
        """Line to how many of it are in this parcel."""
        return {line_id: self.cleaned_data[f"quantity_{line_id}"] for line_id in self.left}


def unsent(order: OrderView) -> dict[UUID, int]:
    """Line to how many of it are in no parcel yet."""
    packed: dict[UUID, int] = {}
    for parcel in order.shipments:
        for line_id, count in parcel.quantities.items():
            packed[line_id] = packed.get(line_id, 0) + count
    return {
        line.id: line.quantity - packed.get(line.id, 0)
        for line in order.lines
        if line.state != "refunded" and line.quantity > packed.get(line.id, 0)
    }


class OptionForm(forms.Form):
    """One way of shipping; a row without a name is left out."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=80)
    carrier = forms.ChoiceField(label=_("Carrier"))
    price = forms.CharField(
        label=_("Price"), max_length=12,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )  # fmt: skip
    free_from = forms.CharField(
        label=_("Free from"), max_length=12, required=False,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )  # fmt: skip
    first_days = forms.IntegerField(label=_("First day"), min_value=1, max_value=60)
    last_days = forms.IntegerField(label=_("Last day"), min_value=1, max_value=60)
    countries = forms.CharField(
        label=_("Countries"), max_length=600, required=False,
        help_text=_("Two-letter codes such as ES, IT; or * for everywhere."),
    )  # fmt: skip

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.currency = currency
        self.fields["carrier"].choices = _carriers()  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def start(option: ShippingOption) -> dict[str, Any]:
        """The row of an option that exists."""

        def text(minor: int | None) -> str:
            return "" if minor is None else str(Money(minor, option.currency).to_decimal())

        return {
            "id": option.id,
            "name": option.name,
            "carrier": option.carrier,
            "price": text(option.list_price_minor),
            "free_from": text(option.free_from_minor),
            "first_days": option.window_days[0],
            "last_days": option.window_days[1],
            "countries": ", ".join(option.countries),
        }

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing, so that it is no option."""
        return not str(self.data.get(self.add_prefix("name"), "")).strip()

    def clean(self) -> dict[str, Any]:
        """Amounts become minor units, countries a tuple of codes."""
        data = super().clean() or {}
        for field in ("price", "free_from"):
            text = data.get(field, "").replace(",", ".")
            if text:
                try:
                    data[field] = parse_amount(text, self.currency).amount_minor
                except BadAmount:
                    self.add_error(field, _("This is not an amount such as 4.90."))
        typed = str(data.get("countries", "")).upper().replace(";", " ").replace(",", " ")
        data["countries"] = tuple(typed.split()) or (EVERYWHERE,)
        return data

    def draft(self) -> OptionDraft:
        """The option as trade takes it."""
        data = self.cleaned_data
        return OptionDraft(
            id=data.get("id"),
            name=data["name"],
            carrier=data["carrier"],
            price_minor=data["price"],
            currency=self.currency,
            window_days=(data["first_days"], data["last_days"]),
            countries=data["countries"],
            free_from_minor=data["free_from"] if data.get("free_from") != "" else None,
        )
