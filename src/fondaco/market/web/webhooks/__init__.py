"""The webhooks door."""
