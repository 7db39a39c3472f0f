"""What the requests of all kinds have in common: one row a key, one step a time."""

from typing import TypeVar
from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import NotFound
from fondaco.vault.acquirers.lifecycle import Event, State, Step, following
from fondaco.vault.acquirers.models import Request
from fondaco.vault.idempotency import refuse_other_parameters

R = TypeVar("R", bound=Request)
Table = dict[tuple[State, Event], Step]


def begun_before(model: type[R], *, tenant: str, key: str, parameters: str) -> R | None:
    """The row this key made, if it did; raises ``Refusal`` when it was for something else."""
    row = rows.one(model, tenant=tenant, key=key)
    if row is not None:
        refuse_other_parameters(row.parameters, parameters)
    return row


def locked(model: type[R], *, row_id: UUID, tenant: str | None = None) -> R:
    """The row, locked; with ``tenant`` only if it is that tenant's. Raises :class:`NotFound`."""
    whose = {} if tenant is None else {"tenant": tenant}
    row = rows.one(model, lock=True, id=row_id, **whose)
    if row is None:
        name = model._meta.verbose_name
        raise NotFound(f"There is no such {name}.", code=f"{name}_unknown")
    return row


STEP = ("state", "answered_at")
"""What a step changes."""


def step(row: Request, table: Table, event: Event) -> bool:
    """Bring the event about in the row (not saved); False if it changes nothing there."""
    after = following(table, State(row.state), event)
    if after is None:
        return False
    row.state = after.value
    if event is not Event.NO_ANSWER:
        row.answered_at = clock.real_now()
    return True
