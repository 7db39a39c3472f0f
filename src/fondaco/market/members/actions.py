"""Writes about people; sellers have their own file, :mod:`fondaco.market.members.selling`."""

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.members import models, rules
from fondaco.market.members.inviting import (
    answer_invitation,
    invite_staff,
    withdraw_invitation,
)
from fondaco.market.members.selling import (
    add_staff,
    apply_as_seller,
    freeze_seller,
    refuse_seller,
    remove_staff,
    revert_payout_account,
    revise_business_data,
    set_payout_account,
    set_tier,
    unfreeze_seller,
    verify_seller,
)

__all__ = [
    "add_staff",
    "answer_invitation",
    "apply_as_seller",
    "create_member",
    "end_sign_in",
    "freeze_member",
    "freeze_seller",
    "grant_role",
    "invite_staff",
    "member_joined",
    "password_changed",
    "record_activity",
    "record_sign_in",
    "refuse_seller",
    "remove_address",
    "remove_staff",
    "revert_payout_account",
    "revise_business_data",
    "revise_profile",
    "revoke_role",
    "save_address",
    "set_payout_account",
    "set_tier",
    "this_was_not_me",
    "unfreeze_member",
    "unfreeze_payments",
    "unfreeze_seller",
    "verify_seller",
    "withdraw_invitation",
]


@action
def create_member(
    *,
    email: str,
    password: str | None,
    display_name: str,
    country: str,
    language: str = "en",
    currency: str = "EUR",
    email_confirmed: bool = False,
) -> UUID:
    """Make a member; the password is taken as it is. Refuses an address that has a member."""
    member = models.Member(
        email=rules.checked_email(email),
        display_name=display_name.strip()[:80],
        country=country.upper(),
        language=language,
        currency=currency,
    )
    member.set_password(password)
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        raise Refusal(
            "email_taken", _("This address has an account already."), field="email"
        ) from None
    EmailAddress.objects.create(
        user=member, email=member.email, verified=email_confirmed, primary=True
    )
    member_joined(member_id=member.id)
    return member.id


@action
def member_joined(*, member_id: UUID) -> None:
    """Say that a member has just been made; called once, in the same transaction."""
    record_activity(member_id=member_id, kind="joined")
    outbox.emit("member.joined", member_id)


def _locked(member_id: UUID) -> models.Member:
    try:
        return models.Member.objects.select_for_update().get(id=member_id)
    except models.Member.DoesNotExist:
        raise NotFound("There is no such member.", code="member_not_found") from None


@action
def record_activity(*, member_id: UUID, kind: str, **details: Any) -> None:
    """Note something on the member's activity page; details are plain words and numbers."""
    models.Activity.objects.create(member_id=member_id, at=clock.now(), kind=kind, details=details)


@action
def grant_role(*, member_id: UUID, role: str, actor: Actor) -> None:
    """Give an operator's role. Granting it twice changes nothing."""
    if role not in rules.ROLES:
        raise Refusal("role_unknown", _("There is no such role."), field="role", status=422)
    member = _locked(member_id)
    _granted, is_new = models.RoleGrant.objects.get_or_create(
        member=member, role=role, defaults={"granted_at": clock.now()}
    )
    if is_new:
        audit.record(
            actor=actor, act="role.grant", subject_kind="member", subject_id=member_id, role=role
        )
        record_activity(member_id=member_id, kind="role_granted", role=role)


@action
def revoke_role(*, member_id: UUID, role: str, actor: Actor) -> None:
    """Take an operator's role away. The last admin stays."""
    _locked(member_id)
    admins = models.RoleGrant.objects.select_for_update().filter(role="admin")
    if role == "admin" and {grant.member_id for grant in admins} == {member_id}:
        raise Refusal(
            "last_admin",
            _("This is the last admin."),
            not_done=_("The role was not taken away."),
            next_step=_("Make somebody else an admin first."),
        )
    removed, _rows = models.RoleGrant.objects.filter(member_id=member_id, role=role).delete()
    if removed:
        audit.record(
            actor=actor, act="role.revoke", subject_kind="member", subject_id=member_id, role=role
        )
        record_activity(member_id=member_id, kind="role_revoked", role=role)


