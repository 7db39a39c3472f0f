from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.payment_step import PaymentStep
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.challenge_asked import ChallengeAsked
  from ..models.method_asked import MethodAsked
  from ..models.paid_by import PaidBy
  from ..models.payment_failure import PaymentFailure





T = TypeVar("T", bound="Payment")



@_attrs_define
class Payment:
    """ Where the payment stands and what the browser does next. `step`: open (give a card), method, challenge, in_doubt
    (ask again), declined (another card), transfer (money is expected by bank), succeeded, or closed.

        Attributes:
            checkout_id (UUID):
            intent_id (UUID):
            step (PaymentStep):
            amount_minor (int):
            captured_minor (int):
            currency (str):
            statement_descriptor (str):
            method (MethodAsked | None | Unset):
            challenge (ChallengeAsked | None | Unset):
            failure (None | PaymentFailure | Unset):
            card (None | PaidBy | Unset):
            trans_status (str | Unset):  Default: ''.
            eci (str | Unset):  Default: ''.
            liability_shift (bool | Unset):  Default: False.
     """

    checkout_id: UUID
    intent_id: UUID
    step: PaymentStep
    amount_minor: int
    captured_minor: int
    currency: str
    statement_descriptor: str
    method: MethodAsked | None | Unset = UNSET
    challenge: ChallengeAsked | None | Unset = UNSET
    failure: None | PaymentFailure | Unset = UNSET
    card: None | PaidBy | Unset = UNSET
    trans_status: str | Unset = ''
    eci: str | Unset = ''
    liability_shift: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.challenge_asked import ChallengeAsked # noqa: PLC0415
        from ..models.method_asked import MethodAsked # noqa: PLC0415
        from ..models.paid_by import PaidBy # noqa: PLC0415
        from ..models.payment_failure import PaymentFailure # noqa: PLC0415
        checkout_id = str(self.checkout_id)

        intent_id = str(self.intent_id)

        step = self.step.value

        amount_minor = self.amount_minor

        captured_minor = self.captured_minor

        currency = self.currency

        statement_descriptor = self.statement_descriptor

        method: dict[str, Any] | None | Unset
        if isinstance(self.method, Unset):
            method = UNSET
        elif isinstance(self.method, MethodAsked):
            method = self.method.to_dict()
        else:
            method = self.method

        challenge: dict[str, Any] | None | Unset
        if isinstance(self.challenge, Unset):
            challenge = UNSET
        elif isinstance(self.challenge, ChallengeAsked):
            challenge = self.challenge.to_dict()
        else:
            challenge = self.challenge

        failure: dict[str, Any] | None | Unset
        if isinstance(self.failure, Unset):
            failure = UNSET
        elif isinstance(self.failure, PaymentFailure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        card: dict[str, Any] | None | Unset
        if isinstance(self.card, Unset):
            card = UNSET
        elif isinstance(self.card, PaidBy):
            card = self.card.to_dict()
        else:
            card = self.card

        trans_status = self.trans_status

        eci = self.eci

        liability_shift = self.liability_shift


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "checkout_id": checkout_id,
            "intent_id": intent_id,
            "step": step,
            "amount_minor": amount_minor,
            "captured_minor": captured_minor,
            "currency": currency,
            "statement_descriptor": statement_descriptor,
        })
        if method is not UNSET:
            field_dict["method"] = method
        if challenge is not UNSET:
            field_dict["challenge"] = challenge
        if failure is not UNSET:
            field_dict["failure"] = failure
        if card is not UNSET:
            field_dict["card"] = card
        if trans_status is not UNSET:
            field_dict["trans_status"] = trans_status
        if eci is not UNSET:
            field_dict["eci"] = eci
        if liability_shift is not UNSET:
            field_dict["liability_shift"] = liability_shift

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.challenge_asked import ChallengeAsked # noqa: PLC0415
        from ..models.method_asked import MethodAsked # noqa: PLC0415
        from ..models.paid_by import PaidBy # noqa: PLC0415
        from ..models.payment_failure import PaymentFailure # noqa: PLC0415
        d = dict(src_dict)
        checkout_id = UUID(d.pop("checkout_id"))




        intent_id = UUID(d.pop("intent_id"))




        step = PaymentStep(d.pop("step"))




        amount_minor = d.pop("amount_minor")

        captured_minor = d.pop("captured_minor")

        currency = d.pop("currency")

        statement_descriptor = d.pop("statement_descriptor")

        def _parse_method(data: object) -> MethodAsked | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                method_type_0 = MethodAsked.from_dict(data)



                return method_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MethodAsked | None | Unset, data)

        method = _parse_method(d.pop("method", UNSET))


        def _parse_challenge(data: object) -> ChallengeAsked | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                challenge_type_0 = ChallengeAsked.from_dict(data)



                return challenge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChallengeAsked | None | Unset, data)

        challenge = _parse_challenge(d.pop("challenge", UNSET))


        def _parse_failure(data: object) -> None | PaymentFailure | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                failure_type_0 = PaymentFailure.from_dict(data)



                return failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PaymentFailure | Unset, data)

        failure = _parse_failure(d.pop("failure", UNSET))


        def _parse_card(data: object) -> None | PaidBy | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                card_type_0 = PaidBy.from_dict(data)



                return card_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PaidBy | Unset, data)

        card = _parse_card(d.pop("card", UNSET))


        trans_status = d.pop("trans_status", UNSET)

        eci = d.pop("eci", UNSET)

        liability_shift = d.pop("liability_shift", UNSET)

        payment = cls(
            checkout_id=checkout_id,
            intent_id=intent_id,
            step=step,
            amount_minor=amount_minor,
            captured_minor=captured_minor,
            currency=currency,
            statement_descriptor=statement_descriptor,
            method=method,
            challenge=challenge,
            failure=failure,
            card=card,
            trans_status=trans_status,
            eci=eci,
            liability_shift=liability_shift,
        )


        payment.additional_properties = d
        return payment

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
