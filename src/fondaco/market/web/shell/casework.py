"""What the three doors to a case share: its sentence, who is who, evidence sent, refusals.

Buyers, sellers and mediators see the same case from three sides; each door has its own pages
and the verbs of its side, and tells the case in the same words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from fondaco.kernel.errors import Refusal
from fondaco.market.cases import evidence
from fondaco.market.cases.rules.headline import headline
from fondaco.market.cases.values import CaseView
from fondaco.market.catalogue import pictures
from fondaco.market.catalogue.rules.pictures import MAX_BYTES
from fondaco.market.payments import queries as payments
from fondaco.market.payments.values import ChargebackView
from fondaco.market.trade.values import OrderView
from fondaco.market.web.shell.access import visitor_of
from fondaco.market.web.shell.words import day_words, money_words
from fondaco.money.amount import BadAmount, parse_amount
from fondaco.money.currency import currency as currency_of

LONGEST_AMOUNT = 12
THOUSAND_DIGITS = 3


def me(request: HttpRequest) -> UUID:
    """The signed-in member; the access table lets nobody else this far."""
    member_id = visitor_of(request).member_id
    assert member_id is not None  # noqa: S101 - the access table asks for a member
    return member_id


def page_number(request: HttpRequest) -> int:
    """The ``page`` asked for, from 1; anything else is 1."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def amount_of(text: str, currency: str) -> int:
    """What somebody typed as an amount, minor units; empty is 0.

    A comma or a point stands before the decimals, never between thousands: ``1,000`` may be one
    or a thousand, so it is refused and not guessed.
    """
    cleaned = text.strip()
    if not cleaned:
        return 0
    whole, mark, decimals = cleaned.replace(",", ".").partition(".")
    exponent = currency_of(currency).exponent
    try:
        if len(cleaned) > LONGEST_AMOUNT or (mark and not 0 < len(decimals) <= exponent):
            raise BadAmount(text)
        # In a currency with three decimals, a comma before three digits could be either.
        if "," in cleaned and len(decimals) == THOUSAND_DIGITS:
            raise BadAmount(text)
        return parse_amount(f"{whole}{mark and '.'}{decimals}", currency).amount_minor
    except BadAmount:
        raise Refusal(
            "amount_invalid",
            _("This is not an amount that can be read in one way only."),
            not_done=_("Nothing was done and no money moved."),
            next_step=_("Write it without a mark between thousands, as %(example)s.")
            % {"example": f"1250.{'50000'[:exponent]}" if exponent else "1250"},
            field="amount",
            status=422,
        ) from None


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several uploaded files, as a list; what they hold is judged when they are stored."""

    widget = SeveralFilesInput({"accept": "image/jpeg,image/png,image/webp,image/gif"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file checked as one would be."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFiles, self).clean(each, initial) for each in files]


class EvidenceForm(forms.Form):
    """A text, pictures, or both."""

    text = forms.CharField(
        label=lazy("What it shows"), widget=forms.Textarea({"rows": 3}), required=False
    )
    pictures = SeveralFiles(
        label=lazy("Pictures"), required=False, help_text=lazy("Up to eight, 12 MB each.")
    )
    private = forms.BooleanField(
        label=lazy("It shows an address or somebody else's data: only the mediator sees it"),
        required=False,
    )


def files_of(request: HttpRequest) -> list[bytes]:
    """The pictures of a form, read; refuses one that is too heavy before reading it."""
    sent = request.FILES.getlist("pictures")
    if any((each.size or 0) > MAX_BYTES for each in sent):
        raise pictures.refused("picture_too_heavy")
    return [each.read() for each in sent[: evidence.MOST_AT_ONCE]]


def drafts_of(request: HttpRequest, *, kind: str = "") -> list[evidence.Draft]:
    """The evidence of a form with the fields of :class:`EvidenceForm`. Outside transactions."""
    return evidence.drafts_of(
        files_of(request),
        text=request.POST.get("text", ""),
        kind=kind or request.POST.get("evidence_kind", ""),
        for_mediator_only="private" in request.POST,
    )


def picture(case_id: UUID, evidence_id: UUID, *, side: str, member_id: UUID) -> HttpResponse:
    """A picture of a case, for those who may see it; kept by nobody between."""
    content = evidence.read(evidence_id, case_id, side=side, member_id=member_id)
    return HttpResponse(
        content,
        content_type="image/webp",
        headers={"Cache-Control": "private, max-age=600", "Content-Disposition": "inline"},
    )


def sentence(view: CaseView, side: str, other: str) -> str:
    """The page's one sentence; ``other`` is the other side's name."""
    offer = view.standing_offer
    words = headline(
        view.state,
        side,
        offer_kind=offer.kind if offer and offer.side == "seller" else "",
        is_asked=view.asked_side == side,
        refunded_minor=view.refunded_minor,
        outcome_words=view.outcome_words,
    )
    amount = view.refunded_minor if view.state == "decided" else offer.amount_minor if offer else 0
    return _(words) % {
        "other": other,
        "day": day_words(view.due_at) if view.due_at else "",
        "sum": money_words(amount, view.currency),
    }


@dataclass(frozen=True, slots=True)
class Told:
    """What could not be done with a form, shown over the page; ``given`` is what was typed."""

    refusal: Refusal | None = None
    verb: str = ""
    given: Mapping[str, Any] | None = None

    @property
    def status(self) -> int:
        """The answer's status."""
        return self.refusal.status if self.refusal else 200


