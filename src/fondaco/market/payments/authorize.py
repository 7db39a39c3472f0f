"""Asking the issuer for the money, and recording what it said."""

from uuid import UUID

from fondaco.kernel import clock, rows
from fondaco.kernel.transaction import action
from fondaco.market.members import queries as members
from fondaco.market.payments import exemption_policy
from fondaco.market.payments.authenticate import (
    Plan,
    begin_again,
    end_attempt,
    give_back,
    locked_attempt,
)
from fondaco.market.payments.gateways.protocol import Authorization, AuthorizationRequest
from fondaco.market.payments.lifecycle import (
    ATTEMPT,
    INTENT,
    AttemptEvent,
    AttemptState,
    IntentEvent,
    IntentState,
)
from fondaco.market.payments.models import Attempt, Intent
from fondaco.market.payments.rules import declines
from fondaco.market.payments.rules.exemptions import Outcome as Exempted

EXEMPTED = {"approved": Exempted.GRANTED, "soft_declined": Exempted.SOFT_DECLINED}


@action
def begin_authorization(*, attempt_id: UUID) -> AuthorizationRequest | Plan | None:
    """Mark that money is being asked for; None when another request is at it, or all is over.

    Amount, currency and payee are the intent's, as the cardholder confirmed them. A member who
    said meanwhile that this was not them is not charged. An exemption whose policy is no longer
    in force is dropped, and the payment begun again with a challenge: what to ask for that.
    """
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.AUTHENTICATED:
        return None
    if members.payments_frozen(intent.member_id, lock=True):
        end_attempt(intent, attempt, AttemptEvent.REFUSED, "payments_frozen")
        return None
    if _is_stopped(attempt):
        attempt.exemption_outcome = Exempted.DROPPED
        end_attempt(intent, attempt, AttemptEvent.ABANDONED)
        return begin_again(attempt_id=attempt.id)
    intent.state = INTENT.after(IntentState(intent.state), IntentEvent.AUTHORIZATION_ASKED)
    rows.change(intent, "state")
    attempt.state = ATTEMPT.after(AttemptState.AUTHENTICATED, AttemptEvent.AUTHORIZATION_ASKED)
    attempt.moved_at = clock.real_now()
    rows.change(attempt, "state", "moved_at")
    return authorization_request(intent, attempt)


@action
def before_asking(*, attempt_id: UUID) -> AuthorizationRequest | Plan | None:
    """What is sent now for money that was to be asked for; None when that is settled already.

    An exemption that was stopped since is not sent any more: it is dropped, and the payment begun
    again with a challenge. Only where nothing is known of an earlier sending; an answer that
    arrives all the same is given back by who gets it.
    """
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.AUTHORIZING:
        return None
    if not _is_stopped(attempt):
        return authorization_request(intent, attempt)
    attempt.exemption_outcome = Exempted.DROPPED
    attempt.state = ATTEMPT.after(AttemptState.AUTHORIZING, AttemptEvent.CLAIM_DROPPED)
    attempt.moved_at = clock.real_now()
    attempt.save()
    give_back(intent, IntentEvent.DECLINED, "")
    return begin_again(attempt_id=attempt.id)


def _is_stopped(attempt: Attempt) -> bool:
    """Whether it claims what the policy in force does not let be claimed any more."""
    return attempt.is_exempt and not exemption_policy.still_allows(
        attempt.policy_version, attempt.exemption
    )


def authorization_request(intent: Intent, attempt: Attempt) -> AuthorizationRequest:
    """The one request of this attempt; repeated by a sweeper it is word for word the same."""
    return AuthorizationRequest(
        key=f"{attempt.id}:authorize",
        card_token=attempt.card_token,
        authentication_id=attempt.authentication_id,
        amount_minor=intent.amount_minor,
        currency=intent.currency,
        payee=intent.payee,
        descriptor=intent.descriptor,
        exemption=attempt.exemption if attempt.is_exempt else "",
    )


@action
def record_authorization(*, attempt_id: UUID, answer: Authorization) -> str:
    """Store the issuer's answer and return the attempt's state. An answer told twice counts once.

    A soft decline is stored as a decline; who put the calls in order begins again.
    """
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state != AttemptState.AUTHORIZING:
        return attempt.state
    attempt.authorization_id = answer.authorization_id
    attempt.response_code = answer.response_code
    attempt.network_reference = answer.network_reference
    attempt.moved_at = clock.real_now()
    if attempt.is_exempt:
        attempt.exemption_outcome = EXEMPTED.get(answer.state, Exempted.REFUSED)
    if answer.state == "approved":
        attempt.state = ATTEMPT.after(AttemptState.AUTHORIZING, AttemptEvent.APPROVED)
        intent.state = INTENT.after(IntentState(intent.state), IntentEvent.APPROVED)
        rows.change(intent, "state")
        rows.change(attempt)
        return attempt.state
    soft = answer.state == "soft_declined"
    code = "not_authenticated" if soft else declines.by_response_code(answer.response_code)
    _decline(intent, attempt, code)
    return attempt.state


@action
def record_not_authorized(*, attempt_id: UUID, failure_code: str) -> None:
    """The gateway refused the request itself: the issuer was never asked."""
    intent, attempt = locked_attempt(attempt_id)
    if attempt.state == AttemptState.AUTHORIZING:
        _decline(intent, attempt, failure_code)


def _decline(intent: Intent, attempt: Attempt, code: str) -> None:
    attempt.state = ATTEMPT.after(AttemptState.AUTHORIZING, AttemptEvent.REFUSED)
    attempt.failure_code = code
    attempt.moved_at = clock.real_now()
    rows.change(attempt)
    give_back(intent, IntentEvent.DECLINED, code)
