"""Finding listings: one door (``door``), an engine behind it, an indexer that hears the news.

The engine only answers "which listings have these terms, and how near"; narrowing, facets,
ordering and mending of mistyped words are the same on every engine.
"""
