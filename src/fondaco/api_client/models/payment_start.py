from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
  from ..models.browser import Browser





T = TypeVar("T", bound="PaymentStart")



@_attrs_define
class PaymentStart:
    """ Pay with the card that the vault gave a token for, or with a saved card of the member.

        Attributes:
            browser (Browser): What 3-D Secure tells the issuer of the cardholder's browser (EMV 3DS 2.2.0).
            card_token (str | Unset):  Default: ''.
            saved_card_id (None | Unset | UUID):
            save_card (bool | Unset):  Default: False.
     """

    browser: Browser
    card_token: str | Unset = ''
    saved_card_id: None | Unset | UUID = UNSET
    save_card: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.browser import Browser # noqa: PLC0415
        browser = self.browser.to_dict()

        card_token = self.card_token

        saved_card_id: None | str | Unset
        if isinstance(self.saved_card_id, Unset):
            saved_card_id = UNSET
        elif isinstance(self.saved_card_id, UUID):
            saved_card_id = str(self.saved_card_id)
        else:
            saved_card_id = self.saved_card_id

        save_card = self.save_card


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "browser": browser,
        })
        if card_token is not UNSET:
            field_dict["card_token"] = card_token
        if saved_card_id is not UNSET:
            field_dict["saved_card_id"] = saved_card_id
        if save_card is not UNSET:
            field_dict["save_card"] = save_card

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.browser import Browser # noqa: PLC0415
        d = dict(src_dict)
        browser = Browser.from_dict(d.pop("browser"))




        card_token = d.pop("card_token", UNSET)

        def _parse_saved_card_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                saved_card_id_type_0 = UUID(data)



                return saved_card_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        saved_card_id = _parse_saved_card_id(d.pop("saved_card_id", UNSET))


        save_card = d.pop("save_card", UNSET)

        payment_start = cls(
            browser=browser,
            card_token=card_token,
            saved_card_id=saved_card_id,
            save_card=save_card,
        )


        payment_start.additional_properties = d
        return payment_start

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
