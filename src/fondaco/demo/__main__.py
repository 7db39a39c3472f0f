"""``python -m fondaco.demo OUT_FOLDER``: write every seller's CSV and draw the pictures."""

import argparse
import sys
import time
from pathlib import Path

from fondaco.demo import goods
from fondaco.demo.goods.shots import draw_missing


def main(arguments: list[str]) -> int:
    """Write ``OUT/<seller>/products.csv`` and ``OUT/pictures/*.webp``; print what was done."""
    parser = argparse.ArgumentParser(prog="python -m fondaco.demo", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to; made if missing")
    parser.add_argument("--seed", type=int, default=1, help="another town (default 1)")
    parser.add_argument("--processes", type=int, default=None, help="default: one a core")
    chosen = parser.parse_args(arguments)
    start = time.monotonic()
    pictures = chosen.out / "pictures"
    needed = goods.pictures_needed(chosen.seed)
    drawn = draw_missing(needed, pictures, processes=chosen.processes)
    drawing = time.monotonic() - start
    total = 0
    for seller in goods.sellers(chosen.seed):
        count = goods.write_shopify_csv(
            seller, chosen.out / seller.handle / "products.csv", pictures, seed=chosen.seed
        )
        total += count
        print(f"{count:5d}  {seller.name}, {seller.city} {seller.country}")
    products = {one.product.key for one in goods.listings(chosen.seed)}
    print(f"{total:5d}  listings of {len(products)} products")
    print(f"{len(needed):5d}  pictures, {drawn} drawn in {drawing:.1f} s")
    print(f"all done in {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
