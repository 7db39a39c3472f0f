"""The directory server between the 3DS Server and the ACS."""

from collections.abc import Mapping
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from fondaco.bank import wiring as bank_wiring
from fondaco.bank.directory.ranges import (
    ACS_NAME,
    CATEGORIES_IN_USE,
    DS_REFERENCE,
    DS_VERSIONS,
    SERIAL_NUMBER,
    card_ranges,
    changed_since,
    route,
)
from fondaco.bank.directory.record import Passed, record_all
from fondaco.kernel import wire, wiring
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.threeds.build import build_erro, build_pres, route_areq, route_rreq
from fondaco.threeds.codes import ErrorCode, ErrorComponent, MessageType
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.validation import Message, validate
from fondaco.threeds.wire import parse

SERVER, DIRECTORY, ACS = "3DS Server", "Directory Server", "ACS"
_vault: list[wire.Client] = []


def answer(raw: bytes) -> Message:
    """The PRes, ARes or Erro that answers one message from a 3DS Server."""
    content: Mapping[str, object] | None = None
    passed: list[Passed] = []
    try:
        content = parse(raw)
        message = validate(
            content,
            expected=(MessageType.PREQ, MessageType.AREQ),
            merchant_categories=CATEGORIES_IN_USE,
        )
        passed.append(Passed(message, SERVER, DIRECTORY))
        if message.type is MessageType.PREQ:
            reply = _ranges(message)
        else:
            reply = _authenticate(message, passed)
    except ProtocolError as error:
        reply = build_erro(error, content, component=ErrorComponent.DIRECTORY)
    record_all(*passed, Passed(reply, DIRECTORY, SERVER))
    return reply


def deliver_result(rreq: Message) -> Message:
    """Bring a result to the 3DS Server and return its RRes.

    Raises :class:`ProtocolError` when it could not be reached, did not answer, or answered
    with an Erro or with something else than the RRes.
    """
    validate(rreq, expected=(MessageType.RREQ,), receiver=ErrorComponent.DIRECTORY)
    passed_on = route_rreq(rreq)
    record_all(Passed(rreq, ACS, DIRECTORY), Passed(passed_on, DIRECTORY, SERVER))
    try:
        content = _client().post("/threeds/results", dict(passed_on))
    except (wire.PeerUnavailable, InDoubt):
        raise ProtocolError(
            ErrorCode.CONNECTION_FAILED, "RReq", component=ErrorComponent.DIRECTORY
        ) from None
    except Refusal as refusal:
        raise ProtocolError(
            ErrorCode.TRANSIENT_FAILURE, refusal.code, component=ErrorComponent.DIRECTORY
        ) from None
    record_all(Passed(content, SERVER, DIRECTORY), Passed(content, DIRECTORY, ACS))
    if content.get("messageType") == MessageType.ERRO.value:
        raise ProtocolError(
            ErrorCode.TRANSACTION_DATA_INVALID, "RReq", component=ErrorComponent.SERVER
        )
    return validate(content, expected=(MessageType.RRES,))


def _client() -> wire.Client:
    if not _vault:
        _vault.append(wire.Client("vault", settings.VAULT_URL))
    return _vault[0]


def _ranges(preq: Message) -> Message:
    listed = None
    if changed_since(preq.optional("serialNum")):
        listed = card_ranges(settings.BANK_URL + reverse("acs_method"))
    return build_pres(
        preq=preq,
        ds_trans_id=str(uuid4()),
        ds_versions=DS_VERSIONS,
        serial_number=SERIAL_NUMBER,
        ranges=listed,
    )


def _authenticate(areq: Message, passed: list[Passed]) -> Message:
    route(areq.text("acctNumber"))
    routed = route_areq(
        areq,
        ds_trans_id=str(uuid4()),
        ds_reference_number=DS_REFERENCE,
        ds_url=settings.BANK_URL + reverse("directory_messages"),
    )
    # Written down before the ACS is asked: one that dies or never answers was asked all the same.
    record_all(*passed, Passed(routed, DIRECTORY, ACS))
    passed.clear()
    ares: Message = wiring.resolve(bank_wiring.ACCESS_CONTROL_SERVERS[ACS_NAME])(routed)
    passed.append(Passed(ares, ACS, DIRECTORY))
    return ares
