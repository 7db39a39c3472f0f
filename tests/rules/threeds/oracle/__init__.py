"""What the protocol wants of every field, written down a second time and by hand, from published
field lists and not from the tables under test: `sheet` says which fields there are, when they are
needed and of what kind they are; `kinds` says which values are right and wrong for a kind.
"""
