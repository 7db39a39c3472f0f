"""What views of every door need: who is asking, which page, and a refusal beside its field."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext

from fondaco.kernel.errors import Refusal
from fondaco.market.web.shell.access import visitor_of


def me(request: HttpRequest) -> UUID:
    """The signed-in member's id; for views that the access table opens to members only."""
    member_id = visitor_of(request).member_id
    if member_id is None:
        raise AssertionError("the access table asks for a member")
    return member_id


def page_number(request: HttpRequest) -> int:
    """``?page=``, 1 when it is none or nonsense."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) else 1


def told(refusal: Refusal) -> str:
    """A refusal in the reader's language: what happened, what was not done, what to do."""
    parts = (refusal.what, refusal.not_done, refusal.next_step)
    return " ".join(gettext(str(part)) for part in parts if part)


def say_refusal(form: Any, refusal: Refusal) -> None:
    """Put a room's refusal beside the field that it names, or at the form's head."""
    form.add_error(refusal.field if refusal.field in form.fields else None, told(refusal))
