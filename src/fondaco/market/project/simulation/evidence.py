"""Evidence as the cases room takes it: a stored picture, with the sentence of what it shows."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from PIL import Image

from fondaco.market.cases.evidence import Draft, StoredPicture, prepare
from fondaco.market.project.simulation.showing import INVOICE_WORDS, Strength


@lru_cache(maxsize=1)
def picture() -> StoredPicture:
    """One picture for all: what it shows is told beside it."""
    out = BytesIO()
    Image.new("RGB", (640, 480), "#556677").save(out, "JPEG")
    return prepare(out.getvalue())


def pieces(words: Mapping[Strength, str], shows: Strength) -> list[Draft]:
    """A picture that shows so much; none that shows nothing."""
    if shows is Strength.NOTHING:
        return []
    return [Draft(kind="picture", text=words[shows], picture=picture())]


def invoice() -> Draft:
    """A picture of an invoice."""
    return Draft(kind="invoice", text=INVOICE_WORDS, picture=picture())
