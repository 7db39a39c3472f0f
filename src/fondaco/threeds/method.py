"""The 3DS Method: a hidden frame in which the ACS gets to know the browser, before the AReq.

The merchant's page posts `threeDSMethodData` to the range's method URL; the ACS's page posts it
back to the notification URL. No callback within `METHOD_SECONDS` is told to the ACS as N.
"""

from dataclasses import dataclass

from fondaco.threeds.codes import ErrorCode, MethodCompletion
from fondaco.threeds.errors import Finding, ProtocolError
from fondaco.threeds.messages.field import SUPPORTED, Field, Situation, always, examine
from fondaco.threeds.messages.formats import UUID, url
from fondaco.threeds.wire import encode_form, parse_form

METHOD_SECONDS = 10

REQUEST = (
    Field("threeDSServerTransID", UUID, always),
    Field("threeDSMethodNotificationURL", url(256), always),
)
CALLBACK = (Field("threeDSServerTransID", UUID, always),)


@dataclass(frozen=True, slots=True)
class MethodRequest:
    """What the ACS's method page is told."""

    trans_id: str
    notification_url: str


def build_method_request(request: MethodRequest) -> str:
    """The value of the form field `threeDSMethodData` that opens the method page."""
    return encode_form(
        {
            "threeDSServerTransID": request.trans_id,
            "threeDSMethodNotificationURL": request.notification_url,
        }
    )


def read_method_request(text: str) -> MethodRequest:
    """What came to the method page. ProtocolError 101, 201 or 203."""
    content = _read(text, REQUEST)
    return MethodRequest(content["threeDSServerTransID"], content["threeDSMethodNotificationURL"])


def build_method_callback(trans_id: str) -> str:
    """The value of `threeDSMethodData` that the method page posts back."""
    return encode_form({"threeDSServerTransID": trans_id})


def read_method_callback(text: str) -> str:
    """The transaction that a callback is about. ProtocolError 101, 201 or 203."""
    return _read(text, CALLBACK)["threeDSServerTransID"]


def completion(*, offered: bool, called_back: bool) -> MethodCompletion:
    """What the AReq says of the method: not offered, completed, or not completed in time."""
    if not offered:
        return MethodCompletion.NOT_OFFERED
    return MethodCompletion.COMPLETED if called_back else MethodCompletion.NOT_COMPLETED


def _read(text: str, fields: tuple[Field, ...]) -> dict[str, str]:
    content = parse_form(text)
    findings: list[Finding] = list(examine(fields, Situation(content), SUPPORTED[-1]))
    if findings:
        raise ProtocolError.of(findings)
    values = {field.name: content[field.name] for field in fields}
    if not all(isinstance(value, str) for value in values.values()):
        raise ProtocolError(ErrorCode.FORMAT_INVALID, "threeDSMethodData")
    return {name: str(value) for name, value in values.items()}
