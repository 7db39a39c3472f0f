"""The shape of one kind of mail. Pure."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """``path`` leads into the site; with ``secret`` the link is minted when the mail is sent.

    ``for_strangers``: goes to an address without a member, so it speaks of no account pages.
    """

    subject: Any
    body: tuple[Any, ...]
    action: Any = ""
    path: str = ""
    secret: bool = False
    for_strangers: bool = False
