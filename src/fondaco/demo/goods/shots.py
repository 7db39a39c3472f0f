"""Draw the pictures that listings name, on all cores, each only once."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from fondaco.demo import studio
from fondaco.demo.goods.products import Picture

WIDTH_PX = 540
Look = tuple[str, str, str, int]


def _draw(look: Look, views: tuple[int, ...], folder: str) -> int:
    kind, colour, material, number = look
    shots = studio.picture_set(
        kind, colour=colour, material=material, seed=number, width_px=WIDTH_PX, views=max(views) + 1
    )
    for view in views:
        path = Path(folder) / Picture(kind, colour, material, number, view).file_name
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(shots[view])
        part.replace(path)
    return len(views)


def draw_missing(
    pictures: Iterable[Picture],
    folder: Path,
    *,
    processes: int | None = None,
) -> int:
    """Draw every picture whose file the folder lacks; returns how many were drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted: dict[Look, list[int]] = {}
    for picture in pictures:
        if not (folder / picture.file_name).exists():
            look = (picture.kind, picture.colour, picture.material, picture.look)
            wanted.setdefault(look, []).append(picture.view)
    jobs = sorted((look, tuple(sorted(set(views)))) for look, views in wanted.items())
    count = processes or os.cpu_count() or 1
    if count == 1 or len(jobs) < 4:
        return sum(_draw(look, views, str(folder)) for look, views in jobs)
    # The long jobs first, so that no core stands idle at the end.
    jobs.sort(key=lambda job: -len(job[1]))
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_draw, look, views, str(folder)) for look, views in jobs]
        return sum(one.result() for one in waiting)
