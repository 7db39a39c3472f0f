"""Making messages. Every builder returns a validated `Message`, or raises the `ProtocolError` that
its receiver would have answered with: a faulty message is never sent.

Keyword arguments set to None are left out of the message.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from fondaco.threeds.answers import IDENTIFIERS
from fondaco.threeds.codes import (
    AuthenticationIndicator,
    AuthenticationMethod,
    AuthenticationType,
    ChallengeCancel,
    ChallengeIndicator,
    ChallengeWindow,
    ErrorComponent,
    MessageCategory,
    MessageType,
    MethodCompletion,
    ResultsStatus,
    TransStatus,
    TransStatusReason,
)
from fondaco.threeds.errors import ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.messages.formats import UUID
from fondaco.threeds.messages.registry import TABLES, fields
from fondaco.threeds.parties import (
    Browser,
    Card,
    Cardholder,
    Merchant,
    Purchase,
    Requestor,
    Server,
    without_blanks,
)
from fondaco.threeds.validation import NOTHING_KNOWN, Message, validate
from fondaco.threeds.versions import CardRange


def build_areq(
    *,
    version: str,
    trans_id: str,
    server: Server,
    requestor: Requestor,
    card: Card,
    browser: Browser,
    notification_url: str,
    method_completion: MethodCompletion,
    merchant: Merchant | None = None,
    purchase: Purchase | None = None,
    cardholder: Cardholder | None = None,
    category: MessageCategory = MessageCategory.PAYMENT,
    indicator: AuthenticationIndicator = AuthenticationIndicator.PAYMENT,
    challenge: ChallengeIndicator = ChallengeIndicator.MANDATED,
    transaction_type: str | None = "01",
    extra: Mapping[str, object] = NOTHING_KNOWN,
) -> Message:
    """An authentication request through a browser.

    `trans_id` is the new `threeDSServerTransID`; `notification_url` (at most 256 characters) is
    where the browser brings the CRes. A payment needs `merchant` and `purchase`, and its
    `transaction_type` 01 is goods or services. `extra` adds fields of the table that have no
    parameter here (`acctInfo`, `merchantRiskIndicator`, `recurringExpiry`, …).
    """
    paying = category is MessageCategory.PAYMENT
    return _built(
        MessageType.AREQ,
        version,
        {
            "threeDSServerTransID": trans_id,
            "messageCategory": category.value,
            "threeDSCompInd": method_completion.value,
            "threeDSRequestorAuthenticationInd": indicator.value,
            "threeDSRequestorChallengeInd": challenge.value,
            "notificationURL": notification_url,
            "transType": transaction_type if paying else None,
            **server.fields(),
            **requestor.fields(),
            **(merchant.fields() if merchant is not None else {}),
            **card.fields(),
            **browser.fields(),
            **(purchase.fields() if purchase is not None else {}),
            **(cardholder.fields() if cardholder is not None else {}),
            **extra,
        },
    )


def route_areq(
    areq: Message, *, ds_trans_id: str, ds_reference_number: str, ds_url: str
) -> Message:
    """The AReq as the directory server passes it to the ACS: with the directory's own three
    fields. `ds_url` is where the ACS will send its RReq."""
    return _built(
        MessageType.AREQ,
        areq.version,
        {
            **areq,
            "dsTransID": ds_trans_id,
            "dsReferenceNumber": ds_reference_number,
            "dsURL": ds_url,
        },
    )


def build_ares(
    *,
    areq: Message,
    acs_trans_id: str,
    acs_reference_number: str,
    status: TransStatus,
    ds_trans_id: str | None = None,
    ds_reference_number: str | None = None,
    acs_operator_id: str | None = None,
    reason: TransStatusReason | None = None,
    eci: str | None = None,
    authentication_value: str | None = None,
    authentication_type: AuthenticationType | None = None,
    challenge_mandated: bool | None = None,
    acs_url: str | None = None,
    cardholder_info: str | None = None,
    extra: Mapping[str, object] = NOTHING_KNOWN,
) -> Message:
    """The answer to `areq`, in its version and for its transaction.

    The directory's identifier and reference number are taken from the routed AReq unless given.
    A challenge (C) needs `acs_url`, `authentication_type` and `challenge_mandated`; Y and A of a
    payment need `authentication_value`; N, U and R need `reason`.
    """
    return _built(
        MessageType.ARES,
        areq.version,
        {
            "threeDSServerTransID": areq.text("threeDSServerTransID"),
            "acsTransID": acs_trans_id,
            "dsTransID": ds_trans_id or areq.optional("dsTransID"),
            "sdkTransID": areq.optional("sdkTransID"),
            "acsReferenceNumber": acs_reference_number,
            "dsReferenceNumber": ds_reference_number or areq.optional("dsReferenceNumber"),
            "acsOperatorID": acs_operator_id,
            "transStatus": status.value,
            "transStatusReason": _code(reason),
            "eci": eci,
            "authenticationValue": authentication_value,
            "authenticationType": _code(authentication_type),
            "acsChallengeMandated": _yes_no(challenge_mandated),
            "acsURL": acs_url,
            "cardholderInfo": cardholder_info,
            **extra,
        },
        request=areq,
    )


def build_creq(*, ares: Message, window: ChallengeWindow) -> Message:
    """What the merchant's page posts to the ACS to open the challenge that `ares` asks for."""
    return _built(
        MessageType.CREQ,
        ares.version,
        {
            "threeDSServerTransID": ares.text("threeDSServerTransID"),
            "acsTransID": ares.text("acsTransID"),
            "challengeWindowSize": window.value,
        },
    )


