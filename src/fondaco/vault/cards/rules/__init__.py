"""What makes a card number, an expiry and a security code good. Pure."""
