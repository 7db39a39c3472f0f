"""Authorizing: claim the authentication, read the security code once, ask the issuer."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import IntegrityError

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.vault.acquirers import queries, requests, response_codes, rules
from fondaco.vault.acquirers.connector import acquirer
from fondaco.vault.acquirers.lifecycle import AUTHORIZATION, LOST_AFTER, Event, State
from fondaco.vault.acquirers.models import Authorization
from fondaco.vault.acquirers.protocol import Authorized, Charge
from fondaco.vault.acquirers.queries import AuthorizationView
from fondaco.vault.cards import charge as cards
from fondaco.vault.cards import queries as card_queries
from fondaco.vault.cards.rules.code_states import CodeEvent
from fondaco.vault.idempotency import refuse_other_parameters
from fondaco.vault.threeds_server.claim import claim
from fondaco.vault.threeds_server.link import Linked

NOT_SENT = "91"
MALFORMED = "30"
ANSWER = ("reference", "response_code", "network_reference", "approval_code", "authorized_at")
EVENTS = {
    response_codes.APPROVED: (Event.YES, CodeEvent.APPROVED),
    response_codes.DECLINED: (Event.NO, CodeEvent.DECLINED),
    response_codes.SOFT_DECLINED: (Event.SOFT_NO, CodeEvent.SOFT_DECLINED),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the market asks to authorize. ``descriptor`` is what the statement will say;
    ``exemption`` why its cardholder was not asked, empty where they were."""

    card_token: str
    authentication_id: UUID
    amount_minor: int
    currency: str
    payee: str
    descriptor: str
    exemption: str = ""

    def parameters(self) -> dict[str, object]:
        """What must be the same when the key comes again. Without an exemption it is not named,
        as before there were any."""
        return {name: value for name, value in asdict(self).items() if name != "exemption" or value}


@dataclass(frozen=True, slots=True)
class _Begun:
    row_id: UUID
    charge: Charge | None


def authorize(*, tenant: str, key: str, wish: Wish) -> AuthorizationView:
    """Ask the issuer. The same key asks once and is answered with what came of it.

    Raises :class:`Refusal` (nothing was asked), or :class:`InDoubt` when nobody knows yet: the
    same key, or reading by key, tells later.
    """
    begun = _begin(tenant=tenant, key=key, wish=wish)
    if isinstance(begun, Refusal):
        raise begun
    view = None if begun.charge is None else _carry_out(begun.row_id, key, begun.charge)
    return view if view is not None else settled(tenant=tenant, key=key)


def settled(*, tenant: str, key: str) -> AuthorizationView:
    """The authorization with this key, looked up at the acquirer if it is still in doubt.

    Raises ``NotFound``, or :class:`InDoubt` when the acquirer can't tell either.
    """
    view = queries.authorization_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        settle(authorization_id=view.id)
        view = queries.authorization_by_key(tenant=tenant, key=key)
    if view.in_doubt:
        raise InDoubt("the acquirer has not answered yet")
    return view


def settle(*, authorization_id: UUID) -> None:
    """Read the acquirer by key, and write down what it knows. Not in an action."""
    row = Authorization.objects.get(id=authorization_id)
    try:
        found = acquirer().find_authorization(row.key)
    except (PeerUnavailable, PeerRefused, InDoubt):
        return
    if found is not None:
        record(authorization_id=authorization_id, answer=found)
    elif clock.real_now() - row.begun_at > LOST_AFTER:
        _record_lost(authorization_id=authorization_id)


@action
def _begin(*, tenant: str, key: str, wish: Wish) -> _Begun | Refusal:
    parameters = fingerprint(wish.parameters())
    before = requests.begun_before(Authorization, tenant=tenant, key=key, parameters=parameters)
    if before is not None:
        return _Begun(before.id, None)
    linked = Linked(wish.card_token, wish.amount_minor, wish.currency, wish.payee)
    proof = claim(
        tenant=tenant,
        authentication_id=wish.authentication_id,
        asked=linked,
        used_by=key,
        exempt=bool(wish.exemption),
    )
    if isinstance(proof, Refusal):
        # Two requests with one key wait for each other at the authentication's row.
        again = requests.begun_before(Authorization, tenant=tenant, key=key, parameters=parameters)
        return proof if again is None else _Begun(again.id, None)
    card = cards.open_for_authorization(tenant=tenant, token=wish.card_token)
    rules.check_not_tested(declines=_recent_declines(tenant, card.view.fingerprint))
    row = Authorization(
        id=new_id(),
        tenant=tenant,
        key=key,
        parameters=parameters,
        state=State.SENT.value,
        begun_at=clock.real_now(),
        card_id=card.view.id,
        authentication_id=wish.authentication_id,
        amount_minor=wish.amount_minor,
        currency=wish.currency,
        payee=wish.payee,
        descriptor=wish.descriptor,
    )
    try:
        rows.add(row)
    except IntegrityError:
        # Another authentication took this key in the same moment. The refusal ends this
        # transaction, and nothing claimed or read in it stays so.
        refuse_other_parameters("", parameters)
    return _Begun(
        row.id,
        Charge(
            number=card.number,
            expiry=card.expiry,
            security_code=card.security_code,
            amount_minor=wish.amount_minor,
            currency=wish.currency,
            merchant_id=proof.merchant_id,
            descriptor=wish.descriptor,
            eci=proof.eci,
            authentication_value=proof.authentication_value,
            ds_trans_id=proof.ds_trans_id,
            wallet=card.view.wallet,
            cryptogram=card.device.cryptogram if card.device is not None else "",
            exemption=wish.exemption,
        ),
    )


