"""Measuring Fondaco against bare Django under the same server, and against the raw database.

Ratios, not promises: both sides of each ratio are measured in the same run on the same machine.
"""
