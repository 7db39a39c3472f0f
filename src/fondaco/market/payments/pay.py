"""A card payment from the card to the capture: the calls in order, each between two actions.

Nothing here holds a transaction. Killed, repeated or answered late at any point, the same
function again goes on from what is stored, and the sweeper does when nobody comes back.
"""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import InDoubt, Refusal
from fondaco.market.payments import authenticate, authorize, capture, entered_cards, queries
from fondaco.market.payments.authenticate import Plan
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.protocol import (
    Authentication,
    AuthorizationRequest,
    Unavailable,
)
from fondaco.market.payments.lifecycle import AttemptState
from fondaco.market.payments.models import Attempt
from fondaco.market.payments.rules import declines
from fondaco.market.payments.values import Step

log = logging.getLogger(__name__)

ANSWER_OUT_FOR = timedelta(seconds=20)
"""How long another request may wait for an answer about money before this one asks too."""


def start(
    intent_id: UUID,
    *,
    card_token: str,
    save_card: bool,
    browser: dict[str, Any],
    key: str,
    return_url: str,
    gateway_name: str = "",
) -> Step:
    """Try to pay with this card. The same key again, or another tab's, starts nothing twice.

    ``browser`` is what 3-D Secure tells the issuer of the browser (see the vault's contract),
    with ``window_size`` for the challenge. ``gateway_name`` is of the gateway that made the token
    (see :func:`chosen.gateway`), or empty. Raises :class:`Refusal` for a card or a member that
    may not pay, and :class:`Unavailable` when the vault is away; nothing was charged then.
    """
    card = gateway(gateway_name).card(card_token)
    entered_cards.check(intent_id, card)
    plan = authenticate.begin_attempt(
        intent_id=intent_id,
        key=key,
        card=card,
        save_card=save_card,
        browser=browser,
        return_url=return_url,
    )
    if plan is None:
        return queries.step(intent_id)
    return _authenticate(intent_id, plan)


def continue_method(intent_id: UUID, completion: str) -> Step:
    """The issuer's method has run (``Y``), did not answer (``N``), or was left out (``U``)."""
    attempt = _open_attempt(intent_id)
    if attempt is None or attempt.state != AttemptState.METHOD:
        return queries.step(intent_id)
    answer = gateway(attempt.gateway).continue_method(
        authentication_id=attempt.authentication_id,
        completion=completion if completion in {"Y", "N"} else "U",
        key=f"{attempt.id}:continue",
    )
    return _go_on(intent_id, attempt.id, answer)


def finish(intent_id: UUID) -> Step:
    """Go on from wherever the payment stands: after a challenge, a reload, a doubt. Repeatable."""
    attempt = _open_attempt(intent_id)
    if attempt is None:
        return queries.step(intent_id)
    if attempt.state in {AttemptState.METHOD, AttemptState.CHALLENGE}:
        answer = gateway(attempt.gateway).authentication(attempt.authentication_id)
        return _go_on(intent_id, attempt.id, answer)
    if attempt.state == AttemptState.AUTHENTICATED:
        return _authorize(intent_id, attempt.id)
    if clock.real_now() - attempt.moved_at > ANSWER_OUT_FOR:
        if attempt.state == AttemptState.BEGUN:
            authenticate.record_refused(attempt_id=attempt.id, failure_code="try_again")
        settle(attempt.id)
    return queries.step(intent_id)


def settle(attempt_id: UUID) -> None:
    """Find out what became of money that was asked for, and go on to the end.

    Reads the other side by key before repeating the same request under the same key. Ends
    silently while the doubt lasts.
    """
    attempt = Attempt.objects.select_related("intent").get(id=attempt_id)
    try:
        if attempt.state == AttemptState.AUTHORIZING:
            known = gateway(attempt.gateway).authorization_by_key(f"{attempt.id}:authorize")
            if known is None:
                _ask_for_money(attempt.intent_id, attempt.id)
            else:
                _after_authorization(attempt.intent_id, attempt.id, known)
        elif attempt.state == AttemptState.AUTHORIZED:
            _capture(attempt.id)
        elif attempt.state == AttemptState.CAPTURING:
            _ask_for_capture(attempt, read_first=True)
    except (InDoubt, Unavailable) as doubt:
        log.warning("attempt %s is still in doubt: %s", attempt_id, type(doubt).__name__)