def _recent_declines(tenant: str, card_fingerprint: str) -> int:
    since = clock.real_now() - rules.TRIES_COUNTED_FOR
    same_number = card_queries.ids_of_number(tenant=tenant, fingerprint=card_fingerprint)
    return Authorization.objects.filter(
        card_id__in=same_number, begun_at__gt=since, state=State.DECLINED.value
    ).count()


def _carry_out(row_id: UUID, key: str, charge: Charge) -> AuthorizationView | None:
    """The call. Repeated once with the same key, while the security code is still in memory.

    The authorization as it stands after it; None while that is in doubt.
    """
    doubtful = False
    for _ in range(2):
        try:
            return record(authorization_id=row_id, answer=acquirer().authorize(key, charge))
        except PeerUnavailable:
            continue
        except PeerRefused:
            if not doubtful:
                return _record_no(authorization_id=row_id, response_code=MALFORMED)
        except InDoubt:
            doubtful = True
    if doubtful:
        _record_doubt(authorization_id=row_id)
        return None
    return _record_no(authorization_id=row_id, response_code=NOT_SENT)


@action
def record(*, authorization_id: UUID, answer: Authorized) -> AuthorizationView | None:
    """Write down the acquirer's answer, and what it means for the card's security code.

    How the authorization stands then; None while that is in doubt.
    """
    row = requests.locked(Authorization, row_id=authorization_id)
    event, code_event = EVENTS[response_codes.meaning(answer.response_code).state]
    if requests.step(row, AUTHORIZATION, event):
        row.reference = answer.reference
        row.response_code = answer.response_code
        row.network_reference = answer.network_reference
        row.approval_code = answer.approval_code
        row.authorized_at = answer.authorized_at
        rows.change(row, *requests.STEP, *ANSWER)
        cards.note_judgement(card_id=row.card_id, event=code_event)
    return _known(row)


def _known(row: Authorization) -> AuthorizationView | None:
    view = queries.authorization_view(row)
    return None if view.in_doubt else view


@action
def _record_no(*, authorization_id: UUID, response_code: str) -> AuthorizationView | None:
    row = requests.locked(Authorization, row_id=authorization_id)
    if requests.step(row, AUTHORIZATION, Event.NO):
        row.response_code = response_code
        row.save()
        cards.note_judgement(card_id=row.card_id, event=CodeEvent.DECLINED)
    return _known(row)


@action
def _record_doubt(*, authorization_id: UUID) -> None:
    row = requests.locked(Authorization, row_id=authorization_id)
    if requests.step(row, AUTHORIZATION, Event.NO_ANSWER):
        row.save()


@action
def _record_lost(*, authorization_id: UUID) -> None:
    row = requests.locked(Authorization, row_id=authorization_id)
    if requests.step(row, AUTHORIZATION, Event.NEVER_ARRIVED):
        row.response_code = NOT_SENT
        row.save()
        cards.note_judgement(card_id=row.card_id, event=CodeEvent.DECLINED)


def take_off_if_found(*, authorization_id: UUID) -> bool:
    """A lost authorization that turned up holds money on a card for nothing: reverse it."""
    row = Authorization.objects.get(id=authorization_id)
    try:
        found = acquirer().find_authorization(row.key)
        if found is None or response_codes.meaning(found.response_code).state != State.APPROVED:
            return False
        acquirer().reverse(f"{row.key}/late", found.reference)
    except (PeerUnavailable, PeerRefused, InDoubt):
        return False
    _record_found_late(authorization_id=authorization_id, reference=found.reference)
    return True


@action
def _record_found_late(*, authorization_id: UUID, reference: str) -> None:
    row = requests.locked(Authorization, row_id=authorization_id)
    if requests.step(row, AUTHORIZATION, Event.FOUND_LATE):
        row.reference = reference
        row.save()
