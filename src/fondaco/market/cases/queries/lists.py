"""Cases in lists: a buyer's, a seller's by what is due, an order's, the mediators' queue."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from fondaco.market.cases.models import Case, CaseLine, Proposal
from fondaco.market.cases.queries.one import waits_for
from fondaco.market.cases.rules.reasons import REASONS, Reason
from fondaco.market.cases.rules.telling import OUTCOME_WORDS, STATE_WORDS
from fondaco.market.cases.rules.words import State
from fondaco.market.cases.values import CaseCard, Page

PAGE_SIZE = 20
SELLER_LISTS = ("due", "open", "closed")
QUEUES = ("mine", "unassigned", "signatures", "fraud", "all")

_WAITS_FOR_SELLER = Q(
    state__in=[
        State.OPEN, State.COUNTER, State.REPLACEMENT, State.RETURN_LABEL, State.RETURN_CHECK,
    ]
) | Q(state=State.EVIDENCE_ASKED, asked_side="seller")  # fmt: skip
_DESK = Q(state__in=[State.MEDIATION, State.APPEAL, State.EVIDENCE_ASKED, State.CARD_FRAUD])


def buyer_of(case_id: UUID) -> UUID | None:
    """Whose case it is; None for an unknown one. For the access table."""
    return Case.objects.filter(id=case_id).values_list("buyer_id", flat=True).first()


def seller_of(case_id: UUID) -> UUID | None:
    """Which seller the case is about; None for an unknown one. For the access table."""
    return Case.objects.filter(id=case_id).values_list("seller_id", flat=True).first()


def cases_of_order(order_id: UUID) -> list[CaseCard]:
    """An order's cases, newest first."""
    rows = list(Case.objects.filter(order_id=order_id).order_by("-opened_at", "-id"))
    return _cards(rows, "buyer")


def cases_of_buyer(member_id: UUID, page: int = 1) -> Page:
    """A buyer's cases, newest first. Two statements."""
    rows = Case.objects.filter(buyer_id=member_id).order_by("-opened_at", "-id")
    return _page(rows, page, "buyer", {})


def cases_of_seller(seller_id: UUID, which: str = "due", page: int = 1) -> Page:
    """A seller's cases: what is due (first due first), open, or closed; ``counts`` of each."""
    mine = Case.objects.filter(seller_id=seller_id)
    parts = {
        "due": mine.filter(_WAITS_FOR_SELLER),
        "open": mine.exclude(state=State.CLOSED),
        "closed": mine.filter(state=State.CLOSED),
    }
    counts = mine.aggregate(
        due=Count("id", filter=_WAITS_FOR_SELLER),
        open=Count("id", filter=~Q(state=State.CLOSED)),
        closed=Count("id", filter=Q(state=State.CLOSED)),
    )
    chosen = parts.get(which, parts["due"])
    ordering = ("-closed_at", "-id") if which == "closed" else ("due_at", "id")
    return _page(chosen.order_by(*ordering), page, "seller", counts)


def due_for_seller(seller_id: UUID) -> int:
    """How many cases wait for this seller."""
    return Case.objects.filter(_WAITS_FOR_SELLER, seller_id=seller_id).count()


def mediation_queue(member_id: UUID, which: str = "mine", page: int = 1) -> Page:
    """What the house has to decide, first due first: one's own, those nobody has, those that
    wait for a second signature, payments that are "not mine", or all; ``counts`` of each."""
    signed = Proposal.objects.exclude(mediator_id=member_id).values("case_id")
    conditions = {
        "mine": _DESK & Q(mediator_id=member_id),
        "unassigned": Q(state__in=[State.MEDIATION, State.APPEAL], mediator_id=None),
        "signatures": Q(id__in=signed, state__in=[State.MEDIATION, State.APPEAL]),
        "fraud": Q(state=State.CARD_FRAUD),
        "all": _DESK,
    }
    counts = Case.objects.aggregate(
        **{f"n_{name}": Count("id", filter=each) for name, each in conditions.items()}
    )
    rows = Case.objects.filter(conditions.get(which, _DESK)).order_by(
        F("due_at").asc(nulls_last=True), "id"
    )
    return _page(rows, page, "mediator", {name: counts[f"n_{name}"] for name in conditions})


def _page(rows: QuerySet[Case], page: int, side: str, counts: dict[str, int]) -> Page:
    start = (max(page, 1) - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    cards = tuple(_cards(found[:PAGE_SIZE], side))
    return Page(cards, max(page, 1), len(found) > PAGE_SIZE, counts)


def _cards(rows: Iterable[Case], side: str) -> list[CaseCard]:
    shown = list(rows)
    titles: dict[UUID, list[str]] = {}
    lines = CaseLine.objects.filter(case__in=shown).order_by("line_id")
    for case_id, title in lines.values_list("case_id", "title"):
        titles.setdefault(case_id, []).append(title)
    signing = set(
        Proposal.objects.filter(case__in=shown).values_list("case_id", flat=True)
        if side == "mediator"
        else ()
    )
    return [
        CaseCard(
            id=row.id,
            reference=row.reference,
            order_id=row.order_id,
            order_reference=row.order_reference,
            buyer_id=row.buyer_id,
            seller_id=row.seller_id,
            reason=row.reason,
            reason_title=REASONS[Reason(row.reason)].title,
            state=row.state,
            state_words=STATE_WORDS[row.state],
            waits_for=waits_for(row),
            due_at=row.due_at,
            outcome_words=OUTCOME_WORDS.get(row.outcome, ""),
            amount_minor=row.amount_minor,
            refunded_minor=row.refunded_minor,
            currency=row.currency,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            titles=tuple(titles.get(row.id, ())),
            mediator_id=row.mediator_id,
            is_due=waits_for(row) == side,
            waits_for_signature=row.id in signing,
        )
        for row in shown
    ]
