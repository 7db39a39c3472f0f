"""The directory server: which card ranges take part, which ACS answers, and a masked record of
every 3-D Secure message that passes.

Refuses: keeping a card number, or a message it could not validate.
"""
