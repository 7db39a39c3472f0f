"""Form pieces of the shell: the example of the style guide, and the one-time code field."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _


class CodeField(forms.CharField):
    """A one-time code of ``length`` digits: phone keyboards show digits and offer the message's."""

    def __init__(self, *, length: int = 6, **options: Any) -> None:
        options.setdefault("label", _("Code"))
        super().__init__(
            max_length=length,
            min_length=length,
            validators=[RegexValidator(r"\A[0-9]+\Z", _("The code is digits only."))],
            widget=forms.TextInput(
                {
                    "class": "code-input",
                    "inputmode": "numeric",
                    "autocomplete": "one-time-code",
                    "dir": "ltr",
                }
            ),
            **options,
        )

    def to_python(self, value: Any) -> str:
        """Spaces and hyphens that people type or paste are not part of a code."""
        return str(super().to_python(value) or "").replace(" ", "").replace("-", "")


class ExampleForm(forms.Form):
    """Every kind of field, for the style guide."""

    email = forms.EmailField(
        label="E-mail", help_text="We write to it when a parcel moves, never about offers."
    )
    name = forms.CharField(label="Name on the parcel", max_length=80)
    country = forms.ChoiceField(
        label="Country", choices=[("ES", "Spain"), ("IT", "Italy"), ("DE", "Germany")]
    )
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    price = forms.DecimalField(label="Price", decimal_places=2)
    quantity = forms.IntegerField(label="Quantity", min_value=1)
    reason = forms.ChoiceField(
        label="What is wrong?",
        widget=forms.RadioSelect,
        choices=[
            ("missing", "It has not arrived"),
            ("different", "It is not as described"),
            ("damaged", "It arrived damaged"),
        ],
    )
    text = forms.CharField(
        label="Tell the seller", widget=forms.Textarea({"rows": 4}), required=False
    )
    pictures = forms.FileField(label="Pictures", required=False, help_text="Up to 10 MB each.")
    agreed = forms.BooleanField(label="I have kept the packaging", required=False)
    code = CodeField(help_text="Six digits from your authenticator.")