@action
def save_address(
    *, member_id: UUID, address: rules.PostalAddress, make_default: bool = False
) -> UUID:
    """Keep an address; the same one again is not kept twice. The first one is the default."""
    member = _locked(member_id)
    stored = rules.checked_address(address).as_dict()
    own = models.SavedAddress.objects.filter(member=member)
    row = next((row for row in own if row.address == stored), None)
    make_default = make_default or not own.exists()
    if make_default:
        own.filter(is_default=True).update(is_default=False)
    if row is None:
        row = models.SavedAddress(member=member, address=stored, saved_at=clock.now())
        record_activity(member_id=member_id, kind="address_saved", city=stored["city"])
        _audited(member_id, "address_saved")
    row.is_default = make_default or (row.is_default and not make_default)
    row.save()
    return row.id


@action
def remove_address(*, member_id: UUID, address_id: UUID) -> None:
    """Forget a saved address; the newest of the others becomes the default."""
    _locked(member_id)
    row = models.SavedAddress.objects.filter(member_id=member_id, id=address_id).first()
    if row is None:
        raise NotFound(_("There is no such address."), code="address_not_found")
    row.delete()
    record_activity(member_id=member_id, kind="address_removed", city=row.address["city"])
    _audited(member_id, "address_removed")
    rest = models.SavedAddress.objects.filter(member_id=member_id).order_by("-id")
    if row.is_default and (heir := rest.first()):
        heir.is_default = True
        heir.save(update_fields=["is_default"])


@action
def revise_profile(
    *,
    member_id: UUID,
    display_name: str | None = None,
    country: str | None = None,
    language: str | None = None,
    currency: str | None = None,
    anti_phishing_phrase: str | None = None,
) -> None:
    """Change what is given, leave what is None."""
    member = _locked(member_id)
    given = {
        "display_name": display_name,
        "country": country,
        "language": language,
        "currency": currency,
        "anti_phishing_phrase": anti_phishing_phrase,
    }
    changed = {
        name: " ".join(value.split())
        for name, value in given.items()
        if value is not None and " ".join(value.split()) != getattr(member, name)
    }
    if not changed:
        return
    for name, value in changed.items():
        setattr(member, name, value)
    member.save(update_fields=list(changed))
    record_activity(member_id=member_id, kind="profile_changed", fields=sorted(changed))
    _audited(member_id, "profile_changed", fields=sorted(changed))


def _audited(member_id: UUID, act: str, **details: Any) -> None:
    """Write in the audit log what members did to their own data: the kind of data, never it."""
    audit.record(
        actor=Actor("member", member_id),
        act=f"member.{act}",
        subject_kind="member",
        subject_id=member_id,
        **details,
    )


@action
def record_sign_in(*, member_id: UUID, session_key: str, device: str, ip: str, method: str) -> UUID:
    """Note a new session; a device not seen at this account before is told by mail."""
    earlier = models.SignIn.objects.filter(member_id=member_id)
    is_new_device = earlier.exists() and not earlier.filter(device=device).exists()
    models.SignIn.objects.filter(session_key=session_key).update(
        session_key="", ended_at=clock.real_now()
    )
    row = models.SignIn.objects.create(
        member_id=member_id,
        session_key=session_key,
        device=device,
        ip=ip,
        method=method,
        started_at=clock.real_now(),
    )
    record_activity(
        member_id=member_id,
        kind="signed_in_new_device" if is_new_device else "signed_in",
        device=device,
        ip=ip,
        method=method,
    )
    if is_new_device:
        outbox.emit("member.mail", member_id, kind="new_device", device=device, ip=ip)
    return row.id


