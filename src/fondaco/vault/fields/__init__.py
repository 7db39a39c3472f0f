"""The card fields that a checkout page holds in a frame, and the same as a page of its own.

Owns field sessions and the key that browsers encrypt to. Promises that a session takes one card
for one purchase from one origin, that what it does not take is not kept, and that faults come back
as one clear sentence a field. Refuses frames of any other origin, and any algorithm but its own.
"""
