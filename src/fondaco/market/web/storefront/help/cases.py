"""How a case goes, written from the table that cases run on; and how cases ended here."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_safe

from fondaco.market.cases import queries as cases
from fondaco.market.cases.lifecycle import TABLE
from fondaco.market.cases.rules.reasons import REASONS, Reason
from fondaco.market.cases.rules.telling import STATE_WORDS
from fondaco.market.cases.rules.waits import WAITS, Wait
from fondaco.market.cases.rules.words import Event, Role, State, Unit
from fondaco.market.trade import queries as trade
from fondaco.market.trade.rules.policy import CaseTerms
from fondaco.market.web.shell.case_words import shares
from fondaco.market.web.shell.kept_pages import kept

PARTIES = {
    "seller": lazy("the seller"),
    "buyer": lazy("you, the buyer"),
    "carrier": lazy("the carrier"),
    "mediator": lazy("a mediator"),
    "side that was asked": lazy("the side that was asked"),
    "either side": lazy("either side"),
    "second mediator": lazy("a second mediator"),
    "platform": lazy("us"),
    "card network": lazy("the card network"),
}
COUNTED = {
    Unit.DAYS: ngettext_lazy("%(n)s day", "%(n)s days", "n"),
    Unit.BUSINESS_DAYS: ngettext_lazy("%(n)s business day", "%(n)s business days", "n"),
}
BUYER_ACTS = {
    Event.OFFER: lazy("answer with another proposal"),
    Event.AGREE_REFUND: lazy("accept a refund"),
    Event.AGREE_RETURN: lazy("agree to send it back"),
    Event.AGREE_REPLACEMENT: lazy("agree to a replacement"),
    Event.MEDIATE: lazy("ask for a mediator"),
    Event.WITHDRAW: lazy("end the case"),
    Event.EXTEND: lazy("take more days to send it, once"),
    Event.ANSWER_EVIDENCE: lazy("send the evidence asked for"),
    Event.APPEAL: lazy("appeal, once"),
    Event.REOPEN: lazy("open it again, once, if you missed the return"),
}
"""What a buyer can do, in words; a test asks that none of the table is missing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One state of the table: who is waited for, how long, what silence does, a buyer's acts."""

    state: State
    title: str
    party: str
    how_long: str
    then: str
    acts: tuple[str, ...]


def steps(terms: CaseTerms) -> list[Step]:
    """Every state in the table's order, with today's numbers."""
    found = [_step(wait, terms) for wait in WAITS]
    closed = _("Nobody is waited for any more.")
    return [
        *found,
        Step(State.CLOSED, _(STATE_WORDS["closed"]), "", "", closed, _acts(State.CLOSED)),
    ]


def _step(wait: Wait, terms: CaseTerms) -> Step:
    number: int = getattr(terms, wait.number)
    return Step(
        wait.state,
        _(STATE_WORDS[wait.state]),
        str(PARTIES[wait.party]),
        str(COUNTED[wait.unit] % {"n": number}),
        _(wait.then),
        _acts(wait.state),
    )


def _acts(state: State) -> tuple[str, ...]:
    events = [row.event for row in TABLE if row.state is state and row.role is Role.BUYER]
    return tuple(str(BUYER_ACTS[event]) for event in dict.fromkeys(events))


def _version(**_arguments: Any) -> object:
    return trade.policy_mark()


@kept(_version)
@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """What happens, who is waited for, how long, and what if they stay silent?"""
    policy = trade.policy()
    context = {
        "policy": policy,
        "steps": steps(policy.cases),
        "reasons": [terms for reason, terms in REASONS.items() if reason is not Reason.CHARGEBACK],
    }
    return render(request, "storefront/help/cases.html", context)


def _moved(**_arguments: Any) -> object:
    return cases.figures_mark()


@kept(_moved)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How often does something go wrong here, how does it end, how long does it take?"""
    house = cases.house_figures()
    endings = shares(house.cases.endings)
    context = {
        "house": house,
        "share": (house.cases.per_100_orders_x100 or 0) / 100,
        "endings": endings,
        "closed": sum(count for _name, count in endings),
        "reasons": [(_(REASONS[Reason(name)].title), n) for name, n in house.reasons.items()],
    }
    return render(request, "storefront/help/figures.html", context)
