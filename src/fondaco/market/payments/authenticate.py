"""Beginning an attempt with a card, and recording how the issuer knew the cardholder."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Q

from fondaco.kernel import clock, outbox, rows
from fondaco.kernel.errors import NotAllowed, Refusal
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.members import queries as members
from fondaco.market.payments import exempt
from fondaco.market.payments.gateways.protocol import (
    Authentication,
    AuthenticationRequest,
    CardDetails,
)
from fondaco.market.payments.intents import about, locked
from fondaco.market.payments.lifecycle import (
    ATTEMPT,
    INTENT,
    MAY_BE_ABANDONED,
    OPEN_ATTEMPTS,
    AttemptEvent,
    AttemptState,
    IntentEvent,
    IntentState,
)
from fondaco.market.payments.models import Attempt, Intent, SavedCard
from fondaco.market.payments.rules import declines, velocity
from fondaco.market.payments.rules.exemptions import MANDATED, Decision
from fondaco.market.payments.rules.exemptions import Outcome as Exempted


@dataclass(frozen=True, slots=True)
class Plan:
    """What the gateway is asked in an attempt: which attempt, and the request for it."""

    attempt_id: UUID
    request: AuthenticationRequest


@action
def begin_attempt(
    *,
    intent_id: UUID,
    key: str,
    card: CardDetails,
    save_card: bool,
    browser: dict[str, Any],
    return_url: str,
) -> Plan | None:
    """Open an attempt with this card, ending one for which no money has been asked yet.

    None when there is nothing to begin: the key was used before, the intent is paid or over,
    or an answer about money is still out. Raises :class:`Refusal` ``too_many_tries`` and
    :class:`NotAllowed` for frozen members and for cards that another member has saved.
    """
    intent = locked(intent_id)
    if Attempt.objects.filter(intent=intent, key=key).exists():
        return None
    if intent.state in {IntentState.REQUIRES_ACTION, IntentState.REQUIRES_PAYMENT_METHOD}:
        saved = _check_card(intent, card)
        seen = _seen(intent, card, str(browser.get("ip", ""))[:45])
        _check_velocity(seen)
        open_attempt = current(intent, lock=True)
        if open_attempt is not None:
            end_attempt(intent, open_attempt, AttemptEvent.ABANDONED)
        policy, decision = exempt.judge(
            intent=intent, card=card, is_saved=saved, browser=browser, seen=seen
        )
        keep = save_card and not saved and not card.wallet
        claim = _Claim(policy.version if policy else 0, decision)
        return _open(intent, key, card, _Drawn(saved, keep, browser, return_url, claim))
    return None


def _check_card(intent: Intent, card: CardDetails) -> bool:
    """Whether the token is a saved card of the payer; refuses frozen and others' cards."""
    if members.payments_frozen(intent.member_id, lock=True):
        raise NotAllowed(
            _("Payments of this account are frozen."),
            code="payments_frozen",
            next_step=_("Write to us: we lift it when we know that it is you."),
        )
    saved = SavedCard.objects.filter(token=card.token).first()
    if saved is not None and saved.member_id != intent.member_id:
        raise NotAllowed(_("This card is not yours to use."), code="card_not_yours")
    if saved is not None and (saved.frozen_at or saved.forgotten_at):
        raise Refusal(
            "card_frozen",
            _("This card is frozen on Fondaco, or has been removed."),
            not_done=_("Your card was not charged."),
            next_step=_("Use another card."),
        )
    return saved is not None


def _seen(intent: Intent, card: CardDetails, ip: str) -> velocity.Seen:
    """What failed within the window, by everything that this attempt shares; one statement."""
    by = {
        "member": Q(intent__member_id=intent.member_id),
        "card": Q(fingerprint=card.fingerprint),
        "address": Q(ip=ip) & ~Q(ip=""),
        "network": Q(network=velocity.network_of(ip)) & ~Q(network=""),
        "issuer": Q(first_six=card.first_six) & ~Q(first_six=""),
    }
    found = Attempt.objects.filter(
        state=AttemptState.DECLINED, moved_at__gt=clock.real_now() - velocity.WINDOW
    ).aggregate(
        **{f"{name}_count": Count("id", filter=which) for name, which in by.items()},
        **{f"{name}_last": Max("moved_at", filter=which) for name, which in by.items()},
    )
    return velocity.Seen(
        **{name: velocity.Failures(found[f"{name}_count"], found[f"{name}_last"]) for name in by}
    )


