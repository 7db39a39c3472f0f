"""The studio: product pictures drawn from parameters, all in one light.

``draw`` gives a picture as SVG text, ``render`` makes WebP of it. Nothing is fetched and
no text is set, so that the same parameters give the same picture on every machine.
"""

from fondaco.demo.studio.colour import NAMED as COLOURS
from fondaco.demo.studio.kinds import KINDS
from fondaco.demo.studio.pictures import VIEWS, draw, picture_set, render
from fondaco.demo.studio.scene import MATERIALS

__all__ = ["COLOURS", "KINDS", "MATERIALS", "VIEWS", "draw", "picture_set", "render"]