def build_cres(*, creq: Message, status: TransStatus) -> Message:
    """The last word of the challenge to the browser: Y or N, nothing else."""
    return _built(
        MessageType.CRES,
        creq.version,
        {
            "threeDSServerTransID": creq.text("threeDSServerTransID"),
            "acsTransID": creq.text("acsTransID"),
            "transStatus": status.value,
        },
    )


def build_rreq(
    *,
    ares: Message,
    category: MessageCategory,
    status: TransStatus,
    interactions: int,
    reason: TransStatusReason | None = None,
    eci: str | None = None,
    authentication_value: str | None = None,
    authentication_type: AuthenticationType | None = None,
    authentication_method: AuthenticationMethod | None = None,
    cancel: ChallengeCancel | None = None,
    extra: Mapping[str, object] = NOTHING_KNOWN,
) -> Message:
    """The result of the challenge that `ares` announced. `interactions` counts the answers the
    cardholder gave (0 to 99)."""
    return _built(
        MessageType.RREQ,
        ares.version,
        {
            **_identifiers(ares),
            "messageCategory": category.value,
            "transStatus": status.value,
            "transStatusReason": _code(reason),
            "eci": eci,
            "authenticationValue": authentication_value,
            "authenticationType": _code(authentication_type) or ares.optional("authenticationType"),
            "authenticationMethod": _code(authentication_method),
            "interactionCounter": f"{min(interactions, 99):02}",
            "challengeCancel": _code(cancel),
            **extra,
        },
    )


def route_rreq(rreq: Message) -> Message:
    """The RReq as the directory server passes it to the 3DS Server: without the method by which
    the cardholder was authenticated, which is for the directory only."""
    passed = {name: value for name, value in rreq.items() if name != "authenticationMethod"}
    return validate(passed, expected=(MessageType.RREQ,))


def build_rres(*, rreq: Message, status: ResultsStatus = ResultsStatus.RECEIVED) -> Message:
    """The 3DS Server's receipt for a result."""
    return _built(
        MessageType.RRES,
        rreq.version,
        {**_identifiers(rreq), "resultsStatus": status.value},
    )


def build_preq(
    *, version: str, trans_id: str, server: Server, serial_number: str | None = None
) -> Message:
    """A request for the card ranges, whole or (with the last `serial_number`) what changed."""
    return _built(
        MessageType.PREQ,
        version,
        {
            "threeDSServerTransID": trans_id,
            "threeDSServerRefNumber": server.reference_number,
            "threeDSServerOperatorID": server.operator_id,
            "serialNum": serial_number,
        },
    )


def build_pres(
    *,
    preq: Message,
    ds_trans_id: str,
    ds_versions: tuple[str, str],
    serial_number: str | None = None,
    ranges: Iterable[CardRange] | None = None,
) -> Message:
    """The directory's list. `ds_versions` is the lowest and the highest it speaks; `ranges` None
    means that nothing changed since the serial number asked for."""
    lowest, highest = ds_versions
    listed = None if ranges is None else [entry.to_data() for entry in ranges]
    return _built(
        MessageType.PRES,
        preq.version,
        {
            "threeDSServerTransID": preq.text("threeDSServerTransID"),
            "dsTransID": ds_trans_id,
            "dsStartProtocolVersion": lowest,
            "dsEndProtocolVersion": highest,
            "serialNum": serial_number,
            "cardRangeData": listed or None,
        },
    )


def build_erro(
    error: ProtocolError,
    received: Mapping[str, object] | None = None,
    *,
    component: ErrorComponent,
) -> Message:
    """The Erro that answers a refused message, with whatever could be read of it.

    `received` is what `parse` returned, or None if it didn't; `component` is who answers, unless
    the error already says who noticed.
    """
    source = received or {}
    version = source.get("messageVersion")
    received_type = source.get("messageType")
    told: dict[str, object | None] = {
        "errorCode": error.code.value,
        "errorComponent": (error.component or component).value,
        "errorDescription": error.description,
        "errorDetail": error.detail or error.description,
        "errorMessageType": received_type if received_type in tuple(MessageType) else None,
    }
    return _built(
        MessageType.ERRO,
        version if isinstance(version, str) and version in SUPPORTED else SUPPORTED[-1],
        {**_well_formed_identifiers(source), **told},
    )


def _built(
    message_type: MessageType,
    version: str,
    content: Mapping[str, object | None],
    *,
    request: Mapping[str, object] = NOTHING_KNOWN,
) -> Message:
    """Validated, without what isn't known and without fields of other protocol versions."""
    in_any_version = {row.name for row in TABLES[message_type]}
    in_this_version = {row.name for row in fields(message_type, version)}
    foreign = in_any_version - in_this_version if version in SUPPORTED else set()
    message: dict[str, object] = {"messageType": message_type.value, "messageVersion": version}
    message |= {
        name: value for name, value in without_blanks(content).items() if name not in foreign
    }
    return validate(message, expected=(message_type,), request=request)


def _identifiers(message: Message) -> dict[str, object]:
    return {name: message[name] for name in IDENTIFIERS if name in message}


def _well_formed_identifiers(source: Mapping[str, object]) -> dict[str, object]:
    return {
        name: source[name]
        for name in IDENTIFIERS
        if name in source and not list(UUID.faults(source[name], name, SUPPORTED[-1]))
    }


def _code(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "Y" if value else "N"
