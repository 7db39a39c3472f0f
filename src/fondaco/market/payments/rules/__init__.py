"""Decisions of the payments room: values and the moment in, a decision out."""
