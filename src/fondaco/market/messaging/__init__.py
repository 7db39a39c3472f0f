"""Conversations between buyers and sellers, and notices: what we really sent.

Owns conversations with their messages, and every mail that the platform sent to a member.
Promises that a message is screened before anybody sees it, that what was sent can be read again
under "messages we really sent", and that a mail not delivered waits and is tried again.
Refuses to keep card numbers, codes and passwords, and links with a secret in them.
"""
