"""``docs/flow.md``: the lives of orders, payments, cases and policies and the ways of money,
written from the tables themselves."""

from fondaco.market.cases import lifecycle as cases
from fondaco.market.cases.rules.words import State
from fondaco.market.ledger import flows as ledger
from fondaco.market.payments import lifecycle as payments
from fondaco.market.trade import lifecycle as trade
from fondaco.market.trade.rules import policy_proposals as policies

_HEAD = """\
# The flow

Written by `python -m django write_flow` from the tables that the code runs on; a test fails when
this page is stale. Do not edit it.
"""

_BOOKS = """\
Kinds of accounts, and between which of them money may move: round ones are one account for each
order, seller, buyer, refund or payout, the others one for each currency. The rooms' tests refuse
a posting along a way that is not here.
"""


def flow() -> str:
    """The whole page, Markdown with Mermaid diagrams."""
    parts = [
        _HEAD,
        "## A seller order\n",
        _diagram(trade.mermaid()),
        trade.table(),
        "## Payments\n",
        payments.mermaid(),
        "## A case\n",
        _diagram(cases.mermaid()),
        cases.table(),
        "### What each state waits for\n",
        "\n".join(f"- {cases.explain(state)}" for state in State),
        "## A new policy\n",
        _diagram(policies.mermaid()),
        "## The books\n",
        _BOOKS,
        "### Of orders\n",
        _diagram(ledger.mermaid(ledger.OF_ORDERS)),
        "### At the bank\n",
        _diagram(ledger.mermaid(ledger.AT_THE_BANK)),
        "### Accounts and acts\n",
        ledger.table(),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _diagram(text: str) -> str:
    return f"```mermaid\n{text.rstrip()}\n```\n"
