"""Forms of the account pages: they read and clean; the rooms decide."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fondaco.market.members.rules import PostalAddress
from fondaco.market.web.shell.choices import currencies
from fondaco.market.web.shell.countries import country_choices


class AddressForm(forms.Form):
    """One postal address."""

    name = forms.CharField(label=_("Name"), max_length=120)
    line1 = forms.CharField(label=_("Street and number"), max_length=120)
    line2 = forms.CharField(label=_("Flat, floor, company"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    city = forms.CharField(label=_("Town"), max_length=120)
    region = forms.CharField(label=_("Region"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("For the carrier, if the parcel cannot be delivered."),
    )

    AUTOCOMPLETE = {
        "name": "name",
        "line1": "address-line1",
        "line2": "address-line2",
        "postcode": "postal-code",
        "city": "address-level2",
        "region": "address-level1",
        "country": "country",
        "phone": "tel",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they come
        for name, token in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = token

    def address(self) -> PostalAddress:
        """The address as the rooms take it; call it on a valid form."""
        return PostalAddress.from_dict(self.cleaned_data)


class ProfileForm(forms.Form):
    """What a member says of themselves."""

    display_name = forms.CharField(
        label=_("Your name"), max_length=80, help_text=_("As sellers see it in messages.")
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    language = forms.ChoiceField(
        label=_("Language of our mails"), choices=lambda: list(settings.LANGUAGES)
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=lambda: [(code, code) for code in currencies()]
    )


class PhraseForm(forms.Form):
    """The words that every mail of ours to this member carries."""

    phrase = forms.CharField(
        label=_("Your phrase"),
        max_length=60,
        min_length=4,
        help_text=_("A few words that only you and we know. Not a password of yours."),
    )


class MessageForm(forms.Form):
    """One message; ``key`` makes a second press of the button harmless."""

    text = forms.CharField(
        label=_("Your message"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class ReportForm(forms.Form):
    """What is wrong with a message."""

    reason = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
