"""What the buyer's browser needs to confirm a payment with Stripe's own script."""

from uuid import UUID

from fondaco.market.payments import authenticate, queries
from fondaco.market.payments.gateways.chosen import gateway
from fondaco.market.payments.gateways.stripe_gateway import NAME, StripeGateway
from fondaco.market.payments.lifecycle import AttemptState


def client_secret(intent_id: UUID) -> str | None:
    """The secret of the open challenge, for the payer's page only; None when there is none.

    Raises :class:`fondaco.market.payments.gateways.protocol.Unavailable`.
    """
    attempt = authenticate.current(queries.intent_row(intent_id))
    if attempt is None or attempt.gateway != NAME or attempt.state != AttemptState.CHALLENGE:
        return None
    stripe = gateway(NAME)
    if not isinstance(stripe, StripeGateway):
        return None
    return stripe.client_secret(attempt.authentication_id)
