"""Reading a mail: its text, its HTML, its links. Pure."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from fondaco.kernel.errors import Refusal

MOST_BYTES = 700_000
MOST_LINKS = 40
ADDRESS = re.compile(r"[^@\s<>]{1,64}@[^@\s<>]{1,189}")
LINK = re.compile(r"https?://[^\s<>\"')\]]+")
HREF = re.compile(r"href\s*=\s*[\"'](https?://[^\"']+)[\"']", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's parts that can be shown; ``html`` is as it came and belongs into a sandbox."""

    subject: str
    text: str
    html: str
    links: tuple[str, ...]
    attachments: tuple[str, ...]


def tidy_address(address: str) -> str:
    """The bare address, in lower case; raises :class:`Refusal` for what is none."""
    found = re.search(r"<([^<>]+)>\s*$", address)
    bare = (found[1] if found else address).strip().lower()
    if not ADDRESS.fullmatch(bare):
        raise Refusal(
            "address_invalid",
            "This is not an e-mail address.",
            not_done="No mail was delivered.",
            field="to",
            status=400,
        )
    return bare


def read(raw: bytes) -> Letter:
    """The letter in a MIME message; what cannot be read of it is left empty."""
    message = message_from_bytes(raw, policy=default)
    text = _body(message, "plain")
    html = _body(message, "html")
    links = dict.fromkeys([*HREF.findall(html.replace("&amp;", "&")), *LINK.findall(text)])
    return Letter(
        subject=_header(message, "subject"),
        text=text,
        html=html,
        links=tuple(link.rstrip(".,;") for link in links)[:MOST_LINKS],
        attachments=tuple(part.get_filename() or "unnamed" for part in _attachments(message)),
    )


def _body(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body(preferencelist=(kind,))
        content = part.get_content() if part is not None else ""
    except (LookupError, ValueError, KeyError, AttributeError):
        return ""
    return content if isinstance(content, str) else ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))[:300]
    except (ValueError, LookupError, IndexError):
        return ""


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
