"""A person says what an unmatched line of the bank is; the money moves there."""

from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, outbox
from fondaco.kernel.audit import Actor
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.payments import transfer, transfer_out
from fondaco.market.payments.models import OutgoingPayment, PlaceProposal, StatementLine
from fondaco.market.payments.rules.matching import MatchKind

PLACES = {
    "acquirer": AccountKind.ACQUIRER_RECEIVABLE,
    "cost": AccountKind.PROCESSING_COST,
    "loss": AccountKind.PLATFORM_LOSS,
    "fee": AccountKind.PLATFORM_FEE,
    "tax": AccountKind.TAX,
    "chargeback_fee": AccountKind.CHARGEBACK_FEE,
    "fund": AccountKind.PROTECTION_FUND,
}
"""Where a person may place an unmatched line."""

TRANSFER = "transfer"
BACK = "back"
CREDIT = "credit"
FUND = "fund"
"""The operator's own money for the protection fund. Nothing but refunds takes it out again."""


@action
def place(
    *,
    line_id: UUID,
    place: str,
    note: str,
    actor: Actor,
    alone_up_to_minor: int,
    reference: str = "",
    member_id: UUID | None = None,
) -> bool:
    """Place an unmatched line; the note says how one knows, and is kept.

    False when the line is of more than ``alone_up_to_minor``, in or out: then it waits for a
    second person, who answers by :func:`decide`.

    ``place`` is a key of :data:`PLACES`; ``transfer``, with the creditor reference of the
    transfer that the money was meant for; ``credit`` of the member who sent it, such as for
    what they owe; or ``back``, to the account that it came from. Raises :class:`Refusal`.
    """
    line = _open_line(line_id)
    if line.proposals.filter(decided_at=None).exists():
        raise Refusal(
            "line_proposed",
            _("Somebody has said already what this line is."),
            not_done=_("Nothing was changed."),
            next_step=_("Answer what they said first."),
        )
    if place not in {*PLACES, TRANSFER, BACK, CREDIT}:
        raise Refusal("place_unknown", _("Choose what this money is."), field="place", status=422)
    if len(note.strip()) < 5:
        raise Refusal(
            "note_missing",
            _("Write in a few words how you know what this money is."),
            not_done=_("Nothing was changed."),
            field="note",
            status=422,
        )
    said = PlaceProposal(
        line=line,
        place=place,
        reference=reference,
        member_id=member_id,
        note=note.strip()[:280],
        proposed_at=clock.now(),
    )
    if abs(line.amount_minor) <= alone_up_to_minor:
        _carry_out(line, said, actor)
        return True
    if actor.id is None:
        raise NotAllowed(_("A large sum is placed by two people whose names are known."))
    said.proposed_by = actor.id
    said.save(force_insert=True)
    _record(line, said, actor, "statement_line.propose")
    return False


@action
def decide(*, proposal_id: UUID, is_agreed: bool, actor: Actor) -> None:
    """A second person agrees, and the line is placed as proposed; or not, and it waits again.

    Raises :class:`Refusal` for the person who proposed it and for one that is answered, and
    whatever placing it raises.
    """
    said = PlaceProposal.objects.filter(id=proposal_id).first()
    if said is None:
        raise NotFound(_("There is no such proposal."), code="proposal_unknown")
    line = _open_line(said.line_id)
    said.refresh_from_db()  # as it is under the line's lock
    if said.decided_at is not None:
        raise Refusal(
            "proposal_answered",
            _("Somebody has answered this already."),
            not_done=_("Nothing was changed."),
        )
    if actor.id is None or actor.id == said.proposed_by:
        raise Refusal(
            "second_person_needed",
            _("Somebody else has to answer what you proposed."),
            not_done=_("Nothing was changed."),
            status=403,
        )
    said.decided_by, said.decided_at, said.is_agreed = actor.id, clock.now(), is_agreed
    said.save(update_fields=["decided_by", "decided_at", "is_agreed"])
    if is_agreed:
        _carry_out(line, said, actor)
    else:
        _record(line, said, actor, "statement_line.refuse")


def _open_line(line_id: UUID) -> StatementLine:
    """The line, locked, if it waits for a person."""
    line = StatementLine.objects.select_for_update().filter(id=line_id).first()
    if line is None or line.match_kind != MatchKind.UNMATCHED:
        raise NotFound(_("There is no such unmatched line."), code="line_unknown")
    if line.resolved_at is not None:
        raise Refusal(
            "line_placed",
            _("Somebody has placed this line already."),
            not_done=_("Nothing was changed."),
        )
    return line


