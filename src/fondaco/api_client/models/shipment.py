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
  from ..models.scan import Scan





T = TypeVar("T", bound="Shipment")



@_attrs_define
class Shipment:
    """ A parcel. `missing` says what keeps its delivery from being proven.

        Attributes:
            shipment_id (UUID):
            carrier (str):
            tracking_number (str):
            tracking_url (str):
            recorded_at (datetime.datetime):
            first_scan_at (datetime.datetime | None):
            delivered_at (datetime.datetime | None):
            is_proven (bool):
            missing (list[str]):
            scans (list[Scan]):
     """

    shipment_id: UUID
    carrier: str
    tracking_number: str
    tracking_url: str
    recorded_at: datetime.datetime
    first_scan_at: datetime.datetime | None
    delivered_at: datetime.datetime | None
    is_proven: bool
    missing: list[str]
    scans: list[Scan]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.scan import Scan # noqa: PLC0415
        shipment_id = str(self.shipment_id)

        carrier = self.carrier

        tracking_number = self.tracking_number

        tracking_url = self.tracking_url

        recorded_at = self.recorded_at.isoformat()

        first_scan_at: None | str
        if isinstance(self.first_scan_at, datetime.datetime):
            first_scan_at = self.first_scan_at.isoformat()
        else:
            first_scan_at = self.first_scan_at

        delivered_at: None | str
        if isinstance(self.delivered_at, datetime.datetime):
            delivered_at = self.delivered_at.isoformat()
        else:
            delivered_at = self.delivered_at

        is_proven = self.is_proven

        missing = self.missing



        scans = []
        for scans_item_data in self.scans:
            scans_item = scans_item_data.to_dict()
            scans.append(scans_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "shipment_id": shipment_id,
            "carrier": carrier,
            "tracking_number": tracking_number,
            "tracking_url": tracking_url,
            "recorded_at": recorded_at,
            "first_scan_at": first_scan_at,
            "delivered_at": delivered_at,
            "is_proven": is_proven,
            "missing": missing,
            "scans": scans,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.scan import Scan # noqa: PLC0415
        d = dict(src_dict)
        shipment_id = UUID(d.pop("shipment_id"))




        carrier = d.pop("carrier")

        tracking_number = d.pop("tracking_number")

        tracking_url = d.pop("tracking_url")

        recorded_at = datetime.datetime.fromisoformat(d.pop("recorded_at"))




        def _parse_first_scan_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_scan_at_type_0 = datetime.datetime.fromisoformat(data)



                return first_scan_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_scan_at = _parse_first_scan_at(d.pop("first_scan_at"))


        def _parse_delivered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivered_at_type_0 = datetime.datetime.fromisoformat(data)



                return delivered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        delivered_at = _parse_delivered_at(d.pop("delivered_at"))


        is_proven = d.pop("is_proven")

        missing = cast(list[str], d.pop("missing"))


        scans = []
        _scans = d.pop("scans")
        for scans_item_data in (_scans):
            scans_item = Scan.from_dict(scans_item_data)



            scans.append(scans_item)


        shipment = cls(
            shipment_id=shipment_id,
            carrier=carrier,
            tracking_number=tracking_number,
            tracking_url=tracking_url,
            recorded_at=recorded_at,
            first_scan_at=first_scan_at,
            delivered_at=delivered_at,
            is_proven=is_proven,
            missing=missing,
            scans=scans,
        )


        shipment.additional_properties = d
        return shipment

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