@action
def password_changed(*, member_id: UUID, kept_sign_in_id: UUID | None, session_key: str) -> None:
    """Django has ended all sessions but the one kept, if any, and given that one a new key.

    API keys end too: whoever had the old password may have made one.
    """
    for row in models.SignIn.objects.select_for_update().filter(member_id=member_id, ended_at=None):
        if row.id == kept_sign_in_id:
            row.session_key = session_key
            row.save(update_fields=["session_key"])
        else:
            _end(row)
    record_activity(member_id=member_id, kind="password_changed")
    for key in models.ApiKey.objects.filter(member_id=member_id, revoked_at=None):
        record_activity(member_id=member_id, kind="api_key_revoked", name=key.name)
    _end_keys(member_id)
    _audited(member_id, "password_changed")


@action
def end_sign_in(*, member_id: UUID, sign_in_id: UUID | None = None, session_key: str = "") -> None:
    """Sign a session out, by its row or its key; one that has ended already is no error."""
    rows = models.SignIn.objects.select_for_update().filter(member_id=member_id, ended_at=None)
    rows = rows.filter(id=sign_in_id) if sign_in_id else rows.filter(session_key=session_key)
    for row in rows:
        _end(row)
        record_activity(member_id=member_id, kind="signed_out", device=row.device)


def _end(row: models.SignIn) -> None:
    Session.objects.filter(session_key=row.session_key).delete()
    row.session_key, row.ended_at = "", clock.real_now()
    row.save(update_fields=["session_key", "ended_at"])


def _end_keys(member_id: UUID) -> None:
    keys = models.ApiKey.objects.filter(member_id=member_id, revoked_at=None)
    keys.update(revoked_at=clock.real_now())


@action
def this_was_not_me(*, member_id: UUID) -> None:
    """Sign out everywhere, end the password and API keys, freeze saved cards and payouts.

    Whoever knew the password knows nothing any more: a new one is set by the link in the mail,
    and :func:`unfreeze_payments` asks for it.
    """
    member = _locked(member_id)
    member.set_unusable_password()
    for row in models.SignIn.objects.select_for_update().filter(member=member, ended_at=None):
        _end(row)
    _end_keys(member_id)
    member.payments_frozen_at = clock.now()
    member.save(update_fields=["payments_frozen_at", "password"])
    record_activity(member_id=member_id, kind="not_me")
    actor = Actor("member", member_id)
    audit.record(actor=actor, act="member.not_me", subject_kind="member", subject_id=member_id)
    outbox.emit("member.mail", member_id, kind="not_me")


@action
def unfreeze_payments(*, member_id: UUID) -> None:
    """Saved cards and payouts may be used again. The caller has authenticated the member anew.

    Raises :class:`Refusal` ``new_password_first`` until a new password has been set.
    """
    member = _locked(member_id)
    if member.payments_frozen_at is None:
        return
    if not member.has_usable_password():
        raise Refusal(
            "new_password_first",
            _("Your account has no password since you said that this was not you."),
            not_done=_("Cards and payouts stay frozen."),
            next_step=_("Set a new password first, by the link that we send to your mail."),
        )
    member.payments_frozen_at = None
    member.save(update_fields=["payments_frozen_at"])
    record_activity(member_id=member_id, kind="payments_unfrozen")
    actor = Actor("member", member_id)
    audit.record(
        actor=actor, act="member.payments_unfrozen", subject_kind="member", subject_id=member_id
    )


@action
def freeze_member(*, member_id: UUID, actor: Actor, reason: str) -> None:
    """The operator stops an account from buying, selling and being paid, and says why."""
    _set_frozen(member_id, actor, reason, frozen=True)


@action
def unfreeze_member(*, member_id: UUID, actor: Actor, reason: str) -> None:
    """The operator lets an account go on."""
    _set_frozen(member_id, actor, reason, frozen=False)


def _set_frozen(member_id: UUID, actor: Actor, reason: str, *, frozen: bool) -> None:
    if not reason.strip():
        raise Refusal("reason_missing", _("Give the reason."), field="reason", status=422)
    member = _locked(member_id)
    if (member.frozen_at is not None) == frozen:
        return
    member.frozen_at = clock.now() if frozen else None
    member.save(update_fields=["frozen_at"])
    kind = "frozen" if frozen else "unfrozen"
    record_activity(member_id=member_id, kind=kind, reason=reason)
    audit.record(actor=actor, act=f"member.{kind}", subject_kind="member", subject_id=member_id)
