"""Beginning an authentication: version look-up, method, AReq, ARes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from fondaco.kernel import clock, rows
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.kernel.idempotency import fingerprint
from fondaco.kernel.ids import new_id
from fondaco.kernel.transaction import action
from fondaco.kernel.wire import PeerRefused, PeerUnavailable
from fondaco.threeds.build import build_creq
from fondaco.threeds.codes import (
    ChallengeWindow,
    ErrorCode,
    MessageType,
    MethodCompletion,
    TransStatus,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.method import completion
from fondaco.threeds.transaction import Result, ServerState
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.versions import CardRange, CardRanges, choose_version
from fondaco.threeds.wire import encode_form
from fondaco.vault.cards import charge
from fondaco.vault.cards.charge import OpenCard
from fondaco.vault.idempotency import refuse_other_parameters
from fondaco.vault.threeds_server import device, parties, queries, ranges, records
from fondaco.vault.threeds_server.directory import directory
from fondaco.vault.threeds_server.models import Authentication
from fondaco.vault.threeds_server.queries import AuthenticationView

NOT_ENROLLED = "13"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the market asks to authenticate. ``country`` is ISO 3166-1 numeric; ``browser`` holds
    the fields of :class:`fondaco.threeds.parties.Browser`; ``purchased_at`` is aware."""

    card_token: str
    amount_minor: int
    currency: str
    payee: str
    merchant_id: str
    mcc: str
    country: str
    purchased_at: datetime
    challenge_indicator: str
    window_size: str
    browser: Mapping[str, object]
    cardholder_name: str
    email: str
    return_url: str


@dataclass(frozen=True, slots=True)
class _Begun:
    """A new authentication as it stands, and the AReq to send now, if any."""

    view: AuthenticationView
    areq: Message | None


def start(*, tenant: str, key: str, wish: Wish) -> AuthenticationView:
    """Begin, and go on as far as can be without the browser. The same key begins once.

    Raises :class:`Refusal` for a card that can't be used and for a field that no message can
    carry (``field`` names it).
    """
    known = rows.one(Authentication, tenant=tenant, key=key)
    if known is None:
        begun = _begin(tenant=tenant, key=key, wish=wish, listed=ranges.current())
        if begun is not None:
            return begun.view if begun.areq is None else _ask(begun.view.id, begun.areq)
        known = Authentication.objects.get(tenant=tenant, key=key)
    refuse_other_parameters(known.parameters, _parameters(wish))
    view = queries.authentication(tenant=tenant, authentication_id=known.id)
    if view.state == "method" and view.method is None:
        return send(tenant=tenant, authentication_id=known.id)
    return view


def send(*, tenant: str, authentication_id: UUID) -> AuthenticationView:
    """Send the AReq and take what comes back. Once it has been sent, tells how things stand.

    Raises ``NotFound``.
    """
    areq = begin_areq(authentication_id=authentication_id, tenant=tenant)
    if areq is not None:
        return _ask(authentication_id, areq)
    return queries.authentication(tenant=tenant, authentication_id=authentication_id)


def _ask(authentication_id: UUID, areq: Message) -> AuthenticationView:
    try:
        answer = directory().ask(areq)
    except (PeerUnavailable, PeerRefused, InDoubt):
        return _record_failure(authentication_id=authentication_id)
    return _record_answer(authentication_id=authentication_id, areq=areq, answer=answer)


def _parameters(wish: Wish) -> str:
    return fingerprint(asdict(wish))


@action
def _begin(*, tenant: str, key: str, wish: Wish, listed: CardRanges) -> _Begun | None:
    """None when the same request came twice at once, and the other one was quicker.

    Where nothing has to be asked of the browser first, the AReq counts as sent with this same
    commit: a process that dies before it leaves is one whose answer never came.
    """
    card = charge.open_for_authentication(tenant=tenant, token=wish.card_token)
    entry = listed.find(card.number)
    version = None if entry is None else choose_version(entry, ds_versions=listed.ds_versions)
    row = _row(tenant, key, wish, card, entry, version)
    told = MethodCompletion.NOT_OFFERED if row.method_url else _completion(row)
    try:
        areq = parties.areq(row, card, told)
    except ProtocolError as error:
        raise _faulty(error) from None
    settled = card.device is not None and device.settle(row, card.device)
    if version is None and not settled:
        _settle_without_asking(row)
        settled = True
    leaves = not settled and not row.method_url
    if leaves:
        _mark_sent(row, areq)
    try:
        with transaction.atomic():
            rows.add(row)
    except IntegrityError:
        return None
    kept = records.trace(row, areq, after=()) if leaves else []
    return _Begun(queries.view(row, kept), areq if leaves else None)


