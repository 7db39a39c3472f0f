"""Demo goods come in as any seller's do: by the import of a Shopify product CSV."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from fondaco.demo import goods
from fondaco.demo.goods.shots import draw_missing
from fondaco.kernel import clock
from fondaco.kernel.audit import Actor
from fondaco.market.catalogue import reports
from fondaco.market.catalogue.actions import imports

SEED = 1
ROWS_AT_ONCE = 2_000


def seed_goods(
    opened_at: datetime, folder: Path, sellers: Mapping[str, UUID], owners: Mapping[str, UUID]
) -> None:
    """Draw the pictures into ``folder`` and import every seller's products.

    ``FONDACO_PICTURE_CACHE`` names a folder that several installations share, as in the tests.
    """
    pictures = Path(os.environ.get("FONDACO_PICTURE_CACHE") or folder / "pictures")
    draw_missing(goods.pictures_needed(SEED), pictures)
    for seller in goods.sellers(SEED):
        path = folder / seller.handle / "products.csv"
        goods.write_shopify_csv(seller, path, pictures, seed=SEED)
        with clock.frozen(opened_at - timedelta(days=40)):
            import_id = imports.start_import(
                seller_id=sellers[seller.handle],
                csv=path,
                pictures_folder=pictures,
                actor=Actor("seller", owners[seller.handle]),
            )
            progress = imports.advance_import(import_id, rows=ROWS_AT_ONCE)
            while progress.state == "waiting":
                progress = imports.advance_import(import_id, rows=ROWS_AT_ONCE)
        report = reports.import_report(import_id)
        if report.findings:
            raise RuntimeError(f"{seller.handle}: {report.findings[:3]}")
