"""What the shop has, what is on its way to the bank, and what it paid for."""

import csv
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fondaco.market.ledger import queries as books
from fondaco.market.ledger.rules import AccountKind, AccountRef
from fondaco.market.members.values import SellerView
from fondaco.market.payments import bank_queries
from fondaco.market.trade import queries as trade
from fondaco.market.web.seller.money import reserve_words
from fondaco.market.web.seller.money.words import told
from fondaco.market.web.seller.nav import frame
from fondaco.money.amount import Money

SHOWN = 40
IN_FILE = 5_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Balance, reserve and debt; the next payout or what keeps it; payouts; movements; fees."""
    shared = frame(request)
    seller: SellerView = shared["seller"]
    payouts = bank_queries.payouts_of(seller.id)
    outlook = bank_queries.next_payout(seller.id, seller.currency)
    reserve = trade.reserve(seller.id, seller.currency)
    movements = [told(movement) for movement in _latest(seller.id, SHOWN)]
    references = trade.references(each.order_id for each in movements if each.order_id)
    return render(
        request,
        "seller/money/index.html",
        shared
        | {
            "outlook": outlook,
            "balances": _balances(seller.id, seller.currency),
            "on_its_way_minor": sum(
                payout.amount_minor
                for payout in payouts
                if payout.state in {"made", "sent"} and payout.currency == seller.currency
            ),
            "payouts": payouts[:12],
            "movements": [
                (each, references.get(each.order_id) if each.order_id else None)
                for each in movements
            ],
            "terms": _terms(seller),
            "reserve": reserve,
            "kept": reserve_words.kept(reserve.parts, reserve.standing.wanted_minor),
            "reserve_outlook": reserve_words.outlook(reserve, seller.tier),
        },
    )


def _latest(seller_id: UUID, limit: int) -> list[books.Movement]:
    """The newest movements, by when they were, which is not always when they were written."""
    found = books.latest_movements(owner=str(seller_id), limit=limit)
    return sorted(found, key=lambda movement: movement.posted_at, reverse=True)


def _balances(seller_id: UUID, currency: str) -> dict[str, int]:
    def balance(kind: AccountKind) -> int:
        return books.balance(AccountRef(kind, str(seller_id), currency))

    return {
        "reserve_minor": balance(AccountKind.SELLER_RESERVE),
        "debt_minor": -balance(AccountKind.SELLER_DEBT),
    }


def _terms(seller: SellerView) -> dict[str, Any]:
    """The fee that applies to this shop under today's policy."""
    policy = trade.policy()
    tier = policy.tier(seller.tier)
    return {
        "fee_bps": max(policy.fee_bps - tier.fee_discount_bps, 0),
        "fixed_minor": policy.fee_fixed.get(seller.currency, 0),
        "tier": seller.tier,
    }


@require_safe
def movements_csv(request: HttpRequest) -> HttpResponse:
    """The movements as a file for the books; amounts in major units, times in UTC."""
    seller: SellerView = frame(request)["seller"]
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fondaco-{seller.slug}-movements.csv"'
    rows = csv.writer(answer)
    rows.writerow(["at_utc", "what", "amount", "currency", "cause", "entry"])
    for movement in _latest(seller.id, IN_FILE):
        line = told(movement)
        rows.writerow(
            [
                line.at.isoformat(timespec="seconds"),
                line.words,
                Money(line.amount_minor, line.currency).to_decimal(),
                line.currency,
                f"{movement.cause_kind}:{movement.cause_id}",
                movement.entry_id,
            ]
        )
    return answer
