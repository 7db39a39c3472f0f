"""The ``fondaco`` command: demo, walkthrough, clock, audit, doctor."""
