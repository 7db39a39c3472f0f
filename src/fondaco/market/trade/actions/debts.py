"""What is owed to the platform: written down with its cause, collected, objected to, written off.

Buyers owe what came to them twice, or what an appeal took back. It is paid by their next
refunds and by their credit, as soon as there is any; they can transfer it too, which becomes
credit. Sellers owe what the fund or the platform paid for them; their coming money pays it.
What nothing has paid after the policy's time is borne by the fund, else by the platform.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock, deadlines, outbox
from fondaco.kernel.errors import NotAllowed, NotFound, Refusal
from fondaco.kernel.ids import new_id, reference
from fondaco.kernel.outbox import Event as News
from fondaco.kernel.transaction import action
from fondaco.market.ledger import actions as ledger_actions
from fondaco.market.ledger import queries as ledger
from fondaco.market.ledger.rules import AccountKind, AccountRef, TransferDraft
from fondaco.market.trade import models
from fondaco.market.trade.actions.policy import policy_of
from fondaco.market.trade.queries import terms
from fondaco.market.trade.queries.links import are_linked
from fondaco.market.trade.rules import debts as rules

KIND = "trade.debt"
OBJECTION_KIND = "trade.debt_objection"
_ACCOUNTS = {"buyer": AccountKind.BUYER_DEBT, "seller": AccountKind.SELLER_DEBT}
LONGEST = 1_000


@action
def arise(
    *,
    order: models.SellerOrder,
    side: str,
    amount_minor: int,
    cause_kind: str,
    cause_id: UUID,
) -> None:
    """Write down why somebody owes this; the caller posts it in the same transaction.

    A buyer is told; credit of theirs pays it with the next news. The same cause counts once.
    """
    owner_id = order.buyer_id if side == "buyer" else order.seller_id
    debt_id = new_id()
    debt, is_new = models.Debt.objects.get_or_create(
        side=side,
        cause_kind=cause_kind,
        cause_id=cause_id,
        defaults={
            "id": debt_id,
            "owner_id": owner_id,
            "order": order,
            "reference": reference("FD", debt_id),
            "currency": order.currency,
            "amount_minor": amount_minor,
            "left_minor": amount_minor,
            "arisen_at": clock.now(),
        },
    )
    if not is_new:
        return
    days = policy_of(order).debt_written_off_days
    deadlines.set_deadline(
        kind=KIND, subject_id=debt.id, due_at=debt.arisen_at + timedelta(days=days)
    )
    if side == "buyer":
        outbox.emit("debt.arisen", debt.id, **_about(debt))


def account(debt: models.Debt) -> AccountRef:
    """The books' account that this debt stands on, with others of the same person."""
    return AccountRef(_ACCOUNTS[debt.side], str(debt.owner_id), debt.currency)


def collectible(buyer_id: UUID, currency: str) -> tuple[list[models.Debt], int]:
    """The buyer's debts that may be collected now, locked, oldest first, and their sum."""
    rows = list(
        models.Debt.objects.select_for_update()
        .filter(side="buyer", owner_id=buyer_id, currency=currency, closed_at=None)
        .order_by("id")
    )
    free = [row for row in rows if not _is_paused(row)]
    return free, sum(row.left_minor for row in free)


def pay(rows: list[models.Debt], amount_minor: int) -> None:
    """Count what the caller posts to the locked debts, the oldest first."""
    for row, minor in zip(
        rows, rules.taken([row.left_minor for row in rows], amount_minor), strict=True
    ):
        if minor:
            row.left_minor -= minor
            _close_if_paid(row)


def _close_if_paid(row: models.Debt) -> None:
    if row.left_minor == 0:
        row.closed_at = clock.now()
        deadlines.cancel_deadline(kind=KIND, subject_id=row.id)
    row.save(update_fields=["left_minor", "closed_at"])


def on_credit(news: News) -> None:
    """Handler: a member has credit, or owes something: the one pays the other."""
    member = news.data.get("member_id") or news.data["buyer_id"]
    collect(buyer_id=UUID(str(member)), currency=str(news.data["currency"]))


