"""Forms of the application and of the shop's own data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fondaco.market.members.rules import STAFF_ROLES, PostalAddress
from fondaco.market.members.values import SellerView
from fondaco.market.web.shell.countries import country_choices

ADDRESS_FIELDS = ("line1", "line2", "postcode", "town", "region")


class BusinessForm(forms.Form):
    """What may change later: where the business is and how buyers reach it."""

    line1 = forms.CharField(label=_("Street and number"), max_length=120)
    line2 = forms.CharField(label=_("Floor, building"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    town = forms.CharField(label=_("Town"), max_length=80)
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    contact_email = forms.EmailField(
        label=_("E-mail for buyers"), help_text=_("Shown on your shop's page, as the law asks.")
    )
    contact_phone = forms.CharField(label=_("Telephone for buyers"), max_length=30)
    story = forms.CharField(
        label=_("What you sell, and who you are"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def address(self, legal_name: str, country: str) -> PostalAddress:
        """The business address in the name of the legal person."""
        given = self.cleaned_data
        return PostalAddress(
            name=legal_name,
            line1=given["line1"],
            line2=given["line2"],
            city=given["town"],
            region=given["region"],
            postcode=given["postcode"],
            country=country,
            phone="",
        )


class ApplicationForm(BusinessForm):
    """What the law and the buyers want to know of a seller, once."""

    field_order = (
        "name", "kind", "legal_name", "register_number", "country", *ADDRESS_FIELDS,
        "contact_email", "contact_phone", "story",
    )  # fmt: skip
    name = forms.CharField(label=_("Name of your shop"), max_length=60)
    kind = forms.ChoiceField(
        label=_("How do you sell?"),
        choices=[
            ("trader", _("As a trader: it is my trade, business, craft or profession")),
            ("private", _("Privately: now and then, my own things")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Buyers from a trader have the right to withdraw and the legal guarantee."),
    )
    legal_name = forms.CharField(
        label=_("Legal name"),
        max_length=120,
        help_text=_(
            "Of the company, or your full name, as in the register or on your identity card."
        ),
    )
    register_number = forms.CharField(
        label=_("Register number"),
        max_length=60,
        required=False,
        help_text=_("Trade register or VAT number; traders only."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)


def as_form(seller: SellerView) -> dict[str, Any]:
    """A seller's data as the forms' initial values."""
    return {
        "name": seller.name,
        "kind": seller.kind,
        "legal_name": seller.legal_name,
        "register_number": seller.register_number,
        "country": seller.country,
        "line1": seller.address.line1,
        "line2": seller.address.line2,
        "postcode": seller.address.postcode,
        "town": seller.city,
        "region": seller.address.region,
        "contact_email": seller.contact_email,
        "contact_phone": seller.contact_phone,
        "story": seller.story,
    }


class PayoutForm(forms.Form):
    """Where the shop is paid."""

    iban = forms.CharField(
        label=_("IBAN"),
        max_length=42,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    holder_name = forms.CharField(
        label=_("Account holder"), max_length=120, help_text=_("As your bank has it.")
    )


class StaffForm(forms.Form):
    """Somebody who shall work for the shop."""

    email = forms.EmailField(
        label=_("Their e-mail address"), help_text=_("We ask them; they accept with an account.")
    )
    role = forms.ChoiceField(
        label=_("What they may do"),
        choices=[
            ("packer", _("Packer: orders and parcels")),
            ("manager", _("Manager: also listings, cases and money")),
            ("owner", _("Owner: everything, also staff and payout account")),
        ],
        widget=forms.RadioSelect,
        initial=STAFF_ROLES[-1],
    )
