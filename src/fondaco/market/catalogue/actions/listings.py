"""Listings: made, changed, shown, put away."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.catalogue import lifecycle
from fondaco.market.catalogue.actions import storing
from fondaco.market.catalogue.models import Category, Listing, PricePoint, Variant
from fondaco.market.catalogue.rules.listing import (
    ListingDraft,
    Problem,
    becomes_another,
    cleaned,
    problems,
)
from fondaco.market.catalogue.rules.markup import clean_html
from fondaco.market.members import queries as members


class BadDraft(Refusal):
    """The draft cannot be kept. ``problems`` says every reason, not only the first."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__(
            code=found[0].code,
            what=_(found[0].message),
            not_done=_("The listing was not saved."),
            next_step=_("Mend it and save again."),
            field=found[0].field,
            status=422,
            details={"problems": [[problem.field, problem.code] for problem in found]},
        )
        self.problems = tuple(found)


@action
def create_listing(*, seller_id: UUID, draft: ListingDraft, actor: Actor) -> UUID:
    """Keep a new listing, as a draft nobody sees yet, and return its id.

    The description is sanitised. Raises :class:`BadDraft`, and :class:`Refusal`
    ``sku_taken`` when another listing of the seller has one of the SKUs.
    """
    draft = _checked(draft)
    _refuse_taken_skus(seller_id, [variant.sku for variant in draft.variants])
    category = _category(draft.category)
    [listing_id] = storing.store_new(seller_id, [(draft, category)], actor.id)
    _audited(listing_id, "create", actor)
    return listing_id


def _checked(draft: ListingDraft) -> ListingDraft:
    draft = cleaned(draft)
    found = [problem for problem in problems(draft) if problem.severity == "error"]
    if found:
        raise BadDraft(found)
    return storing.with_html(draft, clean_html(draft.description_html))


def _category(slug: str) -> Category:
    found = Category.objects.filter(slug=slug).first()
    if found is None:
        raise BadDraft([Problem("category", "category_unknown", "Choose one of the categories.")])
    return found


def _refuse_taken_skus(seller_id: UUID, skus: Sequence[str], *, but_of: UUID | None = None) -> None:
    taken = Variant.objects.filter(seller_id=seller_id, sku__in=skus, retired_at=None)
    if but_of is not None:
        taken = taken.exclude(listing_id=but_of)
    sku = taken.values_list("sku", flat=True).first()
    if sku is not None:
        raise Refusal(
            "sku_taken",
            _("The SKU %(sku)s belongs to another of your listings.") % {"sku": sku},
            not_done=_("The listing was not saved."),
            next_step=_("Give this one its own SKU."),
            field="variants",
            status=422,
        )


@action
def revise_listing(*, seller_id: UUID, listing_id: UUID, draft: ListingDraft, actor: Actor) -> UUID:
    """Change a listing: new words make a new version, a changed product a new listing.

    A changed GTIN, brand or category withdraws this listing and returns the id of the one
    that succeeds it, without its reviews; else the id stays. Variants are matched by SKU;
    those not named are retired. Raises as :func:`create_listing`.
    """
    draft = _checked(draft)
    listing = _own(seller_id, listing_id)
    if listing.status == "withdrawn":
        raise Refusal(
            "listing_withdrawn",
            _("This listing was withdrawn."),
            not_done=_("Nothing was changed."),
            next_step=_("Make a new listing."),
        )
    version = listing.version
    assert version is not None  # noqa: S101 - a listing is stored with its first version
    category = _category(draft.category)
    old = (version.gtin, version.brand, version.category.slug)
    if listing.published_at and becomes_another(old, (draft.gtin, draft.brand, category.slug)):
        return _succeed(listing, draft, category, actor)
    _refuse_taken_skus(seller_id, [v.sku for v in draft.variants], but_of=listing_id)
    storing.store_change(listing, version, draft, category, actor.id)
    _audited(listing.id, "revise", actor)
    if listing.status == "live":
        outbox.emit("listing.revised", listing.id)
    return listing.id


def _succeed(listing: Listing, draft: ListingDraft, category: Category, actor: Actor) -> UUID:
    was_live = listing.status == "live"
    _take(listing, "withdraw", actor)
    _refuse_taken_skus(listing.seller_id, [variant.sku for variant in draft.variants])
    [new_id] = storing.store_new(
        listing.seller_id, [(draft, category)], actor.id, succeeds=listing.id
    )
    _audited(new_id, "create", actor, succeeds=str(listing.id))
    if was_live:
        publish(seller_id=listing.seller_id, listing_id=new_id, actor=actor)
    return new_id


