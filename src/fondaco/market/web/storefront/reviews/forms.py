"""The review's form: short, and of a refunded order about the service only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fondaco.market.trust.rules import reviews as rules

STARS = [(str(mark), str(mark)) for mark in range(5, 0, -1)]

SERVICE = ("delivery", "communication")
PRODUCT = ("product_rating", "described", "quality")
QUESTIONS: dict[str, Any] = {
    "product_rating": _("The product, all in all"),
    "described": _("Is it as the listing said?"),
    "quality": _("How well is it made?"),
    "delivery": _("Did it come as promised?"),
    "communication": _("How was the seller to deal with?"),
}
NEEDED = frozenset({"product_rating", *SERVICE})


class ReviewForm(forms.Form):
    """Marks, words, and two honest questions. ``kind``: delivered or refunded."""

    text = forms.CharField(
        label=_("In your words"),
        required=False,
        widget=forms.Textarea({"rows": 5, "maxlength": rules.MAX_TEXT}),
        help_text=_("What would you have liked to know before you bought? Everybody reads this."),
    )
    authentic = forms.ChoiceField(
        label=_("Is it genuine?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No")), ("unsure", _("I cannot tell"))],
    )
    incentive_declared = forms.BooleanField(
        label=_("I got something for this review: money back, a gift, a discount"),
        required=False,
        help_text=_("Then it is shown with that mark and counts in no figure."),
    )

    def __init__(self, *args: Any, kind: str, is_edit: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_names = SERVICE if kind == rules.REFUNDED else (*PRODUCT, *SERVICE)
        for name in self.mark_names:
            self.fields[name] = forms.ChoiceField(
                label=QUESTIONS[name],
                choices=STARS,
                required=name in NEEDED,
                error_messages={"required": _("Choose one to five stars.")},
            )
        if kind == rules.REFUNDED:
            del self.fields["authentic"]
        if is_edit:
            del self.fields["incentive_declared"]

    def marks(self) -> list[forms.BoundField]:
        """The rows of stars, in the order they are asked."""
        return [self[name] for name in self.mark_names]

    def given(self) -> dict[str, Any]:
        """What the room's actions take; call it on a valid form."""
        data = self.cleaned_data
        marks = {name: int(data[name]) if data.get(name) else None for name in QUESTIONS}
        return marks | {"text": data["text"], "authentic": data.get("authentic") or ""}


class AnswerForm(forms.Form):
    """The seller's one answer."""

    text = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea({"rows": 5, "maxlength": rules.MAX_ANSWER}),
        help_text=_("Everybody reads this, and it cannot be changed later."),
    )
