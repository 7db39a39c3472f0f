from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
  from ..models.case_offer import CaseOffer
  from ..models.case_refund import CaseRefund
  from ..models.case_step import CaseStep
  from ..models.decision import Decision
  from ..models.evidence_piece import EvidencePiece





T = TypeVar("T", bound="Case")



@_attrs_define
class Case:
    """ A case as the caller's side sees it. `due_at`: when silence decides, as `then` says.

        Attributes:
            case_id (UUID):
            reference (str):
            order_id (UUID):
            buyer_id (UUID):
            seller_id (UUID):
            reason (str):
            statement (str):
            wanted (str):
            wanted_minor (int):
            amount_minor (int):
            refunded_minor (int):
            currency (str):
            state (str):
            waits_for (str):
            due_at (datetime.datetime | None):
            then (str):
            outcome (str):
            opened_at (datetime.datetime):
            closed_at (datetime.datetime | None):
            mediator_id (None | UUID):
            may (list[str]):
            line_ids (list[UUID]):
            offers (list[CaseOffer]):
            evidence (list[EvidencePiece]):
            decisions (list[Decision]):
            steps (list[CaseStep]):
            refunds (list[CaseRefund]):
     """

    case_id: UUID
    reference: str
    order_id: UUID
    buyer_id: UUID
    seller_id: UUID
    reason: str
    statement: str
    wanted: str
    wanted_minor: int
    amount_minor: int
    refunded_minor: int
    currency: str
    state: str
    waits_for: str
    due_at: datetime.datetime | None
    then: str
    outcome: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    mediator_id: None | UUID
    may: list[str]
    line_ids: list[UUID]
    offers: list[CaseOffer]
    evidence: list[EvidencePiece]
    decisions: list[Decision]
    steps: list[CaseStep]
    refunds: list[CaseRefund]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.case_offer import CaseOffer # noqa: PLC0415
        from ..models.case_refund import CaseRefund # noqa: PLC0415
        from ..models.case_step import CaseStep # noqa: PLC0415
        from ..models.decision import Decision # noqa: PLC0415
        from ..models.evidence_piece import EvidencePiece # noqa: PLC0415
        case_id = str(self.case_id)

        reference = self.reference

        order_id = str(self.order_id)

        buyer_id = str(self.buyer_id)

        seller_id = str(self.seller_id)

        reason = self.reason

        statement = self.statement

        wanted = self.wanted

        wanted_minor = self.wanted_minor

        amount_minor = self.amount_minor

        refunded_minor = self.refunded_minor

        currency = self.currency

        state = self.state

        waits_for = self.waits_for

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        then = self.then

        outcome = self.outcome

        opened_at = self.opened_at.isoformat()

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        mediator_id: None | str
        if isinstance(self.mediator_id, UUID):
            mediator_id = str(self.mediator_id)
        else:
            mediator_id = self.mediator_id

        may = self.may



        line_ids = []
        for line_ids_item_data in self.line_ids:
            line_ids_item = str(line_ids_item_data)
            line_ids.append(line_ids_item)



        offers = []
        for offers_item_data in self.offers:
            offers_item = offers_item_data.to_dict()
            offers.append(offers_item)



        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)



        decisions = []
        for decisions_item_data in self.decisions:
            decisions_item = decisions_item_data.to_dict()
            decisions.append(decisions_item)



        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)



        refunds = []
        for refunds_item_data in self.refunds:
            refunds_item = refunds_item_data.to_dict()
            refunds.append(refunds_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "case_id": case_id,
            "reference": reference,
            "order_id": order_id,
            "buyer_id": buyer_id,
            "seller_id": seller_id,
            "reason": reason,
            "statement": statement,
            "wanted": wanted,
            "wanted_minor": wanted_minor,
            "amount_minor": amount_minor,
            "refunded_minor": refunded_minor,
            "currency": currency,
            "state": state,
            "waits_for": waits_for,
            "due_at": due_at,
            "then": then,
            "outcome": outcome,
            "opened_at": opened_at,
            "closed_at": closed_at,
            "mediator_id": mediator_id,
            "may": may,
            "line_ids": line_ids,
            "offers": offers,
            "evidence": evidence,
            "decisions": decisions,
            "steps": steps,
            "refunds": refunds,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.case_offer import CaseOffer # noqa: PLC0415
        from ..models.case_refund import CaseRefund # noqa: PLC0415
        from ..models.case_step import CaseStep # noqa: PLC0415
        from ..models.decision import Decision # noqa: PLC0415
        from ..models.evidence_piece import EvidencePiece # noqa: PLC0415
        d = dict(src_dict)
        case_id = UUID(d.pop("case_id"))




        reference = d.pop("reference")

        order_id = UUID(d.pop("order_id"))




        buyer_id = UUID(d.pop("buyer_id"))




        seller_id = UUID(d.pop("seller_id"))




        reason = d.pop("reason")

        statement = d.pop("statement")

        wanted = d.pop("wanted")

        wanted_minor = d.pop("wanted_minor")

        amount_minor = d.pop("amount_minor")

        refunded_minor = d.pop("refunded_minor")

        currency = d.pop("currency")

        state = d.pop("state")

        waits_for = d.pop("waits_for")

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)



                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))


        then = d.pop("then")

        outcome = d.pop("outcome")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))




        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)



                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))


        def _parse_mediator_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                mediator_id_type_0 = UUID(data)



                return mediator_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        mediator_id = _parse_mediator_id(d.pop("mediator_id"))


        may = cast(list[str], d.pop("may"))


        line_ids = []
        _line_ids = d.pop("line_ids")
        for line_ids_item_data in (_line_ids):
            line_ids_item = UUID(line_ids_item_data)



            line_ids.append(line_ids_item)


        offers = []
        _offers = d.pop("offers")
        for offers_item_data in (_offers):
            offers_item = CaseOffer.from_dict(offers_item_data)



            offers.append(offers_item)


        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in (_evidence):
            evidence_item = EvidencePiece.from_dict(evidence_item_data)



            evidence.append(evidence_item)


        decisions = []
        _decisions = d.pop("decisions")
        for decisions_item_data in (_decisions):
            decisions_item = Decision.from_dict(decisions_item_data)



            decisions.append(decisions_item)


        steps = []
        _steps = d.pop("steps")
        for steps_item_data in (_steps):
            steps_item = CaseStep.from_dict(steps_item_data)



            steps.append(steps_item)


        refunds = []
        _refunds = d.pop("refunds")
        for refunds_item_data in (_refunds):
            refunds_item = CaseRefund.from_dict(refunds_item_data)



            refunds.append(refunds_item)


        case = cls(
            case_id=case_id,
            reference=reference,
            order_id=order_id,
            buyer_id=buyer_id,
            seller_id=seller_id,
            reason=reason,
            statement=statement,
            wanted=wanted,
            wanted_minor=wanted_minor,
            amount_minor=amount_minor,
            refunded_minor=refunded_minor,
            currency=currency,
            state=state,
            waits_for=waits_for,
            due_at=due_at,
            then=then,
            outcome=outcome,
            opened_at=opened_at,
            closed_at=closed_at,
            mediator_id=mediator_id,
            may=may,
            line_ids=line_ids,
            offers=offers,
            evidence=evidence,
            decisions=decisions,
            steps=steps,
            refunds=refunds,
        )


        case.additional_properties = d
        return case

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