def _carry_out(line: StatementLine, said: PlaceProposal, actor: Actor) -> None:
    place = said.place
    line.note = said.note
    line.resolved_at = clock.now()
    if place == TRANSFER:
        _to_transfer(line, said.reference)
    elif place == BACK:
        _send_back(line)
    elif place == CREDIT:
        _to_credit(line, said.member_id, {actor.id, said.proposed_by})
    else:
        if place == FUND:
            _check_came_in(line)
        post(line, f"placed{_round(line)}", AccountKind.UNMATCHED, PLACES[place])
    line.save(update_fields=["note", "resolved_at", "match_id"])
    _record(line, said, actor, "statement_line.place")


def _record(line: StatementLine, said: PlaceProposal, actor: Actor, act: str) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject_kind="statement_line",
        subject_id=line.id,
        place=said.place,
        amount_minor=line.amount_minor,
        currency=line.currency,
    )


def _to_transfer(line: StatementLine, reference: str) -> None:
    transfer_id = transfer.by_reference(reference)
    if transfer_id is None:
        raise Refusal(
            "reference_unknown",
            _("No transfer is expected with this reference."),
            not_done=_("Nothing was changed."),
            next_step=_("Compare it with the buyer's page: it begins with RF."),
            field="reference",
            status=422,
        )
    _check_came_in(line)
    if line.currency != transfer.CURRENCY:
        raise Refusal(
            "currency_wrong",
            _("Transfers are expected in euro only."),
            not_done=_("Nothing was changed."),
            next_step=_("Send the money back where it came from."),
            field="place",
            status=422,
        )
    line.match_id = transfer_id
    transfer.receive(transfer_id=transfer_id, line_id=line.id, source=AccountKind.UNMATCHED)


def _to_credit(line: StatementLine, member_id: UUID | None, staff: set[UUID | None]) -> None:
    if member_id is None:
        raise Refusal(
            "reference_unknown",
            _("Nobody owes us anything under this reference."),
            not_done=_("Nothing was changed."),
            next_step=_("Compare it with the buyer's page: it begins with FD."),
            field="reference",
            status=422,
        )
    if member_id in staff:
        raise NotAllowed(_("Nobody places money on an account of their own. Ask a colleague."))
    _check_came_in(line)
    ledger.post(
        key=f"statement-credit{_round(line)}:{line.id}",
        cause_kind="statement_line",
        cause_id=line.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.UNMATCHED, "", line.currency),
                AccountRef(AccountKind.BUYER_WALLET, str(member_id), line.currency),
                line.amount_minor,
            )
        ],
    )
    outbox.emit(
        "credit.added",
        line.id,
        member_id=str(member_id),
        amount_minor=line.amount_minor,
        currency=line.currency,
    )


def _send_back(line: StatementLine) -> None:
    _check_came_in(line)
    if not line.counterparty_iban:
        raise Refusal(
            "sender_unknown",
            _("The bank does not say which account this money came from."),
            not_done=_("Nothing was changed."),
            next_step=_("Ask the bank, or place it for now."),
            field="place",
            status=422,
        )
    turn = _round(line)
    payment = transfer_out.order(
        purpose="line",
        line=line,
        amount_minor=line.amount_minor,
        currency=line.currency,
        iban=line.counterparty_iban,
        holder_name=line.counterparty,
        text="Returned: we know of no payment with this reference",
        due_at=clock.now(),
    )
    ledger.post(
        key=f"statement-back{turn}:{line.id}",
        cause_kind="statement_line",
        cause_id=line.id,
        transfers=[
            TransferDraft(
                AccountRef(AccountKind.UNMATCHED, "", line.currency),
                transfer_out.held_on(payment),
                line.amount_minor,
            )
        ],
    )


def _check_came_in(line: StatementLine) -> None:
    if line.amount_minor <= 0:
        raise Refusal(
            "line_went_out",
            _("This money went out: nobody sent it to us."),
            not_done=_("Nothing was changed."),
            field="place",
            status=422,
        )


def _round(line: StatementLine) -> str:
    """Empty at first; a line whose money came back is placed again under a key of its own."""
    times = OutgoingPayment.objects.filter(line=line).count()
    return f"-{times}" if times else ""


def post(line: StatementLine, what: str, source: AccountKind, target: AccountKind) -> None:
    """Money that came in goes from ``source`` to ``target``, money that went out the other way."""
    came_in = AccountRef(source, "", line.currency), AccountRef(target, "", line.currency)
    one, other = came_in if line.amount_minor > 0 else came_in[::-1]
    ledger.post(
        key=f"statement-{what}:{line.id}",
        cause_kind="statement_line",
        cause_id=line.id,
        transfers=[TransferDraft(one, other, abs(line.amount_minor))],
    )
