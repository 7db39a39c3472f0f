"""Along which ways money may move between kinds of accounts, as one table. Pure.

The picture of the books in the documentation is drawn from it. The rooms' tests refuse a posting
whose way has no row here, so that the picture cannot fall behind the code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from fondaco.market.ledger.rules import NEVER_NEGATIVE, NEVER_POSITIVE, OWNED, AccountKind

_K = AccountKind


@dataclass(frozen=True, slots=True)
class Flow:
    """What happens in the house, from which kinds of accounts to which it may move money."""

    act: str
    sources: tuple[AccountKind, ...]
    targets: tuple[AccountKind, ...]

    def ways(self) -> Iterator[tuple[AccountKind, AccountKind]]:
        """Each source with each target; one account kind to itself only where it stands in both
        alone (a refund's money is split between two payments)."""
        for source, target in product(self.sources, self.targets):
            if source is not target or (len(self.sources), len(self.targets)) == (1, 1):
                yield source, target


_WHO_BEARS = (_K.PROTECTION_FUND, _K.PLATFORM_LOSS)
_SELLERS = (_K.SELLER_BALANCE, _K.SELLER_RESERVE)
_PLACES = (
    _K.ACQUIRER_RECEIVABLE,
    _K.PROCESSING_COST,
    _K.PLATFORM_LOSS,
    _K.PLATFORM_FEE,
    _K.TAX,
    _K.CHARGEBACK_FEE,
)

OF_ORDERS: tuple[Flow, ...] = (
    Flow("captured", (_K.ACQUIRER_RECEIVABLE,), (_K.ESCROW,)),
    Flow("transfer came in", (_K.BANK_CASH, _K.UNMATCHED), (_K.TRANSFER_HELD,)),
    Flow("paid by transfer or credit", (_K.TRANSFER_HELD, _K.BUYER_WALLET), (_K.ESCROW,)),
    Flow("released", (_K.ESCROW,), (_K.PLATFORM_FEE, *_SELLERS, _K.SELLER_DEBT)),
    Flow("reserve let go", (_K.SELLER_RESERVE,), (_K.SELLER_BALANCE, _K.SELLER_DEBT)),
    Flow(
        "refunded or charged back",
        (_K.ESCROW, _K.PLATFORM_FEE, *_SELLERS, *_WHO_BEARS),
        (_K.REFUND_IN_TRANSIT, _K.BUYER_DEBT, _K.CHARGEBACK),
    ),
    Flow("owed for a refund", (_K.SELLER_DEBT,), _WHO_BEARS),
    Flow("taken back on appeal", (_K.BUYER_DEBT,), (_K.PLATFORM_FEE, *_SELLERS, _K.SELLER_DEBT)),
    Flow("refunded twice", (_K.BUYER_DEBT,), (_K.CHARGEBACK,)),
    Flow("debt paid", (_K.SELLER_BALANCE,), (_K.SELLER_DEBT,)),
    Flow("debt paid from credit", (_K.BUYER_WALLET,), (_K.BUYER_DEBT,)),
    Flow("debt written off", _WHO_BEARS, (_K.BUYER_DEBT, _K.SELLER_DEBT)),
    Flow("refund arrived", (_K.REFUND_IN_TRANSIT,), (_K.ACQUIRER_RECEIVABLE, _K.BANK_CASH)),
    Flow("refund credited", (_K.REFUND_IN_TRANSIT,), (_K.BUYER_WALLET,)),
    Flow("refund came back", (_K.ACQUIRER_RECEIVABLE,), (_K.REFUND_IN_TRANSIT,)),
    Flow("paid out", (_K.SELLER_BALANCE,), (_K.PAYOUT_IN_TRANSIT,)),
    Flow("payout booked", (_K.PAYOUT_IN_TRANSIT,), (_K.BANK_CASH,)),
    Flow("chargeback opened", (_K.CHARGEBACK, _K.UNMATCHED), (_K.ACQUIRER_RECEIVABLE,)),
    Flow("chargeback won", (_K.ACQUIRER_RECEIVABLE,), (_K.CHARGEBACK, _K.UNMATCHED)),
)
"""What the life of an order does."""

AT_THE_BANK: tuple[Flow, ...] = (
    Flow("refund split", (_K.REFUND_IN_TRANSIT,), (_K.REFUND_IN_TRANSIT,)),
    Flow(
        "sent back by bank",
        (_K.TRANSFER_HELD, _K.BUYER_WALLET, _K.UNMATCHED),
        (_K.REFUND_IN_TRANSIT,),
    ),
    Flow(
        "bank payment returned",
        (_K.BANK_CASH,),
        (_K.REFUND_IN_TRANSIT, _K.BUYER_WALLET, _K.UNMATCHED),
    ),
    Flow("not sent after all", (_K.REFUND_IN_TRANSIT,), (_K.UNMATCHED,)),
    Flow(
        "payout returned",
        (_K.PAYOUT_IN_TRANSIT, _K.BANK_CASH),
        (_K.SELLER_BALANCE, _K.SELLER_DEBT),
    ),
    Flow(
        "statement line in",
        (_K.BANK_CASH,),
        (_K.ACQUIRER_RECEIVABLE, _K.PROCESSING_COST, _K.UNMATCHED),
    ),
    Flow(
        "statement line out",
        (_K.ACQUIRER_RECEIVABLE, _K.PROCESSING_COST, _K.UNMATCHED),
        (_K.BANK_CASH,),
    ),
    Flow("line placed by a person", (_K.UNMATCHED,), _PLACES),
    Flow("line placed as credit", (_K.UNMATCHED,), (_K.BUYER_WALLET,)),
    Flow("outgoing line placed by a person", _PLACES, (_K.UNMATCHED,)),
    Flow("fund endowed", (_K.BANK_CASH, _K.UNMATCHED), (_K.PROTECTION_FUND,)),
)
"""What statements of the bank, and people who place their lines, do."""

FLOWS = (*OF_ORDERS, *AT_THE_BANK)

WAYS: frozenset[tuple[AccountKind, AccountKind]] = frozenset(
    way for flow in FLOWS for way in flow.ways()
)
"""Every way there is, whatever the act."""


def mermaid(flows: Iterable[Flow]) -> str:
    """Accounts and the ways between them as a Mermaid flowchart, for the documentation."""
    drawn: dict[tuple[AccountKind, AccountKind], list[str]] = {}
    for flow in flows:
        for way in flow.ways():
            drawn.setdefault(way, []).append(flow.act)
    lines = ["flowchart LR"]
    for kind in AccountKind:
        shape = ("([", "])") if kind in OWNED else ("[", "]")
        if any(kind in way for way in drawn):
            lines.append(f"    {kind}{shape[0]}{_words(kind)}{shape[1]}")
    for (source, target), acts in drawn.items():
        lines.append(f"    {source} -- {', '.join(acts)} --> {target}")
    return "\n".join(lines) + "\n"


def table() -> str:
    """The accounts and the ways as two Markdown tables, for the documentation."""
    lines = ["| account | one for each | balance | moves to |", "|---|---|---|---|"]
    for kind in AccountKind:
        targets = sorted(target for source, target in WAYS if source is kind)
        each = "owner" if kind in OWNED else "currency"
        lines.append(
            f"| {_words(kind)} | {each} | {_bound(kind)} | {', '.join(map(_words, targets))} |"
        )
    lines += ["", "| act | from | to |", "|---|---|---|"]
    lines += [
        f"| {flow.act} | {', '.join(map(_words, flow.sources))} |"
        f" {', '.join(map(_words, flow.targets))} |"
        for flow in FLOWS
    ]
    return "\n".join(lines) + "\n"


def _bound(kind: AccountKind) -> str:
    if kind in NEVER_NEGATIVE:
        return "never below zero: the database refuses it"
    return (
        "never above zero: the database refuses it"
        if kind in NEVER_POSITIVE
        else "either side of zero"
    )


def _words(kind: str) -> str:
    return kind.replace("_", " ")
