"""Reads of the members room."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from fondaco.kernel import audit, clock
from fondaco.kernel import rows as kept
from fondaco.kernel.audit import SYSTEM
from fondaco.kernel.errors import NotFound
from fondaco.market.members import models, rules, values

FACTOR_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
PAGE_SIZE = 50


def _with_second_factor(ids: Iterable[UUID]) -> set[UUID]:
    return set(
        Authenticator.objects.filter(user_id__in=list(ids), type__in=FACTOR_TYPES)
        .values_list("user_id", flat=True)
        .distinct()
    )


def _member_view(row: models.Member, *, has_second_factor: bool) -> values.MemberView:
    return values.MemberView(
        id=row.id,
        email=row.email,
        display_name=row.display_name,
        country=row.country,
        language=row.language,
        currency=row.currency,
        joined_at=row.joined_at,
        frozen_at=row.frozen_at,
        has_second_factor=has_second_factor,
    )


def member(member_id: UUID) -> values.MemberView:
    """One member; raises :class:`NotFound`."""
    found = members([member_id])
    if member_id not in found:
        raise NotFound("There is no such member.", code="member_not_found")
    return found[member_id]


def members(ids: Iterable[UUID]) -> dict[UUID, values.MemberView]:
    """Members by id; unknown ids are left out."""
    rows = list(models.Member.objects.filter(id__in=set(ids)))
    strong = _with_second_factor(row.id for row in rows) if rows else set()
    return {row.id: _member_view(row, has_second_factor=row.id in strong) for row in rows}


def member_by_email(email: str) -> values.MemberView | None:
    """The member with this address in any case, or None. Never show the difference to others."""
    row = models.Member.objects.filter(email=email.strip().lower()).first()
    return _member_view(row, has_second_factor=has_second_factor(row.id)) if row else None


def members_page(*, search: str = "", page: int = 1) -> values.Page[values.MemberView]:
    """Members for the operator's desk, newest first; ``search`` in e-mail and name."""
    rows = models.Member.objects.order_by("-joined_at", "-id")
    if search:
        rows = rows.filter(Q(email__icontains=search) | Q(display_name__icontains=search))
    found, has_next = _page_of(rows, page)
    strong = _with_second_factor(row.id for row in found) if found else set()
    views = tuple(_member_view(row, has_second_factor=row.id in strong) for row in found)
    return values.Page(views, page, has_next)


