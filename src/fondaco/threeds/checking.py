"""One message, as bytes, judged the way its receiver would: valid, or the Erro it would get."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fondaco.threeds.answers import belongs
from fondaco.threeds.build import build_erro
from fondaco.threeds.codes import ErrorComponent, MessageType
from fondaco.threeds.errors import Finding, ProtocolError
from fondaco.threeds.messages.field import SUPPORTED
from fondaco.threeds.validation import NOTHING_KNOWN, Message, check, refusal
from fondaco.threeds.wire import MAX_BYTES, MAX_PRES_BYTES, parse, too_large

RECEIVERS: dict[MessageType, ErrorComponent] = {
    MessageType.PREQ: ErrorComponent.DIRECTORY,
    MessageType.PRES: ErrorComponent.SERVER,
    MessageType.AREQ: ErrorComponent.DIRECTORY,
    MessageType.ARES: ErrorComponent.SERVER,
    MessageType.CREQ: ErrorComponent.ACS,
    MessageType.CRES: ErrorComponent.SERVER,
    MessageType.RREQ: ErrorComponent.SERVER,
    MessageType.RRES: ErrorComponent.ACS,
    MessageType.ERRO: ErrorComponent.SERVER,
}
"""Who gets a message at the end of its way, and so is the first to notice its faults here."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a receiver thinks of a message. `message_type` and `version` are as it says itself, if
    they are ones that exist. `error` is None for a valid message; `erro` is what would be sent
    back, None when the message is valid or is itself an Erro, which nobody answers."""

    message_type: MessageType | None
    version: str | None
    error: ProtocolError | None
    erro: Message | None

    @property
    def valid(self) -> bool:
        return self.error is None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every fault found, those that the Erro's single code leaves unsaid included."""
        return () if self.error is None else self.error.findings


def judge(
    raw: bytes,
    *,
    request: Mapping[str, object] = NOTHING_KNOWN,
    versions: Collection[str] = SUPPORTED,
    extensions: Collection[str] = (),
    merchant_categories: Collection[str] | None = None,
    receiver: ErrorComponent | None = None,
) -> Verdict:
    """Judge the bytes of one message. `request` is an earlier message of its transaction (best the
    AReq, whose channel and category decide what is required); without it a payment in a browser is
    assumed. The other parameters are those of `validation.check`."""
    content: dict[str, object] | None = None
    try:
        content = parse(raw, max_bytes=MAX_PRES_BYTES)
        if len(raw) > MAX_BYTES and content.get("messageType") != MessageType.PRES.value:
            raise too_large()
        findings = [
            *check(
                content,
                versions=versions,
                request=request,
                extensions=extensions,
                merchant_categories=merchant_categories,
                receiver=receiver,
            ),
            *belongs(content, request),
        ]
        if findings:
            raise refusal(findings, versions)
    except ProtocolError as error:
        return _refused(content, error, receiver)
    message = Message(content)
    return Verdict(message.type, message.version, None, None)


def _refused(
    content: Mapping[str, object] | None, error: ProtocolError, receiver: ErrorComponent | None
) -> Verdict:
    source = content or {}
    told, version = source.get("messageType"), source.get("messageVersion")
    known = isinstance(told, str) and told in tuple(MessageType)
    message_type = MessageType(str(told)) if known else None
    usual = ErrorComponent.SERVER if message_type is None else RECEIVERS[message_type]
    answered = message_type is not MessageType.ERRO
    return Verdict(
        message_type=message_type,
        version=version if isinstance(version, str) and version in SUPPORTED else None,
        error=error,
        erro=build_erro(error, content, component=receiver or usual) if answered else None,
    )
