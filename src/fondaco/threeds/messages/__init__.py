"""What each 3-D Secure message may hold: tables of fields, and the few words they are written in.

Owns: the tables (`authentication`, `challenge`, `results`, `preparation`, `error`, `parts`), the
words (`formats`, `field`) and the `registry` that finds a table by message type and version.
Refuses: any decision across two messages of one transaction; that is `transaction`'s.
"""