def _check_velocity(seen: velocity.Seen) -> None:
    moment = clock.real_now()
    until = velocity.wait_until(seen, moment)
    if until is not None:
        # Which of the counts it was is not said: a tester would change just that.
        raise Refusal(
            "too_many_tries",
            _("There were several failed payments in a short time."),
            not_done=_("Your card was not charged."),
            next_step=_("Wait a few minutes, then try again."),
            status=429,
            details={"wait_s": max(1, int((until - moment).total_seconds()))},
        )


@dataclass(frozen=True, slots=True)
class _Claim:
    """By which version of the policy it was judged (0 without one), and what came of it."""

    policy_version: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What surrounds the card of an attempt. A device wallet's number is never saved."""

    is_saved: bool
    save: bool
    browser: dict[str, Any]
    return_url: str
    claim: _Claim


def _open(intent: Intent, key: str, card: CardDetails, drawn: _Drawn) -> Plan:
    intent.state = INTENT.after(IntentState(intent.state), IntentEvent.ATTEMPT_BEGUN)
    intent.tries += 1
    intent.failure_code = ""
    intent.save(update_fields=["state", "tries", "failure_code"])
    ip = str(drawn.browser.get("ip", ""))[:45]
    claim = drawn.claim
    attempt = rows.add(
        Attempt(
            intent=intent,
            key=key,
            number=intent.tries,
            gateway=card.gateway or settings.FONDACO_GATEWAY,
            card_token=card.token,
            brand=card.brand,
            last_four=card.last_four,
            expiry=card.expiry,
            funding=card.funding,
            fingerprint=card.fingerprint,
            save_card=drawn.save,
            is_saved_card=drawn.is_saved,
            browser=drawn.browser | {"return_url": drawn.return_url},
            ip=ip,
            network=velocity.network_of(ip),
            first_six=card.first_six,
            wallet=card.wallet,
            challenge_indicator=claim.decision.indicator,
            policy_version=claim.policy_version,
            exemption=claim.decision.exemption or "",
            no_exemption_because=claim.decision.because if claim.policy_version else "",
            begun_at=clock.now(),
            moved_at=clock.real_now(),
        )
    )
    return Plan(attempt.id, _request(intent, attempt))


def _request(intent: Intent, attempt: Attempt) -> AuthenticationRequest:
    payer = members.member(intent.member_id)
    browser = {
        name: value
        for name, value in attempt.browser.items()
        if name not in {"return_url", "window_size", "cardholder_name"}
    }
    return AuthenticationRequest(
        key=f"{attempt.id}:authenticate",
        card_token=attempt.card_token,
        amount_minor=intent.amount_minor,
        currency=intent.currency,
        payee=intent.payee,
        purchased_at=clock.real_now(),
        challenge_indicator=attempt.challenge_indicator or MANDATED,
        window_size=str(attempt.browser.get("window_size") or "05"),
        browser=browser,
        cardholder={"name": payer.display_name, "email": payer.email},
        return_url=str(attempt.browser["return_url"]),
    )


@action
def begin_again(*, attempt_id: UUID) -> Plan | None:
    """A new attempt with the same card after a soft decline, or an exemption that was dropped,
    this time with a challenge.

    None when it was such an attempt already, or somebody else has begun another one.
    """
    earlier = Attempt.objects.get(id=attempt_id)
    intent = locked(earlier.intent_id)
    if earlier.after_soft_decline or intent.state != IntentState.REQUIRES_PAYMENT_METHOD:
        return None
    intent.state = INTENT.after(IntentState(intent.state), IntentEvent.ATTEMPT_BEGUN)
    intent.tries += 1
    intent.failure_code = ""
    intent.save(update_fields=["state", "tries", "failure_code"])
    attempt = rows.add(
        Attempt(
            intent=intent,
            key=f"again:{earlier.id}",
            number=intent.tries,
            gateway=earlier.gateway,
            card_token=earlier.card_token,
            brand=earlier.brand,
            last_four=earlier.last_four,
            expiry=earlier.expiry,
            funding=earlier.funding,
            fingerprint=earlier.fingerprint,
            save_card=earlier.save_card,
            is_saved_card=earlier.is_saved_card,
            browser=earlier.browser,
            ip=earlier.ip,
            network=earlier.network,
            first_six=earlier.first_six,
            wallet=earlier.wallet,
            challenge_indicator=MANDATED,
            after_soft_decline=True,
            begun_at=clock.now(),
            moved_at=clock.real_now(),
        )
    )
    return Plan(attempt.id, _request(intent, attempt))