@action
def publish(*, seller_id: UUID, listing_id: UUID, actor: Actor) -> None:
    """Let buyers find and buy it. Refuses while a problem blocks it or the seller is unverified."""
    listing = _own(seller_id, listing_id)
    if listing.status == "live":
        return
    refuse_unverified(seller_id)
    blocking = [p for p in problems(storing.draft_of(listing)) if p.severity != "advice"]
    if blocking:
        refusal = BadDraft(blocking)
        refusal.not_done = _("The listing was not published.")
        raise refusal
    _take(listing, "publish", actor)


def refuse_unverified(seller_id: UUID) -> None:
    """Raise :class:`Refusal` unless the seller may sell now (verified, not frozen)."""
    status = members.seller(seller_id).status
    if status != "verified":
        raise Refusal(
            "seller_not_verified",
            _("Only verified sellers can publish listings."),
            not_done=_("The listing was not published; it is kept as a draft."),
            next_step=_("Finish the verification of your shop first."),
            details={"status": status},
        )


@action
def pause(*, seller_id: UUID, listing_id: UUID, actor: Actor) -> None:
    """Take it off the shelves for a while; again it changes nothing."""
    listing = _own(seller_id, listing_id)
    if listing.status != "paused":
        _take(listing, "pause", actor)


@action
def withdraw(*, seller_id: UUID, listing_id: UUID, actor: Actor) -> None:
    """Take it off the shelves for good; orders, reviews and cases keep its versions."""
    listing = _own(seller_id, listing_id)
    if listing.status != "withdrawn":
        _take(listing, "withdraw", actor)


@action
def set_price(
    *,
    seller_id: UUID,
    variant_id: UUID,
    price_minor: int,
    compare_at_minor: int | None = None,
    actor: Actor | None = None,
) -> None:
    """Change one variant's price (minor units of the listing's currency, above zero)."""
    variant = Variant.objects.select_for_update().filter(id=variant_id, seller_id=seller_id).first()
    if variant is None:
        raise NotFound(_("There is no such variant."))
    if price_minor <= 0 or (compare_at_minor is not None and compare_at_minor <= price_minor):
        raise BadDraft(
            [
                Problem(
                    "price",
                    "price_invalid",
                    "The price must be above zero and below the former price.",
                )
            ]
        )
    changed = variant.price_minor != price_minor
    variant.price_minor, variant.compare_at_minor = price_minor, compare_at_minor
    variant.save(update_fields=["price_minor", "compare_at_minor"])
    if changed:
        audit.record(
            actor=actor or Actor("seller", seller_id),
            act="listing.set_price",
            subject_kind="listing",
            subject_id=variant.listing_id,
            variant_id=str(variant.id),
            price_minor=price_minor,
        )
        PricePoint.objects.create(variant=variant, price_minor=price_minor, at=clock.now())
    Listing.objects.filter(id=variant.listing_id).update(revision=F("revision") + 1)
    if Listing.objects.filter(id=variant.listing_id, status="live").exists():
        outbox.emit("listing.revised", variant.listing_id)


def _audited(listing_id: UUID, act: str, actor: Actor, **details: str) -> None:
    audit.record(
        actor=actor, act=f"listing.{act}", subject_kind="listing", subject_id=listing_id, **details
    )


def _own(seller_id: UUID, listing_id: UUID) -> Listing:
    """The seller's listing, locked; raises :class:`NotFound` for anyone else's."""
    listing = (
        Listing.objects.select_for_update(of=("self",))
        .select_related("version__category")
        .filter(id=listing_id, seller_id=seller_id)
        .first()
    )
    if listing is None:
        raise NotFound(_("There is no such listing in your shop."))
    return listing


def _take(listing: Listing, event: str, actor: Actor) -> None:
    """Take one step of the lifecycle: store it, audit it, tell it."""
    step = lifecycle.step(listing.status, event)
    if step is None:
        raise Refusal(
            "step_not_possible",
            _("This listing cannot be changed in that way now."),
            not_done=_("Nothing was changed."),
        )
    moment = clock.now()
    listing.status = step.next_state
    listing.revision += 1
    if step.next_state == "live":
        listing.published_at = listing.published_at or moment
    if step.next_state == "withdrawn":
        listing.withdrawn_at = moment
        listing.variants.filter(retired_at=None).update(retired_at=moment)
    listing.save(update_fields=["status", "revision", "published_at", "withdrawn_at"])
    _audited(listing.id, event, actor)
    outbox.emit(step.news, listing.id, seller_id=str(listing.seller_id))
