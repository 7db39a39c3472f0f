from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.browser_color_depth import BrowserColorDepth
from ..models.browser_window_size import BrowserWindowSize
from ..types import UNSET, Unset






T = TypeVar("T", bound="Browser")



@_attrs_define
class Browser:
    """ What 3-D Secure tells the issuer of the cardholder's browser (EMV 3DS 2.2.0).

        Attributes:
            accept_header (str | Unset):  Default: '*/*'.
            user_agent (str | Unset):  Default: 'unknown'.
            language (str | Unset):  Default: 'en'.
            color_depth (BrowserColorDepth | Unset):  Default: BrowserColorDepth.VALUE_24.
            screen_height (int | Unset):  Default: 1080.
            screen_width (int | Unset):  Default: 1920.
            time_zone_minutes (int | Unset):  Default: 0.
            window_size (BrowserWindowSize | Unset):  Default: BrowserWindowSize.VALUE_4.
     """

    accept_header: str | Unset = '*/*'
    user_agent: str | Unset = 'unknown'
    language: str | Unset = 'en'
    color_depth: BrowserColorDepth | Unset = BrowserColorDepth.VALUE_24
    screen_height: int | Unset = 1080
    screen_width: int | Unset = 1920
    time_zone_minutes: int | Unset = 0
    window_size: BrowserWindowSize | Unset = BrowserWindowSize.VALUE_4
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        accept_header = self.accept_header

        user_agent = self.user_agent

        language = self.language

        color_depth: int | Unset = UNSET
        if not isinstance(self.color_depth, Unset):
            color_depth = self.color_depth.value


        screen_height = self.screen_height

        screen_width = self.screen_width

        time_zone_minutes = self.time_zone_minutes

        window_size: str | Unset = UNSET
        if not isinstance(self.window_size, Unset):
            window_size = self.window_size.value



        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
        })
        if accept_header is not UNSET:
            field_dict["accept_header"] = accept_header
        if user_agent is not UNSET:
            field_dict["user_agent"] = user_agent
        if language is not UNSET:
            field_dict["language"] = language
        if color_depth is not UNSET:
            field_dict["color_depth"] = color_depth
        if screen_height is not UNSET:
            field_dict["screen_height"] = screen_height
        if screen_width is not UNSET:
            field_dict["screen_width"] = screen_width
        if time_zone_minutes is not UNSET:
            field_dict["time_zone_minutes"] = time_zone_minutes
        if window_size is not UNSET:
            field_dict["window_size"] = window_size

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        accept_header = d.pop("accept_header", UNSET)

        user_agent = d.pop("user_agent", UNSET)

        language = d.pop("language", UNSET)

        _color_depth = d.pop("color_depth", UNSET)
        color_depth: BrowserColorDepth | Unset
        if isinstance(_color_depth,  Unset):
            color_depth = UNSET
        else:
            color_depth = BrowserColorDepth(_color_depth)




        screen_height = d.pop("screen_height", UNSET)

        screen_width = d.pop("screen_width", UNSET)

        time_zone_minutes = d.pop("time_zone_minutes", UNSET)

        _window_size = d.pop("window_size", UNSET)
        window_size: BrowserWindowSize | Unset
        if isinstance(_window_size,  Unset):
            window_size = UNSET
        else:
            window_size = BrowserWindowSize(_window_size)




        browser = cls(
            accept_header=accept_header,
            user_agent=user_agent,
            language=language,
            color_depth=color_depth,
            screen_height=screen_height,
            screen_width=screen_width,
            time_zone_minutes=time_zone_minutes,
            window_size=window_size,
        )


        browser.additional_properties = d
        return browser

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