def _open_attempt(intent_id: UUID) -> Attempt | None:
    intent = queries.intent_row(intent_id)
    return authenticate.current(intent)


def _authenticate(intent_id: UUID, plan: Plan) -> Step:
    name = Attempt.objects.values_list("gateway", flat=True).get(id=plan.attempt_id)
    try:
        answer = gateway(name).authenticate(plan.request)
    except (InDoubt, Unavailable):
        # No money was asked for, so ending the attempt is safe: its key dies with it.
        authenticate.record_refused(attempt_id=plan.attempt_id, failure_code="try_again")
        return queries.step(intent_id)
    except Refusal as refusal:
        authenticate.record_refused(
            attempt_id=plan.attempt_id, failure_code=declines.by_refusal(refusal.code)
        )
        return queries.step(intent_id)
    return _go_on(intent_id, plan.attempt_id, answer)


def _go_on(intent_id: UUID, attempt_id: UUID, answer: Authentication) -> Step:
    authenticate.record_authentication(attempt_id=attempt_id, authentication=answer)
    if answer.state == "done":
        return _authorize(intent_id, attempt_id)
    return queries.step(intent_id)


def _authorize(intent_id: UUID, attempt_id: UUID) -> Step:
    request = authorize.begin_authorization(attempt_id=attempt_id)
    if isinstance(request, Plan):
        return _authenticate(intent_id, request)
    if request is not None:
        try:
            _ask_for_money(intent_id, attempt_id)
        except (InDoubt, Unavailable) as doubt:
            log.warning("attempt %s is in doubt: %s", attempt_id, type(doubt).__name__)
    return queries.step(intent_id)


def _ask_for_money(intent_id: UUID, attempt_id: UUID) -> None:
    attempt = Attempt.objects.select_related("intent").get(id=attempt_id)
    request: AuthorizationRequest | Plan | None = authorize.authorization_request(
        attempt.intent, attempt
    )
    if attempt.is_exempt:  # looked at again in this moment: exemptions may have been stopped
        request = authorize.before_asking(attempt_id=attempt_id)
    if request is None:
        return
    if isinstance(request, Plan):
        _authenticate(intent_id, request)
        return
    try:
        answer = gateway(attempt.gateway).authorize(request)
    except Refusal as refusal:
        authorize.record_not_authorized(
            attempt_id=attempt_id, failure_code=declines.by_refusal(refusal.code)
        )
        return
    _after_authorization(intent_id, attempt_id, answer)


def _after_authorization(intent_id: UUID, attempt_id: UUID, answer: Any) -> None:
    state = authorize.record_authorization(attempt_id=attempt_id, answer=answer)
    if state == AttemptState.AUTHORIZED:
        _capture(attempt_id)
    elif state == AttemptState.DECLINED and answer.state == "soft_declined":
        plan = authenticate.begin_again(attempt_id=attempt_id)
        if plan is not None:
            _authenticate(intent_id, plan)
    elif state == AttemptState.ABANDONED and answer.state == "approved":
        # Its exemption was stopped while this answer was out: nothing is taken under it.
        name = Attempt.objects.values_list("gateway", flat=True).get(id=attempt_id)
        gateway(name).reverse(authorization_id=answer.authorization_id, key=f"{attempt_id}:reverse")


def _capture(attempt_id: UUID) -> None:
    attempt = capture.begin_capture(attempt_id=attempt_id)
    if attempt is not None:
        _ask_for_capture(attempt)


def _ask_for_capture(attempt: Attempt, *, read_first: bool = False) -> None:
    chosen = gateway(attempt.gateway)
    key = f"{attempt.id}:capture"
    try:
        captured = chosen.capture_by_key(key) if read_first else None
        captured = captured or chosen.capture(
            authorization_id=attempt.authorization_id,
            amount_minor=attempt.intent.amount_minor,
            key=key,
        )
    except Refusal:
        chosen.reverse(authorization_id=attempt.authorization_id, key=f"{attempt.id}:reverse")
        capture.record_reversed(attempt_id=attempt.id)
        return
    capture.record_capture(attempt_id=attempt.id, capture=captured)
