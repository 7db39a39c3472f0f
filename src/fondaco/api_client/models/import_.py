from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime






T = TypeVar("T", bound="Import")



@_attrs_define
class Import:
    """ An import; `state`: waiting, done or stopped. Counts are products, rows are the file's.

        Attributes:
            import_id (UUID):
            state (str):
            file_name (str):
            dry_run (bool):
            total_rows (int):
            done_rows (int):
            percent (int):
            created (int):
            updated (int):
            unchanged (int):
            refused (int):
            errors (int):
            warnings (int):
            requested_at (datetime.datetime):
            finished_at (datetime.datetime | None):
     """

    import_id: UUID
    state: str
    file_name: str
    dry_run: bool
    total_rows: int
    done_rows: int
    percent: int
    created: int
    updated: int
    unchanged: int
    refused: int
    errors: int
    warnings: int
    requested_at: datetime.datetime
    finished_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        import_id = str(self.import_id)

        state = self.state

        file_name = self.file_name

        dry_run = self.dry_run

        total_rows = self.total_rows

        done_rows = self.done_rows

        percent = self.percent

        created = self.created

        updated = self.updated

        unchanged = self.unchanged

        refused = self.refused

        errors = self.errors

        warnings = self.warnings

        requested_at = self.requested_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "import_id": import_id,
            "state": state,
            "file_name": file_name,
            "dry_run": dry_run,
            "total_rows": total_rows,
            "done_rows": done_rows,
            "percent": percent,
            "created": created,
            "updated": updated,
            "unchanged": unchanged,
            "refused": refused,
            "errors": errors,
            "warnings": warnings,
            "requested_at": requested_at,
            "finished_at": finished_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        import_id = UUID(d.pop("import_id"))




        state = d.pop("state")

        file_name = d.pop("file_name")

        dry_run = d.pop("dry_run")

        total_rows = d.pop("total_rows")

        done_rows = d.pop("done_rows")

        percent = d.pop("percent")

        created = d.pop("created")

        updated = d.pop("updated")

        unchanged = d.pop("unchanged")

        refused = d.pop("refused")

        errors = d.pop("errors")

        warnings = d.pop("warnings")

        requested_at = datetime.datetime.fromisoformat(d.pop("requested_at"))




        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)



                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))


        import_ = cls(
            import_id=import_id,
            state=state,
            file_name=file_name,
            dry_run=dry_run,
            total_rows=total_rows,
            done_rows=done_rows,
            percent=percent,
            created=created,
            updated=updated,
            unchanged=unchanged,
            refused=refused,
            errors=errors,
            warnings=warnings,
            requested_at=requested_at,
            finished_at=finished_at,
        )


        import_.additional_properties = d
        return import_

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
