"""Desks: policies. Who may write a new version, what it would have changed, who publishes it."""
