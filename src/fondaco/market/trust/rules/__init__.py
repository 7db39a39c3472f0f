"""Decisions of the trust room: values in, a finding or a verdict out. Pure."""
