"""Where allauth meets the house: sign-ins are noted, its mail goes the way of all our mail."""

from typing import Any
from uuid import UUID, uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import get_language

from fondaco.kernel import outbox
from fondaco.kernel.transaction import action
from fondaco.market.members import actions, links, models, stepup
from fondaco.market.members.devices import device_name

SIGN_IN = "fondaco_sign_in"
"""Session key: the id of the sign-in's row, which stays when Django renews the session."""

PASSWORD_KINDS = frozenset({"password_changed", "password_reset", "password_set"})
KEPT_DETAILS = ("ip", "from_email", "to_email", "deleted_email")


class AccountAdapter(DefaultAccountAdapter):
    """The hooks of django-allauth that Fondaco fills."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session and note it on the member's activity page."""
        super().login(request, user)
        if not request.session.session_key:
            request.session.save()
        records = request.session.get("account_authentication_methods") or []
        sign_in_id = actions.record_sign_in(
            member_id=user.pk,
            session_key=str(request.session.session_key),
            device=device_name(request.headers.get("User-Agent", "")),
            ip=self.get_client_ip(request),
            method=str(records[-1].get("type") or records[-1]["method"]) if records else "link",
        )
        request.session[SIGN_IN] = str(sign_in_id)

    def logout(self, request: HttpRequest) -> None:
        """End the session and its row."""
        member_id, key = request.user.pk, request.session.session_key
        super().logout(request)
        if member_id and key:
            actions.end_sign_in(member_id=member_id, session_key=key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand the mail to whoever stores and sends mail, as news without link or code.

        The kind is the last part of allauth's template name; links are minted when it is sent.
        """
        member = self._member(email, context)
        details = {name: str(context[name]) for name in KEPT_DETAILS if context.get(name)}
        if context.get("user_agent"):
            details["device"] = device_name(str(context["user_agent"]))
        _announce(
            member_id=member.pk if member else None,
            kind=links.kind_of(template_prefix),
            to=email,
            language=get_language() or "en",
            **details,
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell of a change, and note it on the activity page."""
        kind = links.kind_of(template_prefix)
        if kind in PASSWORD_KINDS:
            # Django has just ended all sessions but this one, which has a new key.
            session = self.request.session
            actions.password_changed(
                member_id=user.pk,
                kept_sign_in_id=UUID(session[SIGN_IN]) if session.get(SIGN_IN) else None,
                session_key=str(session.session_key or ""),
            )
        else:
            actions.record_activity(member_id=user.pk, kind=kind)
        super().send_notification_mail(
            template_prefix, user, {"user": user} | (context or {}), email
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing e-mail, password or factors asks for a proof of the last five minutes."""
        return not stepup.is_fresh(self.request)

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """The second factor where there is one, else the password."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [each for each in methods if each["id"].startswith("mfa")] or methods

    def _member(self, email: str, context: dict[str, Any]) -> AbstractBaseUser | None:
        found = context.get("user")
        if isinstance(found, models.Member):
            return found
        row = models.Member.objects.filter(email=email.lower()).first()
        if row is not None:
            return row
        return models.Member.objects.filter(emailaddress__email=email.lower()).first()


@action
def _announce(*, member_id: UUID | None, **data: str) -> None:
    outbox.emit("member.mail", member_id or uuid4(), has_member=member_id is not None, **data)
