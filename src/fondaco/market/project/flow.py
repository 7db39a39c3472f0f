"""``docs/flow.md``: the lives of orders, payments and cases, written from the tables themselves."""

from fondaco.market.cases import lifecycle as cases
from fondaco.market.cases.rules.words import State
from fondaco.market.payments import lifecycle as payments
from fondaco.market.trade import lifecycle as trade

_HEAD = """\
# The flow

Written by `python -m django write_flow` from the tables that the code runs on; a test fails when
this page is stale. Do not edit it.
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
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _diagram(text: str) -> str:
    return f"```mermaid\n{text.rstrip()}\n```\n"
