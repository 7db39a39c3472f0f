"""What the fields of a 3-D Secure message mean, in plain words for developers.

Owns: a name and a sentence for every field (`request_fields`, `answer_fields`), words for every
coded value (`values`), and `explain`, which lays a message out with all of it. Refuses: judging a
message, and unmasking one.
"""
