"""Measuring Fondaco against bare Django under the same server, and against the raw database.

Ratios, not promises: both sides of each ratio are measured in the same run on the same machine.
The bench's own process starts servers and sends requests; what needs the market's code runs
in a process with the market's settings (:mod:`bench.inside`).
"""