@action
def record_authentication(*, attempt_id: UUID, authentication: Authentication) -> None:
    """Store what the gateway said; an attempt that was ended meanwhile stays ended."""
    intent, attempt = locked_attempt(attempt_id)
    state = AttemptState(attempt.state)
    if state not in MAY_BE_ABANDONED or state is AttemptState.AUTHENTICATED:
        return
    attempt.authentication_id = authentication.authentication_id
    if authentication.state == "done":
        _record_outcome(intent, attempt, authentication)
        return
    event = (
        AttemptEvent.METHOD_ASKED
        if authentication.state == "method"
        else AttemptEvent.CHALLENGE_ASKED
    )
    if ATTEMPT.takes(state, event):
        attempt.state = ATTEMPT.after(state, event)
        if authentication.state == "challenge":
            attempt.was_challenged = True
            attempt.exemption_outcome = Exempted.CHALLENGED if attempt.exemption else ""
        attempt.step = dict(authentication.method or authentication.challenge or {})
        attempt.moved_at = clock.real_now()
        rows.change(attempt)


def _record_outcome(intent: Intent, attempt: Attempt, authentication: Authentication) -> None:
    outcome = authentication.outcome
    if outcome is None:
        raise ValueError("an authentication that is done has an outcome")
    attempt.step = {}
    attempt.trans_status = outcome.trans_status
    attempt.eci = outcome.eci
    # Who asks for an exemption and gets it bears the loss, whatever else the issuer says.
    attempt.liability_shift = outcome.liability_shift and not attempt.is_exempt
    attempt.version = outcome.version
    if outcome.may_authorize or (attempt.is_exempt and outcome.exempted):
        attempt.state = ATTEMPT.after(AttemptState(attempt.state), AttemptEvent.AUTHENTICATED)
        attempt.moved_at = clock.real_now()
        rows.change(attempt)
        return
    attempt.exemption_outcome = Exempted.REFUSED if attempt.is_exempt else attempt.exemption_outcome
    code = declines.by_authentication(
        outcome.trans_status, outcome.reason, was_challenged=attempt.was_challenged
    )
    end_attempt(intent, attempt, AttemptEvent.REFUSED, code)


@action
def record_refused(*, attempt_id: UUID, failure_code: str) -> None:
    """The attempt ends before money was asked for: the gateway refused or was not there."""
    intent, attempt = locked_attempt(attempt_id)
    if AttemptState(attempt.state) in MAY_BE_ABANDONED:
        end_attempt(intent, attempt, AttemptEvent.REFUSED, failure_code)


def end_attempt(
    intent: Intent, attempt: Attempt, event: AttemptEvent, failure_code: str = ""
) -> None:
    """End an attempt for which no money was asked, and give the intent back to the buyer."""
    attempt.state = ATTEMPT.after(AttemptState(attempt.state), event)
    attempt.failure_code = failure_code
    attempt.step = {}
    attempt.moved_at = clock.real_now()
    rows.change(attempt)
    give_back(intent, IntentEvent.ATTEMPT_ENDED, failure_code)


def give_back(intent: Intent, event: IntentEvent, failure_code: str) -> None:
    """The intent wants another card, or is closed when too many were tried."""
    intent.state = INTENT.after(IntentState(intent.state), event)
    intent.failure_code = failure_code
    if failure_code and intent.tries >= declines.MOST_TRIES:
        intent.state = INTENT.after(IntentState(intent.state), IntentEvent.TRIES_USED_UP)
        intent.failure_code = "tries_used_up"
        intent.ended_at = clock.now()
        outbox.emit("intent.failed", intent.id, **about(intent))
    intent.save(update_fields=["state", "failure_code", "ended_at"])


def current(intent: Intent, *, lock: bool = False) -> Attempt | None:
    """The intent's open attempt, if any."""
    rows = Attempt.objects.filter(intent=intent, state__in=[state.value for state in OPEN_ATTEMPTS])
    return (rows.select_for_update() if lock else rows).first()


def locked_attempt(attempt_id: UUID) -> tuple[Intent, Attempt]:
    """The attempt and its intent, locked in the order intent, attempt."""
    intent = Intent.objects.select_for_update(of=("self",)).get(attempts=attempt_id)
    attempt = rows.one(Attempt, lock=True, id=attempt_id)
    if attempt is None:
        raise Attempt.DoesNotExist
    return intent, attempt


def failed_since(moment: datetime) -> int:
    """Failed attempts of everybody since a moment of real time, for the operator's desk."""
    return Attempt.objects.filter(Q(state=AttemptState.DECLINED), moved_at__gt=moment).count()
