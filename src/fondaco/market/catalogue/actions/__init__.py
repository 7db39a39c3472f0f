"""The catalogue's writes, one transaction each."""

from fondaco.market.catalogue.actions.imports import advance_import, import_checked, start_import
from fondaco.market.catalogue.actions.listings import (
    BadDraft,
    create_listing,
    pause,
    publish,
    revise_listing,
    set_price,
    withdraw,
)
from fondaco.market.catalogue.actions.pictures import store_picture, store_pictures
from fondaco.market.catalogue.actions.stock import (
    consume_reservation,
    release_reservation,
    reserve,
    restock,
    set_stock,
)
from fondaco.market.catalogue.uploads import check_size

__all__ = [
    "BadDraft",
    "advance_import",
    "check_size",
    "consume_reservation",
    "create_listing",
    "import_checked",
    "pause",
    "publish",
    "release_reservation",
    "reserve",
    "restock",
    "revise_listing",
    "set_price",
    "set_stock",
    "start_import",
    "store_picture",
    "store_pictures",
    "withdraw",
]
