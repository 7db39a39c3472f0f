"""The marketplace's doors: pages, API, webhooks. They own no tables and call one room each time."""
