"""The marketplace: rooms from the ground up, and doors (``web``) that own no tables."""
