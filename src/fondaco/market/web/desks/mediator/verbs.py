"""What a mediator can do in a case: a form's fields in, one verb of the room called."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal
from fondaco.kernel.ids import new_id
from fondaco.market.cases import decide, evidence, mediate
from fondaco.market.web.desks.mediator import looking
from fondaco.market.web.desks.mediator.looking import SIDE
from fondaco.market.web.shell import casework


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:100] or new_id().hex


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _decide(request: HttpRequest, case_id: UUID) -> str:
    found = looking.seen(request, case_id, "decide")
    result = decide.decide(
        case_id=case_id,
        mediator_id=casework.me(request),
        kind=found["kind"],
        amount_minor=found["amount_minor"],
        reason_code=found["reason_code"],
        text=found["text"],
        evidence_ids=_ids(found["evidence"]),
        key=_key(request),
        seen=found["mark"],
    )
    if result == "proposed":
        return _("Signed. A second mediator has to sign before money moves.")
    return _("Decided. Both sides have it in writing.")


def _confirm(request: HttpRequest, case_id: UUID) -> str:
    found = looking.seen(request, case_id, "confirm")
    decide.confirm(
        case_id=case_id,
        proposal_id=UUID(found["proposal"]),
        mediator_id=casework.me(request),
        key=_key(request),
        seen=found["mark"],
    )
    return _("Signed and carried out. Both sides have it in writing.")


def _ask(request: HttpRequest, case_id: UUID) -> str:
    mediate.ask_evidence(
        case_id=case_id,
        mediator_id=casework.me(request),
        side=request.POST.get("side", ""),
        text=request.POST.get("text", ""),
        key=_key(request),
    )
    return _("Asked. The case's clock stands still until the answer, five days at most.")


def _recuse(request: HttpRequest, case_id: UUID) -> str:
    mediate.recuse(
        case_id=case_id,
        mediator_id=casework.me(request),
        reason=request.POST.get("reason", ""),
        key=_key(request),
    )
    return _("You stepped back. Another mediator has been drawn.")


def _take(request: HttpRequest, case_id: UUID) -> str:
    mediate.take(case_id=case_id, mediator_id=casework.me(request))
    return _("The case is yours.")


def _resolve(request: HttpRequest, case_id: UUID) -> str:
    result = mediate.resolve_card_fraud(
        case_id=case_id, member_id=casework.me(request), key=_key(request)
    )
    if result == "proposed":
        return _("Signed. A second person has to sign before it is settled.")
    return _("Settled by what the cardholder's bank had confirmed.")


def _evidence(request: HttpRequest, case_id: UUID) -> str:
    drafts = casework.drafts_of(request)
    if not drafts:
        raise Refusal(
            "evidence_empty", _("Write what it shows, or choose a picture."),
            not_done=_("Nothing was added."), status=422,
        )  # fmt: skip
    evidence.add(
        case_id=case_id,
        side=SIDE,
        member_id=casework.me(request),
        drafts=drafts,
        key=_key(request),
    )
    return _("Added. Both sides can see it.")


VERBS: dict[str, Callable[[HttpRequest, UUID], str]] = {
    "decide": _decide,
    "confirm": _confirm,
    "ask": _ask,
    "recuse": _recuse,
    "take": _take,
    "resolve": _resolve,
    "evidence": _evidence,
}
"""Last part of the address to the verb; each returns what is said when it is done."""
