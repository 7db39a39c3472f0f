"""The marketplace's doors: pages, API, webhooks. They own no tables and make one call into a room."""
