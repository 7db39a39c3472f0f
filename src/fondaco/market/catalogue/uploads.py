"""Files of an import: its text as received, and where its pictures are looked for.

A ZIP is never unpacked: members are read by name, one at a time, up to a picture's size.
"""

import lzma
import re
import shutil
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import IO
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel.errors import Refusal
from fondaco.kernel.home import home
from fondaco.market.catalogue.rules.columns import file_name
from fondaco.market.catalogue.rules.pictures import MAX_BYTES
from fondaco.market.catalogue.rules.table import NotUtf8, decode

MAX_TEXT_BYTES = 80_000_000
MAX_ZIP_BYTES = 500_000_000
MAX_ZIP_MEMBERS = 50_000
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, NotImplementedError, ValueError),
)
"""What reading a member of an archive from outside may raise."""
NO_TEXT = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"RIFF",
    b"PK\x03\x04",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
)
"""How pictures, archives and office documents begin."""
NO_TEXT_WITHIN = 1_000
"""Bytes at the beginning in which a text has no NUL."""


def refused(code: str, what: str, next_step: str, line: int = 1) -> Refusal:
    """The refusal of a whole file."""
    return Refusal(
        code,
        what,
        not_done=_("Nothing was imported."),
        next_step=next_step,
        field="file",
        status=422,
        details={"line": line},
    )


def check_size(size_bytes: int) -> None:
    """Refuses a product file that is too large, before anybody reads it."""
    if size_bytes > MAX_TEXT_BYTES:
        raise refused(
            "file_too_large",
            _("The file is larger than 80 MB."),
            _("Split it into several files and import one after the other."),
        )


def text_of(content: bytes) -> str:
    """The file's text; raises :class:`Refusal` when it is too large or not UTF-8."""
    check_size(len(content))
    is_utf16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if content.startswith(NO_TEXT) or (b"\x00" in content[:NO_TEXT_WITHIN] and not is_utf16):
        raise refused(
            "file_not_csv",
            _("This is not a CSV file: it is a picture, an archive or a document."),
            _("Send the file that Shopify exports under Products → Export."),
        )
    try:
        return decode(content)
    except NotUtf8 as error:
        raise refused(
            "file_not_utf8",
            _("Line %(line)d holds a character that is not UTF-8.") % {"line": error.line},
            _("In your spreadsheet, save the file as “CSV UTF-8” and send it again."),
            error.line,
        ) from None


def folder_of(import_id: UUID) -> Path:
    """Where an import's files lie until it is done."""
    return home() / "imports" / str(import_id)


def keep_text(import_id: UUID, text: str) -> None:
    """Store the text, with plain line ends, so that offsets into it stay true."""
    folder = folder_of(import_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "products.csv").write_bytes(text.encode())


@lru_cache(maxsize=2)
def kept_text(import_id: UUID) -> str:
    """The stored text; kept in memory for the next chunk."""
    return (folder_of(import_id) / "products.csv").read_bytes().decode()


def keep_zip(import_id: UUID, content: IO[bytes]) -> None:
    """Store the pictures' ZIP piece by piece; raises :class:`Refusal` for none or one too large."""
    size = content.seek(0, 2)
    try:
        with zipfile.ZipFile(content) as archive:
            members = len(archive.infolist())
    except DAMAGED:
        raise refused(
            "zip_broken",
            _("The file with the pictures is not a ZIP archive, or is damaged."),
            _("Pack the pictures into a new ZIP archive and send it again."),
        ) from None
    if members > MAX_ZIP_MEMBERS or size > MAX_ZIP_BYTES:
        raise refused(
            "zip_too_large",
            _("The archive holds more than 50,000 files or 500 MB."),
            _("Split the import into several."),
        )
    folder = folder_of(import_id)
    folder.mkdir(parents=True, exist_ok=True)
    content.seek(0)
    with (folder / "pictures.zip").open("wb") as kept:
        shutil.copyfileobj(content, kept)


def read_pictures(import_id: UUID, folder: str, names: set[str]) -> Mapping[str, bytes]:
    """The files of these names (lower case, without path); missing ones are left out."""
    if folder:
        index = _folder_index(folder)
        return {name: index[name].read_bytes() for name in names if name in index}
    path = folder_of(import_id) / "pictures.zip"
    if not path.exists():
        return {}
    found = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            name = file_name(member.filename)
            if name not in names or member.is_dir() or member.flag_bits & 1:
                continue
            # One byte more than allowed is read at most: the picture rules refuse it then.
            try:
                with archive.open(member) as opened:
                    found[name] = opened.read(MAX_BYTES + 1)
            except DAMAGED:
                found[name] = b""
    return found


@lru_cache(maxsize=4)
def _folder_index(folder: str) -> Mapping[str, Path]:
    return {path.name.lower(): path for path in Path(folder).rglob("*") if path.is_file()}


def is_kept(import_id: UUID) -> bool:
    """Whether the product file is still here."""
    return (folder_of(import_id) / "products.csv").exists()


def take_over(check_id: UUID, import_id: UUID) -> bool:
    """Let an import have the files of a check; False when they are gone, or were taken before."""
    try:
        folder_of(check_id).rename(folder_of(import_id))
    except FileNotFoundError:
        return False
    return True


def kept_imports() -> list[UUID]:
    """All imports of which files are here."""
    folder = home() / "imports"
    names = [each.name for each in folder.iterdir()] if folder.exists() else []
    return [UUID(name) for name in names if _ID.fullmatch(name)]


def drop(import_id: UUID) -> None:
    """Remove an import's files when it is done; those already gone are no error."""
    folder = folder_of(import_id)
    for name in ("products.csv", "pictures.zip"):
        (folder / name).unlink(missing_ok=True)
    if folder.exists():
        folder.rmdir()
    kept_text.cache_clear()
