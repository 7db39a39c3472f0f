"""The sign-up form."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fondaco.kernel.transaction import action
from fondaco.market.members import actions, models


class SignupForm(AllauthSignupForm):
    """Name, e-mail and one password; no user name, no second typing of anything."""

    field_order = ["display_name", "email", "password1"]
    display_name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        help_text=_("As sellers see it in messages. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    @action
    def save(self, request: HttpRequest) -> models.Member:
        """One transaction: the member, their address to confirm, and the news of it."""
        member: models.Member = super().save(request)
        return member

    def custom_signup(self, request: HttpRequest, user: models.Member) -> None:
        """allauth calls this with the member just made."""
        user.display_name = " ".join(self.cleaned_data["display_name"].split())
        user.language = get_language() or "en"
        user.save(update_fields=["display_name", "language"])
        actions.member_joined(member_id=user.pk)