def _row(
    tenant: str,
    key: str,
    wish: Wish,
    card: OpenCard,
    entry: CardRange | None,
    version: str | None,
) -> Authentication:
    moment = clock.real_now()
    # Without scripts the method's hidden frame can't post itself.
    scripted = wish.browser.get("color_depth") is not None
    method_url = entry.method_url if entry is not None and scripted else None
    return Authentication(
        id=new_id(),
        tenant=tenant,
        key=key,
        parameters=_parameters(wish),
        card_id=card.view.id,
        card_token=wish.card_token,
        brand=card.view.brand,
        amount_minor=wish.amount_minor,
        currency=wish.currency,
        payee=wish.payee,
        merchant_id=wish.merchant_id,
        return_url=wish.return_url,
        window_size=wish.window_size,
        request={
            "browser": dict(wish.browser),
            "cardholder_name": wish.cardholder_name,
            "email": wish.email,
            "mcc": wish.mcc,
            "country": wish.country,
            "purchased_at": wish.purchased_at.isoformat(),
            "challenge_indicator": wish.challenge_indicator,
            "method_offered": entry is not None and entry.method_url is not None,
        },
        version=version or SUPPORTED[-1],
        trans_id=new_id(),
        state=ServerState.CREATED.value,
        state_since=moment,
        begun_at=moment,
        method_url=method_url or "",
        session_data=str(new_id()),
    )


def _settle_without_asking(row: Authentication) -> None:
    """No range or no common version: nobody can be asked, so nothing is proven. Not saved."""
    result = Result(TransStatus.UNAVAILABLE, NOT_ENROLLED, told=False)
    row.request = {}
    records.put(row, replace(records.transaction_of(row), state=ServerState.FINAL, result=result))


def _completion(row: Authentication) -> MethodCompletion:
    return completion(offered=row.request["method_offered"], called_back=row.method_called_back)


def _mark_sent(row: Authentication, areq: Message) -> None:
    """The AReq is on its way, and what it needed of the browser is not kept. Not saved."""
    records.put(row, records.transaction_of(row).sent(areq))
    row.request = {}


@action
def begin_areq(*, tenant: str, authentication_id: UUID) -> Message | None:
    """The AReq to send now; None when it has been sent before. Raises ``NotFound``."""
    row = records.locked(authentication_id, tenant=tenant)
    if row.state != ServerState.CREATED.value:
        return None
    card = charge.open_for_authentication(tenant=tenant, token=row.card_token)
    areq = parties.areq(row, card, _completion(row))
    records.trace(row, areq, after=records.traced(row))
    _mark_sent(row, areq)
    rows.change(row, *records.STATE, "request")
    return areq


@action
def _record_answer(
    *, authentication_id: UUID, areq: Message, answer: Mapping[str, object]
) -> AuthenticationView:
    row = records.locked(authentication_id)
    kept = records.traced(row)
    if row.state != ServerState.AREQ_SENT.value:
        return queries.view(row, kept)
    messages: list[Mapping[str, object]] = [answer]
    before = records.transaction_of(row)
    try:
        ares = validate(answer, expected=(MessageType.ARES,), request=areq)
        after = before.with_ares(ares, waited_seconds=records.waited_s(row))
        if records.claims_too_much(after.result, row.brand):
            raise ProtocolError(ErrorCode.TRANSACTION_DATA_INVALID, "eci")
    except ProtocolError as error:
        late = error.code is ErrorCode.TIMED_OUT
        after = before.timed_out() if late else before.failed()
    if after.state is ServerState.CHALLENGE:
        row.acs_url = ares.text("acsURL")
        creq = build_creq(ares=ares, window=ChallengeWindow(row.window_size))
        row.creq = encode_form(creq)
        messages.append(creq)
    kept += records.trace(row, *messages, after=kept)
    records.write(row, after, "acs_url", "creq")
    return queries.view(row, kept)


@action
def _record_failure(*, authentication_id: UUID) -> AuthenticationView:
    row = records.locked(authentication_id)
    if row.state == ServerState.AREQ_SENT.value:
        records.write(row, records.transaction_of(row).failed())
    return queries.view(row, records.traced(row))


def _faulty(error: ProtocolError) -> Refusal:
    return Refusal(
        "authentication_field_invalid",
        "A field of this request can't be carried by a 3-D Secure message.",
        not_done="Nothing was sent to the cardholder's bank.",
        field=error.detail,
        status=422,
        details={"error_code": error.code.value},
    )