@action
def collect(*, buyer_id: UUID, currency: str) -> int:
    """Take what a buyer owes from their credit, as far as it goes; returns how much that was."""
    rows, owed = collectible(buyer_id, currency)
    wallet = AccountRef(AccountKind.BUYER_WALLET, str(buyer_id), currency)
    minor = min(owed, ledger.balance(wallet))
    if minor <= 0:
        return 0
    ledger_actions.post(
        key=f"debt-from-credit:{new_id()}",
        cause_kind="debt",
        cause_id=rows[0].id,
        transfers=[TransferDraft(wallet, account(rows[0]), minor)],
    )
    pay(rows, minor)
    outbox.emit("debt.collected", rows[0].id, **_about(rows[0]) | {"amount_minor": minor})
    return minor


@action
def object_to(*, debt_id: UUID, member_id: UUID, text: str) -> None:
    """The buyer says why they do not owe it: once, and it is not collected until we answer.

    The policy of the order says how long we may take for it; after that it stays owed.
    """
    debt = _locked(debt_id)
    if debt is None or debt.side != "buyer" or debt.owner_id != member_id:
        raise NotFound(_("There is no such debt."), code="debt_unknown")
    words = text.strip()
    if len(words) < 10 or len(words) > LONGEST:
        raise Refusal(
            "objection_missing",
            _("Say in a few sentences why you do not owe this."),
            not_done=_("Nothing was sent."),
            field="text",
            status=422,
        )
    if debt.objected_at is not None or debt.closed_at is not None:
        raise Refusal(
            "objection_made",
            _("You have objected to this before, or it is settled."),
            not_done=_("Nothing was sent."),
            next_step=_("Look at the page again: what was answered stands there."),
        )
    days = policy_of(debt.order).debt_objection_days
    debt.objection, debt.objected_at = words, clock.now()
    debt.objection_until = debt.objected_at + timedelta(days=days)
    debt.save(update_fields=["objection", "objected_at", "objection_until"])
    deadlines.set_deadline(kind=OBJECTION_KIND, subject_id=debt.id, due_at=debt.objection_until)
    _record(debt, audit.Actor("member", member_id), "debt.objected")


@action
def answer(*, debt_id: UUID, actor: audit.Actor, is_owed: bool, text: str) -> None:
    """Finance answers an objection: it stays owed, or the platform bears it at once.

    One person drops no more than the policy lets one person decide about.
    """
    debt = _locked(debt_id)
    if debt is None or debt.objected_at is None or debt.answered_at or debt.closed_at:
        raise NotFound(_("There is no objection to answer here."), code="objection_unknown")
    if debt.owner_id == actor.id:
        raise NotAllowed(_("Nobody decides about a debt of their own. Ask a colleague."))
    if not 10 <= len(text.strip()) <= LONGEST:
        raise Refusal(
            "answer_missing",
            _("Give the reasons: the buyer reads them."),
            not_done=_("Nothing was answered."),
            field="text",
            status=422,
        )
    if not is_owed and debt.left_minor > terms.policy().alone_up_to(debt.currency):
        raise Refusal(
            "too_much_alone",
            _("This is more than one person may let go of."),
            not_done=_("Nothing was answered."),
            next_step=_("Let it stand, or have the case decided again."),
        )
    _answered(debt, actor, text.strip(), step="kept" if is_owed else "dropped")
    if not is_owed:
        _write_off(debt, 0, debt.left_minor, actor)


def _answered(debt: models.Debt, actor: audit.Actor, text: str, *, step: str) -> None:
    debt.answer, debt.answered_at = text, clock.now()
    debt.save(update_fields=["answer", "answered_at"])
    deadlines.cancel_deadline(kind=OBJECTION_KIND, subject_id=debt.id)
    _record(debt, actor, "debt.answered", is_owed=step != "dropped")
    outbox.emit("debt.answered", debt.id, step=step, **_about(debt))


