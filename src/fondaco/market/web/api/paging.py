"""Cursors: opaque to callers, so that what they stand for may change."""

import base64
import binascii
from typing import Annotated

from ninja import Query
from pydantic import Field

from fondaco.kernel.errors import Refusal

Cursor = Annotated[
    str,
    Query("", max_length=40, description="next_cursor of the page before; empty for the first."),
]
Limit = Annotated[int, Field(ge=1, le=100)]
LAST_PAGE = 10_000


def page_of(cursor: str) -> int:
    """The page that a cursor stands for, from 1; raises :class:`Refusal` for a forged one."""
    if not cursor:
        return 1
    try:
        text = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode()
        kind, number = text.split(":")
        page = int(number)
    except (ValueError, binascii.Error, UnicodeError):
        kind, page = "", 0
    if kind != "page" or not 1 < page <= LAST_PAGE:
        raise Refusal(
            "cursor_invalid",
            "This cursor is none of ours.",
            next_step="Leave it out to begin with the first page.",
            field="cursor",
            status=422,
        )
    return page


def next_cursor(page: int, has_next: bool) -> str | None:
    """The cursor of the page after ``page``; None when it is the last."""
    if not has_next or page >= LAST_PAGE:
        return None
    return base64.urlsafe_b64encode(f"page:{page + 1}".encode()).decode().rstrip("=")
