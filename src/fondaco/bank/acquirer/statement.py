"""The statement of a day of the marketplace's account."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.conf import settings

from fondaco.bank.acquirer import camt
from fondaco.bank.acquirer.models import Capture, ChargebackMove, PaymentOrder, Refund
from fondaco.bank.acquirer.settle import close_days
from fondaco.bank.issuer.payees import creditor_reference
from fondaco.bank.issuer.queries import (
    AccountView,
    BookingView,
    accounts_with_iban,
    balance_before,
    lines_of_day,
)
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal


def statement(*, iban: str, day: date) -> bytes:
    """The camt.053 of a day that is over. Closes days that should be closed by then.

    Raises :class:`NotFound` for another account and :class:`Refusal` for today and later.
    """
    if iban != settings.MERCHANT_IBAN:
        raise NotFound("There is no such account at this desk.")
    if day >= clock.today():
        raise Refusal(
            "day_not_over",
            "The day is not over.",
            not_done="No statement was made.",
            next_step="Ask again the day after.",
        )
    close_days(day)
    accounts = accounts_with_iban(iban)
    return camt.write(
        day=day,
        made_at=clock.now(),
        message_id=f"STMT-{day:%Y%m%d}-{iban[-6:]}",
        days=[_day(account, day) for account in accounts],
    )


def _day(account: AccountView, day: date) -> camt.Day:
    booked = lines_of_day(account.id, day)
    opening = balance_before(account.id, day)
    details = _details([line for line in booked if line.kind == "settlement"])
    reasons = dict(
        PaymentOrder.objects.filter(
            end_to_end_id__in=[
                line.reference for line in booked if line.kind == "transfer_returned"
            ]
        ).values_list("end_to_end_id", "reason_code")
    )
    return camt.Day(
        account_id=str(account.id),
        iban=account.iban,
        owner=account.holder_name,
        currency=account.currency,
        opening_minor=opening,
        closing_minor=opening + sum(line.amount_minor for line in booked),
        lines=[_line(line, details, reasons) for line in booked],
    )


def _line(
    line: BookingView, details: dict[str, list[camt.Detail]], reasons: dict[str, str]
) -> camt.Line:
    transfer = line.kind.startswith("transfer")
    return camt.Line(
        bank_reference=str(line.id).replace("-", "") if transfer else _reference(line),
        kind=line.kind,
        amount_minor=line.amount_minor,
        text=line.text,
        end_to_end_id=line.reference if transfer else "",
        counterparty=line.counterparty,
        counterparty_iban=line.counterparty_iban,
        creditor_reference=creditor_reference(line.text) if line.kind == "transfer_in" else "",
        return_code=reasons.get(line.reference, "") if line.kind == "transfer_returned" else "",
        details=tuple(details.get(line.reference, ())) if line.kind == "settlement" else (),
    )


def _reference(line: BookingView) -> str:
    """SETTLEMENT-20261125-EUR for what came in, COST-… for what it cost."""
    if line.kind == "acquirer_cost":
        return line.reference.replace("SETTLEMENT", "COST")
    return line.reference or str(line.id).replace("-", "")


def _details(settlements: list[BookingView]) -> dict[str, list[camt.Detail]]:
    """Every capture, refund and chargeback of these settlements, by settlement reference."""
    references = [line.reference for line in settlements]
    found: dict[str, list[camt.Detail]] = defaultdict(list)
    captures = Capture.objects.filter(settlement__reference__in=references)
    for capture in captures.select_related("authorization", "settlement").order_by("id"):
        text = f"Capture {capture.authorization.network_reference}"
        _add(found, capture.settlement, capture.id, capture.amount_minor, text)
    refunds = Refund.objects.filter(settlement__reference__in=references)
    for refund in refunds.select_related("settlement").order_by("id"):
        text = f"Refund {refund.network_reference}"
        _add(found, refund.settlement, refund.id, -refund.amount_minor, text)
    moves = ChargebackMove.objects.filter(settlement__reference__in=references)
    for move in moves.select_related("chargeback", "settlement").order_by("id"):
        amount_minor = move.direction * move.chargeback.amount_minor
        _add(found, move.settlement, move.chargeback_id, amount_minor, "Chargeback")
    return found


def _add(
    found: dict[str, list[camt.Detail]],
    settlement: object,
    row_id: UUID,
    amount_minor: int,
    text: str,
) -> None:
    reference = getattr(settlement, "reference", "")
    identifier = str(row_id).replace("-", "")
    found[reference].append(camt.Detail(identifier, identifier, amount_minor, text))