def _page_of(rows: QuerySet[Any], page: int) -> tuple[list[Any], bool]:
    start = (max(page, 1) - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def has_second_factor(member_id: UUID) -> bool:
    """Whether the member has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=member_id, type__in=FACTOR_TYPES).exists()


def must_set_up_second_factor(member_id: UUID) -> bool:
    """Whether the member must set up a second factor before they go on.

    Asked of sellers' staff, mediators, finance and admins where the operator's setting
    ``FONDACO_REQUIRE_SECOND_FACTOR`` says so.
    """
    if not settings.FONDACO_REQUIRE_SECOND_FACTOR:
        return False
    asked = rules.needs_second_factor(
        roles=roles_of(member_id), is_staff=staff_of(member_id) is not None, asked_for=True
    )
    return asked and not has_second_factor(member_id)


def roles_of(member_id: UUID) -> frozenset[str]:
    """The operator's roles of a member: support, mediator, finance, trust, admin."""
    return frozenset(
        models.RoleGrant.objects.filter(member_id=member_id).values_list("role", flat=True)
    )


def members_with_role(role: str) -> list[UUID]:
    """Who holds a role, longest first."""
    return list(
        models.RoleGrant.objects.filter(role=role)
        .order_by("id")
        .values_list("member_id", flat=True)
    )


def roles_of_many(ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Roles by member, for lists; members without any are left out."""
    found: dict[UUID, list[str]] = {}
    for member_id, role in models.RoleGrant.objects.filter(member_id__in=set(ids)).values_list(
        "member_id", "role"
    ):
        found.setdefault(member_id, []).append(role)
    return {member_id: tuple(sorted(roles)) for member_id, roles in found.items()}


def staff_of(member_id: UUID) -> values.StaffView | None:
    """Whom the member works for, if anybody."""
    row = models.SellerStaff.objects.filter(member_id=member_id).first()
    return values.StaffView(row.seller_id, row.role) if row else None


def staff_members(seller_id: UUID) -> list[UUID]:
    """The members who work for a seller, longest first."""
    return list(
        models.SellerStaff.objects.filter(seller_id=seller_id)
        .order_by("id")
        .values_list("member_id", flat=True)
    )


def colleagues(seller_id: UUID) -> tuple[values.Colleague, ...]:
    """The staff of a seller with what the staff page shows."""
    rows = list(
        models.SellerStaff.objects.filter(seller_id=seller_id)
        .select_related("member")
        .order_by("id")
    )
    strong = _with_second_factor(row.member_id for row in rows)
    return tuple(
        values.Colleague(
            row.member_id,
            row.member.display_name,
            row.member.email,
            row.role,
            row.member_id in strong,
        )
        for row in rows
    )


def _invitations(**chosen: Any) -> tuple[values.Invitation, ...]:
    rows = models.StaffInvitation.objects.filter(
        closed_at=None, lapses_at__gt=clock.now(), **chosen
    ).select_related("seller")
    return tuple(
        values.Invitation(
            row.id, row.seller_id, row.seller.name, row.email, row.role, row.lapses_at
        )
        for row in rows.order_by("id")[:PAGE_SIZE]
    )


def invitations_to(email: str) -> tuple[values.Invitation, ...]:
    """Open invitations to the owner of an address."""
    return _invitations(email=email.strip().lower())


def invitations_of(seller_id: UUID) -> tuple[values.Invitation, ...]:
    """Open invitations that a seller has made."""
    return _invitations(seller_id=seller_id)


def invitation(invitation_id: UUID) -> values.Invitation | None:
    """One open invitation, or None."""
    return next(iter(_invitations(id=invitation_id)), None)


def _seller_view(row: models.Seller) -> values.SellerView:
    return values.SellerView(
        id=row.id,
        slug=row.slug,
        name=row.name,
        legal_name=row.legal_name,
        kind=row.kind,
        country=row.country,
        city=row.city,
        story=row.story,
        status=row.status,
        tier=row.tier,
        applied_at=row.applied_at,
        verified_at=row.verified_at,
        register_number=row.register_number,
        contact_email=row.contact_email,
        contact_phone=row.contact_phone,
        address=rules.PostalAddress.from_dict(row.address),
        verified_facts=tuple(row.verified_facts),
        currency=row.currency,
        reason=row.reason,
    )


def seller(seller_id: UUID) -> values.SellerView:
    """One seller in any state; raises :class:`NotFound`."""
    row = kept.one(models.Seller, id=seller_id)
    if row is None:
        raise NotFound("There is no such seller.", code="seller_not_found")
    return _seller_view(row)


def sellers(ids: Iterable[UUID]) -> dict[UUID, values.SellerView]:
    """Sellers by id; unknown ids are left out."""
    return {row.id: _seller_view(row) for row in models.Seller.objects.filter(id__in=set(ids))}


def seller_by_slug(slug: str) -> values.SellerView:
    """The seller at this address, verified or frozen; others have no public page yet."""
    row = models.Seller.objects.filter(slug=slug, verified_at__isnull=False).first()
    if row is None:
        raise NotFound("There is no such seller.", code="seller_not_found")
    return _seller_view(row)


def sellers_by_status(status: str, page: int = 1) -> values.Page[values.SellerView]:
    """Sellers in one state, those waiting longest first."""
    rows = models.Seller.objects.filter(status=status).order_by("applied_at", "id")
    found, has_next = _page_of(rows, page)
    return values.Page(tuple(_seller_view(row) for row in found), page, has_next)


def payout_account(seller_id: UUID) -> values.PayoutAccount | None:
    """Where the seller is paid now, with the hold on it; None when nothing is set."""
    row = kept.one(models.PayoutAccount, seller_id=seller_id, replaced_at=None)
    return values.PayoutAccount(row.iban, row.bic, row.holder_name, row.held_until) if row else None


def payouts_frozen(seller_id: UUID, *, lock: bool = False) -> bool:
    """Whether nothing may be paid to this seller now: frozen, or an owner said "not me".

    With ``lock`` (inside an action) the rows stay as read until the transaction ends.
    """
    found = kept.one(models.Seller, lock=lock, id=seller_id)
    if found is None or found.status == "frozen":
        return True
    owners = models.Member.objects.filter(staff_of__seller_id=seller_id, staff_of__role="owner")
    if lock:
        owners = owners.select_for_update(of=("self",))
    return any(owner.payments_frozen_at or owner.frozen_at for owner in owners.order_by("id"))


def addresses(member_id: UUID) -> list[values.SavedAddress]:
    """Saved addresses, the default one first."""
    rows = models.SavedAddress.objects.filter(member_id=member_id).order_by("-is_default", "-id")
    return [
        values.SavedAddress(row.id, rules.PostalAddress.from_dict(row.address), row.is_default)
        for row in rows[:PAGE_SIZE]
    ]


def tier_was_given(seller_id: UUID) -> bool:
    """Whether a person, not the policy, has decided about the seller's tier."""
    decided = audit.latest(subject_id=seller_id, act="seller.tier")
    return any(row.actor != SYSTEM for row in decided)


def payments_frozen(member_id: UUID, *, lock: bool = False) -> bool:
    """Whether the member's saved cards and payouts are frozen; ``lock`` as for payouts."""
    row = kept.one(models.Member, lock=lock, id=member_id)
    return row is not None and (row.payments_frozen_at is not None or row.frozen_at is not None)


def activity(member_id: UUID, *, page: int = 1) -> values.Page[values.ActivityView]:
    """What happened to the member's account, newest first."""
    rows = models.Activity.objects.filter(member_id=member_id).order_by("-id")
    found, has_next = _page_of(rows, page)
    views = tuple(values.ActivityView(row.id, row.at, row.kind, row.details) for row in found)
    return values.Page(views, page, has_next)


def open_sign_ins(member_id: UUID, session_key: str = "") -> tuple[values.SignInView, ...]:
    """Sessions that are open now; ``session_key`` marks the asker's own."""
    rows = list(
        models.SignIn.objects.filter(member_id=member_id, ended_at=None).order_by("-id")[:PAGE_SIZE]
    )
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=clock.real_now()
        ).values_list("session_key", flat=True)
    )
    return tuple(
        values.SignInView(
            row.id, row.device, row.ip, row.method, row.started_at, row.session_key == session_key
        )
        for row in rows
        if row.session_key in alive
    )


def anti_phishing_phrase(member_id: UUID) -> str:
    """The words that every mail to this member carries; empty when none were chosen."""
    row = models.Member.objects.filter(id=member_id).values_list("anti_phishing_phrase", flat=True)
    return row.first() or ""
