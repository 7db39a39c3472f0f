"""Forms of the checkout and of the withdrawal."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fondaco.market.members.rules import PostalAddress
from fondaco.market.trade.carriers.registry import CARRIERS
from fondaco.market.web.shell.formats import locale_for

_NOT_PLACES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "XK"})


def country_choices() -> list[tuple[str, str]]:
    """Nothing, then ISO 3166 alpha-2 codes and their names in the active language, by name:
    nobody lives where the alphabet begins."""
    locale: Locale = locale_for(get_language() or "en")
    named = [
        (code, name)
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_PLACES
    ]
    return [("", ""), *sorted(named, key=lambda pair: pair[1])]


class AddressForm(forms.Form):
    """A postal address to deliver to; fields are named as in ``PostalAddress``."""

    name = forms.CharField(
        label=_("Name on the parcel"), max_length=120,
        widget=forms.TextInput({"autocomplete": "shipping name"}),
    )  # fmt: skip
    line1 = forms.CharField(
        label=_("Street and number"), max_length=120,
        widget=forms.TextInput({"autocomplete": "shipping address-line1"}),
    )  # fmt: skip
    line2 = forms.CharField(
        label=_("Floor, door, company"), max_length=120, required=False,
        widget=forms.TextInput({"autocomplete": "shipping address-line2"}),
    )  # fmt: skip
    postcode = forms.CharField(
        label=_("Postcode"), max_length=16, required=False,
        widget=forms.TextInput({"autocomplete": "shipping postal-code"}),
    )  # fmt: skip
    city = forms.CharField(
        label=_("Town"), max_length=120,
        widget=forms.TextInput({"autocomplete": "shipping address-level2"}),
    )  # fmt: skip
    region = forms.CharField(
        label=_("Region"), max_length=120, required=False,
        widget=forms.TextInput({"autocomplete": "shipping address-level1"}),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=_("Country"), choices=lazy(country_choices, list),
        widget=forms.Select({"autocomplete": "shipping country"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone"), max_length=32, required=False,
        widget=forms.TextInput({"autocomplete": "shipping tel", "inputmode": "tel"}),
        help_text=_("For the carrier only, if it cannot find the door."),
    )  # fmt: skip

    def address(self) -> PostalAddress:
        """The cleaned address."""
        return PostalAddress.from_dict(self.cleaned_data)


class SentBackForm(forms.Form):
    """Which parcel carries the goods back."""

    carrier = forms.ChoiceField(label=_("Carrier"))
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=60)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["carrier"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (code, each.name) for code, each in CARRIERS.items()
        ]