def party_names(side: str, *, buyer: str, seller: str) -> dict[str, str]:
    """What each party is called on a page of ``side``."""
    return {
        "buyer": _("You") if side == "buyer" else buyer,
        "seller": _("You") if side == "seller" else seller,
        "mediator": _("The mediator"),
        "carrier": _("The carrier"),
        "platform": _("Fondaco"),
        "network": _("The bank"),
        "trade": _("Fondaco"),
        "clock": _("By itself"),
        "second mediator": _("A second mediator"),
        "either side": _("Either side may appeal"),
        "card network": _("The cardholder's bank"),
    }


def next_facts(view: CaseView, names: Mapping[str, str]) -> dict[str, Any]:
    """Who is waited for, until when, who decides, and what happens by itself."""
    decides = {
        "mediation": _("A mediator of Fondaco, drawn at random, without ties to either side"),
        "evidence_asked": _("The mediator, when the answer is there"),
        "appeal": _("A second mediator, who had no hand in the first decision"),
        "decided": _("It is decided; either side may appeal once"),
        "card_fraud": _("Fondaco, by what the cardholder's bank had confirmed"),
        "chargeback_hold": _("The card network"),
    }.get(view.state, _("The two of you; from the first offer on, either side may ask a mediator"))
    return {
        "who": names.get(view.waits_for, view.waits_for),
        "until": view.due_at,
        "decides": decides,
        "otherwise": view.then,
    }


def held_minor(order: OrderView) -> int:
    """How much whoever holds the money has of it: what is in escrow, what the seller has after
    fee and refunds, or what came back to the buyer."""
    if order.holder == "fondaco":
        return order.escrow_minor
    if order.holder == "seller":
        return order.seller_minor
    return order.refunded_minor or order.total_minor


def at_bank_minor(found: Sequence[ChargebackView]) -> int:
    """How much of a payment its cardholder's bank has taken back from us until it decides."""
    return sum(
        each.amount_minor - each.excess_minor
        for each in found
        if each.state in {"opened", "answered"}
    )


def disputes(view: CaseView, intent_id: UUID) -> tuple[ChargebackView, ...]:
    """The chargebacks of the case's payment; asked for only when the case has met one."""
    met = view.state == "chargeback_hold" or view.reason == "chargeback"
    if not met and not any(step.event.startswith("chargeback") for step in view.steps):
        return ()
    return tuple(payments.chargebacks([intent_id]).get(intent_id, ()))
