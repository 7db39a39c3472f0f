"""Writes about sellers: application, verification, staff, tier, payout account."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.members import lifecycle, models, rules


def _locked(seller_id: UUID) -> models.Seller:
    try:
        return models.Seller.objects.select_for_update().get(id=seller_id)
    except models.Seller.DoesNotExist:
        raise NotFound("There is no such seller.", code="seller_not_found") from None


@action
def apply_as_seller(
    *,
    member_id: UUID,
    name: str,
    legal_name: str,
    kind: str,
    country: str,
    city: str,
    address: rules.PostalAddress,
    register_number: str,
    contact_email: str,
    contact_phone: str,
    story: str,
    currency: str = "EUR",
) -> UUID:
    """Ask to sell. The member becomes the owner; a refused owner may apply again.

    Refuses an application that lacks something, and a member who works for a seller already.
    """
    application = rules.checked_application(
        rules.Application(
            name,
            legal_name,
            kind,
            country,
            city,
            address,
            register_number,
            contact_email,
            contact_phone,
            story,
        )
    )
    member = models.Member.objects.select_for_update().get(id=member_id)
    staff = models.SellerStaff.objects.filter(member=member).first()
    seller = _seller_to_apply_with(staff)
    _copy(application, seller)
    seller.currency = currency
    seller.status, seller.reason = "applied", ""
    seller.applied_at = clock.now()
    seller.slug = seller.slug or _free_slug(application.name, seller.id)
    seller.save()
    if staff is None:
        models.SellerStaff.objects.create(
            seller=seller, member=member, role="owner", since_at=clock.now()
        )
    _note(seller, Actor("member", member_id), "seller.apply")
    outbox.emit("seller.applied", seller.id, member_id=str(member_id))
    return seller.id


def _seller_to_apply_with(staff: models.SellerStaff | None) -> models.Seller:
    if staff is None:
        return models.Seller()
    if staff.role != "owner":
        raise Refusal(
            "works_for_a_seller",
            _("You work for a seller already."),
            not_done=_("The application was not sent."),
            next_step=_("Ask the owner to remove you from their staff first."),
        )
    seller = _locked(staff.seller_id)
    lifecycle.next_state(seller.status, "apply_again")
    return seller


def _copy(application: rules.Application, seller: models.Seller) -> None:
    for field in rules.Application.__slots__:
        value: Any = getattr(application, field)
        setattr(seller, field, value.as_dict() if field == "address" else value)


def _free_slug(name: str, seller_id: UUID) -> str:
    stem = slugify(name)[:60] or "shop"
    taken = models.Seller.objects.filter(slug=stem).exists()
    return f"{stem}-{seller_id.hex[-6:]}" if taken else stem


def _note(seller: models.Seller, actor: Actor, act: str, **details: Any) -> None:
    audit.record(actor=actor, act=act, subject_kind="seller", subject_id=seller.id, **details)


@action
def verify_seller(*, seller_id: UUID, actor: Actor, facts: Iterable[str]) -> None:
    """An operator has checked ``facts`` (of ``rules.VERIFIABLE_FACTS``): the seller may sell."""
    checked = tuple(fact for fact in rules.VERIFIABLE_FACTS if fact in set(facts))
    if not checked:
        raise Refusal(
            "nothing_checked",
            _("Say what you have checked."),
            not_done=_("The seller was not verified."),
            field="facts",
            status=422,
        )
    seller = _locked(seller_id)
    seller.status = lifecycle.next_state(seller.status, "verify")
    seller.verified_facts = list(checked)
    seller.verified_at = seller.decided_at = clock.now()
    seller.save()
    _note(seller, actor, "seller.verify", facts=checked)
    outbox.emit("seller.verified", seller.id)


@action
def refuse_seller(*, seller_id: UUID, actor: Actor, reason: str) -> None:
    """An operator refuses the application; the reason is told to the owner."""
    seller = _locked(seller_id)
    _restrict(seller, "refuse", reason)
    _note(seller, actor, "seller.refuse")
    outbox.emit("seller.refused", seller.id)


@action
def freeze_seller(*, seller_id: UUID, actor: Actor, reason: str) -> None:
    """Stop a seller from selling and from being paid; the reason is told to the owner."""
    seller = _locked(seller_id)
    _restrict(seller, "freeze", reason)
    _note(seller, actor, "seller.freeze")
    outbox.emit("seller.frozen", seller.id)


def _restrict(seller: models.Seller, event: str, reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "reason_missing",
            _("Give the reason: the seller has a right to it."),
            not_done=_("Nothing was changed."),
            field="reason",
            status=422,
        )
    seller.status = lifecycle.next_state(seller.status, event)
    seller.reason = reason.strip()[:1_000]
    seller.decided_at = clock.now()
    seller.save()


@action
def unfreeze_seller(*, seller_id: UUID, actor: Actor, reason: str) -> None:
    """Let a frozen seller go on; the reason stands in the audit log."""
    seller = _locked(seller_id)
    seller.status = lifecycle.next_state(seller.status, "unfreeze")
    seller.reason = ""
    seller.decided_at = clock.now()
    seller.save()
    _note(seller, actor, "seller.unfreeze", reason=reason[:200])


@action
def set_tier(*, seller_id: UUID, tier: str, actor: Actor) -> None:
    """Move a seller to a tier: new, established or trusted."""
    if tier not in rules.TIERS:
        raise Refusal("tier_unknown", _("There is no such tier."), field="tier", status=422)
    seller = _locked(seller_id)
    if seller.tier != tier:
        _note(seller, actor, "seller.tier", before=seller.tier, after=tier)
        seller.tier = tier
        seller.save(update_fields=["tier"])


@action
def revise_business_data(
    *,
    seller_id: UUID,
    contact_email: str,
    contact_phone: str,
    address: rules.PostalAddress,
    city: str,
    story: str,
    actor: Actor,
) -> None:
    """Change what may change without a new check of the legal person.

    What was verified and differs now is no longer shown as verified.
    """
    seller = _locked(seller_id)
    application = rules.checked_application(
        rules.Application(
            name=seller.name,
            legal_name=seller.legal_name,
            kind=seller.kind,
            country=seller.country,
            city=city,
            address=address,
            register_number=seller.register_number,
            contact_email=contact_email,
            contact_phone=contact_phone,
            story=story,
        )
    )
    before = {field: getattr(seller, field) for field in rules.Application.__slots__}
    _copy(application, seller)
    changed = [field for field, value in before.items() if getattr(seller, field) != value]
    seller.verified_facts = [fact for fact in seller.verified_facts if fact not in changed]
    seller.save()
    if changed:
        _note(seller, actor, "seller.revise", fields=changed)


@action
def set_payout_account(*, seller_id: UUID, iban: str, holder_name: str, actor: Actor) -> None:
    """Set where a seller is paid. A change is held for 72 hours and told to every owner.

    The caller has authenticated the person anew. The same account again changes nothing.
    """
    checked_iban, bic = rules.checked_iban(iban)
    holder = rules.checked_holder(holder_name)
    seller = _locked(seller_id)
    current = models.PayoutAccount.objects.filter(seller=seller, replaced_at=None).first()
    if current and (current.iban, current.holder_name) == (checked_iban, holder):
        return
    moment = clock.now()
    if current:
        current.replaced_at = moment
        current.save(update_fields=["replaced_at"])
    held_until = rules.payout_held_until(
        moment, has_earlier=current is not None, verified=seller.verified_at is not None
    )
    models.PayoutAccount.objects.create(
        seller=seller,
        iban=checked_iban,
        bic=bic,
        holder_name=holder,
        set_at=moment,
        held_until=held_until,
    )
    if "payout_account" in seller.verified_facts:
        seller.verified_facts = [f for f in seller.verified_facts if f != "payout_account"]
        seller.save(update_fields=["verified_facts"])
    _note(seller, actor, "seller.payout_account", held=held_until is not None)
    _tell_owners(seller, rules.masked_iban(checked_iban), is_held=held_until is not None)


@action
def revert_payout_account(*, seller_id: UUID, actor: Actor) -> None:
    """Go back to the account before, while the new one is still held. Asks for no new hold.

    Refuses when nothing is held or there was no account before.
    """
    seller = _locked(seller_id)
    moment = clock.now()
    rows = models.PayoutAccount.objects.filter(seller=seller)
    current = rows.filter(replaced_at=None, held_until__gt=moment).first()
    before = rows.filter(replaced_at__isnull=False).order_by("-replaced_at", "-id").first()
    if current is None or before is None:
        raise Refusal(
            "payout_account_settled",
            _("There is no change that could be taken back."),
            not_done=_("The payout account stays as it is."),
        )
    current.replaced_at = moment
    current.save(update_fields=["replaced_at"])
    models.PayoutAccount.objects.create(
        seller=seller,
        iban=before.iban,
        bic=before.bic,
        holder_name=before.holder_name,
        set_at=moment,
        held_until=before.held_until,
    )
    _note(seller, actor, "seller.payout_account_reverted")
    _tell_owners(seller, rules.masked_iban(before.iban), is_held=False)


def _tell_owners(seller: models.Seller, masked: str, *, is_held: bool) -> None:
    owners = models.SellerStaff.objects.filter(seller=seller, role="owner").order_by("id")
    for member_id in list(owners.values_list("member_id", flat=True)):
        models.Activity.objects.create(
            member_id=member_id, at=clock.now(), kind="payout_account_set", details={"iban": masked}
        )
        if is_held:
            outbox.emit("member.mail", member_id, kind="payout_account_changed", iban=masked)


@action
def add_staff(*, seller_id: UUID, member_id: UUID, role: str, actor: Actor) -> None:
    """Let a member work for a seller, or give one who does another role."""
    if role not in rules.STAFF_ROLES:
        raise Refusal("role_unknown", _("There is no such role."), field="role", status=422)
    seller = _locked(seller_id)
    row = models.SellerStaff.objects.filter(member_id=member_id).first()
    if row is not None and row.seller_id != seller_id:
        raise Refusal(
            "works_for_a_seller",
            _("This member works for another seller."),
            not_done=_("They were not added."),
            field="email",
        )
    if row is not None and row.role == "owner" and role != "owner":
        _refuse_last_owner(seller_id)
    row = row or models.SellerStaff(seller=seller, member_id=member_id, since_at=clock.now())
    row.role = role
    row.save()
    _note(seller, actor, "seller.staff", member_id=str(member_id), role=role)
    models.Activity.objects.create(
        member_id=member_id, at=clock.now(), kind="staff_added", details={"seller": seller.name}
    )


@action
def remove_staff(*, seller_id: UUID, member_id: UUID, actor: Actor) -> None:
    """End a member's work for a seller. The last owner stays."""
    seller = _locked(seller_id)
    row = models.SellerStaff.objects.filter(seller=seller, member_id=member_id).first()
    if row is None:
        raise NotFound(_("They do not work here."), code="staff_not_found")
    if row.role == "owner":
        _refuse_last_owner(seller_id)
    row.delete()
    _note(seller, actor, "seller.staff_removed", member_id=str(member_id))
    models.Activity.objects.create(
        member_id=member_id, at=clock.now(), kind="staff_removed", details={"seller": seller.name}
    )


def _refuse_last_owner(seller_id: UUID) -> None:
    if models.SellerStaff.objects.filter(seller_id=seller_id, role="owner").count() == 1:
        raise NotAllowed(
            _("A seller has at least one owner, and this is the last."),
            code="last_owner",
            next_step=_("Make somebody else an owner first."),
        )