def _is_paused(debt: models.Debt) -> bool:
    return debt.objected_at is not None and debt.answered_at is None


@action
def objection_over(*, subject_id: UUID, due_at: datetime) -> None:
    """Deadline: nobody answered the objection. It stays owed, and the buyer is told."""
    debt = _locked(subject_id)
    if debt is not None and debt.closed_at is None and _is_paused(debt):
        _answered(debt, audit.SYSTEM, "", step="unanswered")


@action
def time_over(*, subject_id: UUID, due_at: datetime) -> None:
    """Deadline: nothing paid it. The fund bears it, else the platform.

    Not while an objection may still be answered: it waits for the end of that time.
    """
    debt = _locked(subject_id)
    if debt is None or debt.closed_at is not None:
        return
    if _is_paused(debt):
        if debt.objection_until is not None and clock.now() < debt.objection_until:
            deadlines.set_deadline(kind=KIND, subject_id=debt.id, due_at=debt.objection_until)
            return
        _answered(debt, audit.SYSTEM, "", step="unanswered")
    left = debt.left_minor if debt.side == "buyer" else _left_of_seller(debt)
    free = _fund_free(debt, left)
    linked = are_linked(debt.order.seller_id, debt.order.buyer_id)
    fund, platform = rules.borne(left, fund_free_minor=free, are_linked=linked)
    _write_off(debt, fund, platform, audit.SYSTEM)


def _left_of_seller(debt: models.Debt) -> int:
    rows = models.Debt.objects.filter(
        side="seller", owner_id=debt.owner_id, currency=debt.currency, closed_at=None
    )
    newer = list(rows.filter(id__gte=debt.id).order_by("id").values_list("amount_minor", flat=True))
    return rules.left_of_oldest(newer, -ledger.balance(account(debt)))


def _fund_free(debt: models.Debt, left_minor: int) -> int:
    """What the fund really has: its claims on sellers are no money, but for this one, which it
    bears now itself."""
    fund = ledger.total(AccountKind.PROTECTION_FUND, debt.currency)
    claims = -ledger.total(AccountKind.SELLER_DEBT, debt.currency)
    return fund - claims + (left_minor if debt.side == "seller" else 0)


def _write_off(debt: models.Debt, fund_minor: int, platform_minor: int, actor: audit.Actor) -> None:
    sources = (
        (AccountRef(AccountKind.PROTECTION_FUND, "", debt.currency), fund_minor),
        (AccountRef(AccountKind.PLATFORM_LOSS, "", debt.currency), platform_minor),
    )
    drafts = [TransferDraft(source, account(debt), minor) for source, minor in sources if minor]
    if drafts:
        ledger_actions.post(
            key=f"debt-written-off:{debt.id}",
            cause_kind="debt",
            cause_id=debt.id,
            transfers=drafts,
        )
        _record(
            debt, actor, "debt.written_off", fund_minor=fund_minor, platform_minor=platform_minor
        )
    debt.fund_minor, debt.platform_minor = fund_minor, platform_minor
    debt.left_minor, debt.closed_at = 0, clock.now()
    debt.save(update_fields=["fund_minor", "platform_minor", "left_minor", "closed_at"])
    deadlines.cancel_deadline(kind=KIND, subject_id=debt.id)


def _locked(debt_id: UUID) -> models.Debt | None:
    return (
        models.Debt.objects.select_for_update(of=("self",))
        .select_related("order", "order__policy")
        .filter(id=debt_id)
        .first()
    )


def _record(debt: models.Debt, actor: audit.Actor, act: str, **details: object) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject_kind="debt",
        subject_id=debt.id,
        owner_id=str(debt.owner_id),
        currency=debt.currency,
        **details,
    )


def _about(debt: models.Debt) -> dict[str, str | int]:
    return {
        "member_id": str(debt.owner_id),
        "order_id": str(debt.order_id),
        "reference": debt.order.reference,
        "debt_reference": debt.reference,
        "amount_minor": debt.amount_minor,
        "currency": debt.currency,
    }
