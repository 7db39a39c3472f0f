"""What our mails say, one entry a kind. Pure data; ``%(name)s`` are filled from the context.

A mail says what happened, what it means, and what one can do. It never asks for a card number,
a code or a password.
"""

from fondaco.market.messaging.text import Text
from fondaco.market.messaging.texts_back import BACK
from fondaco.market.messaging.texts_owed import OWED
from fondaco.market.messaging.texts_people import SELLERS, SIGN_IN, TALK
from fondaco.market.messaging.texts_story import CASES, MONEY, ORDERS

TEXTS: dict[str, Text] = {**ORDERS, **CASES, **MONEY, **BACK, **OWED, **TALK, **SELLERS, **SIGN_IN}
