"""Writes about invitations to work for a seller."""

from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.members import models, rules
from fondaco.market.members.selling import add_staff


@action
def invite_staff(*, seller_id: UUID, email: str, role: str, actor: Actor) -> UUID:
    """Ask the owner of an address to work for the seller; they are told by mail.

    The answer is the same whether or not the address has an account. Inviting the same address
    again changes the role and starts the time anew.
    """
    if role not in rules.STAFF_ROLES:
        raise Refusal("role_unknown", _("There is no such role."), field="role", status=422)
    moment = clock.now()
    invitation, is_new = models.StaffInvitation.objects.update_or_create(
        seller_id=seller_id,
        email=rules.checked_email(email),
        closed_at=None,
        defaults={
            "role": role,
            "invited_at": moment,
            "lapses_at": moment + rules.INVITATION_LASTS,
        },
    )
    audit.record(
        actor=actor, act="seller.invite", subject_kind="seller", subject_id=seller_id, role=role
    )
    if is_new:
        outbox.emit("staff.invited", invitation.id, seller_id=str(seller_id))
    return invitation.id


@action
def answer_invitation(*, invitation_id: UUID, member_id: UUID, accept: bool) -> None:
    """The owner of the invited address says yes or no. Others do not find the invitation."""
    member = models.Member.objects.get(id=member_id)
    invitation = (
        models.StaffInvitation.objects.select_for_update()
        .filter(id=invitation_id, email=member.email, closed_at=None, lapses_at__gt=clock.now())
        .first()
    )
    if invitation is None:
        raise NotFound(_("This invitation is no longer open."), code="invitation_not_found")
    invitation.closed_at, invitation.accepted = clock.now(), accept
    invitation.save(update_fields=["closed_at", "accepted"])
    if accept:
        add_staff(
            seller_id=invitation.seller_id,
            member_id=member_id,
            role=invitation.role,
            actor=Actor("member", member_id),
        )


@action
def withdraw_invitation(*, invitation_id: UUID, seller_id: UUID, actor: Actor) -> None:
    """The seller takes an invitation back."""
    closed = models.StaffInvitation.objects.filter(
        id=invitation_id, seller_id=seller_id, closed_at=None
    ).update(closed_at=clock.now())
    if closed:
        audit.record(
            actor=actor, act="seller.uninvite", subject_kind="seller", subject_id=seller_id
        )
