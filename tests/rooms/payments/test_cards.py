"""Saved cards: kept only when asked, one of a kind, never another's."""

from collections.abc import Callable
from uuid import UUID

import pytest

from fondaco.kernel.errors import NotFound, Refusal
from fondaco.market.payments import cards, queries
from fondaco.market.payments.gateways.scripted import ScriptedGateway
from fondaco.market.payments.values import Step
from tests.rooms.payments.conftest import make_payer

pytestmark = pytest.mark.django_db

Make = Callable[..., UUID]
Start = Callable[..., Step]


def forgotten(gateway: ScriptedGateway) -> set[str]:
    return {key.removesuffix(":forget") for name, key in gateway.calls if name == "forget"}


def test_a_card_is_kept_when_the_payment_worked_and_it_was_asked(
    make_intent: Make, start: Start, payer: UUID, gateway: ScriptedGateway
) -> None:
    start(make_intent(), "card_ok:1", save=True)
    [card] = queries.saved_cards(payer)
    assert (card.brand, card.last_four, card.expiry) == ("visa", "4242", "12/30")
    assert forgotten(gateway) == set()


def test_a_card_nobody_keeps_is_forgotten_by_the_vault(
    make_intent: Make, start: Start, payer: UUID, gateway: ScriptedGateway
) -> None:
    start(make_intent(), "card_ok:1")
    assert queries.saved_cards(payer) == ()
    assert forgotten(gateway) == {"card_ok:1"}


def test_a_declined_card_is_not_kept(make_intent: Make, start: Start, payer: UUID) -> None:
    start(make_intent(), "card_declined_05", save=True)
    assert queries.saved_cards(payer) == ()


def test_a_saved_card_pays_again_and_stays(
    make_intent: Make, start: Start, payer: UUID, gateway: ScriptedGateway
) -> None:
    start(make_intent(), "card_ok:1", save=True)
    [card] = queries.saved_cards(payer)
    token = queries.token_of(card.id, payer)
    assert start(make_intent(), token).kind == "succeeded"
    assert len(queries.saved_cards(payer)) == 1
    assert forgotten(gateway) == set()


def test_nobody_pays_with_anothers_saved_card(make_intent: Make, start: Start, payer: UUID) -> None:
    start(make_intent(), "card_ok:1", save=True)
    other = make_payer()
    [card] = queries.saved_cards(payer)
    with pytest.raises(NotFound):
        queries.token_of(card.id, other)
    with pytest.raises(Refusal) as refused:
        start(make_intent(member_id=other), "card_ok:1")
    assert refused.value.code == "card_not_yours"


def test_a_removed_card_is_gone_here_and_in_the_vault(
    make_intent: Make, start: Start, payer: UUID, gateway: ScriptedGateway
) -> None:
    start(make_intent(), "card_ok:1", save=True)
    [card] = queries.saved_cards(payer)
    with pytest.raises(NotFound):
        cards.forget(card_id=card.id, member_id=make_payer())
    cards.forget(card_id=card.id, member_id=payer)
    cards.forget(card_id=card.id, member_id=payer)
    assert queries.saved_cards(payer) == ()
    assert forgotten(gateway) == {"card_ok:1"}


def test_a_frozen_card_pays_nothing(make_intent: Make, start: Start, payer: UUID) -> None:
    start(make_intent(), "card_ok:1", save=True)
    [card] = queries.saved_cards(payer)
    cards.freeze(card_id=card.id, member_id=payer)
    assert queries.saved_cards(payer)[0].is_frozen
    with pytest.raises(Refusal) as refused:
        start(make_intent(), "card_ok:1")
    assert refused.value.code == "card_frozen"
