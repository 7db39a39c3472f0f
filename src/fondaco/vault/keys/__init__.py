"""Envelope encryption: data keys for each tenant and purpose, wrapped by a key-encryption key.

Owns the wrapped data keys and the port to whatever holds the key-encryption key (share files or
the environment; a hardware module would be one more class). Promises that every sealed value names
its data key and is bound to the row it stands in, and that a new key-encryption key is taken up by
wrapping the data keys anew, while everything goes on. Refuses to hand out a key: callers seal,
open and fingerprint.
"""
